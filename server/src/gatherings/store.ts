import { type RawBuilder, sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import type { GatheringKind, Rules } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents, type NewEvent } from '../kernel/timeline/index.ts'
import type { SignedInAs, State } from './rules.ts'

export interface Gathering {
  id: string
  organisationId: string
  organisationName: string
  organisationPath: string
  kind: string
  title: string
  state: State
  planKey: string | null
  periodEnd: string | null
  day: string
  moved: boolean
  startsAt: Date | null
  endsAt: Date | null
  place: string | null
  remote: boolean
  meetingLink: string | null
  chairId: string | null
  chairName: string | null
  recorderId: string | null
  recorderName: string | null
  makesUp: string | null
  madeUpBy: string | null
  cancelledBecause: string | null
  openedAt: Date | null
  closedAt: Date | null
  signInSecret: Buffer | null
  hours: number | null
  version: number
  headSeq: number
  headHash: Buffer | null
}

const gatheringColumns = sql`g.id, g.organisation_id as "organisationId", o.name as "organisationName",
  g.organisation_path::text as "organisationPath", g.kind, g.title, g.state, g.plan_key as "planKey", g.period_end as "periodEnd",
  g.day, g.moved, g.starts_at as "startsAt", g.ends_at as "endsAt", g.place, g.remote, g.meeting_link as "meetingLink",
  g.chair_id as "chairId", (select name from people where id = g.chair_id) as "chairName",
  g.recorder_id as "recorderId", (select name from people where id = g.recorder_id) as "recorderName",
  g.makes_up as "makesUp", g.made_up_by as "madeUpBy", g.cancelled_because as "cancelledBecause",
  g.opened_at as "openedAt", g.closed_at as "closedAt", g.sign_in_secret as "signInSecret", g.hours,
  g.version, g.head_seq as "headSeq", g.head_hash as "headHash"`

const noSuchGathering = () =>
  new Problem('not_found', { zh: '没有这次会议', en: 'There is no such gathering' })

/** Gatherings that a predicate on `g` finds, in the order of their days. */
export async function gatheringsWhere(
  executor: Executor,
  where: RawBuilder<boolean>,
  most: number,
): Promise<Gathering[]> {
  const { rows } = await sql<Gathering>`select ${gatheringColumns}
    from gatherings g join organisations o on o.id = g.organisation_id
    where ${where} order by g.day, g.id limit ${most}`.execute(executor)
  return rows
}

/** @throws Problem `not_found` */
export async function getGathering(executor: Executor, id: string): Promise<Gathering> {
  const [found] = await gatheringsWhere(executor, sql<boolean>`g.id = ${id}`, 1)
  if (!found) throw noSuchGathering()
  return found
}

/**
 * Holds the row until the end of the transaction.
 * @param seen the version that the person saw; another one is refused with `conflict.changed`
 */
export async function lockGathering(tx: Work, id: string, seen?: number): Promise<Gathering> {
  const { rows } = await sql<Gathering>`select ${gatheringColumns}
    from gatherings g join organisations o on o.id = g.organisation_id where g.id = ${id} for update of g`.execute(
    tx,
  )
  const found = rows[0]
  if (!found) throw noSuchGathering()
  if (seen !== undefined && seen !== found.version)
    throw new Problem('conflict.changed', { extra: { version: found.version, seen } })
  return found
}

export function kindOf(rules: Rules, id: string): GatheringKind {
  const kind = rules.gathering_kinds.find((each) => each.id === id)
  if (!kind)
    throw new Problem('input.invalid', {
      faults: [{ at: '/kind', zh: '规则里没有这种会议', en: 'The rules know no such kind of gathering' }],
      zh: '规则里没有这种会议',
      en: 'The rules know no such kind of gathering',
    })
  return kind
}

/** A gathering whose kind has left the pack since keeps what it was called, and is shown to those who were there. */
export function kindNow(rules: Rules, { kind, title }: Pick<Gathering, 'kind' | 'title'>): GatheringKind {
  return (
    rules.gathering_kinds.find((each) => each.id === kind) ?? {
      id: kind,
      zh: title,
      en: title,
      series: 'other',
      attend: 'invited',
      record: ['agenda', 'attendance'],
      readers: 'attendees',
      source: '',
      effective_from: '',
      pack: '',
    }
  )
}

type Teller = Pick<Actor, 'personId'> | null

/** Appends to a gathering's own timeline, and moves its head and version with it. */
export async function tellOf(
  house: House,
  tx: Work,
  gathering: Pick<Gathering, 'id' | 'organisationId' | 'kind' | 'headSeq' | 'headHash'>,
  by: Teller,
  events: NewEvent[],
): Promise<void> {
  const about = { organisation_id: gathering.organisationId, gathering_kind: gathering.kind }
  const head = await appendEvents(tx, {
    stream: gathering.id,
    streamKind: 'gathering',
    head: { seq: gathering.headSeq, hash: gathering.headHash },
    at: house.now(),
    actorId: by?.personId ?? null,
    actorOrganisationId: by?.personId ? gathering.organisationId : null,
    digest: house.configuration.digest,
    events: events.map((event) => ({ ...event, payload: { ...about, ...event.payload } })),
  })
  gathering.headSeq = head.seq
  gathering.headHash = head.hash
  await sql`update gatherings set head_seq = ${head.seq}, head_hash = ${head.hash}, version = version + 1
    where id = ${gathering.id}`.execute(tx)
}

export interface Attendee {
  id: string
  gatheringId: string
  personId: string | null
  organisationId: string | null
  /** Of the person, else of the guest, else of the organisation that was invited. */
  name: string
  shouldAttend: boolean
  mayVote: boolean
  leaveReason: string | null
  leaveGranted: boolean | null
  signedInAt: Date | null
  signedInAs: SignedInAs | null
  madeUpAt: Date | null
  madeUpWords: string | null
  hasLink: boolean
}

const attendeeColumns = sql`a.id, a.gathering_id as "gatheringId", a.person_id as "personId", a.organisation_id as "organisationId",
  coalesce(p.name, a.guest_name, i.name) as name, a.should_attend as "shouldAttend", a.may_vote as "mayVote",
  a.leave_reason as "leaveReason", a.leave_granted as "leaveGranted", a.signed_in_at as "signedInAt", a.signed_in_as as "signedInAs",
  a.made_up_at as "madeUpAt", a.made_up_words as "madeUpWords", a.link_hash is not null as "hasLink"`

/** Attendees that a predicate on `a` finds, by name. */
export async function attendeesWhere(executor: Executor, where: RawBuilder<boolean>): Promise<Attendee[]> {
  const { rows } = await sql<Attendee>`select ${attendeeColumns} from gathering_attendees a
    left join people p on p.id = a.person_id left join organisations i on i.id = a.organisation_id
    where ${where} order by a.should_attend desc, name, a.id`.execute(executor)
  return rows
}

export const attendeesOf = (executor: Executor, gatheringId: string) =>
  attendeesWhere(executor, sql<boolean>`a.gathering_id = ${gatheringId}`)

/** All of them, or none: who is not on the list of this gathering is refused. */
export async function attendeesById(
  executor: Executor,
  gatheringId: string,
  ids: string[],
): Promise<Attendee[]> {
  const found = await attendeesWhere(
    executor,
    sql<boolean>`a.gathering_id = ${gatheringId} and a.id = any(${ids}::uuid[])`,
  )
  if (found.length < new Set(ids).size)
    throw new Problem('not_found', { zh: '名单里没有这个人', en: 'Nobody like this is on the list' })
  return found
}

export const attendeeById = async (executor: Executor, gatheringId: string, id: string): Promise<Attendee> =>
  (await attendeesById(executor, gatheringId, [id]))[0]!

/** A refusal with a stable reason and a sentence for the person. */
export const refused = (reason: string, zh: string, en: string) =>
  new Problem('matter.refused', { reason, zh, en })
