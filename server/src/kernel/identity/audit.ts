import { sql } from 'kysely'
import type { Executor } from '../database/index.ts'
import type { House } from '../house.ts'

type AuditedAction =
  | 'sign_in'
  | 'sign_out'
  | 'account.lock'
  | 'account.unlock'
  | 'account.create'
  | 'account.disable'
  | 'account.enable'
  | 'address.throttle'
  | 'password.change'
  | 'password.reset'
  | 'session.revoke'
  | 'second_factor.enable'
  | 'second_factor.remove'
  | 'phone_code.send'

export interface AuditEntry {
  action: AuditedAction
  /** Who did it; null where nobody was signed in yet and no account is meant. */
  personId: string | null
  /** The account that it was done to. */
  accountId?: string | null
  /** A short code, never what somebody typed. */
  reason?: string
  outcome?: 'done' | 'refused'
}

/** Keeps who did what to whose account, when, and with what result (GB/T 22239 8.1.4). */
export async function audit(house: House, entry: AuditEntry, executor: Executor = house.db): Promise<void> {
  await sql`insert into audit_log (at, person_id, action, subject_id, reason, outcome)
    values (${house.now()}, ${entry.personId}::uuid, ${entry.action}, ${entry.accountId ?? null}::uuid,
            ${entry.reason ?? null}, ${entry.outcome ?? 'done'})`.execute(executor)
}
