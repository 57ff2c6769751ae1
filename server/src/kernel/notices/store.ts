import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor, Work } from '../database/index.ts'

export interface Words {
  zh: string
  en: string
}

declare module '../database/index.ts' {
  interface Tables {
    notices: {
      id: string
      person_id: string | null
      kind: string
      subject_id: string | null
      words: Words
      link: string | null
      urgent: boolean
      created_at: Date
      read_at: Date | null
      mailed_at: Date | null
    }
  }
}

export interface NewNotice {
  personId?: string
  personIds?: string[]
  /** Stable code, for instance `matter.dispatched`. */
  kind: string
  subjectId?: string | null
  words: Words
  /** A path of our own pages. */
  link?: string | null
  /** Mailed at once and in quiet hours too. */
  urgent?: boolean
  at?: Date
}

/** Leaves a notice with each person once; mail follows, gathered, where mail is set up. */
export async function notify(tx: Work, notice: NewNotice): Promise<void> {
  const personIds = [...new Set([...(notice.personIds ?? []), ...(notice.personId ? [notice.personId] : [])])]
  if (personIds.length === 0) return
  const at = notice.at?.toISOString() ?? null
  await sql`insert into notices (id, person_id, kind, subject_id, words, link, urgent, created_at)
    select id, person_id, ${notice.kind}, ${notice.subjectId ?? null}::uuid, ${JSON.stringify(notice.words)}::jsonb,
           ${notice.link ?? null}, ${notice.urgent ?? false}, coalesce(${at}::timestamptz, now())
    from unnest(${personIds.map(() => randomUUID())}::uuid[], ${personIds}::uuid[]) as n(id, person_id)`.execute(
    tx,
  )
}

/** Many notices to one person each, in one statement. */
export async function notifyEach(
  tx: Work,
  notices: (Omit<NewNotice, 'personIds' | 'personId' | 'at'> & { personId: string })[],
  at: Date,
): Promise<void> {
  if (notices.length === 0) return
  const rows = notices.map((notice) => ({
    id: randomUUID(),
    person_id: notice.personId,
    kind: notice.kind,
    subject_id: notice.subjectId ?? null,
    words: notice.words,
    link: notice.link ?? null,
    urgent: notice.urgent ?? false,
  }))
  await sql`insert into notices (id, person_id, kind, subject_id, words, link, urgent, created_at)
    select id, person_id, kind, subject_id, words, link, urgent, ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n(id uuid, person_id uuid, kind text, subject_id uuid, words jsonb, link text, urgent boolean)`.execute(
    tx,
  )
}

export interface Notice {
  id: string
  kind: string
  subjectId: string | null
  words: Words
  link: string | null
  urgent: boolean
  createdAt: Date
  readAt: Date | null
  /** Where the page after this notice begins. */
  place: string
}

/** A person's notices, the newest first. @param after `place` of the last one of the page above */
export async function noticesOf(
  executor: Executor,
  personId: string,
  most: number,
  after?: string,
): Promise<Notice[]> {
  const [micros, id] = after?.split('.') ?? []
  const { rows } = await sql<Notice>`
    select id, kind, subject_id as "subjectId", words, link, urgent, created_at as "createdAt", read_at as "readAt",
           (extract(epoch from created_at) * 1000000)::bigint::text || '.' || id as place
    from notices
    where person_id = ${personId}
      and ${
        micros && id
          ? sql`(created_at, id) < (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id}::uuid)`
          : sql`true`
      }
    order by created_at desc, id desc limit ${most}`.execute(executor)
  return rows
}

export async function unreadOf(executor: Executor, personId: string): Promise<number> {
  const { rows } = await sql<{ unread: number }>`select count(*) as unread from notices
    where person_id = ${personId} and read_at is null`.execute(executor)
  return rows[0]!.unread
}

/** Marks a person's own notices as read; others' ids are passed over. @returns how many changed */
export async function markRead(
  executor: Executor,
  personId: string,
  which: string[] | 'all',
  now: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`update notices set read_at = ${now.toISOString()}::timestamptz
    where person_id = ${personId} and read_at is null
      and ${which === 'all' ? sql`true` : sql`id = any(${which}::uuid[])`}`.execute(executor)
  return Number(numAffectedRows)
}
