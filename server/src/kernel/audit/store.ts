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

/** The same for many at once. */
export async function recordLooks(executor: Executor, looks: Look[]): Promise<void> {
  if (looks.length === 0) return
  const rows = looks.map(({ actor, action, subjectId, reason, outcome }) => ({
    person: actor.personId,
    action,
    subject: subjectId ?? null,
    reason: reason ?? null,
    outcome,
  }))
  await sql`insert into audit_log (person_id, action, subject_id, reason, outcome)
    select person, action, subject, reason, outcome from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (person uuid, action text, subject uuid, reason text, outcome text)`.execute(executor)
}

export interface AuditEntry {
  id: number
  at: Date
  person_id: string | null
  person_name: string | null
  action: string
  subject_id: string | null
  /** The person, or the holder of the account, that it was done to. */
  subject_name: string | null
  reason: string | null
  outcome: string
}

export interface AuditFilter {
  subjectId?: string | undefined
  /** Who did it. */
  personId?: string | undefined
  action?: string | undefined
  outcome?: 'done' | 'refused' | undefined
  /** From this instant on. */
  from?: Date | undefined
  /** Before this instant. */
  to?: Date | undefined
  /** The id of the last entry of the page above. */
  before?: number | undefined
  most: number
}

/** Newest first. */
export async function looksAt(executor: Executor, filter: AuditFilter): Promise<AuditEntry[]> {
  const { rows } = await sql<AuditEntry>`
    select a.id, a.at, a.person_id, p.name as person_name, a.action, a.subject_id,
      coalesce(s.name, (select h.name from accounts c join people h on h.id = c.person_id where c.id = a.subject_id)) as subject_name,
      a.reason, a.outcome
    from audit_log a left join people p on p.id = a.person_id left join people s on s.id = a.subject_id
    where ${filter.subjectId ? sql`a.subject_id = ${filter.subjectId}::uuid` : sql`true`}
      and ${filter.personId ? sql`a.person_id = ${filter.personId}::uuid` : sql`true`}
      and ${filter.action ? sql`a.action = ${filter.action}` : sql`true`}
      and ${filter.outcome ? sql`a.outcome = ${filter.outcome}` : sql`true`}
      and ${filter.from ? sql`a.at >= ${filter.from}` : sql`true`}
      and ${filter.to ? sql`a.at < ${filter.to}` : sql`true`}
      and ${filter.before ? sql`a.id < ${filter.before}` : sql`true`}
    order by a.id desc limit ${filter.most}`.execute(executor)
  return rows
}
