import { describe, expect, it } from 'vitest'
import { shapeOf } from './typed.ts'

describe('what is typed into the search box', () => {
  it('is a number to call however it is written', () => {
    for (const text of [
      '13912345678',
      '139 1234 5678',
      '+86 139-1234-5678',
      '１３９１２３４５６７８',
      '0371-6555 1234',
    ])
      expect(shapeOf(text), text).toBe('phone')
  })
  it('is a code, small letters and dashes too', () => {
    expect(shapeOf('8K3M-QRST-7W')).toBe('code')
    expect(shapeOf('8k3mqrst7w')).toBe('code')
  })
  it('is words otherwise: a matter’s number, a name, a sentence', () => {
    for (const text of ['20260301000123', '团结路', '三单元 漏水', '139123', 'water pipe'])
      expect(shapeOf(text), text).toBe('words')
    expect(shapeOf('  ')).toBe('nothing')
  })
})
