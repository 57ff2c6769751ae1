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

/** Kinds that name nobody: a lamp, a pipe, a wish. Words of complaints and reports stay with their senders. */
const kindsOfThings = new Set(['help', 'suggestion', 'consultation'])

/**
 * Categories about things that stand in the street for all to see: environment and water, cleanliness, facilities,
 * traffic. The others (work, health, welfare, disputes, safety reports …) are about people, whose words stay theirs.
 */
const thingsInTheStreet = new Set(['environment', 'appearance', 'municipal', 'transport'])

/** Whether a request is about a thing that everybody who passes sees, so that others may be told of it. */
export function isAboutThing(kind: string | null, category: string | null): boolean {
  return kindsOfThings.has(kind ?? '') && thingsInTheStreet.has((category ?? '').split('.')[0]!)
}

const titles = ['先生', '女士', '阿姨', '叔叔', '大爷', '大妈', '师傅', '老师', '同志']

/** What the staff wrote to one person, as told to another who follows: without the first one's name and numbers. */
export function withoutPerson(text: string, person: { name: string | null; phone: string | null }): string {
  const known = [person.name, person.phone].filter((each): each is string => (each ?? '').length > 1)
  const bare = known.reduce((rest, each) => rest.replaceAll(each, '***'), text)
  const family = [...(person.name?.trim() ?? '')][0]
  const titled =
    family && /\p{L}/u.test(family)
      ? titles.reduce((rest, title) => rest.replaceAll(`${family}${title}`, '***'), bare)
      : bare
  return withoutNumbers(titled)
}

/** A number as it is stored, without spaces and dashes; undefined when it cannot be one. */
export function readPhone(typed: string): string | undefined {
  const phone = typed.trim()
  return /^\+?[0-9][0-9 -]{5,18}[0-9]$/.test(phone) ? phone.replace(/[ -]/g, '') : undefined
}
