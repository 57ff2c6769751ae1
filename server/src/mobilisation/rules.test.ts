import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, readPosts, shiftsOf } from './paste.ts'
import {
  byGap,
  byHour,
  clash,
  codeAt,
  firstCome,
  isCodeOf,
  isSignInOpen,
  kept,
  leftAt,
  mayCodeBeTried,
  served,
  toldTime,
} from './rules.ts'

const base = Date.parse('2026-03-02T00:00:00Z')
const minutes = (count: number) => new Date(base + count * 60_000)
const span = fc
  .tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 900 }))
  .map(([from, length]) => ({ from: minutes(from), to: minutes(from + length) }))
const rule = { code_seconds: 60, code_digits: 6, code_tolerance: 1 }
const secret = Buffer.alloc(32, 7)

describe('two shifts of one person', () => {
  it('clash exactly where what the database keeps of each overlaps', () => {
    fc.assert(
      fc.property(span, span, fc.integer({ min: 0, max: 720 }), (a, b, rest) => {
        const [left, right] = [kept(a, rest), kept(b, rest)]
        const overlap = left.from < right.to && right.from < left.to
        expect(clash(a, b, rest)).toBe(overlap)
        expect(clash(b, a, rest)).toBe(overlap)
      }),
    )
  })
  it('need the rest between them, to the minute', () => {
    const morning = { from: minutes(0), to: minutes(240) }
    expect(clash(morning, { from: minutes(240 + 479), to: minutes(900) }, 480)).toBe(true)
    expect(clash(morning, { from: minutes(240 + 480), to: minutes(900) }, 480)).toBe(false)
  })
})

describe('free places', () => {
  it('go to those who asked first, and no more of them than there are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: -3, max: 30 }), (asking, free) => {
        const { placed, left } = firstCome(asking, free)
        expect([...placed, ...left]).toEqual(asking)
        expect(placed.length).toBe(Math.min(asking.length, Math.max(0, free)))
      }),
    )
  })
})

describe('a sign-in code', () => {
  it('is that of its minute and its neighbours, and of no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (second) => {
        const now = new Date(base + second * 1000)
        const { code, until } = codeAt(secret, now, rule)
        expect(code).toMatch(/^\d{6}$/)
        expect(until > now && until.getTime() - now.getTime() <= 60_000).toBe(true)
        expect(isCodeOf(secret, code, new Date(now.getTime() + 60_000), rule)).toBe(true)
        const later = new Date(now.getTime() + 300_000)
        const near = [-1, 0, 1].map(
          (away) => codeAt(secret, new Date(later.getTime() + away * 60_000), rule).code,
        )
        expect(isCodeOf(secret, code, later, rule)).toBe(near.includes(code))
      }),
    )
  })
  it('of another post is another', () => {
    expect(codeAt(Buffer.alloc(32, 8), minutes(0), rule).code).not.toBe(codeAt(secret, minutes(0), rule).code)
  })
  it('cannot be guessed by trying: after five wrong ones there is a wait', () => {
    const limits = { wrong_codes: 5, wrong_code_minutes: 10 }
    expect(mayCodeBeTried({ count: 4, at: minutes(0) }, minutes(1), limits)).toBe(true)
    expect(mayCodeBeTried({ count: 5, at: minutes(0) }, minutes(9), limits)).toBe(false)
    expect(mayCodeBeTried({ count: 5, at: minutes(0) }, minutes(10), limits)).toBe(true)
  })
})

describe('times', () => {
  it('that a phone kept are moved by how far its clock was off, never into the future, and not from too long ago', () => {
    const received = minutes(600)
    expect(toldTime(null, received, 12)).toEqual(received)
    // The phone's clock is an hour slow.
    expect(toldTime({ at: minutes(500), sentAt: minutes(540) }, received, 12)).toEqual(minutes(560))
    expect(toldTime({ at: minutes(610), sentAt: minutes(600) }, received, 12)).toBeUndefined()
    expect(toldTime({ at: minutes(600 - 721), sentAt: received }, received, 12)).toBeUndefined()
  })
  it('of sign-in are from an hour before the shift until its end', () => {
    const shift = { from: minutes(60), to: minutes(300) }
    const early = { sign_in_early_minutes: 60 }
    for (const [minute, open] of [
      [-1, false],
      [0, true],
      [299, true],
      [300, false],
    ] as const)
      expect(isSignInOpen(shift, minutes(minute), early)).toBe(open)
  })
  it('of sign-out long after the shift are its end', () => {
    const shift = { from: minutes(0), to: minutes(240) }
    expect(leftAt(shift, minutes(0), minutes(290), 60)).toEqual({ at: minutes(290), by: 'self' })
    expect(leftAt(shift, minutes(0), minutes(900), 60)).toEqual({ at: minutes(240), by: 'house' })
  })
  it('served are whole minutes, and hours with one decimal that never say more than was served', () => {
    fc.assert(
      fc.property(span, (each) => {
        const { minutes: count, hours } = served(each)
        expect(count).toBe((each.to.getTime() - each.from.getTime()) / 60_000)
        expect(hours * 60).toBeLessThanOrEqual(count + 1e-9)
        expect(hours * 60 + 6).toBeGreaterThan(count - 1e-9)
      }),
    )
  })
})

describe('the review by hour', () => {
  it('counts a shift in every hour that it touches, and in no other', () => {
    const rows = byHour(
      [{ from: minutes(30), to: minutes(150), needed: 3, taken: 2 }],
      [{ from: minutes(61), to: minutes(119) }],
    )
    expect(rows.map(({ needed, taken, present }) => [needed, taken, present])).toEqual([
      [3, 2, 0],
      [3, 2, 1],
      [3, 2, 0],
    ])
    expect(byHour([], [])).toEqual([])
  })
  it('the largest gap stands first, of equal ones what begins first', () => {
    const gaps = [
      { needed: 5, taken: 4, starts_at: 'b' },
      { needed: 9, taken: 2, starts_at: 'c' },
      { needed: 2, taken: 1, starts_at: 'a' },
    ]
    expect(gaps.sort(byGap).map(({ starts_at }) => starts_at)).toEqual(['c', 'a', 'b'])
  })
})

describe('a pasted table', () => {
  const skills = [{ id: 'first_aid', zh: '急救', en: 'First aid' }]
  it('is read from a spreadsheet or from commas, its columns in any order', () => {
    const { posts, faults } = readPosts(
      '班次\t岗位\t特长\t危险\n18:00-22:00×3；22:00-02:00 2人\t东门\t急救\t否\n',
      '2026-03-02',
      skills,
    )
    expect(faults).toEqual([])
    expect(posts[0]).toMatchObject({ name: '东门', skills: ['first_aid'], danger: null })
    expect(posts[0]!.shifts).toEqual([
      { from: '2026-03-02T10:00:00.000Z', to: '2026-03-02T14:00:00.000Z', needed: 3 },
      { from: '2026-03-02T14:00:00.000Z', to: '2026-03-02T18:00:00.000Z', needed: 2 },
    ])
    expect(cellsOf('a,"b, ""c""",d')).toEqual(['a', 'b, "c"', 'd'])
  })
  it('says of each line what is wrong with it', () => {
    const { faults } = readPosts('岗位,班次,特长\n东门,下午,急救\n,08:00-09:00,飞行\n', '2026-03-02', skills)
    expect(faults.map(({ line }) => line)).toEqual([2, 3, 3])
    expect(readPosts('东门,08:00-09:00', '2026-03-02', skills).faults).toHaveLength(1)
  })
  it('what was written is read back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 1, max: 1439 }),
        fc.integer({ min: 1, max: 9999 }),
        (from, length, needed) => {
          const clock = (minute: number) =>
            `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
          const [shift] = shiftsOf(`${clock(from)}-${clock(from + length)}×${needed}`, '2026-03-02')!
          expect(shift!.needed).toBe(needed)
          expect(Date.parse(shift!.to) - Date.parse(shift!.from)).toBe(length * 60_000)
        },
      ),
    )
  })
})
