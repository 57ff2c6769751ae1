import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterEndOf,
  codeAt,
  dueOf,
  endByHouse,
  hoursOf,
  isCode,
  kilometresBetween,
  minutesServed,
  quarterBefore,
  seatFor,
  slotOf,
  spanOf,
  startOf,
} from './rules.ts'

const instants = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2032-12-31T00:00:00Z'),
  noInvalidDate: true,
})
const days = instants.map((at) => at.toISOString().slice(0, 10))

describe('hours', () => {
  it('are never more than the time between signing in and signing out, and add up to no more than it when cut in pieces', () => {
    fc.assert(
      fc.property(
        instants,
        fc.array(fc.integer({ min: 0, max: 600_000 }), { maxLength: 8 }),
        (start, parts) => {
          let at = start.getTime()
          let sum = 0
          for (const part of parts) {
            sum += minutesServed(new Date(at), new Date(at + part))
            at += part
          }
          const whole = minutesServed(start, new Date(at))
          expect(sum).toBeLessThanOrEqual(whole)
          expect(whole * 60_000).toBeLessThanOrEqual(at - start.getTime())
          expect(hoursOf(whole) * 60).toBeLessThanOrEqual(whole + 1e-9)
          expect(whole - hoursOf(whole) * 60).toBeLessThan(6)
        },
      ),
    )
  })

  it('are none where somebody signed out before they signed in', () => {
    expect(minutesServed(new Date('2026-03-02T10:00:00Z'), new Date('2026-03-02T09:00:00Z'))).toBe(0)
  })

  it('end with the task where nobody signed out, and never before they began', () => {
    const end = new Date('2026-03-02T10:00:00Z')
    expect(endByHouse(new Date('2026-03-02T09:00:00Z'), end)).toEqual(end)
    const late = new Date('2026-03-02T10:20:00Z')
    expect(endByHouse(late, end)).toEqual(late)
  })
})

describe('spans', () => {
  it('hold the day that they were asked for, follow one another without a gap, and begin on a first', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('quarter', 'half_year', 'year' as const), (day, every) => {
        const span = spanOf(day, every as 'quarter')
        expect(span.from <= day && day <= span.to).toBe(true)
        expect(span.from.endsWith('-01')).toBe(true)
        const next = new Date(afterEndOf(span.to).getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
        expect(spanOf(next, every as 'quarter').from).toBe(next)
      }),
    )
  })

  it('are named as people name them, and the quarter before new year is of the old one', () => {
    expect(spanOf('2026-05-04', 'half_year').name).toBe('2026H1')
    expect(spanOf('2026-07-01', 'quarter')).toEqual({ name: '2026Q3', from: '2026-07-01', to: '2026-09-30' })
    expect(quarterBefore('2026-02-10').name).toBe('2025Q4')
    expect(startOf('2026-03-02').toISOString()).toBe('2026-03-01T16:00:00.000Z')
  })
})

describe('what is due', () => {
  it('is nothing where the rules ask for nothing, and reporting in comes first', () => {
    expect(dueOf({ at_least: 0 }, { isRegistered: true, taken: 0 })).toBe('nothing')
    expect(dueOf({ at_least: 1 }, { isRegistered: false, taken: 3 })).toBe('not_registered')
    expect(dueOf({ at_least: 1 }, { isRegistered: true, taken: 0 })).toBe('due')
    expect(dueOf({ at_least: 1 }, { isRegistered: true, taken: 1 })).toBe('done')
  })
})

describe('places', () => {
  it('are never given out beyond those that there are, whoever comes and goes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.tuple(fc.nat(9), fc.boolean()), { maxLength: 60 }),
        (wanted, deeds) => {
          const order: number[] = []
          const seated = () => new Set(order.slice(0, wanted))
          let taken = 0
          for (const [person, comes] of deeds) {
            const isThere = order.includes(person)
            if (comes && !isThere) {
              const seat = seatFor({ wanted, taken })
              order.push(person)
              if (seat === 'yes') taken += 1
              expect(seated().has(person)).toBe(seat === 'yes')
            } else if (!comes && isThere) {
              order.splice(order.indexOf(person), 1)
              taken = Math.min(order.length, wanted)
            }
            expect(taken).toBe(seated().size)
            expect(taken).toBeLessThanOrEqual(wanted)
          }
        },
      ),
    )
  })
})

describe('the code on site', () => {
  it('is taken now and for one turn after it was replaced, and not later', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), instants, (bytes, at) => {
        const secret = Buffer.from(bytes)
        const code = codeAt(secret, at, 60)
        expect(code).toMatch(/^\d{6}$/)
        expect(isCode(secret, code, at, 60)).toBe(true)
        expect(isCode(secret, code, new Date(at.getTime() + 60_000), 60)).toBe(true)
        const later = new Date(at.getTime() + 180_000)
        const valid = [codeAt(secret, later, 60), codeAt(secret, new Date(later.getTime() - 60_000), 60)]
        expect(isCode(secret, code, later, 60)).toBe(valid.includes(code))
      }),
    )
  })
})

it('an instant falls into the hours that people offer by the clock in Shanghai', () => {
  expect(slotOf(new Date('2026-03-02T01:00:00Z'))).toBe('weekday_day')
  expect(slotOf(new Date('2026-03-02T11:00:00Z'))).toBe('weekday_evening')
  expect(slotOf(new Date('2026-03-06T17:00:00Z'))).toBe('weekend_evening')
  expect(slotOf(new Date('2026-03-08T03:00:00Z'))).toBe('weekend_day')
})

it('a kilometre is a kilometre, east and north', () => {
  expect(kilometresBetween({ lng: 114, lat: 34.5 }, { lng: 114, lat: 34.509 })).toBeCloseTo(1, 1)
  expect(kilometresBetween({ lng: 114, lat: 34.5 }, { lng: 114.0109, lat: 34.5 })).toBeCloseTo(1, 1)
})
