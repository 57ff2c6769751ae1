import { createHash } from 'node:crypto'
import type { SignInRule } from '../policy/index.ts'
import type { Fault } from '../problems.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Figures of the phone code. Ours: no standard sets them. Milliseconds where a time is meant. */
export const phoneCode = {
  digits: 6,
  validFor: 5 * minute,
  tries: 5,
  /** Between two codes to one phone. */
  pause: minute,
  perPhone: { most: 5, within: hour },
  sentPerAddress: { most: 60, within: hour },
  triedPerAddress: { most: 60, within: hour },
} as const

/** Failed sign-ins of one address, whatever the accounts: a whole office may stand behind one address. */
export const failuresPerAddress = { most: 50, within: 15 * minute } as const

/** Residents come back to hear what became of their request; nothing of anybody else stands open to them. */
const residentSession = { idle: 30 * day, absolute: 90 * day } as const

interface SessionLimits {
  /** Milliseconds since the last request. */
  idle: number
  /** Milliseconds since sign-in. */
  absolute: number
}

/** How long a session lives. Staff by the rules in force (GB/T 22239 8.1.4), residents longer. */
export function sessionLimits(kind: 'staff' | 'resident', rule: SignInRule): SessionLimits {
  if (kind === 'resident') return residentSession
  return { idle: rule.idle_minutes * minute, absolute: rule.session_hours * hour }
}

/** When the session ends unless something more is asked in it. */
export function sessionEnd(session: { createdAt: Date; seenAt: Date }, limits: SessionLimits): Date {
  return new Date(
    Math.min(session.createdAt.getTime() + limits.absolute, session.seenAt.getTime() + limits.idle),
  )
}

/** One spelling for an account's name: folded (NFKC), lower case, without spaces around. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

const accountName = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._@-]{1,63}$/u

/** Whether a folded name can be an account's: 2 to 64 letters, digits, `.`, `_`, `-` or `@`. */
export function isAccountName(name: string): boolean {
  return accountName.test(name)
}

const characterClasses = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{Ll}\p{Lu}\p{N}]/u]

/** What is wrong with a new password under the rule; empty when nothing is. */
export function passwordFaults(password: string, account: string, rule: SignInRule): Fault[] {
  const faults: Fault[] = []
  if ([...password].length < rule.min_password_length)
    faults.push({
      zh: `密码至少 ${rule.min_password_length} 位`,
      en: `a password has at least ${rule.min_password_length} characters`,
    })
  const classes = characterClasses.filter((pattern) => pattern.test(password)).length
  if (classes < rule.min_character_classes)
    faults.push({
      zh: `密码要有小写字母、大写字母、数字、其他字符中的至少 ${rule.min_character_classes} 类`,
      en: `a password has at least ${rule.min_character_classes} of: small letters, capitals, digits, others`,
    })
  if (foldName(password) === account)
    faults.push({ zh: '密码不能与账号相同', en: 'a password differs from the account' })
  return faults
}

const mainlandMobile = /^1[3-9]\d{9}$/

/** A mainland mobile number as eleven digits, however it was typed; undefined where it is none. */
export function foldPhone(phone: string): string | undefined {
  const digits = phone
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^(\+|00)86/, '')
  return mainlandMobile.test(digits) ? digits : undefined
}

/** 138****1234 */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** What counts as one visitor: an IPv4 address, or the /64 that an IPv6 household holds. */
export function visitor(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail = ''] = plain.toLowerCase().split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const gap = plain.includes('::') ? Math.max(0, 8 - before.length - after.length) : 0
  return [...before, ...Array<string>(gap).fill('0'), ...after]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}

type Door = 'name' | 'address' | 'phone_pause' | 'phone_sent' | 'phone_address_sent' | 'phone_address_tried'

/** Key of one limited thing. Hashed: a typed name is now and then somebody's password. */
export function bucketOf(door: Door, what: string): string {
  return `${door}:${createHash('sha256').update(what).digest('hex')}`
}
