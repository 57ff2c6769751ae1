import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  type CalendarYear,
  type Clock,
  dayNumber,
  dueDate,
  shanghaiDate,
  startOfDay,
  workingCalendar,
} from './index.ts'

const YEAR_2026: CalendarYear = {
  year: 2026,
  source: '测试用的 2026 年安排',
  holidays: [
    { from: '2026-02-15', to: '2026-02-23', zh: '春节', en: 'Spring Festival' },
    { from: '2026-10-01', to: '2026-10-07', zh: '国庆节', en: 'National Day' },
  ],
  working_days: [{ date: '2026-10-10', zh: '国庆节调休上班', en: 'make-up day' }],
}
const calendar = workingCalendar([YEAR_2026])
const inShanghai = (text: string) => new Date(`${text}+08:00`)

const anyStart = fc
  .integer({ min: Date.parse('2025-12-20T00:00:00Z'), max: Date.parse('2027-01-10T00:00:00Z') })
  .map((at) => new Date(at))
const anyClock = fc.constantFrom<Clock>('minutes', 'hours', 'days', 'working_days')
const anyLimit = fc.integer({ min: 0, max: 40 })

/** The dates after the day of `start` up to the last day of a period that ends at `due`. */
function datesBetween(start: Date, due: Date): string[] {
  const dates: string[] = []
  for (let date = addDays(shanghaiDate(start), 1); startOfDay(date) < due; date = addDays(date, 1))
    dates.push(date)
  return dates
}

describe('a limit in minutes or hours', () => {
  it('is exact, across midnight and over a holiday', () => {
    const start = inShanghai('2026-02-14T23:50:30')
    expect(dueDate(start, 10, 'minutes', calendar).at).toEqual(inShanghai('2026-02-15T00:00:30'))
    expect(dueDate(start, 24, 'hours', calendar).at).toEqual(inShanghai('2026-02-15T23:50:30'))
  })
})

describe('a limit in calendar days', () => {
  it('does not count the first day and ends at 24:00 of the last', () => {
    expect(dueDate(inShanghai('2026-11-20T09:00:00'), 7, 'days', calendar).at).toEqual(
      inShanghai('2026-11-28T00:00:00'),
    )
  })

  it('belongs to the day it starts in Shanghai, not in UTC', () => {
    const oneMinuteBeforeMidnight = inShanghai('2026-11-20T23:59:00')
    const midnight = inShanghai('2026-11-21T00:00:00')
    expect(dueDate(oneMinuteBeforeMidnight, 1, 'days', calendar).at).toEqual(
      inShanghai('2026-11-22T00:00:00'),
    )
    expect(dueDate(midnight, 1, 'days', calendar).at).toEqual(inShanghai('2026-11-23T00:00:00'))
  })
})

describe('a limit in working days', () => {
  it('passes over National Day and counts the make-up Saturday', () => {
    const due = dueDate(inShanghai('2026-09-30T15:00:00'), 3, 'working_days', calendar)
    expect(due.at).toEqual(inShanghai('2026-10-11T00:00:00'))
    expect(due.skipped.map(({ date }) => date)).toEqual([
      '2026-10-01',
      '2026-10-02',
      '2026-10-03',
      '2026-10-04',
      '2026-10-05',
      '2026-10-06',
      '2026-10-07',
    ])
    expect(due.skipped[0]!.reason.zh).toBe('国庆节')
    expect(due.assumed).toBe(false)
  })

  it('counts from the next working day when it starts on a Saturday', () => {
    const due = dueDate(inShanghai('2026-11-21T10:00:00'), 1, 'working_days', calendar)
    expect(due.at).toEqual(inShanghai('2026-11-24T00:00:00'))
    expect(due.skipped).toEqual([{ date: '2026-11-22', reason: { zh: '周日', en: 'Sunday' } }])
  })

  it('says that it assumed, where the arrangement of a year is not in the system', () => {
    expect(dueDate(inShanghai('2026-12-30T10:00:00'), 1, 'working_days', calendar).assumed).toBe(false)
    expect(dueDate(inShanghai('2026-12-30T10:00:00'), 2, 'working_days', calendar).assumed).toBe(true)
    expect(dueDate(inShanghai('2026-12-30T10:00:00'), 2, 'days', calendar).assumed).toBe(false)
  })

  it('follows an operator’s amendment, and leaves the calendar it came from alone', () => {
    const typhoon = { date: '2026-11-24', working: false, reason: { zh: '台风停工', en: 'typhoon' } }
    const start = inShanghai('2026-11-23T10:00:00')
    const amended = dueDate(start, 1, 'working_days', calendar.with([typhoon]))
    expect(amended.at).toEqual(inShanghai('2026-11-26T00:00:00'))
    expect(amended.skipped).toEqual([{ date: '2026-11-24', reason: typhoon.reason }])
    expect(dueDate(start, 1, 'working_days', calendar).at).toEqual(inShanghai('2026-11-25T00:00:00'))
  })
})

describe('what is no limit', () => {
  it.each([-1, 1.5, Number.NaN, 40_000_000])('is refused: %s', (limit) => {
    expect(() => dueDate(new Date(), limit, 'days', calendar)).toThrow(RangeError)
  })

  it('is refused from a start that is no time', () => {
    expect(() => dueDate(new Date('someday'), 1, 'hours', calendar)).toThrow(RangeError)
  })

  it('is refused on a calendar that never works', () => {
    const never = Array.from({ length: 800 }, (_, day) => ({
      date: addDays('2026-01-01', day),
      working: false,
      reason: { zh: '停工', en: 'closed' },
    }))
    expect(() => dueDate(inShanghai('2026-01-05T00:00:00'), 1, 'working_days', calendar.with(never))).toThrow(
      RangeError,
    )
  })
})

describe('whatever the start, limit and clock', () => {
  it('nothing is due before it starts', () => {
    fc.assert(
      fc.property(anyStart, anyLimit, anyClock, (start, limit, clock) => {
        expect(dueDate(start, limit, clock, calendar).at >= start).toBe(true)
      }),
    )
  })

  it('a longer limit is due later, by at least a whole unit', () => {
    const unit = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, working_days: 86_400_000 }
    fc.assert(
      fc.property(anyStart, anyLimit, anyClock, (start, limit, clock) => {
        const [sooner, later] = [limit, limit + 1].map((n) => dueDate(start, n, clock, calendar).at.getTime())
        expect(later! - sooner!).toBeGreaterThanOrEqual(unit[clock])
      }),
    )
  })

  it('a later start is never due sooner', () => {
    fc.assert(
      fc.property(anyStart, fc.nat(10_000_000_000), anyLimit, anyClock, (start, delay, limit, clock) => {
        const later = new Date(start.getTime() + delay)
        expect(dueDate(later, limit, clock, calendar).at >= dueDate(start, limit, clock, calendar).at).toBe(
          true,
        )
      }),
    )
  })

  it('a period in days ends at a midnight in Shanghai, and so many midnights lie within it', () => {
    fc.assert(
      fc.property(anyStart, anyLimit, (start, limit) => {
        const { at } = dueDate(start, limit, 'days', calendar)
        expect(startOfDay(shanghaiDate(at))).toEqual(at)
        expect(datesBetween(start, at)).toHaveLength(limit)
      }),
    )
  })

  it('a period in working days holds exactly that many, and every other day in it is skipped with a reason', () => {
    fc.assert(
      fc.property(anyStart, anyLimit, (start, limit) => {
        const due = dueDate(start, limit, 'working_days', calendar)
        const all = datesBetween(start, due.at)
        const working = all.filter((date) => calendar.day(date).working)
        expect(working).toHaveLength(limit)
        expect([...working, ...due.skipped.map(({ date }) => date)].sort()).toEqual(all)
        expect(due.skipped.every(({ reason }) => reason.zh !== '' && reason.en !== '')).toBe(true)
        if (limit > 0) expect(calendar.day(all.at(-1)!).working).toBe(true)
      }),
    )
  })

  it('two calendars that agree on the days in between give the same due date', () => {
    fc.assert(
      fc.property(
        anyStart,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 60 }),
        (start, limit, days) => {
          const due = dueDate(start, limit, 'working_days', calendar)
          const beyond = addDays(shanghaiDate(due.at), days)
          const amended = calendar.with([
            { date: beyond, working: false, reason: { zh: '停', en: 'closed' } },
          ])
          expect(dueDate(start, limit, 'working_days', amended).at).toEqual(due.at)
        },
      ),
    )
  })
})

describe('dates', () => {
  it('a date that does not exist is refused', () => {
    expect(() => dayNumber('2026-02-29')).toThrow(RangeError)
    expect(() => calendar.day('2026-13-01')).toThrow(RangeError)
    expect(() => calendar.with([{ date: 'x', working: true, reason: { zh: '', en: '' } }])).toThrow(
      RangeError,
    )
  })
})
