import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../kernel/calendar/index.ts'
import type { PostingWarning } from '../kernel/policy/index.ts'
import {
  inOrder,
  isAhead,
  type LeaveDeed,
  lacksToComplete,
  leaveAfter,
  leaveStates,
  overlap,
  termFault,
  visitFault,
  warningAt,
  warningsAt,
} from './rules.ts'

const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days))
const days = fc.tuple(day, fc.nat(400)).map(([from, length]) => ({ from, until: addDays(from, length) }))
const warnings = fc
  .uniqueArray(fc.integer({ min: -200, max: 200 }), { minLength: 1, maxLength: 5 })
  .map((offsets) =>
    offsets.map(
      (offset, index): PostingWarning => ({
        id: `w${index}`,
        zh: '提醒',
        en: 'Reminder',
        source: '',
        pack: 'national',
        effective_from: '2020-01-01',
        offset_days: offset,
        told: ['person'],
      }),
    ),
  )

describe('two leaves', () => {
  it('overlap exactly where a day belongs to both, whichever is asked about first', () => {
    fc.assert(
      fc.property(days, days, (one, other) => {
        const later = one.from > other.from ? one.from : other.from
        const sooner = one.until < other.until ? one.until : other.until
        expect(overlap(one, other)).toBe(later <= sooner)
        expect(overlap(one, other)).toBe(overlap(other, one))
      }),
    )
  })
})

describe('a leave', () => {
  it('is settled once: whatever is done to it, it is never asked again, and never goes from refused to granted', () => {
    const deed = fc.constantFrom<LeaveDeed>('grant', 'refuse', 'withdraw', 'come_back')
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 12 }), fc.nat(12), (deeds, begins) => {
        let state: (typeof leaveStates)[number] = 'asked'
        let moves = 0
        for (const [index, each] of deeds.entries()) {
          const next = leaveAfter(state, each, index >= begins)
          if (!next) continue
          expect(next).not.toBe('asked')
          if (next === 'granted') expect(state).toBe('asked')
          if (next === 'ended') expect([state, index >= begins]).toEqual(['granted', true])
          state = next
          moves++
        }
        expect(moves).toBeLessThanOrEqual(2)
        expect(leaveStates).toContain(state)
      }),
    )
  })
})

describe('a term', () => {
  it('begins within a year, ends later than it begins, and not before today', () => {
    fc.assert(
      fc.property(day, day, day, (from, until, today) => {
        expect(termFault({ from, until }, today) === null).toBe(
          from <= addDays(today, 366) && until > from && until >= today,
        )
      }),
    )
  })

  it('waits for its first day exactly while that has not come', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (today, ahead) => {
        expect(isAhead(addDays(today, ahead), today)).toBe(ahead > 0)
      }),
    )
  })

  it('takes visits from its first day to today', () => {
    fc.assert(
      fc.property(day, days, day, (visited, term, today) => {
        expect(visitFault(visited, term, today) === null).toBe(visited <= today && visited >= term.from)
      }),
    )
  })

  it('is completed only when its last day has come and villagers and unit have judged', () => {
    fc.assert(
      fc.property(
        day,
        day,
        fc.option(fc.constant('good')),
        fc.nat(3),
        (until, today, senderGrade, pollsThatCount) => {
          const lacking = lacksToComplete({ until, senderGrade, pollsThatCount }, today)
          expect(lacking.length === 0).toBe(today >= until && senderGrade !== null && pollsThatCount > 0)
        },
      ),
    )
  })
})

describe('the warnings of a term', () => {
  it('are each given at most once, none before its day, and after a long sleep only the last', () => {
    fc.assert(
      fc.property(day, warnings, fc.array(fc.nat(120), { maxLength: 12 }), (until, rows, sleeps) => {
        let given = 0
        let now = warningAt(until, { ...rows[0]!, offset_days: -250 })
        const said: string[] = []
        for (const sleep of sleeps) {
          now = new Date(now.getTime() + sleep * 86_400_000)
          const step = warningsAt(until, rows, given, now)
          if (step.current) {
            expect(warningAt(until, step.current) <= now).toBe(true)
            said.push(step.current.id)
          }
          if (step.nextAt) expect(step.nextAt > now).toBe(true)
          expect(step.given).toBeGreaterThanOrEqual(given)
          given = step.given
        }
        expect(new Set(said).size).toBe(said.length)
        const last = inOrder(rows).at(-1)!
        if (warningAt(until, last) <= now && sleeps.length > 0) expect(said.at(-1)).toBe(last.id)
      }),
    )
  })
})
