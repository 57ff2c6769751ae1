import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bandOf,
  caseStates,
  type Deed,
  lacks,
  mayDo,
  type Progress,
  pollOutcome,
  withoutSmallGroups,
} from './rules.ts'

const rule = {
  id: 'rectification',
  source: '',
  effective_from: '2020-01-01',
  longest_months: 12,
  watch_months: 12,
  poll_least_returned: 10,
  poll_pass_percent: 60,
}
const count = fc.record({
  issued: fc.nat(500),
  satisfied: fc.nat(90),
  dissatisfied: fc.nat(90),
  unsure: fc.nat(90),
})

describe('a residents’ poll', () => {
  it('passes only where enough answered and more than the rule’s share is satisfied; one more “no” never helps', () => {
    fc.assert(
      fc.property(count, (poll) => {
        const { returned, enough, passed } = pollOutcome(poll, rule)
        expect(passed).toBe(returned >= 10 && poll.satisfied * 100 > 60 * returned)
        expect(enough || !passed).toBe(true)
        const worse = pollOutcome({ ...poll, dissatisfied: poll.dissatisfied + 1 }, rule)
        if (!passed && enough) expect(worse.passed).toBe(false)
      }),
    )
  })
})

describe('acceptance', () => {
  const done: Progress = {
    plan: '一支部一策',
    helperKinds: ['county_leader', 'partner_unit'],
    helpers: ['partner_unit', 'county_leader'],
    milestones: [
      { state: 'closed', outcome: 'solved' },
      { state: 'closed', outcome: 'recalled' },
    ],
    poll: { issued: 40, satisfied: 20, dissatisfied: 3, unsure: 2 },
  }
  it('needs the plan, each helper, every milestone done, and residents who agree', () => {
    expect(lacks(done, rule)).toEqual([])
    expect(lacks({ ...done, plan: null }, rule)).toEqual(['plan'])
    expect(lacks({ ...done, helpers: ['county_leader'] }, rule)).toEqual(['helpers'])
    expect(lacks({ ...done, milestones: [{ state: 'closed', outcome: 'recalled' }] }, rule)).toEqual([
      'milestones',
    ])
    expect(
      lacks({ ...done, milestones: [...done.milestones, { state: 'in_hand', outcome: null }] }, rule),
    ).toEqual(['milestones_open'])
    expect(lacks({ ...done, poll: null }, rule)).toEqual(['poll'])
    expect(lacks({ ...done, poll: { ...done.poll!, satisfied: 2 } }, rule)).toEqual(['poll_few'])
    expect(lacks({ ...done, poll: { ...done.poll!, dissatisfied: 30 } }, rule)).toEqual(['poll_refused'])
  })

  it('is open to listed branches alone, and what has ended is never moved again', () => {
    const deeds: Deed[] = ['confirm', 'reject', 'plan', 'poll', 'accept', 'release', 'list_again']
    for (const state of caseStates) expect(mayDo('accept', state)).toBe(state === 'listed')
    for (const deed of deeds)
      for (const state of ['rejected', 'released'] as const) expect(mayDo(deed, state)).toBe(false)
  })
})

describe('counts over a team', () => {
  it('show no group of fewer than the rule says, and none can be worked out from the total', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(12), { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 2, max: 6 }),
        (counts, least) => {
          const shown = withoutSmallGroups(counts, least)
          expect(shown.some((each, index) => each !== null && each !== counts[index])).toBe(false)
          expect(shown.some((each) => each !== null && each > 0 && each < least)).toBe(false)
          const hidden = shown.filter((each) => each === null).length
          const others = counts.filter((each) => each > 0).length
          if (hidden === 1) expect(others).toBe(1)
        },
      ),
    )
  })

  it('put each age into exactly one band', () => {
    fc.assert(
      fc.property(fc.integer({ min: 18, max: 99 }), (age) => {
        const bands = [35, 45, 55, 60]
        const band = bandOf(age, bands)
        expect(band === 0 || age > bands[band - 1]!).toBe(true)
        expect(band === bands.length || age <= bands[band]!).toBe(true)
      }),
    )
  })
})
