import { describe, expect, test } from 'vitest'
import { bodyOf, faultsOf } from './body.ts'
import type { Draft } from './draft.ts'

const most = 100

function written(change: Partial<Draft> = {}): Draft {
  return {
    key: '7d0a7a0e-6b43-4c7b-9d2c-1f4c8f2b7a11',
    savedAt: 0,
    text: '三号楼前的路灯坏了',
    kind: null,
    category: null,
    place: null,
    detail: '',
    contact: 'phone',
    name: '王',
    phone: '138 1234 5678',
    photos: [],
    photosMayBeShown: false,
    follows: null,
    sentBody: null,
    ...change,
  }
}

describe('before a request is sent', () => {
  test('words and a phone number are enough', () => {
    expect(faultsOf(written(), most, false)).toEqual({})
  })

  test('punctuation alone says nothing', () => {
    expect(faultsOf(written({ text: '……！！' }), most, false)).toEqual({ text: 'text' })
  })

  test('a character outside the basic plane counts as one', () => {
    expect(faultsOf(written({ text: '𠮷'.repeat(most) }), most, false)).toEqual({})
    expect(faultsOf(written({ text: '𠮷'.repeat(most + 1) }), most, false)).toEqual({ text: 'long' })
  })

  test('who wants to be reached gives a number, unless the account has one', () => {
    expect(faultsOf(written({ phone: ' ' }), most, false)).toEqual({ phone: 'phone' })
    expect(faultsOf(written({ phone: ' ' }), most, true)).toEqual({})
    expect(faultsOf(written({ phone: '找王师傅' }), most, true)).toEqual({ phone: 'phoneForm' })
  })

  test('who stays anonymous gives none', () => {
    expect(faultsOf(written({ contact: 'anonymous', phone: '' }), most, false)).toEqual({})
  })
})

describe('what is sent', () => {
  test('an anonymous request carries no contact, even where one was typed before', () => {
    const body = bodyOf(written({ contact: 'anonymous' }))
    expect(body.anonymous).toBe(true)
    expect(JSON.stringify(body)).not.toContain('138')
    expect(body.contact).toBeUndefined()
  })

  test('a suggestion that the person did not touch is left to the house', () => {
    expect(bodyOf(written())).not.toHaveProperty('kind')
    expect(bodyOf(written({ kind: 'help', category: 'lamp' }))).toMatchObject({
      kind: 'help',
      category: 'lamp',
    })
  })

  test('the exact spot goes with the place', () => {
    const place = { how: 'code', location: { place_code: 'B1' }, name: '1号楼', chain: '' } as const
    expect(bodyOf(written({ place, detail: ' 2 单元 ' })).location).toEqual({
      place_code: 'B1',
      address: '2 单元',
    })
  })

  test('a spot without a place is not lost: it stands in the words', () => {
    const body = bodyOf(written({ detail: '东门外' }))
    expect(body.location).toBeUndefined()
    expect(body.text).toBe('三号楼前的路灯坏了\n东门外')
  })
})
