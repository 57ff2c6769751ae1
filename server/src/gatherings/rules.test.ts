import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approvalsNeeded, attendanceOf, type Counted, isQuorate, outcomeOf } from './rules.ts'
import { fitsSignInCode, signInCode } from './sign-in-code.ts'

const branch = {
  present: { part: 1, of: 2 },
  passes: { part: 1, of: 2, more_than: true, base: 'due' as const },
}
const anyRule = fc
  .record({
    a: fc.integer({ min: 1, max: 5 }),
    b: fc.integer({ min: 1, max: 5 }),
    c: fc.integer({ min: 1, max: 5 }),
    d: fc.integer({ min: 1, max: 5 }),
    more_than: fc.boolean(),
    base: fc.constantFrom('due' as const, 'present' as const),
  })
  .map(({ a, b, c, d, more_than, base }) => ({
    present: { part: Math.min(a, b), of: Math.max(a, b) },
    passes: { part: Math.min(c, d), of: Math.max(c, d), more_than, base },
  }))

const anyone: fc.Arbitrary<Counted> = fc.record({
  shouldAttend: fc.boolean(),
  mayVote: fc.boolean(),
  signedInAs: fc.constantFrom('on_site', 'remote', 'by_chair', 'late', null),
  leaveGranted: fc.constantFrom(true, false, null),
  madeUp: fc.boolean(),
})

describe('attendance', () => {
  it('adds up, whoever came, asked for leave or stayed away', () => {
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 60 }), (people) => {
        const counts = attendanceOf(people)
        expect(counts.present + counts.onLeave + counts.absent).toBe(counts.due)
        expect(counts.remote).toBeLessThanOrEqual(counts.present)
        expect(counts.madeUp).toBeLessThanOrEqual(counts.onLeave + counts.absent)
        expect(counts.votersPresent).toBeLessThanOrEqual(counts.votersDue)
      }),
    )
  })
})

describe('the vote of a general meeting (支部工作条例 第十一条)', () => {
  it('of ten who should attend takes five to be there and six for it', () => {
    expect([4, 5].map((present) => isQuorate(branch, 10, present))).toEqual([false, true])
    expect(approvalsNeeded(branch, 10, 5)).toBe(6)
    expect(outcomeOf(branch, 10, 5, 5)).toEqual({ quorate: true, needed: 6, passed: false })
    expect(outcomeOf(branch, 10, 6, 6).passed).toBe(true)
    expect(outcomeOf(branch, 9, 5, 5).passed).toBe(true)
    expect(outcomeOf(branch, 9, 4, 4)).toEqual({ quorate: false, needed: 5, passed: false })
  })

  it('passes only with more than half of those who should attend, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (due, present, approvals) => {
        const { passed } = outcomeOf(branch, due, present, approvals)
        expect(passed).toBe(due > 0 && present * 2 >= due && approvals * 2 > due)
      }),
    )
  })

  it('under any rule one more approval never undoes a pass, and a share is never rounded in anybody’s favour', () => {
    fc.assert(
      fc.property(anyRule, fc.nat(200), fc.nat(200), fc.nat(200), (rule, due, present, approvals) => {
        if (outcomeOf(rule, due, present, approvals).passed)
          expect(outcomeOf(rule, due, present, approvals + 1).passed).toBe(true)
        const base = rule.passes.base === 'due' ? due : present
        const needed = approvalsNeeded(rule, due, present)
        const reached = (count: number) =>
          rule.passes.more_than
            ? count * rule.passes.of > base * rule.passes.part
            : count * rule.passes.of >= base * rule.passes.part
        expect(reached(needed)).toBe(true)
        if (needed > 0) expect(reached(needed - 1)).toBe(false)
      }),
    )
  })

  it('with nobody who may vote decides nothing', () => {
    expect(outcomeOf(branch, 0, 0, 0).passed).toBe(false)
  })
})

describe('the code on the screen', () => {
  const secret = randomBytes(32)
  const at = new Date('2026-03-02T01:30:10Z')
  const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)
  it('holds while it is shown and one turn longer, and not after', () => {
    const code = signInCode(secret, at, 30)
    expect(code).toMatch(/^\d{6}$/)
    expect(fitsSignInCode(secret, code, at, 30)).toBe(true)
    expect(fitsSignInCode(secret, code, later(30), 30)).toBe(true)
    expect(fitsSignInCode(secret, code, later(60), 30)).toBe(signInCode(secret, later(60), 30) === code)
    expect(fitsSignInCode(randomBytes(32), code, at, 30)).toBe(false)
    expect(fitsSignInCode(secret, '', at, 30)).toBe(false)
    expect(fitsSignInCode(secret, '汉字汉字汉字', at, 30)).toBe(false)
  })
})
