import { resolve } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../kernel/calendar/index.ts'
import { projectRoot } from '../kernel/configuration.ts'
import { loadPolicies, type Rules } from '../kernel/policy/index.ts'
import { addMonths, monthsBetween } from './days.ts'
import {
  alertsOf,
  type BranchAtWork,
  duesFor,
  earliestFull,
  mayFollow,
  type Stage,
  sizeFindings,
  stageDaysFault,
  stageNames,
  stageOn,
  termEnd,
  termState,
} from './rules.ts'

let rules: Rules
beforeAll(async () => {
  rules = (await loadPolicies(resolve(projectRoot, 'policies'))).rulesOn('national', '2026-03-02')
})

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days))
const dayOrNot = fc.option(day, { nil: null })
const branch = fc.record<BranchAtWork>({
  type: fc.constantFrom('ordinary', 'joint', 'temporary', 'mobile'),
  full: fc.nat(80),
  probationary: fc.nat(10),
  units: fc.nat(8),
  committee: fc.nat(10),
  standsUntil: dayOrNot,
})

describe('months', () => {
  it('that are added come back when they are counted', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 200 }), (from, months) => {
        expect(monthsBetween(from, addMonths(from, months))).toBe(months)
      }),
    )
  })
  it('end with the month where it is shorter', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28')
    expect(monthsBetween('2026-08-31', '2027-02-27')).toBe(5)
  })
})

describe('a stage', () => {
  it('never goes back as days pass, where the days are in order', () => {
    fc.assert(
      fc.property(fc.tuple(day, day, day, day, day), day, fc.nat(4000), (days, on, later) => {
        const [appliedOn, activistOn, prospectOn, admittedOn, fullOn] = days.toSorted() as [
          string,
          string,
          string,
          string,
          string,
        ]
        const member = { appliedOn, activistOn, prospectOn, admittedOn, fullOn }
        expect(stageDaysFault(member)).toBeUndefined()
        const rank = (stage: Stage | undefined) => (stage ? stageNames.indexOf(stage) : -1)
        expect(rank(stageOn(member, addDays(on, later)))).toBeGreaterThanOrEqual(rank(stageOn(member, on)))
      }),
    )
  })
  it('follows only the one before it', () => {
    for (const [index, before] of stageNames.entries())
      for (const after of stageNames) expect(mayFollow(before, after)).toBe(stageNames[index + 1] === after)
  })
  it('of a full member comes a year after admission at the earliest', () => {
    expect(earliestFull('2025-07-01', rules)).toBe('2026-07-01')
  })
})

describe('the size of a branch', () => {
  it('is judged by the numbers of the pack and by nothing else', () => {
    fc.assert(
      fc.property(branch, (one) => {
        const found = sizeFindings(one, rules.branch_size, '2026-03-02')
        expect(found.includes('below_minimum')).toBe(one.full < 3)
        expect(found.includes('above_usual')).toBe(one.full + one.probationary > 50)
        expect(found.includes('too_many_units')).toBe(one.type === 'joint' && one.units > 5)
        expect(found.includes('wants_committee')).toBe(one.full >= 7 && one.committee < 3)
      }),
    )
  })
  it('is found otherwise when a number of the pack changes', () => {
    const one: BranchAtWork = {
      type: 'ordinary',
      full: 4,
      probationary: 0,
      units: 0,
      committee: 1,
      standsUntil: null,
    }
    expect(sizeFindings(one, rules.branch_size, '2026-03-02')).toEqual([])
    expect(sizeFindings(one, { ...rules.branch_size, min_full_members: 5 }, '2026-03-02')).toEqual([
      'below_minimum',
    ])
  })
})

describe('a term', () => {
  it('is five years in villages and communities and three elsewhere', () => {
    expect(termEnd('2024-05-10', true, rules)).toBe('2029-05-09')
    expect(termEnd('2024-05-10', false, rules)).toBe('2027-05-09')
  })
  it('is due before it is over, and over only after its last day', () => {
    fc.assert(
      fc.property(day, day, (from, today) => {
        const until = termEnd(from, false, rules)
        const state = termState(until, today, rules)
        expect(state === 'over').toBe(until < today)
        if (state === 'due') expect(until >= today).toBe(true)
      }),
    )
    expect(termState('2026-08-31', '2026-03-02', rules)).toBe('due')
    expect(termState('2026-09-02', '2026-03-02', rules)).toBe('running')
  })
})

describe('silence', () => {
  const heard = {
    stage: 'full' as const,
    watchedFrom: '2025-01-01',
    lastDuesMonth: '2026-02-01',
    lastActivityOn: '2026-02-10',
    lastWorkOn: null,
  }
  const names = (member: Partial<typeof heard>, today = '2026-03-02') =>
    alertsOf({ ...heard, ...member }, rules, today).map(({ silence, rule }) => `${silence} ${rule.level}`)

  it('of three months wants attention, of six the branch’s decision', () => {
    expect(names({})).toEqual([])
    expect(names({ lastDuesMonth: '2025-11-01' })).toEqual(['dues attention'])
    expect(names({ lastDuesMonth: '2025-08-01' })).toEqual(['dues leaving'])
    expect(names({ lastActivityOn: '2025-09-02' })).toEqual(['activity leaving'])
  })
  it('is not counted from before the house watched', () => {
    fc.assert(
      fc.property(day, dayOrNot, fc.integer({ min: 0, max: 85 }), (watchedFrom, lastActivityOn, days) => {
        const today = addDays(watchedFrom, days)
        expect(
          alertsOf({ ...heard, watchedFrom, lastActivityOn, lastDuesMonth: null }, rules, today),
        ).toEqual([])
      }),
    )
  })
  it('of somebody on the way to membership means nothing', () => {
    expect(
      alertsOf(
        { ...heard, stage: 'activist', lastActivityOn: null, lastDuesMonth: null },
        rules,
        '2026-03-02',
      ),
    ).toEqual([])
  })
})

describe('dues', () => {
  it('follow the brackets at their edges', () => {
    const of = (base: number) => duesFor(base, rules.dues).yuan
    expect([0, 3000, 3001, 5000, 5001, 10_000, 10_001].map(of)).toEqual([
      0, 15, 30.01, 50, 75.02, 150, 200.02,
    ])
  })
  it('are never less for a higher base', () => {
    fc.assert(
      fc.property(fc.nat(60_000), fc.nat(60_000), (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        expect(duesFor(high, rules.dues).yuan).toBeGreaterThanOrEqual(duesFor(low, rules.dues).yuan)
      }),
    )
  })
})
