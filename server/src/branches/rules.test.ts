import { resolve } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../kernel/configuration.ts'
import { loadPolicies, type Rules } from '../kernel/policy/index.ts'
import {
  assess,
  type BranchFacts,
  type KindHeld,
  periodsOf,
  type SoundRuleSet,
  soundRulesOf,
  starsFor,
} from './rules.ts'

let rules: Rules & SoundRuleSet
beforeAll(async () => {
  const pack = (await loadPolicies(resolve(projectRoot, 'policies'))).rulesOn('national', '2026-03-02')
  rules = {
    ...soundRulesOf(pack),
    gathering_kinds: [
      { id: 'general_meeting', per: 'quarter', times: 1, holders: ['party_branch'], source: '第十一条' },
      { id: 'topic_day', per: 'month', times: 1, holders: ['party_branch'], source: '第十六条' },
      { id: 'group_meeting', per: 'month', times: 1, holders: ['party_group'], source: '第十四条' },
      {
        id: 'committee_meeting',
        per: 'month',
        times: 1,
        holders: ['party_branch'],
        needs_committee: true,
        source: '第十二条',
      },
    ].map((kind) => ({ ...pack.gathering_kinds[0]!, ...kind })) as Rules['gathering_kinds'],
  }
})

const branch = (more: Partial<BranchFacts> = {}): BranchFacts => ({
  branchId: 'b',
  type: 'ordinary',
  since: '2020-01-01',
  groups: [],
  units: 0,
  full: 5,
  probationary: 1,
  committee: 1,
  hasSecretary: true,
  termUntil: '2028-01-01',
  standsUntil: null,
  duesSettled: 6,
  quiet: 0,
  held: [],
  shouldAttend: 0,
  attended: 0,
  ...more,
})
const held = (kind: string, month: number, more: Partial<KindHeld> = {}): KindHeld => ({
  heldBy: 'b',
  kind,
  madeUp: false,
  times: Array.from({ length: 12 }, (_, index) => (index === month - 1 ? 1 : 0)),
  ...more,
})
const of = (id: string, facts: BranchFacts, today: string, by = rules) =>
  assess(facts, by, today).indicators.find((one) => one.id === id)!

describe('an indicator of gatherings', () => {
  it('asks for each period that is over, and shows what is still to do in the one that runs', () => {
    const facts = branch({ held: [held('topic_day', 1), held('topic_day', 3)] })
    expect(of('topic_day', facts, '2026-04-10')).toMatchObject({
      reached: 2,
      wanted: 3,
      now: 1,
      next: 1,
      state: 'behind',
    })
    expect(of('general_meeting', branch(), '2026-02-10')).toMatchObject({ state: 'not_due', now: 0, next: 1 })
    expect(of('general_meeting', branch(), '2026-03-10')).toMatchObject({ state: 'not_due', now: 1 })
    expect(of('general_meeting', branch(), '2026-04-01')).toMatchObject({
      state: 'behind',
      wanted: 1,
      reached: 0,
    })
  })

  it('changes with the number in the pack', () => {
    const facts = branch({ held: [held('general_meeting', 2)] })
    expect(of('general_meeting', facts, '2026-04-10')).toMatchObject({ state: 'met', reached: 1, wanted: 1 })
    const twice = {
      ...rules,
      gathering_kinds: rules.gathering_kinds.map((kind) =>
        kind.id === 'general_meeting' ? { ...kind, times: 2 } : kind,
      ),
    }
    expect(of('general_meeting', facts, '2026-04-10', twice)).toMatchObject({
      state: 'behind',
      reached: 1,
      wanted: 2,
    })
  })

  it('counts what was made up for by the share of the pack', () => {
    const facts = branch({ held: [held('topic_day', 1, { madeUp: true })] })
    expect(of('topic_day', facts, '2026-02-01').share).toBe(0.5)
    expect(
      of('topic_day', facts, '2026-02-01', {
        ...rules,
        sound_counting: { ...rules.sound_counting, made_up_share: 1 },
      }).share,
    ).toBe(1)
  })

  it('asks each group for its own, and no branch for a committee that it need not have', () => {
    const facts = branch({ groups: ['g', 'h'], held: [held('group_meeting', 1, { heldBy: 'g' })] })
    expect(of('group_meeting', facts, '2026-02-01')).toMatchObject({ reached: 1, wanted: 2 })
    expect(of('committee_meeting', branch({ full: 6 }), '2026-02-01').state).toBe('not_due')
    expect(of('committee_meeting', branch({ full: 7 }), '2026-02-01').state).toBe('behind')
  })

  it('is not late for what was before it began', () => {
    expect(of('topic_day', branch({ since: '2026-03-20' }), '2026-04-10').state).toBe('not_due')
    expect(of('topic_day', branch({ since: '2026-03-20' }), '2026-05-10')).toMatchObject({
      wanted: 1,
      reached: 0,
    })
  })

  it('in December looks on to January', () => {
    expect(of('topic_day', branch(), '2026-12-10')).toMatchObject({ now: 1, next: 1 })
  })
})

const heldSomehow = fc.record<KindHeld>({
  heldBy: fc.constantFrom('b', 'g'),
  kind: fc.constantFrom('general_meeting', 'topic_day', 'group_meeting', 'committee_meeting'),
  madeUp: fc.boolean(),
  times: fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }),
})

describe('points', () => {
  it('lie between nothing and a hundred, and another meeting never takes any away', () => {
    fc.assert(
      fc.property(
        fc.array(heldSomehow, { maxLength: 12 }),
        heldSomehow,
        fc.integer({ min: 1, max: 12 }),
        fc.nat(40),
        fc.nat(40),
        (heldThen, one, today, shouldAttend, attended) => {
          const day = `2026-${String(today).padStart(2, '0')}-15`
          const facts = branch({ groups: ['g'], full: 9, held: heldThen, shouldAttend, attended })
          const before = assess(facts, rules, day)
          expect(before.points).toBeGreaterThanOrEqual(0)
          expect(before.points).toBeLessThanOrEqual(100)
          const more = assess({ ...facts, held: [...heldThen, { ...one, madeUp: false }] }, rules, day)
          for (const [index, result] of before.indicators.entries()) {
            const after = more.indicators[index]!
            expect(after.now).toBeLessThanOrEqual(result.now)
            // A first one makes an indicator due that was not: then it is met so far.
            if (result.state !== 'not_due') expect(after.share).toBeGreaterThanOrEqual(result.share - 1e-9)
          }
        },
      ),
    )
  })

  it('give stars by the grades of the pack', () => {
    expect(
      [100, 90, 89.9, 80, 79.9, 70, 69.9, 0].map((points) => starsFor(points, rules.sound_stars)),
    ).toEqual([5, 5, 4, 4, 3, 3, 2, 2])
    const stricter = rules.sound_stars.map((grade) =>
      grade.stars === 5 ? { ...grade, from_points: 95 } : grade,
    )
    expect(starsFor(92, stricter)).toBe(4)
  })

  it('fall when a number of the pack about size rises', () => {
    const points = (by: SoundRuleSet & Rules) => assess(branch({ full: 4 }), by, '2026-02-01').points!
    expect(points({ ...rules, branch_size: { ...rules.branch_size, min_full_members: 5 } })).toBeLessThan(
      points(rules),
    )
  })
})

it('the periods of a year cover each of its months once', () => {
  for (const per of ['month', 'quarter', 'half_year', 'year'] as const) {
    const months = periodsOf(2026, per).flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index),
    )
    expect(months).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
  }
})
