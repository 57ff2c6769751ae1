import { describe, expect, it } from 'vitest'
import { filtersOf, listSame, readAddress } from './address.ts'

const person = '0190aaaa-0000-7000-8000-000000000001'

describe('the inbox’s address', () => {
  it('keeps what it knows and leaves out the rest', () => {
    expect(
      readAddress({ view: 'overdue', q: 20260101000001, handler: person, owner: "x' or 1", colour: 'red' }),
    ).toEqual({
      view: 'overdue',
      q: '20260101000001',
      handler: person,
    })
  })
  it('tells which matters apart from how they are shown', () => {
    const address = readAddress({ view: 'all', saved: person, print: 1, state: 'signed' })
    expect(filtersOf(address)).toEqual({ view: 'all', state: 'signed' })
  })
  it('lists the same without a view as with the inbox named', () => {
    expect(listSame({}, { view: 'inbox' })).toBe(true)
    expect(listSame({ state: 'signed' }, { view: 'inbox' })).toBe(false)
  })
})
