import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'

/** One who belongs to a branch or a group, as far as gatherings ask. */
export interface Belonging {
  personId: string
  name: string
  /** Has a vote: a full member. */
  mayVote: boolean
  inCommittee: boolean
  isSecretary: boolean
}

/** Who belongs to an organisation on a day. */
export async function belongingTo(
  executor: Executor,
  organisationId: string,
  at: Date,
): Promise<Belonging[]> {
  const { rows } = await sql<Belonging>`
    select p.id as "personId", p.name, true as "mayVote", bool_or(d.role = 'secretary') as "inCommittee",
      bool_or(d.role = 'secretary') as "isSecretary"
    from duties d join people p on p.id = d.person_id
    where d.organisation_id = ${organisationId} and d.role in ('secretary', 'member') and p.erased_at is null
      and d.active_from <= ${at} and (d.active_to is null or d.active_to > ${at})
    group by p.id, p.name order by p.name, p.id`.execute(executor)
  return rows
}

export interface HolderRow {
  id: string
  path: string
  kind: string
  hasCommittee: boolean
}

/** Organisations of some kinds that still stand, with whether each has a committee, in the order of their ids. */
export async function holdersAfter(
  executor: Executor,
  kinds: readonly string[],
  after: string | null,
  most: number,
): Promise<HolderRow[]> {
  const { rows } = await sql<HolderRow>`
    select o.id, o.path::text as path, o.kind,
      (select count(*) >= 7 from duties d where d.organisation_id = o.id and d.role in ('secretary', 'member') and d.active_to is null)
        as "hasCommittee"
    from organisations o
    where o.kind = any(${kinds as string[]}::text[]) and o.active_to is null ${after ? sql`and o.id > ${after}::uuid` : sql``}
    order by o.id limit ${most}`.execute(executor)
  return rows
}

export async function holderById(executor: Executor, id: string): Promise<HolderRow | undefined> {
  const { rows } = await sql<HolderRow>`
    select o.id, o.path::text as path, o.kind,
      (select count(*) >= 7 from duties d where d.organisation_id = o.id and d.role in ('secretary', 'member') and d.active_to is null)
        as "hasCommittee"
    from organisations o where o.id = ${id} and o.active_to is null`.execute(executor)
  return rows[0]
}
