import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradersOf, handInBy, inOrder, mayDo, mayOpen, type RoundState, shownCounts } from './rules.ts'

const rule = fc.record({
  from_month: fc.integer({ min: 1, max: 12 }),
  hand_in_days: fc.integer({ min: 1, max: 60 }),
})
const day = fc
  .record({
    year: fc.integer({ min: 2024, max: 2032 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, day }) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
const people = fc.array(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'), { maxLength: 8 })

describe('a yearly review', () => {
  it('begins from the month of the rules on, never in an earlier month of its year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2024, max: 2032 }), day, rule, (year, today, dates) => {
        const begins = mayOpen(year, today, dates)
        if (Number(today.slice(0, 4)) < year) expect(begins).toBe(false)
        if (Number(today.slice(0, 4)) === year)
          expect(begins).toBe(Number(today.slice(5, 7)) >= dates.from_month)
      }),
    )
  })

  it('asks for reports after the day on which it begins, and within the year while that lasts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2024, max: 2032 }), day, rule, (year, today, dates) => {
        const by = handInBy(year, today, dates)
        expect(by >= today).toBe(true)
        if (today <= `${year}-12-31`) expect(by <= `${year}-12-31`).toBe(true)
      }),
    )
  })

  it('lets nobody grade the report of their own organisation, and everybody once', () => {
    fc.assert(
      fc.property(people, people, (entitled, own) => {
        const graders = gradersOf(entitled, own)
        expect(new Set(graders).size).toBe(graders.length)
        expect(graders.some((person) => own.includes(person))).toBe(false)
        expect(graders.every((person) => entitled.includes(person))).toBe(true)
      }),
    )
  })

  it('hears each report once, whatever order was asked for', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(12).map(String)),
        fc.array(fc.nat(20).map(String)),
        (reports, asked) => {
          expect(inOrder(reports, asked).toSorted()).toEqual(reports.toSorted())
          const known = [...new Set(asked)].filter((id) => reports.includes(id))
          expect(inOrder(reports, asked).slice(0, known.length)).toEqual(known)
        },
      ),
    )
  })

  it('takes grades while it meets and at no other time', () => {
    const states: RoundState[] = ['collecting', 'meeting', 'graded', 'public', 'closed']
    expect(states.filter((state) => mayDo('grade', state))).toEqual(['meeting'])
    expect(states.filter((state) => mayDo('write', state))).toEqual(['collecting'])
    expect(states.filter((state) => mayDo('publish', state))).toEqual(['graded'])
  })

  it('shows no counts where fewer graded than the rules say', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('good', 'poor'), fc.nat(4)),
        fc.integer({ min: 1, max: 5 }),
        (counts, least) => {
          const graded = Object.values(counts).reduce((sum, each) => sum + each, 0)
          expect(shownCounts(counts, least)).toEqual(graded >= least ? counts : null)
        },
      ),
    )
  })
})
