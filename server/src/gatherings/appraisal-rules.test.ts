import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fewestRaters,
  gradable,
  mayGrade,
  mayWriteSelf,
  type Round,
  shownCounts,
  stageOf,
  stillToGrade,
} from './appraisal-rules.ts'

const anyRound: fc.Arbitrary<Round> = fc
  .record({
    state: fc.constantFrom<Round['state']>('planned', 'called', 'running', 'held', 'missed', 'cancelled'),
    votes: fc.nat(9),
    share: fc.nat(9),
    settled: fc.boolean(),
  })
  .map(({ share, ...round }) => ({ ...round, votesOpen: Math.min(share, round.votes) }))

describe('an appraisal', () => {
  it('is at one stage: members write, the others rate, the committee grades, each reads', () => {
    fc.assert(
      fc.property(anyRound, (round) => {
        const stage = stageOf(round)
        expect(mayWriteSelf(round) && stage !== 'self').toBe(false)
        const grades = mayGrade(round, { personId: 'a', inCommittee: true }, 'b')
        expect(grades).toBe(stage === 'grading')
        if (round.settled) expect([mayWriteSelf(round), grades]).toEqual([false, false])
        if (round.votesOpen > 0) expect(grades).toBe(false)
      }),
    )
  })

  it('lets nobody grade themselves, and nobody outside the committee grade', () => {
    fc.assert(
      fc.property(anyRound, fc.boolean(), (round, inCommittee) => {
        expect(mayGrade(round, { personId: 'a', inCommittee }, 'a')).toBe(false)
        expect(mayGrade(round, { personId: 'a', inCommittee: false }, 'b')).toBe(false)
      }),
    )
  })

  it('waits for all whom somebody else in the committee can grade, and for no other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(20), { maxLength: 8 }),
        fc.uniqueArray(fc.nat(20), { maxLength: 4 }),
        fc.array(fc.nat(20)),
        (members, seats, graded) => {
          const committee = seats.map(String)
          const people = members.map((each) => ({
            personId: String(each),
            graded: graded.includes(each),
          }))
          const waits = stillToGrade(people, committee)
          for (const { personId, graded } of people)
            expect(waits.includes(personId)).toBe(!graded && gradable(personId, committee))
          if (committee.length > 1)
            expect(waits).toEqual(people.filter((each) => !each.graded).map((each) => each.personId))
        },
      ),
    )
  })

  it('shows no counts where so few rated that they would say who gave what', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(3)), (counts) => {
        const rated = Object.values(counts).reduce((sum, each) => sum + each, 0)
        expect(shownCounts(counts)).toEqual(rated >= fewestRaters ? counts : null)
      }),
    )
  })
})
