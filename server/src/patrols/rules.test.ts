import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayNumber, shanghaiDate, workingCalendar } from '../kernel/calendar/index.ts'
import { lengthOf, sensibleOrder } from './order.ts'
import { pointState, type Round, roundsBetween, roundsOn, type Schedule, stretches } from './rounds.ts'
import { trueTime } from './true-time.ts'

const calendar = workingCalendar([
  {
    year: 2026,
    source: 'test',
    holidays: [{ from: '2026-10-01', to: '2026-10-07', zh: '国庆节', en: 'National Day' }],
    working_days: [{ date: '2026-10-10', zh: '国庆节调休', en: 'Make-up day' }],
  },
])
const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n))
const times = fc.integer({ min: 1, max: 7 })
const pad = (n: number) => String(n).padStart(2, '0')
const shifts = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 }), { minLength: 2, maxLength: 8 })
  .map((hours) => hours.toSorted((a, b) => a - b))
  .map((hours) =>
    hours.slice(1).map((to, index) => ({ from: `${pad(hours[index]!)}:00`, to: `${pad(to)}:00` })),
  )
const schedule: fc.Arbitrary<Schedule> = fc
  .record({
    frequency: fc.oneof(
      shifts.map((each) => ({ per: 'day' as const, shifts: each })),
      fc.record({ per: fc.constantFrom('week' as const, 'month' as const), times }),
    ),
    holidays: fc.constantFrom('walk' as const, 'skip' as const),
    from: day,
    length: fc.option(fc.integer({ min: 0, max: 90 })),
  })
  .map(({ length, ...rest }) => ({ ...rest, until: length === null ? null : addDays(rest.from, length) }))

describe('the rounds of a plan', () => {
  it('never overlap, and each is named once', () => {
    fc.assert(
      fc.property(schedule, day, (plan, from) => {
        const rounds = roundsBetween(plan, from, addDays(from, 40), calendar)
        expect(new Set(rounds.map(({ key }) => key)).size).toBe(rounds.length)
        for (const [index, round] of rounds.entries()) {
          expect(round.closesAt > round.opensAt).toBe(true)
          const next = rounds[index + 1]
          if (next) expect(next.opensAt >= round.closesAt).toBe(true)
        }
      }),
    )
  })
  it('are the same whichever of their days is asked for', () => {
    fc.assert(
      fc.property(schedule, day, (plan, today) => {
        for (const round of roundsOn(plan, today, calendar)) {
          const last = shanghaiDate(new Date(round.closesAt.getTime() - 1))
          for (let each = round.day; each <= last; each = addDays(each, 1))
            expect(roundsOn(plan, each, calendar)).toContainEqual(round)
        }
      }),
    )
  })
  it('lie within the days of the plan, and open on no day off where holidays are skipped', () => {
    fc.assert(
      fc.property(schedule, day, (plan, from) => {
        for (const round of roundsBetween(plan, from, addDays(from, 40), calendar)) {
          const last = shanghaiDate(new Date(round.closesAt.getTime() - 1))
          expect(round.day >= plan.from).toBe(true)
          expect(plan.until === null || last <= plan.until).toBe(true)
          if (plan.holidays === 'skip') expect(calendar.day(round.day).working).toBe(true)
        }
      }),
    )
  })
  it('are as many in a whole week or month as the plan says', () => {
    fc.assert(
      fc.property(fc.constantFrom('week' as const, 'month' as const), times, day, (per, n, from) => {
        const plan: Schedule = {
          frequency: { per, times: n },
          holidays: 'walk',
          from: '2020-01-01',
          until: null,
        }
        const first = per === 'week' ? addDays(from, -((dayNumber(from) + 3) % 7)) : `${from.slice(0, 8)}01`
        const next = per === 'week' ? addDays(first, 7) : `${addDays(first, 31).slice(0, 8)}01`
        expect(roundsBetween(plan, first, addDays(next, -1), calendar)).toHaveLength(n)
      }),
    )
  })
  it('that had closed before the plan was made were never due', () => {
    const plan = {
      frequency: {
        per: 'day' as const,
        shifts: [
          { from: '08:00', to: '12:00' },
          { from: '14:00', to: '18:00' },
        ],
      },
      holidays: 'walk' as const,
      from: '2026-03-02',
      until: null,
      madeAt: new Date('2026-03-02T07:00:00Z'),
    }
    expect(roundsOn(plan, '2026-03-02', calendar).map(({ key }) => key)).toEqual(['2026-03-02/2'])
    expect(roundsOn(plan, '2026-03-03', calendar)).toHaveLength(2)
  })
  it('skip the days off of the working calendar, and are walked on a make-up day', () => {
    const plan: Schedule = {
      frequency: { per: 'day', shifts: [{ from: '08:00', to: '12:00' }] },
      holidays: 'skip',
      from: '2026-01-01',
      until: null,
    }
    const days = roundsBetween(plan, '2026-09-30', '2026-10-11', calendar).map((round) => round.day)
    expect(days).toEqual(['2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10'])
    expect(roundsOn(plan, '2026-09-30', calendar)[0]!.opensAt.toISOString()).toBe('2026-09-30T00:00:00.000Z')
  })
})

describe('versions of a plan', () => {
  const versions = fc
    .array(fc.record({ from: day, length: fc.option(fc.integer({ min: 0, max: 200 })) }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((list) =>
      list.map(({ from, length }, index) => ({
        version: index + 1,
        frequency: { per: 'week' as const, times: 1 },
        holidays: 'walk' as const,
        from,
        until: length === null ? null : addDays(from, length),
      })),
    )
  it('one of them counts on a day at most, and it is the last that had begun', () => {
    fc.assert(
      fc.property(versions, fc.option(day), day, (list, endsOn, today) => {
        const counting = stretches(list, endsOn).filter(
          ({ from, until }) => from <= today && (until === null || today <= until),
        )
        const begun = list.filter(({ from }) => from <= today).at(-1)
        const still =
          begun && (begun.until === null || today <= begun.until) && (endsOn === null || today <= endsOn)
        expect(counting.map(({ version }) => version)).toEqual(still ? [begun.version] : [])
      }),
    )
  })
})

describe('a point in a round', () => {
  const round: Round = {
    key: '2026-03-02/1',
    day: '2026-03-02',
    number: 1,
    opensAt: new Date('2026-03-02T00:00:00Z'),
    closesAt: new Date('2026-03-02T04:00:00Z'),
  }
  const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour))
  it('that nobody marked is missed once its time is over, and stays so', () => {
    expect(pointState(round, [], new Date(round.opensAt.getTime() - 1))).toBe('later')
    expect(pointState(round, [], at(1))).toBe('open')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (minutes) => {
        expect(pointState(round, [], new Date(round.closesAt.getTime() + minutes * 60_000))).toBe('missed')
      }),
    )
  })
  it('counts as walked by when it happened, not by when it arrived', () => {
    const inTime = { result: 'nothing_wrong' as const, happenedAt: at(3) }
    expect(pointState(round, [inTime], at(23))).toBe('walked')
    expect(pointState(round, [{ ...inTime, happenedAt: at(5) }], at(23))).toBe('late')
  })
  it('says that it could not be reached, until somebody reaches it', () => {
    const tried = { result: 'not_reached' as const, happenedAt: at(1) }
    expect(pointState(round, [tried], at(2))).toBe('not_reached')
    expect(pointState(round, [tried, { result: 'seen', happenedAt: at(2) }], at(2))).toBe('walked')
  })
})

describe('the order of a walk', () => {
  const spot = fc.record({
    lng: fc.double({ min: 114, max: 114.02, noNaN: true }),
    lat: fc.double({ min: 34.5, max: 34.52, noNaN: true }),
  })
  const spots = fc
    .array(spot, { maxLength: 25 })
    .map((list) => list.map((each, index) => ({ ...each, id: index })))
  it('holds each point once, and is never longer than the nearest-first walk would cross itself', () => {
    fc.assert(
      fc.property(spot, spots, (start, points) => {
        const order = sensibleOrder(start, points)
        expect(order.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(points.map(({ id }) => id))
        for (let from = 0; from < order.length - 1; from += 1)
          for (let to = from + 1; to < order.length; to += 1) {
            const turned = [
              ...order.slice(0, from),
              ...order.slice(from, to + 1).reverse(),
              ...order.slice(to + 1),
            ]
            expect(lengthOf(start, turned)).toBeGreaterThanOrEqual(lengthOf(start, order))
          }
      }),
    )
  })
  it('walks a street from one end to the other', () => {
    const street = [5, 1, 4, 2, 3].map((n) => ({ lng: 114 + n / 1000, lat: 34.5, n }))
    expect(sensibleOrder({ lng: 114, lat: 34.5 }, street).map(({ n }) => n)).toEqual([1, 2, 3, 4, 5])
  })
})

describe('true time', () => {
  const bounds = { toleranceMinutes: 2, longestOfflineDays: 30 }
  const now = new Date('2026-03-02T10:00:00Z')
  const minutes = (n: number) => new Date(now.getTime() + n * 60_000)
  it('believes a clock that is right', () => {
    expect(trueTime(minutes(-55), minutes(-1), now, bounds)).toEqual({ at: minutes(-55), note: 'as_told' })
  })
  it('takes off what a clock is wrong by', () => {
    expect(trueTime(minutes(-115), minutes(-60), now, bounds)).toEqual({ at: minutes(-55), note: 'adjusted' })
    expect(trueTime(minutes(1385), minutes(1440), now, bounds)).toEqual({
      at: minutes(-55),
      note: 'adjusted',
    })
  })
  it('is never in the future, never older than may be, and keeps the order in which things were done', () => {
    const instant = fc.integer({ min: -100_000, max: 100_000 }).map(minutes)
    fc.assert(
      fc.property(instant, instant, instant, (one, other, sent) => {
        const [a, b] = [trueTime(one, sent, now, bounds), trueTime(other, sent, now, bounds)]
        for (const { at, note } of [a, b]) {
          expect(at <= now).toBe(true)
          expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime() - 30 * 86_400_000)
          if (note === 'as_told')
            expect(Math.abs(sent.getTime() - now.getTime())).toBeLessThanOrEqual(120_000)
        }
        if (one <= other) expect(a.at <= b.at).toBe(true)
      }),
    )
  })
})
