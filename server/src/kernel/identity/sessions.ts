import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor } from '../database/index.ts'
import type { House } from '../house.ts'
import type { Actor } from '../permissions/index.ts'
import type { SignInRule } from '../policy/index.ts'
import { asDuties, type DutyInForce, dutiesInForce, kindOf } from './duties-in-force.ts'
import { sessionEnd, sessionLimits } from './rules.ts'
import { type KnownSession, sessionCache } from './session-cache.ts'

export type OpenedBy = 'password' | 'phone' | 'demonstration'
type EndedAs = 'signed_out' | 'revoked' | 'replaced' | 'password_changed' | 'disabled'

/** One write a minute and session, however many requests. */
const seenEvery = 60_000

function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

interface NewSession {
  accountId: string
  personId: string
  openedBy: OpenedBy
  agent: string | undefined
  /** The session that the browser came with: it ends here, so that a planted one is worth nothing. */
  replaces: string | undefined
}

export interface OpenedSession {
  /** For the cookie; nothing else ever sees it. */
  token: string
  /** Seconds, where the cookie outlives the browser window. */
  maxAge: number | undefined
}

/** Opens a session under a token of its own. */
export async function openSession(
  house: House,
  tx: Executor,
  session: NewSession,
  rule: SignInRule,
): Promise<OpenedSession> {
  const now = house.now()
  const token = randomBytes(32).toString('base64url')
  const kind = (await isOnDuty(house, session.personId, tx)) ? 'staff' : 'resident'
  const { absolute } = sessionLimits(kind, rule)
  if (session.replaces)
    await sql`update sessions set ended_at = ${now}, ended_as = 'replaced'
      where token_hash = ${tokenHash(session.replaces)} and ended_at is null`.execute(tx)
  await sql`insert into sessions (id, token_hash, account_id, opened_by, agent, created_at, seen_at, expires_at)
    values (${randomUUID()}, ${tokenHash(token)}, ${session.accountId}, ${session.openedBy},
            ${session.agent?.slice(0, 200) ?? null}, ${now}, ${now}, ${new Date(now.getTime() + absolute)})`.execute(
    tx,
  )
  return { token, maxAge: kind === 'resident' ? absolute / 1000 : undefined }
}

async function isOnDuty(house: House, personId: string, executor: Executor): Promise<boolean> {
  const now = house.now()
  const { rows } = await sql`select 1 from duties where person_id = ${personId} and active_from <= ${now}
    and (active_to is null or active_to > ${now}) limit 1`.execute(executor)
  return rows.length > 0
}

interface SessionRow {
  id: string
  createdAt: Date
  seenAt: Date
  expiresAt: Date
  accountId: string
  passwordDue: boolean
  personId: string
  name: string
  duties: DutyInForce[]
}

async function readSession(house: House, hash: Buffer): Promise<SessionRow | undefined> {
  const now = house.now()
  const { rows } = await sql<SessionRow>`
    select s.id, s.created_at as "createdAt", s.seen_at as "seenAt", s.expires_at as "expiresAt",
           a.id as "accountId", a.password_due as "passwordDue", p.id as "personId", p.name,
           ${dutiesInForce(now)} as duties
    from sessions s join accounts a on a.id = s.account_id join people p on p.id = a.person_id
    where s.token_hash = ${hash} and s.ended_at is null and s.expires_at > ${now}
      and a.disabled_at is null and p.erased_at is null
      and (not a.demonstration or ${house.configuration.demo}::bool)`.execute(house.db)
  return rows[0]
}

async function loadSession(house: House, hash: Buffer): Promise<KnownSession | undefined> {
  const now = house.now()
  const row = await readSession(house, hash)
  if (!row) return undefined
  const kind = kindOf(row.duties)
  const limits = sessionLimits(kind, (await house.rulesNow()).sign_in)
  if (sessionEnd(row, limits) <= now) return undefined
  const actor: Actor = {
    kind,
    personId: row.personId,
    userId: row.accountId,
    name: row.name,
    sessionId: row.id,
    duties: asDuties(row.duties),
  }
  const ends = row.duties.flatMap(({ activeTo }) => (activeTo ? [new Date(activeTo)] : []))
  const until = new Date(Math.min(...[row.expiresAt, sessionEnd(row, limits), ...ends].map(Number)))
  return { actor, accountId: row.accountId, passwordDue: row.passwordDue, seenAt: row.seenAt, until }
}

/**
 * Who a token belongs to; undefined where it opens nothing (any more). Remembered for up to five seconds.
 * @param isActive whether a person did something; a page that only asks for news keeps nobody signed in
 */
export async function findSession(
  house: House,
  token: string,
  isActive: boolean,
): Promise<KnownSession | undefined> {
  const hash = tokenHash(token)
  const key = hash.toString('base64')
  const cache = sessionCache(house)
  const now = house.now()
  const session = cache.find(key, now) ?? (await cache.read(key, now, () => loadSession(house, hash)))
  if (session && isActive && now.getTime() - session.seenAt.getTime() >= seenEvery) {
    session.seenAt = now
    await sql`update sessions set seen_at = ${now} where id = ${session.actor.sessionId} and seen_at < ${now}`.execute(
      house.db,
    )
  }
  return session
}

interface SessionSummary {
  id: string
  opened_by: OpenedBy
  agent: string | null
  created_at: Date
  seen_at: Date
}

/** The sessions of an account that are still open, the newest first. */
export async function openSessions(house: House, accountId: string): Promise<SessionSummary[]> {
  const { rows } = await sql<SessionSummary>`
    select id, opened_by, agent, created_at, seen_at from sessions
    where account_id = ${accountId} and ended_at is null and expires_at > ${house.now()}
    order by created_at desc, id limit 200`.execute(house.db)
  return rows
}

/**
 * Ends sessions of an account. Tell the cache once it is committed.
 * @param only one session of the account; all where it is left out
 * @returns how many were open
 */
export async function endSessions(
  house: House,
  executor: Executor,
  accountId: string,
  endedAs: EndedAs,
  only?: string,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update sessions set ended_at = ${house.now()}, ended_as = ${endedAs}
    where account_id = ${accountId} and ended_at is null and (${only ?? null}::uuid is null or id = ${only ?? null}::uuid)
  `.execute(executor)
  return Number(numAffectedRows ?? 0)
}

/** Call after ended or replaced sessions are committed: from here on this process refuses them. */
export function forgetAccount(house: House, accountId: string): void {
  sessionCache(house).forget((session) => session.accountId === accountId)
}

export function forgetToken(house: House, token: string): void {
  sessionCache(house).drop(tokenHash(token).toString('base64'))
}
