import { describe, expect, test } from 'vitest'
import { namesOnce, placeWords } from './place-words.ts'

const chain = ['滨河街道', '望江社区', '望江社区第一网格', '望江社区第一网格4号微网格']

describe('words of a place', () => {
  test('an area that the next one already names is not said again', () => {
    expect(namesOnce(chain)).toBe('滨河街道 望江社区第一网格4号微网格')
  })

  test('an address loses the areas that it begins with, also those above the known ones', () => {
    expect(placeWords(chain, '清河区滨河街道沿江路8号江畔花园2号楼 单元门口').address).toBe(
      '沿江路8号江畔花园2号楼 单元门口',
    )
    expect(placeWords(['临江市', '清河区', ...chain], '清河区滨河街道沿江路8号').address).toBe('沿江路8号')
  })

  test('a name in the middle of an address is part of the address', () => {
    expect(placeWords(chain, '河边小店，滨河街道办对面').address).toBe('河边小店，滨河街道办对面')
    expect(placeWords(chain, '滨河街道')).toEqual({ area: '滨河街道 望江社区第一网格4号微网格', address: '' })
  })

  test('what is not known stays empty', () => {
    expect(placeWords([], null)).toEqual({ area: '', address: '' })
  })
})
