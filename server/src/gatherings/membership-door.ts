import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Executor } from '../kernel/database/index.ts'
import { branchOf, committeeOf, membersOf, partyOrganisation } from '../membership/index.ts'
import { peopleOf } from '../territory/index.ts'

/** One who belongs to an organisation, as far as gatherings ask. */
export interface Belonging {
  personId: string
  name: string
  mayVote: boolean
  inCommittee: boolean
  isSecretary: boolean
}

/**
 * Who belongs to an organisation at an instant: the members of a branch or a group, of whom the full ones have a vote;
 * of any other organisation those on duty there.
 */
export async function belongingTo(
  executor: Executor,
  organisationId: string,
  at: Date,
): Promise<Belonging[]> {
  const party = await partyOrganisation(executor, organisationId)
  if (!party || party.form === 'committee' || party.form === 'general_branch') {
    const people = new Map(
      (await peopleOf(executor, organisationId, at)).map(({ personId, name, role }) => [
        personId,
        { personId, name, mayVote: true, inCommittee: true, isSecretary: role === 'secretary' },
      ]),
    )
    return [...people.values()]
  }
  const isGroup = party.form === 'group'
  const branchId = isGroup ? party.parentId! : organisationId
  const officers = new Map(
    (await committeeOf(executor, branchId, at)).map(({ personId, role }) => [personId, role]),
  )
  return (await membersOf(executor, branchId, shanghaiDate(at)))
    .filter(({ groupId }) => !isGroup || groupId === organisationId)
    .map(({ personId, name, stage }) => ({
      personId,
      name,
      mayVote: stage === 'full',
      inCommittee: officers.has(personId),
      isSecretary: officers.get(personId) === 'secretary',
    }))
}

/** The branch, and the group in it, of which somebody is a member now. */
export async function organisationsOf(executor: Executor, personId: string | null): Promise<string[]> {
  const membership = personId ? await branchOf(executor, personId) : undefined
  return membership ? [membership.branchId, ...(membership.groupId ? [membership.groupId] : [])] : []
}

export interface HolderRow {
  id: string
  path: string
  kind: string
  hasCommittee: boolean
}

/** A committee stands where its seats were settled, or somebody holds one. */
const holderColumns = sql`o.id, o.path::text as path, o.kind,
  (coalesce(b.committee_seats, 0) > 0 or exists (select 1 from duties d where d.organisation_id = o.id
    and d.role in ('deputy_secretary', 'committee_member') and d.active_to is null)) as "hasCommittee"`

/** Organisations of some kinds that still stand, in the order of their ids. */
export async function holdersAfter(
  executor: Executor,
  kinds: readonly string[],
  after: string | null,
  most: number,
): Promise<HolderRow[]> {
  const { rows } = await sql<HolderRow>`
    select ${holderColumns} from organisations o left join party_organisations b on b.organisation_id = o.id
    where o.kind = any(${kinds as string[]}::text[]) and o.active_to is null ${after ? sql`and o.id > ${after}::uuid` : sql``}
    order by o.id limit ${most}`.execute(executor)
  return rows
}

export async function holderById(executor: Executor, id: string): Promise<HolderRow | undefined> {
  const { rows } = await sql<HolderRow>`
    select ${holderColumns} from organisations o left join party_organisations b on b.organisation_id = o.id
    where o.id = ${id} and o.active_to is null`.execute(executor)
  return rows[0]
}
