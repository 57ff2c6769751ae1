import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction } from '../database/index.ts'
import type { House } from '../house.ts'
import { sendMessage } from '../notices/index.ts'
import { Problem } from '../problems.ts'
import { type Account, findAccountByPhone, isUsable } from './accounts.ts'
import { count, spend, tooOften } from './attempts.ts'
import { audit } from './audit.ts'
import { bucketOf, foldPhone, phoneCode, visitor } from './rules.ts'
import { secretBox } from './secret-box.ts'
import type { OpenedSession } from './sessions.ts'
import { enter, type Visit } from './sign-in.ts'

/** Whoever carries text messages to phones. */
export interface PhoneCodeProvider {
  /** @param phone eleven digits, mainland China. Rejects where the message was not accepted for delivery. */
  send(phone: string, text: string): Promise<void>
}

/** Sends codes as every other message goes: through the gateway where one is set, else to the outbox page. */
export function outboxPhoneProvider(house: House): PhoneCodeProvider {
  return {
    async send(phone, text) {
      await house.db
        .transaction()
        .execute((tx) => sendMessage(tx, { phone, text, purpose: 'phone_code', at: house.now() }))
    },
  }
}

/**
 * Sends a code to a phone. Known and unknown phones are treated alike, as the first sign-in makes the account.
 * @throws Problem `input.invalid`, `rate.limited`
 */
export async function sendPhoneCode(
  house: House,
  provider: PhoneCodeProvider,
  typed: string,
  address: string,
): Promise<void> {
  const phone = requirePhone(typed)
  const paused = await count(house, bucketOf('phone_pause', phone), { most: 1, within: phoneCode.pause })
  if (paused.count > 1) throw tooOften(house, new Date(paused.since.getTime() + phoneCode.pause))
  await spend(house, bucketOf('phone_address_sent', visitor(address)), phoneCode.sentPerAddress)
  await spend(house, bucketOf('phone_sent', phone), phoneCode.perPhone)
  const code = String(randomInt(10 ** phoneCode.digits)).padStart(phoneCode.digits, '0')
  const now = house.now()
  const id = randomUUID()
  await sql`insert into phone_codes (id, phone, code_hash, created_at, expires_at)
    values (${id}, ${phone}, ${markOf(house, id, code)}, ${now}, ${new Date(now.getTime() + phoneCode.validFor)})`.execute(
    house.db,
  )
  await audit(house, { action: 'phone_code.send', personId: null })
  await provider.send(
    phone,
    `【连心】登录验证码 ${code}，${phoneCode.validFor / 60_000} 分钟内有效。工作人员不会向您索要验证码。`,
  )
}

/**
 * Signs a resident in by the code that was sent last. The first time makes the person and the account.
 * @throws Problem `identity.refused` (wrong, expired, used, or tried too often), `rate.limited`, `input.invalid`
 */
export async function verifyPhoneCode(
  house: House,
  proof: { phone: string; code: string },
  visit: Visit,
): Promise<OpenedSession> {
  const phone = requirePhone(proof.phone)
  await spend(house, bucketOf('phone_address_tried', visitor(visit.address)), phoneCode.triedPerAddress)
  const known = await findAccountByPhone(house.db, phone)
  const taken = await takePhoneCode(house, phone, proof.code.trim())
  if (taken !== true) throw await refusal(house, known, 'wrong_phone_code', taken)
  const account = known ?? (await makeResident(house, phone))
  if (!isUsable(house, account)) throw await refusal(house, account, 'account_unusable', 'over')
  return enter(house, account, 'phone', visit)
}

/** `over`: used, too old, or never sent. `spent`: tried too often. Otherwise wrong, with this many tries left. */
type CodeFault = 'over' | 'spent' | { left: number }

function faultWords(fault: CodeFault): { zh: string; en: string } {
  if (fault === 'over')
    return {
      zh: '这个验证码已过期或已用过，请重新获取',
      en: 'This code has expired or was used already; ask for a new one',
    }
  if (fault === 'spent')
    return {
      zh: '试错次数太多，这个验证码已作废，请重新获取',
      en: 'Tried too often: this code is void; ask for a new one',
    }
  return {
    zh: `验证码不对，请核对最新一条短信，还可以试 ${fault.left} 次`,
    en: `The code is wrong; check the latest message (tries left: ${fault.left})`,
  }
}

async function refusal(
  house: House,
  account: Account | undefined,
  reason: string,
  fault: CodeFault,
): Promise<Problem> {
  await audit(house, {
    action: 'sign_in',
    personId: account?.personId ?? null,
    accountId: account?.id ?? null,
    reason,
    outcome: 'refused',
  })
  return new Problem('identity.refused', {
    reason: 'identity.phone_code_refused',
    ...faultWords(fault),
    extra: { tries_left: typeof fault === 'object' ? fault.left : 0 },
  })
}

function requirePhone(typed: string): string {
  const phone = foldPhone(typed)
  if (!phone)
    throw new Problem('input.invalid', {
      zh: '请填写 11 位手机号',
      en: 'A mainland mobile number of 11 digits is needed',
      faults: [{ at: 'body/phone', zh: '不是手机号', en: 'is not a mobile number' }],
    })
  return phone
}

/** Each try is paid for before it is compared, so that tries at the same instant do not get in for one. */
async function takePhoneCode(house: House, phone: string, code: string): Promise<true | CodeFault> {
  const now = house.now()
  const { rows } = await sql<{ id: string; hash: Buffer; tries: number }>`
    update phone_codes set tries = tries + 1
    where id = (select id from phone_codes where phone = ${phone} order by created_at desc, id limit 1)
      and tries < ${phoneCode.tries} and used_at is null and expires_at > ${now}
    returning id, code_hash as hash, tries`.execute(house.db)
  const sent = rows[0]
  if (!sent) return (await isSpent(house, phone, now)) ? 'spent' : 'over'
  if (!timingSafeEqual(sent.hash, markOf(house, sent.id, code))) {
    const left = phoneCode.tries - sent.tries
    return left > 0 ? { left } : 'spent'
  }
  const { numAffectedRows } = await sql`
    update phone_codes set used_at = ${now} where id = ${sent.id} and used_at is null`.execute(house.db)
  return numAffectedRows ? true : 'over'
}

async function isSpent(house: House, phone: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ isSpent: boolean }>`
    select tries >= ${phoneCode.tries} and used_at is null and expires_at > ${now} as "isSpent"
    from phone_codes where phone = ${phone} order by created_at desc, id limit 1`.execute(house.db)
  return rows[0]?.isSpent ?? false
}

/** Six digits are soon guessed from a plain hash; this one needs the installation's key. */
function markOf(house: House, id: string, code: string): Buffer {
  return secretBox(house.configuration.dataFolder).mark(`${id}:${code}`)
}

/**
 * A person and an account for a phone seen for the first time. People already known by that number are left alone:
 * numbers change hands, and what was noted under one must not open to its next holder.
 */
async function makeResident(house: House, phone: string): Promise<Account> {
  await inTransaction(house.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`resident ${phone}`}))`.execute(tx)
    if (await findAccountByPhone(tx, phone)) return
    const personId = randomUUID()
    const accountId = randomUUID()
    await sql`insert into people (id, name, phone, user_id, created_at)
      values (${personId}, ${`尾号${phone.slice(-4)}`}, ${phone}, ${accountId}, ${house.now()})`.execute(tx)
    await sql`insert into accounts (id, person_id, phone, created_at)
      values (${accountId}, ${personId}, ${phone}, ${house.now()})`.execute(tx)
    await audit(house, { action: 'account.create', personId, accountId, reason: 'phone' }, tx)
  })
  return (await findAccountByPhone(house.db, phone))!
}
