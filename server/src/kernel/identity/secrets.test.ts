import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { gate, turns } from './gate.ts'
import { hashPassword, isDated, oneTimePassword, verifyPassword } from './passwords.ts'
import { passwordFaults } from './rules.ts'
import { secretBox } from './secret-box.ts'
import { acceptedStep, base32, codeOfStep, otpauthUrl, stepAt } from './totp.ts'

const folders = [mkdtempSync(join(tmpdir(), 'lianxin-key-')), mkdtempSync(join(tmpdir(), 'lianxin-key-'))]
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('a stored password', () => {
  it('opens to its own password alone, in either way of writing the same characters', async () => {
    const hash = await hashPassword('Café 2026')
    expect(await verifyPassword(hash, 'Cafe\u0301 2026')).toBe(true)
    expect(await verifyPassword(hash, 'Cafe 2026')).toBe(false)
    expect(hash).not.toContain('2026')
  })

  it('differs for two people with the same password', async () => {
    expect(await hashPassword('Café 2026')).not.toBe(await hashPassword('Café 2026'))
  })

  it('never opens where there is none, and that takes no less work', async () => {
    expect(await verifyPassword(null, '')).toBe(false)
    const time = async (hash: string | null) => {
      const begun = process.cpuUsage()
      for (let i = 0; i < 3; i++) await verifyPassword(hash, 'Wrong-1234')
      return process.cpuUsage(begun).user
    }
    const known = await time(await hashPassword('Right-1234'))
    expect(await time(null)).toBeGreaterThan(known / 2)
  })

  it('is known as dated when it was made at another cost', async () => {
    const hash = await hashPassword('Café 2026')
    expect(isDated(hash)).toBe(false)
    expect(isDated(hash.replace('ln=14', 'ln=13'))).toBe(true)
  })
})

describe('a one-time password', () => {
  it('satisfies the rule and never comes twice', () => {
    const made = Array.from({ length: 200 }, oneTimePassword)
    expect(new Set(made).size).toBe(200)
    const rule = { min_password_length: 8, min_character_classes: 4 } as Parameters<typeof passwordFaults>[2]
    for (const password of made) expect(passwordFaults(password, 'admin', rule)).toEqual([])
  })
})

describe('a code of the second factor', () => {
  const secret = Buffer.from('12345678901234567890')

  // RFC 6238 appendix B, the last six of its eight digits.
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('at second %i is %s', (second, code) => {
    expect(codeOfStep(secret, stepAt(new Date(second * 1000)))).toBe(code)
  })

  it('is accepted one step early or late, and once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 2 ** 36 }), fc.integer({ min: -3, max: 3 }), (step, off) => {
        const at = new Date(step * 30_000 + 12_000)
        const code = codeOfStep(secret, step + off)
        const accepted = acceptedStep(secret, code, at, 0)
        if (Math.abs(off) <= 1) expect(accepted).toBe(step + off)
        if (accepted !== undefined) expect(acceptedStep(secret, code, at, step + 1)).toBeUndefined()
      }),
    )
  })

  it('is nothing but six digits', () => {
    for (const code of ['', '12345', '1234567', 'abcdef', '２８７０８２'])
      expect(acceptedStep(secret, code, new Date(59_000), 0)).toBeUndefined()
  })

  it('is set up from an address that authenticator apps read', () => {
    expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    const url = new URL(otpauthUrl(secret, '王五', '连心 Lianxin'))
    expect(url.protocol).toBe('otpauth:')
    expect(decodeURIComponent(url.pathname)).toContain('连心 Lianxin:王五')
    expect(url.searchParams.get('secret')).toBe(base32(secret))
  })
})

describe('the secret box', () => {
  it('opens what it sealed, and nothing that was changed or sealed by another installation', () => {
    const box = secretBox(folders[0]!)
    const sealed = box.seal(Buffer.from('a secret'))
    expect(box.open(sealed).toString()).toBe('a secret')
    expect(sealed.toString('latin1')).not.toContain('a secret')
    expect(() =>
      box.open(Buffer.from(sealed.map((byte, i) => (i === sealed.length - 1 ? byte ^ 1 : byte)))),
    ).toThrow()
    expect(() => secretBox(folders[1]!).open(sealed)).toThrow()
  })

  it('keeps its key from other users of the machine', () => {
    secretBox(folders[0]!)
    const path = join(folders[0]!, 'identity.key')
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toHaveLength(32)
  })
})

describe('the gate before secrets', () => {
  it('lets few in at once, all in the end, and refuses when too many wait', async () => {
    const pass = gate(2, 3)
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await new Promise((done) => setTimeout(done, 5))
      inside--
    }
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => pass(work)))
    expect(most).toBe(2)
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(5)
    await expect(pass(async () => 'again')).resolves.toBe('again')
  })

  it('takes one at a time under one name, also after a failure', async () => {
    const inTurn = turns()
    const order: string[] = []
    const slow = inTurn('li', async () => {
      await new Promise((done) => setTimeout(done, 10))
      order.push('first')
      throw new Error('refused')
    })
    const next = inTurn('li', async () => order.push('second'))
    const other = inTurn('wang', async () => order.push('other'))
    await expect(slow).rejects.toThrow('refused')
    await Promise.all([next, other])
    expect(order).toEqual(['other', 'first', 'second'])
  })
})
