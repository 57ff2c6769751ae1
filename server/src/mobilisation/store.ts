import { type RawBuilder, sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { appendEvents, type Head, type NewEvent } from '../kernel/timeline/index.ts'
import { noMobilisation, noPost, noShift } from './refusal.ts'
import type { MobilisationKind, MobilisationState } from './rules.ts'

export interface Mobilisation {
  id: string
  name: string
  purpose: string
  kind: MobilisationKind
  emergency: boolean
  state: MobilisationState
  rehearsal: boolean
  organisationId: string
  organisationName: string
  organisationPath: string
  areaId: string | null
  areaName: string | null
  areaPath: string | null
  restMinutes: number
  copiedFrom: string | null
  madeAt: Date
  startedAt: Date | null
  endedAt: Date | null
  version: number
  seq: number
  hash: Buffer
}

const mobilisationColumns = sql`
  m.id, m.name, m.purpose, m.kind, m.emergency, m.state, m.rehearsal, m.organisation_id as "organisationId",
  o.name as "organisationName", m.organisation_path::text as "organisationPath", m.area_id as "areaId", a.name as "areaName",
  m.area_path::text as "areaPath", m.rest_minutes as "restMinutes", m.copied_from as "copiedFrom", m.made_at as "madeAt",
  m.started_at as "startedAt", m.ended_at as "endedAt", m.version, m.head_seq as seq, m.head_hash as hash`
const mobilisationTables = sql`mobilisations m join organisations o on o.id = m.organisation_id left join areas a on a.id = m.area_id`

export async function mobilisationsWhere(
  executor: Executor,
  where: RawBuilder<boolean>,
  rest: RawBuilder<unknown>,
): Promise<Mobilisation[]> {
  const { rows } = await sql<Mobilisation>`
    select ${mobilisationColumns} from ${mobilisationTables} where ${where} ${rest}`.execute(executor)
  return rows
}

/** @throws Problem `not_found` */
export async function getMobilisation(executor: Executor, id: string): Promise<Mobilisation> {
  const [found] = await mobilisationsWhere(executor, sql<boolean>`m.id = ${id}`, sql``)
  if (!found) throw noMobilisation()
  return found
}

/** @throws Problem `not_found` */
export async function lockMobilisation(tx: Work, id: string): Promise<Mobilisation> {
  const [found] = await mobilisationsWhere(tx, sql<boolean>`m.id = ${id}`, sql`for update of m`)
  if (!found) throw noMobilisation()
  return found
}

export interface Post {
  id: string
  mobilisationId: string
  name: string
  organisationId: string
  organisationPath: string
  leaderId: string | null
  skills: string[]
  danger: string | null
  insured: boolean
  secret: Buffer
}

/** @throws Problem `not_found` */
export async function getPost(executor: Executor, id: string): Promise<Post> {
  const { rows } = await sql<Post>`
    select id, mobilisation_id as "mobilisationId", name, organisation_id as "organisationId",
      organisation_path::text as "organisationPath", leader_id as "leaderId", skills, danger,
      insured_at is not null as insured, secret
    from mobilisation_posts where id = ${id}`.execute(executor)
  if (!rows[0]) throw noPost()
  return rows[0]
}

/** A shift with what decides about its places. */
export interface Shift {
  id: string
  mobilisationId: string
  postId: string
  postName: string
  postOrganisationPath: string
  leaderId: string | null
  startsAt: Date
  endsAt: Date
  needed: number
  taken: number
  danger: string | null
  insured: boolean
  skills: string[]
  kind: MobilisationKind
  state: MobilisationState
  rehearsal: boolean
  emergency: boolean
  restMinutes: number
  seq: number
  hash: Buffer | null
}

const shiftQuery = (id: string, lock: RawBuilder<unknown>) => sql<Shift>`
  select s.id, s.mobilisation_id as "mobilisationId", s.post_id as "postId", p.name as "postName",
    p.organisation_path::text as "postOrganisationPath", p.leader_id as "leaderId", s.starts_at as "startsAt",
    s.ends_at as "endsAt", s.needed, s.taken, p.danger, p.insured_at is not null as insured, p.skills, m.kind, m.state,
    m.rehearsal, m.emergency, m.rest_minutes as "restMinutes", s.head_seq as seq, s.head_hash as hash
  from mobilisation_shifts s join mobilisation_posts p on p.id = s.post_id join mobilisations m on m.id = s.mobilisation_id
  where s.id = ${id} ${lock}`

/** @throws Problem `not_found` */
export async function getShift(executor: Executor, id: string): Promise<Shift> {
  const { rows } = await shiftQuery(id, sql``).execute(executor)
  if (!rows[0]) throw noShift()
  return rows[0]
}

/** Locks the one row that all who want a place of this shift wait for. @throws Problem `not_found` */
export async function lockShift(tx: Work, id: string): Promise<Shift> {
  const { rows } = await shiftQuery(id, sql`for update of s`).execute(tx)
  if (!rows[0]) throw noShift()
  return rows[0]
}

interface Teller {
  personId: string | null
  organisationId: string | null
}

export const theHouse: Teller = { personId: null, organisationId: null }

export function tell(
  house: House,
  tx: Work,
  stream: { id: string; kind: 'mobilisation' | 'mobilisation_shift'; seq: number; hash: Buffer | null },
  by: Teller,
  events: NewEvent[],
): Promise<Head> {
  return appendEvents(tx, {
    stream: stream.id,
    streamKind: stream.kind,
    head: { seq: stream.seq, hash: stream.hash },
    at: house.now(),
    actorId: by.personId,
    actorOrganisationId: by.organisationId,
    digest: house.configuration.digest,
    events,
  })
}

/** Appends to the chain of a locked shift and writes its counter and head back. */
export async function saveShift(
  house: House,
  tx: Work,
  shift: Shift,
  by: Teller,
  events: NewEvent[],
): Promise<void> {
  if (events.length === 0) return
  const head = await tell(house, tx, { ...shift, kind: 'mobilisation_shift' }, by, events)
  shift.seq = head.seq
  shift.hash = head.hash
  await sql`update mobilisation_shifts set taken = ${shift.taken}, head_seq = ${head.seq}, head_hash = ${head.hash}
    where id = ${shift.id}`.execute(tx)
}

export async function saveMobilisation(
  house: House,
  tx: Work,
  mobilisation: Pick<Mobilisation, 'id' | 'seq' | 'hash'>,
  by: Teller,
  events: NewEvent[],
): Promise<void> {
  const head = await tell(house, tx, { ...mobilisation, kind: 'mobilisation' }, by, events)
  await sql`update mobilisations set head_seq = ${head.seq}, head_hash = ${head.hash}, version = version + 1
    where id = ${mobilisation.id}`.execute(tx)
}
