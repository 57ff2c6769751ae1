import { sql } from 'kysely'
import type { Executor } from '../database/index.ts'
import type { Actor } from '../permissions/index.ts'

declare module '../database/index.ts' {
  interface Tables {
    audit_log: {
      id: number
      at: Date
      person_id: string | null
      action: string
      subject_id: string | null
      reason: string | null
      outcome: string
    }
  }
}

export interface Look {
  actor: Actor
  /** What was looked at or tried, as an action of the matrix or a stable code. */
  action: string
  subjectId?: string | null
  /** In the words of whoever looked. */
  reason?: string | null
  outcome: 'done' | 'refused'
}

/** Keeps a look at masked data, or a refusal worth keeping. The serving role can never change or remove it. */
export async function recordLook(executor: Executor, look: Look): Promise<void> {
  await sql`insert into audit_log (person_id, action, subject_id, reason, outcome)
    values (${look.actor.personId}::uuid, ${look.action}, ${look.subjectId ?? null}::uuid, ${look.reason ?? null}, ${look.outcome})`.execute(
    executor,
  )
}

export interface AuditEntry {
  id: number
  at: Date
  person_id: string | null
  person_name: string | null
  action: string
  subject_id: string | null
  reason: string | null
  outcome: string
}

/** Newest first; `before` is the id of the last entry of the page above. */
export async function looksAt(
  executor: Executor,
  filter: { subjectId?: string; before?: number; most: number },
): Promise<AuditEntry[]> {
  const { rows } = await sql<AuditEntry>`
    select a.id, a.at, a.person_id, p.name as person_name, a.action, a.subject_id, a.reason, a.outcome
    from audit_log a left join people p on p.id = a.person_id
    where ${filter.subjectId ? sql`a.subject_id = ${filter.subjectId}::uuid` : sql`true`}
      and ${filter.before ? sql`a.id < ${filter.before}` : sql`true`}
    order by a.id desc limit ${filter.most}`.execute(executor)
  return rows
}
