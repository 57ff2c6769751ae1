import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SignInRule } from '../policy/index.ts'
import {
  bucketOf,
  foldName,
  foldPhone,
  isAccountName,
  maskPhone,
  passwordFaults,
  sessionEnd,
  sessionLimits,
  visitor,
} from './rules.ts'

const rule = {
  max_failures: 5,
  lock_minutes: 30,
  idle_minutes: 30,
  session_hours: 12,
  min_password_length: 8,
  min_character_classes: 3,
} as SignInRule

describe('a password', () => {
  it.each([
    ['Ab3defgh', []],
    ['梅花Ab12-香', []],
    ['Ab3defg', ['at least 8']],
    ['abcdefgh', ['of: small']],
    ['abcd1234', ['of: small']],
    ['短', ['at least 8', 'of: small']],
  ])('%s has %j against it', (password, expected) => {
    const faults = passwordFaults(password, 'li.si', rule).map((fault) => fault.en)
    expect(faults).toHaveLength(expected.length)
    for (const [i, words] of expected.entries()) expect(faults[i]).toContain(words)
  })

  it('is refused when it is the account, however it is written', () => {
    expect(passwordFaults('Wang.Wu-1', 'wang.wu-1', rule).map((fault) => fault.en)).toEqual([
      'a password differs from the account',
    ])
  })
})

describe('an account name', () => {
  it('is one, whatever the width or case it is typed in', () => {
    expect(foldName(' Ｌi.Ｓi ')).toBe('li.si')
    expect(isAccountName('王五')).toBe(true)
    for (const name of ['', 'a', '.ab', 'a b', 'a/b', 'x'.repeat(65)]) expect(isAccountName(name)).toBe(false)
  })

  it('stays as it is once folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => foldName(foldName(name)) === foldName(name)),
    )
  })
})

describe('a phone number', () => {
  it.each(['13812345678', '+86 138-1234-5678', '0086 138 1234 5678', '１３８１２３４５６７８'])(
    'is read from %s',
    (typed) => expect(foldPhone(typed)).toBe('13812345678'),
  )
  it.each(['', '12345', '23812345678', '138123456789', 'abc'])('is not %s', (typed) =>
    expect(foldPhone(typed)).toBeUndefined(),
  )
  it('is masked in its middle', () => expect(maskPhone('13812345678')).toBe('138****5678'))
})

describe('a visitor', () => {
  it('is one IPv4 address, also where it is wrapped in IPv6', () => {
    expect(visitor('::ffff:192.0.2.7')).toBe('192.0.2.7')
    expect(visitor('192.0.2.7')).not.toBe(visitor('192.0.2.8'))
  })

  it('is one IPv6 household, whichever of its addresses is used', () => {
    const word = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16))
    const words = fc.array(word, { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(words, words, (net, host) => {
        expect(visitor([...net, ...host].join(':'))).toBe(visitor([...net, '1', '2', '3', '4'].join(':')))
      }),
    )
    expect(visitor('2001:db8::1')).toBe(visitor('2001:db8:0:0:5:6:7:8'))
    expect(visitor('2001:db8:0:1::1')).not.toBe(visitor('2001:db8::1'))
  })

  it('is not written into its bucket', () => {
    expect(bucketOf('address', '192.0.2.7')).not.toContain('192.0.2.7')
    expect(bucketOf('name', '192.0.2.7')).not.toBe(bucketOf('address', '192.0.2.7'))
  })
})

describe('a session', () => {
  it('ends at the earlier of its idle and its absolute end', () => {
    const limits = sessionLimits('staff', rule)
    const createdAt = new Date('2026-03-02T00:00:00Z')
    const end = (seenAt: string) => sessionEnd({ createdAt, seenAt: new Date(seenAt) }, limits).toISOString()
    expect(end('2026-03-02T00:00:00Z')).toBe('2026-03-02T00:30:00.000Z')
    expect(end('2026-03-02T11:50:00Z')).toBe('2026-03-02T12:00:00.000Z')
  })

  it('of a resident lives longer than that of staff', () => {
    const staff = sessionLimits('staff', rule)
    const resident = sessionLimits('resident', rule)
    expect(resident.idle).toBeGreaterThan(staff.idle)
    expect(resident.absolute).toBeGreaterThan(staff.absolute)
  })
})
