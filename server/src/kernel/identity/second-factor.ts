import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Executor, inTransaction } from '../database/index.ts'
import type { House } from '../house.ts'
import { Problem } from '../problems.ts'
import type { Account } from './accounts.ts'
import { audit } from './audit.ts'
import { secretBox } from './secret-box.ts'
import { acceptedStep, base32, otpauthUrl } from './totp.ts'

const backupCodeCount = 10

interface BegunSecondFactor {
  /** Base 32, for typing into an authenticator app. */
  secret: string
  /** `otpauth://`, for the picture. */
  url: string
}

/** Gives an account a secret that counts only once a code of it was confirmed. @throws Problem `conflict.exists` */
export async function beginSecondFactor(house: House, account: Account): Promise<BegunSecondFactor> {
  const secret = randomBytes(20)
  const sealed = secretBox(house.configuration.dataFolder).seal(secret)
  const { numAffectedRows } = await sql`
    insert into second_factors as f (account_id, secret, begun_at) values (${account.id}, ${sealed}, ${house.now()})
    on conflict (account_id) do update set secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0
    where f.confirmed_at is null`.execute(house.db)
  if (!numAffectedRows)
    throw new Problem('conflict.exists', {
      zh: '动态验证码已经启用，如需更换请先停用',
      en: 'The second factor is in use already; remove it first',
    })
  return { secret: base32(secret), url: otpauthUrl(secret, account.name ?? account.id, '连心 Lianxin') }
}

/** Puts the begun factor in force. @returns back-up codes, shown this once @throws Problem `identity.second_factor` */
export async function confirmSecondFactor(house: House, account: Account, code: string): Promise<string[]> {
  return inTransaction(house.db, async (tx) => {
    const { rows } = await sql<{ secret: Buffer }>`
      select secret from second_factors where account_id = ${account.id} and confirmed_at is null for update`.execute(
      tx,
    )
    const begun = rows[0]
    if (!begun)
      throw new Problem('not_found', { zh: '请先开始设置动态验证码', en: 'Begin setting it up first' })
    const secret = secretBox(house.configuration.dataFolder).open(begun.secret)
    const step = acceptedStep(secret, code.trim(), house.now(), 0)
    if (step === undefined) throw wrongCode()
    await sql`update second_factors set confirmed_at = ${house.now()}, last_step = ${step}
      where account_id = ${account.id}`.execute(tx)
    const codes = Array.from({ length: backupCodeCount }, newBackupCode)
    await sql`delete from backup_codes where account_id = ${account.id}`.execute(tx)
    await sql`insert into backup_codes (account_id, code_hash)
      select ${account.id}::uuid, unnest(${codes.map(backupHash)}::bytea[])`.execute(tx)
    await audit(
      house,
      { action: 'second_factor.enable', personId: account.personId, accountId: account.id },
      tx,
    )
    return codes
  })
}

export function wrongCode(): Problem {
  return new Problem('identity.second_factor', {
    reason: 'identity.second_factor_wrong',
    zh: '动态验证码不对或已用过，请用最新的一个',
    en: 'The code is wrong or was used already; take the newest one',
  })
}

/** Takes a code of the confirmed factor, or a back-up code; either opens once. */
export async function takeSecondFactor(house: House, account: Account, code: string): Promise<boolean> {
  const plain = code.replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(plain)) return takeBackupCode(house, account, plain)
  let secret: Buffer
  try {
    secret = secretBox(house.configuration.dataFolder).open(account.secondFactor!)
  } catch {
    house.log.error(
      { account: account.id },
      '动态验证码密钥打不开：identity.key 与数据库不配套 / identity.key does not belong to this database',
    )
    return false
  }
  const step = acceptedStep(secret, plain, house.now(), account.lastStep)
  if (step === undefined) return false
  const { numAffectedRows } = await sql`update second_factors set last_step = ${step}
    where account_id = ${account.id} and last_step < ${step}`.execute(house.db)
  return Boolean(numAffectedRows)
}

async function takeBackupCode(house: House, account: Account, plain: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update backup_codes set used_at = ${house.now()}
    where account_id = ${account.id} and code_hash = ${backupHash(plain)} and used_at is null`.execute(
    house.db,
  )
  return Boolean(numAffectedRows)
}

/** Takes the second factor away, and its back-up codes. @returns whether there was one */
export async function removeSecondFactor(executor: Executor, accountId: string): Promise<boolean> {
  await sql`delete from backup_codes where account_id = ${accountId}`.execute(executor)
  const { numAffectedRows } = await sql`delete from second_factors where account_id = ${accountId}`.execute(
    executor,
  )
  return Boolean(numAffectedRows)
}

/** 80 random bits, so that a plain hash hides them. */
function newBackupCode(): string {
  return base32(randomBytes(10))
    .toLowerCase()
    .replace(/(.{4})(?=.)/g, '$1-')
}

function backupHash(code: string): Buffer {
  return createHash('sha256').update(code.replace(/[\s-]/g, '').toLowerCase()).digest()
}
