import { sql } from 'kysely'
import { inTransaction } from '../database/index.ts'
import type { House } from '../house.ts'
import { Problem } from '../problems.ts'
import { type Account, findAccountByName, getAccount, isUsable } from './accounts.ts'
import { clear, count, lockedUntil, secondsUntil, tooOften } from './attempts.ts'
import { audit } from './audit.ts'
import { gate, turns } from './gate.ts'
import { hashPassword, isDated, verifyPassword } from './passwords.ts'
import { bucketOf, failuresPerAddress, foldName, visitor } from './rules.ts'
import { takeSecondFactor, wrongCode } from './second-factor.ts'
import { forgetToken, type OpenedBy, type OpenedSession, openSession } from './sessions.ts'

export interface Visit {
  address: string
  agent: string | undefined
  /** Token that the browser came with. */
  token: string | undefined
}

const pass = gate(2, 400)
const inTurn = turns()

/** Runs a check of somebody's secrets: few at once, and one at a time for each account name. */
function checking<T>(name: string, work: () => Promise<T>): Promise<T> {
  return pass(() => inTurn(name, work))
}

/**
 * Signs in by account name and password, and by a code where the account has a second factor.
 * An unknown account is refused, locked and delayed exactly like a known one.
 * @throws Problem `identity.refused`, `identity.locked`, `identity.second_factor`, `rate.limited`
 */
export async function signIn(
  house: House,
  proof: { account: string; password: string; code?: string | undefined },
  visit: Visit,
): Promise<OpenedSession> {
  const name = foldName(proof.account)
  return checking(name, async () => {
    await requireOpenDoor(house, name, visit.address)
    const account = await findAccountByName(house.db, name)
    const isRight = await verifyPassword(account?.password, proof.password)
    if (!account || !isRight || !isUsable(house, account)) {
      const reason = !account ? 'unknown_account' : isRight ? 'account_unusable' : 'wrong_password'
      throw await failure(house, {
        name,
        account,
        address: visit.address,
        reason,
        problem: new Problem('identity.refused'),
      })
    }
    if (account.secondFactor) {
      if (!proof.code) throw new Problem('identity.second_factor')
      if (!(await takeSecondFactor(house, account, proof.code)))
        throw await failure(house, {
          name,
          account,
          address: visit.address,
          reason: 'wrong_code',
          problem: wrongCode(),
        })
    }
    if (isDated(account.password!)) await renewHash(house, account, proof.password)
    return enter(house, account, 'password', visit)
  })
}

/** Opens the session, forgets the failures and keeps it all in the audit log. */
export async function enter(
  house: House,
  account: Account,
  by: OpenedBy,
  visit: Visit,
): Promise<OpenedSession> {
  const rule = (await house.rulesNow()).sign_in
  const opened = await inTransaction(house.db, async (tx) => {
    if (account.name) await clear(bucketOf('name', account.name), tx)
    await audit(
      house,
      { action: 'sign_in', personId: account.personId, accountId: account.id, reason: by },
      tx,
    )
    const { id: accountId, personId } = account
    return openSession(
      house,
      tx,
      { accountId, personId, openedBy: by, agent: visit.agent, replaces: visit.token },
      rule,
    )
  })
  if (visit.token) forgetToken(house, visit.token)
  return opened
}

/**
 * Asks a signed-in person for their password or a code again, before something that could shut them out. Failures
 * count towards the same lock as at sign-in.
 * @throws Problem `identity.refused`, `identity.second_factor`, `identity.locked`, `rate.limited`
 */
export async function proveAgain(
  house: House,
  accountId: string,
  proof: { password: string } | { code: string },
  address: string,
): Promise<Account> {
  const { name } = await getAccount(house.db, accountId)
  if (!name)
    throw new Problem('permission.denied', {
      zh: '手机验证码登录的账号没有密码',
      en: 'This account has no password',
    })
  return checking(name, async () => {
    await requireOpenDoor(house, name, address)
    const account = await getAccount(house.db, accountId)
    if ('password' in proof) {
      if (await verifyPassword(account.password, proof.password)) return account
      throw await failure(house, {
        name,
        account,
        address,
        reason: 'wrong_password',
        problem: new Problem('identity.refused', { zh: '密码不对', en: 'The password is not right' }),
      })
    }
    if (!account.secondFactor)
      throw new Problem('not_found', { zh: '没有启用动态验证码', en: 'There is no second factor' })
    if (await takeSecondFactor(house, account, proof.code)) return account
    throw await failure(house, { name, account, address, reason: 'wrong_code', problem: wrongCode() })
  })
}

async function requireOpenDoor(house: House, name: string, address: string): Promise<void> {
  const addressBucket = bucketOf('address', visitor(address))
  const throttled = await lockedUntil(house, addressBucket)
  if (throttled) throw tooOften(house, throttled)
  const locked = await lockedUntil(house, bucketOf('name', name))
  if (!locked) return
  await countAddress(house, addressBucket)
  const account = await findAccountByName(house.db, name)
  await audit(house, {
    action: 'sign_in',
    personId: account?.personId ?? null,
    accountId: account?.id ?? null,
    reason: 'locked',
    outcome: 'refused',
  })
  throw lockedProblem(house, locked)
}

interface Failure {
  name: string
  account: Account | undefined
  address: string
  reason: string
  problem: Problem
}

/** Counts a failure against the name and the address, and says what to answer. */
async function failure(house: House, failed: Failure): Promise<Problem> {
  const rule = (await house.rulesNow()).sign_in
  const lockFor = rule.lock_minutes * 60_000
  const whose = { personId: failed.account?.personId ?? null, accountId: failed.account?.id ?? null }
  const counted = await count(house, bucketOf('name', failed.name), {
    most: rule.max_failures,
    within: lockFor,
    lockFor,
  })
  await countAddress(house, bucketOf('address', visitor(failed.address)))
  await audit(house, { action: 'sign_in', ...whose, reason: failed.reason, outcome: 'refused' })
  if (!counted.lockedUntil) return failed.problem
  await audit(house, {
    action: 'account.lock',
    ...whose,
    reason: failed.account ? 'failures' : 'unknown_account',
  })
  return lockedProblem(house, counted.lockedUntil)
}

async function countAddress(house: House, bucket: string): Promise<void> {
  const { most, within } = failuresPerAddress
  const counted = await count(house, bucket, { most, within, lockFor: within })
  if (counted.lockedUntil)
    await audit(house, { action: 'address.throttle', personId: null, reason: 'failures' })
}

function lockedProblem(house: House, until: Date): Problem {
  const seconds = secondsUntil(house, until)
  const minutes = Math.ceil(seconds / 60)
  return new Problem('identity.locked', {
    zh: `多次输错，账号已暂时锁定，请 ${minutes} 分钟后再试，或请管理员解锁`,
    en: `Too many attempts: try again in ${minutes} minutes, or ask the operator to unlock the account`,
    extra: { until: until.toISOString() },
    headers: { 'retry-after': String(seconds) },
  })
}

async function renewHash(house: House, account: Account, password: string): Promise<void> {
  const renewed = await hashPassword(password)
  await sql`update accounts set password = ${renewed}
    where id = ${account.id} and password = ${account.password}`.execute(house.db)
}
