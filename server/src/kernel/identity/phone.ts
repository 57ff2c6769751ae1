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
  if (!(await takePhoneCode(house, phone, proof.code.trim())))
    throw await refusal(house, known, 'wrong_phone_code')
  const account = known ?? (await makeResident(house, phone))
  if (!isUsable(house, account)) throw await refusal(house, account, 'account_unusable')
  return enter(house, account, 'phone', visit)
}

async function refusal(house: House, account: Account | undefined, reason: string): Promise<Problem> {
  await audit(house, {
    action: 'sign_in',
    personId: account?.personId ?? null,
    accountId: account?.id ?? null,
    reason,
    outcome: 'refused',
  })
  return new Problem('identity.refused', {
    reason: 'identity.phone_code_refused',
    zh: '验证码不对或已过期，请重新获取',
    en: 'The code is wrong or no longer valid; ask for a new one',
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
async function takePhoneCode(house: House, phone: string, code: string): Promise<boolean> {
  const now = house.now()
  const { rows } = await sql<{ id: string; hash: Buffer }>`
    update phone_codes set tries = tries + 1
    where id = (select id from phone_codes where phone = ${phone} order by created_at desc, id limit 1)
      and tries < ${phoneCode.tries} and used_at is null and expires_at > ${now}
    returning id, code_hash as hash`.execute(house.db)
  const sent = rows[0]
  if (!sent || !timingSafeEqual(sent.hash, markOf(house, sent.id, code))) return false
  const { numAffectedRows } = await sql`
    update phone_codes set used_at = ${now} where id = ${sent.id} and used_at is null`.execute(house.db)
  return Boolean(numAffectedRows)
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
