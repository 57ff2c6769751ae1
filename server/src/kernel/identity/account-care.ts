import { sql } from 'kysely'
import { inTransaction } from '../database/index.ts'
import type { House } from '../house.ts'
import type { Role } from '../permissions/index.ts'
import { Problem } from '../problems.ts'
import { type Account, getAccount, requirePassword } from './accounts.ts'
import { clear } from './attempts.ts'
import { audit } from './audit.ts'
import { tellOwner } from './owner-told.ts'
import { hashPassword, oneTimePassword, verifyPassword } from './passwords.ts'
import { bucketOf, foldName, foldPhone, maskPhone } from './rules.ts'
import { removeSecondFactor } from './second-factor.ts'
import { endSessions, forgetAccount } from './sessions.ts'

/** Sets a new password that its owner chose, and ends every session: the caller opens a new one. */
export async function changePassword(house: House, account: Account, next: string): Promise<void> {
  await requirePassword(house, account.name ?? '', next)
  if (await verifyPassword(account.password, next))
    throw new Problem('input.invalid', {
      reason: 'password.same',
      zh: '新密码不能与原密码相同',
      en: 'The new password is the old one',
    })
  const password = await hashPassword(next)
  await inTransaction(house.db, async (tx) => {
    await sql`update accounts set password = ${password}, password_due = false where id = ${account.id}`.execute(
      tx,
    )
    await endSessions(house, tx, account.id, 'password_changed')
    await audit(house, { action: 'password.change', personId: account.personId, accountId: account.id }, tx)
  })
  forgetAccount(house, account.id)
}

/** @throws Problem `not_found` (also for somebody else's session) */
export async function revokeOwnSession(
  house: House,
  account: { id: string; personId: string },
  sessionId: string,
) {
  const ended = await endSessions(house, house.db, account.id, 'revoked', sessionId)
  if (ended === 0) throw new Problem('not_found', { zh: '没有这个登录', en: 'There is no such session' })
  forgetAccount(house, account.id)
  await audit(house, { action: 'session.revoke', personId: account.personId, accountId: account.id })
}

/** What an operator does to another's account. Each is kept in the audit log under the operator's name. */
export interface Operator {
  personId: string
}

/** One's own password and second factor change with the old ones in hand, on one's own page. */
function requireOthers(account: Account, by: Operator): void {
  if (account.personId === by.personId)
    throw new Problem('permission.denied', {
      reason: 'account.own',
      zh: '自己的密码和验证器请在“我的账号”里修改，或请另一位管理员操作',
      en: 'Change your own password or second factor on your account page, or ask another operator',
    })
}

export async function unlockAccount(house: House, by: Operator, id: string): Promise<void> {
  const account = await getAccount(house.db, id)
  if (account.name) await clear(bucketOf('name', account.name), house.db)
  await audit(house, { action: 'account.unlock', personId: by.personId, accountId: id })
}

export async function disableAccount(house: House, by: Operator, id: string): Promise<void> {
  const account = await getAccount(house.db, id)
  if (account.personId === by.personId)
    throw new Problem('permission.denied', {
      reason: 'account.own',
      zh: '不能停用自己的账号，请另一位管理员操作',
      en: 'Nobody disables their own account; ask another operator',
    })
  await inTransaction(house.db, async (tx) => {
    await sql`update accounts set disabled_at = coalesce(disabled_at, ${house.now()}) where id = ${id}`.execute(
      tx,
    )
    await endSessions(house, tx, id, 'disabled')
    await audit(house, { action: 'account.disable', personId: by.personId, accountId: id }, tx)
    await tellOwner(house, tx, account.personId, 'disabled')
  })
  forgetAccount(house, id)
}

export async function enableAccount(house: House, by: Operator, id: string): Promise<void> {
  const account = await getAccount(house.db, id)
  await inTransaction(house.db, async (tx) => {
    await sql`update accounts set disabled_at = null where id = ${id}`.execute(tx)
    await audit(house, { action: 'account.enable', personId: by.personId, accountId: id }, tx)
    await tellOwner(house, tx, account.personId, 'enabled')
  })
}

/** Ends every session of an account. @returns how many were open */
export async function revokeSessions(house: House, by: Operator, id: string): Promise<number> {
  const account = await getAccount(house.db, id)
  const ended = await inTransaction(house.db, async (tx) => {
    await audit(house, { action: 'session.revoke', personId: by.personId, accountId: id, reason: 'all' }, tx)
    await tellOwner(house, tx, account.personId, 'sessions_ended')
    return endSessions(house, tx, id, 'revoked')
  })
  forgetAccount(house, id)
  return ended
}

/**
 * A one-time password for somebody who forgot theirs; it ends their sessions and their lock, and they are told on every
 * way there is: nobody takes an account over silently.
 */
export async function resetPassword(house: House, by: Operator, id: string): Promise<string> {
  const account = await getAccount(house.db, id)
  requireOthers(account, by)
  const { name } = account
  if (!name)
    throw new Problem('permission.denied', {
      zh: '手机验证码登录的账号没有密码',
      en: 'This account has no password',
    })
  const secret = oneTimePassword()
  const password = await hashPassword(secret)
  await inTransaction(house.db, async (tx) => {
    await sql`update accounts set password = ${password}, password_due = true where id = ${id}`.execute(tx)
    await clear(bucketOf('name', name), tx)
    await endSessions(house, tx, id, 'password_changed')
    await audit(house, { action: 'password.reset', personId: by.personId, accountId: id }, tx)
    await tellOwner(house, tx, account.personId, 'password_reset')
  })
  forgetAccount(house, id)
  return secret
}

/** Takes the second factor from somebody who lost their phone and their back-up codes. */
export async function resetSecondFactor(house: House, by: Operator, id: string): Promise<void> {
  const account = await getAccount(house.db, id)
  requireOthers(account, by)
  await inTransaction(house.db, async (tx) => {
    await removeSecondFactor(tx, id)
    await endSessions(house, tx, id, 'revoked')
    await audit(
      house,
      { action: 'second_factor.remove', personId: by.personId, accountId: id, reason: 'operator' },
      tx,
    )
    await tellOwner(house, tx, account.personId, 'second_factor_reset')
  })
  forgetAccount(house, id)
}

interface AccountSummary {
  id: string
  account: string | null
  /** Masked. */
  phone: string | null
  person: { id: string; name: string }
  roles: Role[]
  second_factor: boolean
  /** Still has the one-time password that somebody else told. */
  password_due: boolean
  demonstration: boolean
  open_sessions: number
  seen_at: Date | null
  locked_until: Date | null
  disabled_at: Date | null
  created_at: Date
}

interface AccountSearch {
  /** Part of the account or of the person's name. */
  q?: string
  /** A whole number: residents are found by nothing less. */
  phone?: string
  /** The one account of a person who serves or served. */
  personId?: string
  /** The last account of the page before. */
  after?: string
  limit: number
}

/** Accounts of staff by name, one page; or the one resident with a phone. */
export async function listAccounts(house: House, search: AccountSearch): Promise<AccountSummary[]> {
  const now = house.now()
  const pattern = search.q ? `%${foldName(search.q).replace(/[\\%_]/g, '\\$&')}%` : null
  const which = search.phone
    ? sql`a.phone = ${foldPhone(search.phone) ?? ''}`
    : sql`a.name is not null and a.name > ${search.after ?? ''}
        and (${search.personId ?? null}::uuid is null or a.person_id = ${search.personId ?? null}::uuid)
        and (${pattern}::text is null or a.name like ${pattern} or lower(p.name) like ${pattern})`
  const { rows } = await sql<AccountSummary>`
    select a.id, a.name as account, a.phone, jsonb_build_object('id', p.id, 'name', p.name) as person,
           array(select distinct d.role from duties d where d.person_id = p.id and d.active_from <= ${now}
                 and (d.active_to is null or d.active_to > ${now}) order by 1) as roles,
           exists (select 1 from second_factors f where f.account_id = a.id and f.confirmed_at is not null) as second_factor,
           a.password_due, a.demonstration, s.open_sessions, s.seen_at, l.locked_until, a.disabled_at, a.created_at
    from accounts a join people p on p.id = a.person_id
    left join lateral (
      select count(*) as open_sessions, max(seen_at) as seen_at from sessions
      where account_id = a.id and ended_at is null and expires_at > ${now}) s on true
    left join door_attempts l on l.bucket = 'name:' || encode(sha256(convert_to(a.name, 'UTF8')), 'hex')
      and l.locked_until > ${now}
    where ${which}
    order by a.name limit ${search.limit}`.execute(house.db)
  return rows.map((row) => ({ ...row, phone: row.phone && maskPhone(row.phone) }))
}

/** Codes, failures and sessions that can no longer matter are dropped: what is not needed is not kept. @returns rows */
export async function tidyIdentity(house: House): Promise<number> {
  const dayAgo = new Date(house.now().getTime() - 24 * 3600_000)
  const monthAgo = new Date(house.now().getTime() - 30 * 24 * 3600_000)
  let dropped = 0
  for (const statement of [
    sql`delete from phone_codes where expires_at < ${dayAgo}`,
    sql`delete from door_attempts where since < ${dayAgo} and (locked_until is null or locked_until < ${dayAgo})`,
    sql`delete from sessions where coalesce(ended_at, expires_at) < ${monthAgo}`,
  ])
    dropped += Number((await statement.execute(house.db)).numAffectedRows ?? 0)
  return dropped
}
