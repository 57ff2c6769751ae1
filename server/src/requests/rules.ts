import { createHash, randomBytes } from 'node:crypto'

/** No 0/O, 1/I/L: the code is read out on the phone and typed from paper. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const length = 10

/** A tracking code of about 49 bits: whoever holds it is the person who asked. Only its hash is stored. */
export function makeCode(): string {
  let code = ''
  while (code.length < length) {
    for (const byte of randomBytes(length * 2)) {
      // 31 letters: bytes past the last whole multiple would favour the first ones.
      if (byte < 248 && code.length < length) code += alphabet[byte % alphabet.length]
    }
  }
  return code
}

/** As typed or read out: spaces, dashes and small letters do not matter. Undefined when it cannot be a code. */
export function readCode(typed: string): string | undefined {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? code : undefined
}

export function hashOfCode(code: string): Buffer {
  return createHash('sha256').update(`lianxin code ${code}`).digest()
}

/** A judging link: 192 bits, so it may travel by message. */
export function makeToken(): string {
  return randomBytes(24).toString('base64url')
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(`lianxin link ${token}`).digest()
}

/** Words shown to a stranger nearby: long numbers (phones, identity cards, plates) are masked. */
export function withoutNumbers(text: string): string {
  return text.replace(/[A-Za-z0-9]{5,}/g, (run) => `${run.slice(0, 2)}***`)
}
