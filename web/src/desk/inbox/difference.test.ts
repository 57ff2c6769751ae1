import { describe, expect, it } from 'vitest'
import { differenceOf } from './difference.ts'

const row = (id: string, version = 1) => ({ id, version })
const page = (items: ReturnType<typeof row>[], next: string | null = null) => ({ items, next })

describe('what changed in an inbox since it was read', () => {
  it('is nothing when both lists agree', () => {
    expect(differenceOf([row('a'), row('b')], page([row('a'), row('b')]))).toBeNull()
  })
  it('names rows that were changed and counts those that arrived', () => {
    const difference = differenceOf([row('a'), row('b')], page([row('c'), row('a', 2), row('b')]))
    expect(difference).toEqual({ changed: new Set(['a']), count: 2 })
  })
  it('counts a row that left the view', () => {
    expect(differenceOf([row('a'), row('b')], page([row('b')]))).toEqual({
      changed: new Set(['a']),
      count: 1,
    })
  })
  it('does not count a row as gone that was only pushed to the next page', () => {
    const difference = differenceOf([row('a'), row('b')], page([row('c'), row('a')], 'more'))
    expect(difference).toEqual({ changed: new Set(), count: 1 })
  })
  it('does not count rows of later pages as gone', () => {
    expect(differenceOf([row('a'), row('b'), row('c')], page([row('a'), row('b')], 'more'))).toBeNull()
  })
})
