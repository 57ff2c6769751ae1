import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Executor, inTransaction } from '../database/index.ts'
import type { House } from '../house.ts'
import { Problem } from '../problems.ts'
import { audit } from './audit.ts'
import { hashPassword, oneTimePassword } from './passwords.ts'
import { foldName, isAccountName, passwordFaults } from './rules.ts'

/** Doors that stand open in demonstration mode, and only there. */
export const demonstrationAccounts: readonly string[] = [
  'resident',
  'grid',
  'community',
  'street',
  'department',
  'centre',
  'secretary',
  'member',
  'organiser',
  'inspector',
  'auditor',
  'admin',
]

export interface Account {
  id: string
  personId: string
  name: string | null
  phone: string | null
  password: string | null
  passwordDue: boolean
  demonstration: boolean
  disabledAt: Date | null
  erasedAt: Date | null
  /** Sealed; null where no second factor is confirmed. */
  secondFactor: Buffer | null
  lastStep: number
}

async function findAccount(executor: Executor, column: 'id' | 'name' | 'phone', value: string) {
  const { rows } = await sql<Account>`
    select a.id, a.person_id as "personId", a.name, a.phone, a.password, a.password_due as "passwordDue",
           a.demonstration, a.disabled_at as "disabledAt", p.erased_at as "erasedAt",
           f.secret as "secondFactor", coalesce(f.last_step, 0) as "lastStep"
    from accounts a join people p on p.id = a.person_id
    left join second_factors f on f.account_id = a.id and f.confirmed_at is not null
    where a.${sql.ref(column)} = ${value}`.execute(executor)
  return rows[0]
}

/** @param name folded */
export const findAccountByName = (executor: Executor, name: string) => findAccount(executor, 'name', name)
export const findAccountByPhone = (executor: Executor, phone: string) => findAccount(executor, 'phone', phone)

/** @throws Problem `not_found` */
export async function getAccount(executor: Executor, id: string): Promise<Account> {
  const account = await findAccount(executor, 'id', id)
  if (!account) throw new Problem('not_found', { zh: '没有这个账号', en: 'There is no such account' })
  return account
}

/** Whether an account opens anything at all in this installation. */
export function isUsable(house: House, account: Account): boolean {
  return !account.disabledAt && !account.erasedAt && (!account.demonstration || house.configuration.demo)
}

export interface NewAccount {
  /** What the person types to sign in. */
  account: string
  personId: string
  /** Left out: a one-time password is made. */
  password?: string
  /** The same password hashed already, where several accounts are opened with one. */
  hashed?: string
  /** Whether it must be changed at the first sign-in. A one-time password always must. */
  passwordDue?: boolean
  /** Who makes it. */
  byPersonId?: string | null
}

export interface MadeAccount {
  id: string
  account: string
  /** To be told to the person, once. Undefined where the caller chose the password. */
  oneTimePassword: string | undefined
}

/**
 * Makes an account for a person. In demonstration mode the demonstration accounts may have their well-known password;
 * they do not exist outside it.
 * @throws Problem `input.invalid` (name or password), `conflict.exists` (the name, or the person has one), `not_found` (the person)
 */
export async function createAccount(
  house: House,
  wanted: NewAccount,
  executor: Executor = house.db,
): Promise<MadeAccount> {
  const name = foldName(wanted.account)
  if (!isAccountName(name))
    throw new Problem('input.invalid', {
      zh: '账号为 2 到 64 个字母、汉字或数字，可含 . _ - @',
      en: 'An account is 2 to 64 letters or digits, with . _ - @ allowed',
    })
  const demonstration = house.configuration.demo && demonstrationAccounts.includes(name)
  const secret = wanted.password ?? oneTimePassword()
  if (!demonstration) await requirePassword(house, name, secret)
  const password = wanted.hashed ?? (await hashPassword(secret))
  const id = randomUUID()
  await inTransaction(executor, async (tx) => {
    const person =
      await sql`select 1 from people where id = ${wanted.personId} and erased_at is null`.execute(tx)
    if (person.rows.length === 0)
      throw new Problem('not_found', { zh: '没有这个人', en: 'There is no such person' })
    const { numAffectedRows } = await sql`
      insert into accounts (id, person_id, name, password, password_due, demonstration, created_at)
      values (${id}, ${wanted.personId}, ${name}, ${password}, ${wanted.passwordDue ?? wanted.password === undefined},
              ${demonstration}, ${house.now()})
      on conflict do nothing`.execute(tx)
    if (!numAffectedRows)
      throw new Problem('conflict.exists', {
        zh: '这个账号已有人用，或此人已有账号',
        en: 'The account is taken, or the person has one already',
      })
    await sql`update people set user_id = ${id} where id = ${wanted.personId}`.execute(tx)
    await audit(house, { action: 'account.create', personId: wanted.byPersonId ?? null, accountId: id }, tx)
  })
  return { id, account: name, oneTimePassword: wanted.password === undefined ? secret : undefined }
}

/** @throws Problem `input.invalid`, reason `password.weak`, with every fault */
export async function requirePassword(house: House, account: string, password: string): Promise<void> {
  const faults = passwordFaults(password, account, (await house.rulesNow()).sign_in)
  if (faults.length > 0)
    throw new Problem('input.invalid', {
      reason: 'password.weak',
      zh: faults.map((fault) => fault.zh).join('；'),
      en: faults.map((fault) => fault.en).join('; '),
      faults,
    })
}

/**
 * Makes the first operator of an installation that has no account yet, with a one-time password for the console.
 * @returns undefined where there is an account already
 */
export async function createFirstAdministrator(
  house: House,
): Promise<{ account: string; password: string } | undefined> {
  return house.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('lianxin first administrator'))`.execute(tx)
    const { rows } = await sql<{ name: string; demonstration: boolean }>`
      select name, demonstration from accounts where name is not null limit 100`.execute(tx)
    if (rows.some((row) => !row.demonstration)) return undefined
    const account = rows.some((row) => row.name === 'admin') ? 'administrator' : 'admin'
    const personId = randomUUID()
    const now = house.now()
    await sql`insert into people (id, name, created_at) values (${personId}, '系统管理员', ${now})`.execute(
      tx,
    )
    const organisationId = await operatingOrganisation(tx, now)
    await sql`insert into duties (id, person_id, organisation_id, role, active_from)
      values (${randomUUID()}, ${personId}, ${organisationId}, 'admin', ${now})`.execute(tx)
    const made = await createAccount(house, { account, personId }, tx)
    return { account: made.account, password: made.oneTimePassword! }
  })
}

/** The root of the organisations where there is one; an installation without any gets one for its operator. */
async function operatingOrganisation(tx: Executor, now: Date): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from organisations where parent_id is null and active_to is null order by active_from, id limit 1`.execute(
    tx,
  )
  if (rows[0]) return rows[0].id
  const id = randomUUID()
  await sql`insert into organisations (id, code, name, name_en, kind, path, active_from)
    values (${id}, 'operator', '系统运维单位', 'Operator', 'operator', 'operator', ${now})`.execute(tx)
  return id
}
