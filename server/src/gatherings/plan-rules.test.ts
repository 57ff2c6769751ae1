import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, workingCalendar } from '../kernel/calendar/index.ts'
import type { GatheringKind } from '../kernel/policy/index.ts'
import { periodsOf, planOfYear, workingDayNear } from './plan-rules.ts'

const kind = (more: Partial<GatheringKind>): GatheringKind => ({
  id: 'topic_day',
  zh: '主题党日',
  en: 'Topic day',
  series: 'topic_day',
  holders: ['grid_party_branch'],
  per: 'month',
  times: 1,
  usual_day: 10,
  attend: 'all',
  record: ['agenda'],
  readers: 'branch',
  source: '测试',
  effective_from: '2020-01-01',
  pack: 'test',
  ...more,
})
const branch = { organisationKind: 'grid_party_branch', hasCommittee: true }
const plain = workingCalendar([])

const anyKind = fc
  .record({
    per: fc.constantFrom('month', 'quarter', 'half_year', 'year'),
    times: fc.integer({ min: 1, max: 4 }),
    usual_day: fc.integer({ min: 1, max: 31 }),
    month: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ per, times, usual_day, month }) => {
    const length = { month: 1, quarter: 3, half_year: 6, year: 12 }[per as 'month']
    return kind({ per: per as 'month', times, usual_day, usual_month: ((month - 1) % length) + 1 })
  })
const anyCalendar = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 0, max: 12 }), fc.boolean()), {
    maxLength: 12,
  })
  .map((stretches) =>
    plain.with(
      stretches.flatMap(([start, length, working]) =>
        Array.from({ length: length + 1 }, (_, index) => ({
          date: addDays('2026-01-01', start + index),
          working,
          reason: { zh: '调', en: 'x' },
        })),
      ),
    ),
  )

describe('the plan of a year', () => {
  it('asks in each period as often as the rule says, inside the period, on a working day where it has one', () => {
    fc.assert(
      fc.property(anyKind, anyCalendar, (rule, calendar) => {
        const plan = planOfYear(2026, [rule], branch, calendar, '2026-01-01')
        const periods = periodsOf(2026, rule.per!)
        expect(plan).toHaveLength(periods.length * rule.times!)
        expect(new Set(plan.map(({ key }) => key)).size).toBe(plan.length)
        for (const period of periods) {
          const inside = plan.filter(({ periodEnd }) => periodEnd === period.last)
          expect(inside).toHaveLength(rule.times!)
          for (const { day } of inside) {
            expect(day >= period.first && day <= period.last).toBe(true)
            let hasWorkingDay = false
            for (let at = period.first; at <= period.last; at = addDays(at, 1))
              hasWorkingDay ||= calendar.day(at).working
            expect(calendar.day(day).working).toBe(hasWorkingDay)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('asks nothing of the past, and everything of what is left, whenever it is written', () => {
    fc.assert(
      fc.property(anyKind, anyCalendar, fc.integer({ min: 0, max: 364 }), (rule, calendar, into) => {
        const from = addDays('2026-01-01', into)
        const whole = planOfYear(2026, [rule], branch, calendar, '2026-01-01')
        const rest = planOfYear(2026, [rule], branch, calendar, from)
        expect(rest.every(({ day }) => day >= from)).toBe(true)
        expect(rest.map(({ key }) => key)).toEqual(
          whole.filter(({ periodEnd }) => periodEnd >= from).map(({ key }) => key),
        )
        // What lay ahead stays where it was: writing the plan anew moves nothing.
        for (const each of rest) {
          const before = whole.find(({ key }) => key === each.key)!
          if (before.day >= from && calendar.day(before.day).working && each.day !== before.day)
            expect(before.day < each.day || each.day >= from).toBe(true)
        }
        expect(planOfYear(2026, [rule], branch, calendar, from)).toEqual(rest)
      }),
      { numRuns: 150 },
    )
  })

  it('the year’s periods follow one another without a gap', () => {
    for (const per of ['month', 'quarter', 'half_year', 'year'] as const) {
      const periods = periodsOf(2028, per)
      expect(periods[0]!.first).toBe('2028-01-01')
      expect(periods.at(-1)!.last).toBe('2028-12-31')
      periods.slice(1).forEach((period, index) => {
        expect(period.first).toBe(addDays(periods[index]!.last, 1))
      })
    }
  })

  it('leaves out what an organisation does not hold: another kind, or a committee that it has not', () => {
    const committee = kind({ id: 'committee_meeting', needs_committee: true })
    const keys = (holder: typeof branch) =>
      planOfYear(2026, [kind({}), committee], holder, plain, '2026-12-01').map(({ kind }) => kind)
    expect(keys(branch)).toEqual(['topic_day', 'committee_meeting'])
    expect(keys({ ...branch, hasCommittee: false })).toEqual(['topic_day'])
    expect(keys({ ...branch, organisationKind: 'party_group' })).toEqual([])
  })

  it('keeps to the day that the branch chose, and moves it off a holiday', () => {
    const calendar = workingCalendar([
      {
        year: 2026,
        source: '测试',
        holidays: [{ from: '2026-10-01', to: '2026-10-07', zh: '国庆节', en: 'National Day' }],
        working_days: [],
      },
    ])
    const days = planOfYear(
      2026,
      [kind({})],
      { ...branch, usualDays: { topic_day: 31 } },
      calendar,
      '2026-02-01',
    )
    expect(days[0]).toMatchObject({ key: 'topic_day/2026-02/1', day: '2026-02-27' })
    const fifth = planOfYear(2026, [kind({ usual_day: 5 })], branch, calendar, '2026-10-01')
    expect(fifth[0]!.day).toBe('2026-10-08')
    expect(workingDayNear('2026-10-31', '2026-10-01', '2026-10-31', calendar)).toBe('2026-10-30')
  })
})
