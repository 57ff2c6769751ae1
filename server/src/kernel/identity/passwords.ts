import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

interface Cost {
  /** Binary logarithm of N. */
  ln: number
  r: number
  p: number
}

/** 16 MiB and about 0.1 s of one core: the least that OWASP's password storage page advises for scrypt. */
const cost: Cost = { ln: 14, r: 8, p: 5 }
const keyLength = 32

function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  return new Promise((done, fail) =>
    scrypt(
      password.normalize('NFKC'),
      salt,
      keyLength,
      { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r },
      (error, key) => (error ? fail(error) : done(key)),
    ),
  )
}

/** A salted scrypt hash, as `$scrypt$ln=14,r=8,p=5$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${salt.toString('base64url')}$${key.toString('base64url')}`
}

const stored = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/

/** Compared with where there is no account, so that the answer takes as long as with one. */
const nobody = `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Whether the password is the one that was hashed. Without a hash it takes as long, and the answer is no. */
export async function verifyPassword(hash: string | null | undefined, password: string): Promise<boolean> {
  const parts = stored.exec(hash ?? nobody)
  if (!parts) throw new Error('a stored password is malformed')
  const [, ln, r, p, salt = '', key = ''] = parts
  const expected = Buffer.from(key, 'base64url')
  const found = await derive(password, Buffer.from(salt, 'base64url'), {
    ln: Number(ln),
    r: Number(r),
    p: Number(p),
  })
  return timingSafeEqual(found, expected) && hash != null
}

/** Whether a stored hash was made at another cost than today's. */
export function isDated(hash: string): boolean {
  return !hash.startsWith(`$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$`)
}

const letters = 'abcdefghjkmnpqrstuvwxyz'
const capitals = 'ABCDEFGHJKMNPQRSTUVWXYZ'
const digits = '23456789'

function pick(from: string, count: number): string {
  // Rejection keeps every character equally likely.
  const most = 256 - (256 % from.length)
  let text = ''
  while (text.length < count) {
    const byte = randomBytes(1)[0]!
    if (byte < most) text += from[byte % from.length]
  }
  return text
}

/** A password to be told once and changed at the first sign-in: over 80 bits, no look-alike characters. */
export function oneTimePassword(): string {
  return `${pick(capitals, 4)}-${pick(letters, 5)}-${pick(digits, 5)}-${pick(letters, 5)}`
}
