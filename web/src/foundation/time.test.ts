import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { setLanguage } from './i18n.ts'
import {
  dateTimeWords,
  distanceWords,
  dueAtWords,
  dueWords,
  fromToWords,
  quarterWords,
  relativeWords,
  shanghaiDay,
} from './time.ts'

const now = new Date('2026-11-22T02:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

afterEach(() => setLanguage('zh'))

describe('how long there is', () => {
  test('two and a half hours before its time a matter has two hours left, and it is pressing', () => {
    expect(dueWords(later(2.5), now)).toEqual({ words: '还剩 2 小时', tone: 'soon' })
  })

  test('three days past its time a matter says so', () => {
    expect(dueWords(later(-73), now)).toEqual({ words: '已超 3 天', tone: 'late' })
  })

  test('a week ahead nothing presses', () => {
    expect(dueWords(later(7 * 24), now).tone).toBe('calm')
  })

  test('English counts one thing and several things differently', () => {
    setLanguage('en')
    expect(dueWords(later(1), now).words).toBe('1 hour left')
    expect(dueWords(later(5), now).words).toBe('5 hours left')
    expect(relativeWords(later(-49), now)).toBe('2 days ago')
  })

  test('late and in time never share a word, whatever the instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4e9, max: 4e9 }), (distance) => {
        const { words, tone } = dueWords(new Date(now.getTime() + distance), now)
        expect(words.startsWith('已超')).toBe(distance < 0)
        expect(tone === 'late').toBe(distance < 0)
      }),
    )
  })
})

describe('instants are told in the time of Shanghai', () => {
  test('two in the morning in Greenwich is ten there', () => {
    expect(dateTimeWords(now, now)).toBe('今天 10:00')
    expect(shanghaiDay('2026-11-22T16:30:00Z')).toBe('2026-11-23')
  })

  test('the end of a day is its own 24:00, not the next day’s beginning', () => {
    expect(dueAtWords('2026-11-27T16:00:00Z', now)).toBe('11月27日 24:00')
    expect(dueAtWords('2026-11-22T16:00:00Z', now)).toBe('今天 24:00')
  })

  test('another year is named', () => {
    expect(dateTimeWords('2025-03-01T04:00:00Z', now)).toBe('2025年3月1日 12:00')
  })
})

test('distances are rounded as people say them', () => {
  expect(distanceWords(3)).toBe('10 米')
  expect(distanceWords(248)).toBe('250 米')
  expect(distanceWords(1240)).toBe('1.2 公里')
})

describe('from when to when', () => {
  test('a shift of one evening names its day once, and ends at 24:00', () => {
    expect(fromToWords('2026-11-22T10:00:00Z', '2026-11-22T13:00:00Z', now)).toBe('今天 18:00–21:00')
    expect(fromToWords('2026-11-22T13:00:00Z', '2026-11-22T16:00:00Z', now)).toBe('今天 21:00–24:00')
  })

  test('a night that ends on another day names both', () => {
    expect(fromToWords('2026-11-25T15:00:00Z', '2026-11-25T17:00:00Z', now)).toBe(
      '11月25日 23:00–11月26日 01:00',
    )
    setLanguage('en')
    expect(fromToWords('2026-11-22T13:00:00Z', '2026-11-22T17:00:00Z', now)).toBe(
      'today 21:00–tomorrow 01:00',
    )
  })

  test('a quarter is said in words', () => {
    expect(quarterWords('2026Q3')).toBe('2026年第3季度')
    setLanguage('en')
    expect(quarterWords('2026Q3')).toBe('Q3 2026')
  })
})
