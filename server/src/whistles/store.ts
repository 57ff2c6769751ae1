import { type RawBuilder, sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents, type Head, type NewEvent } from '../kernel/timeline/index.ts'
import type { Call, Objection } from './call.ts'

export interface Whistle {
  id: string
  number: string
  kind: string
  state: 'running' | 'ended' | 'called_off'
  version: number
  matterId: string
  alone: boolean
  organisationId: string
  organisationName: string
  organisationKind: string
  organisationPath: string
  areaId: string | null
  areaPath: string | null
  meetAt: string | null
  policyHash: string
  codeKey: Buffer
  blownAt: Date
  endedAt: Date | null
  head: Head
}

const whistleColumns = sql`w.id, w.number, w.kind, w.state, w.version, w.matter_id as "matterId", w.alone,
  w.organisation_id as "organisationId", o.name as "organisationName", o.kind as "organisationKind",
  w.organisation_path::text as "organisationPath", w.area_id as "areaId", w.area_path::text as "areaPath", w.meet_at as "meetAt",
  w.policy_hash as "policyHash", w.code_key as "codeKey", w.blown_at as "blownAt", w.ended_at as "endedAt",
  jsonb_build_object('seq', w.head_seq) as head, w.head_hash as "headHash"`

type WhistleRow = Whistle & { headHash: Buffer }
const whistleOf = ({ headHash, ...row }: WhistleRow): Whistle => ({
  ...row,
  head: { seq: row.head.seq, hash: headHash },
})

const missing = () =>
  new Problem('not_found', {
    zh: '没有找到这次吹哨，或不在您的范围内',
    en: 'There is no such whistle within your reach',
  })

export async function whistlesWhere(
  executor: Executor,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  most: number,
): Promise<Whistle[]> {
  const { rows } = await sql<WhistleRow>`
    select ${whistleColumns} from whistles w join organisations o on o.id = w.organisation_id
    where ${where} order by ${order} limit ${most}`.execute(executor)
  return rows.map(whistleOf)
}

export async function getWhistle(executor: Executor, id: string): Promise<Whistle> {
  const [found] = await whistlesWhere(executor, sql`w.id = ${id}`, sql`w.id`, 1)
  if (!found) throw missing()
  return found
}

export async function lockWhistle(tx: Work, id: string): Promise<Whistle> {
  const { rows } = await sql<WhistleRow>`
    select ${whistleColumns} from whistles w join organisations o on o.id = w.organisation_id
    where w.id = ${id} for update of w`.execute(tx)
  if (!rows[0]) throw missing()
  return whistleOf(rows[0])
}

export type LoadedCall = Call & {
  organisationPath: string
  organisationName: string
  head: Head
  partState: string
}

const callColumns = sql`c.id, c.whistle_id as "whistleId", c.organisation_id as "organisationId", c.organisation_path::text as "organisationPath",
  o.name as "organisationName", c.matter_id as "matterId", c.state, c.version, c.called_at as "calledAt",
  c.acknowledge_due_at as "acknowledgeDueAt", c.arrive_due_at as "arriveDueAt", c.acknowledged_at as "acknowledgedAt",
  c.comes_id as "comesId", c.arrived_at as "arrivedAt", c.arrived_way as "arrivedWay", c.arrived_metres as "arrivedMetres",
  c.arrived_id as "arrivedId", c.in_time as "inTime", c.times_left as "timesLeft", c.designated, c.escalated, c.step,
  c.due_at as "dueAt", c.ended_at as "endedAt", jsonb_build_object('seq', c.head_seq) as head, c.head_hash as "headHash",
  (select m.state from matters m where m.id = c.matter_id) as "partState"`

type CallRow = LoadedCall & { headHash: Buffer }
const callOf = ({ headHash, ...row }: CallRow): LoadedCall => ({
  ...row,
  head: { seq: row.head.seq, hash: headHash },
})

export async function callsOf(executor: Executor, whistleIds: string[]): Promise<LoadedCall[]> {
  const { rows } = await sql<CallRow>`
    select ${callColumns} from whistle_calls c join organisations o on o.id = c.organisation_id
    where c.whistle_id = any(${whistleIds}::uuid[]) order by c.called_at, c.id`.execute(executor)
  return rows.map(callOf)
}

/** Which whistle a call belongs to, so that both can be locked in one order. */
export async function whistleOfCall(executor: Executor, callId: string): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`select whistle_id as id from whistle_calls where id = ${callId}`.execute(executor)
  if (!rows[0]) throw missing()
  return rows[0].id
}

export async function lockCall(tx: Work, id: string): Promise<LoadedCall> {
  const { rows } = await sql<CallRow>`
    select ${callColumns} from whistle_calls c join organisations o on o.id = c.organisation_id
    where c.id = ${id} for update of c`.execute(tx)
  if (!rows[0]) throw missing()
  return callOf(rows[0])
}

export async function objectionsOf(executor: Executor, callIds: string[]): Promise<Map<string, Objection>> {
  const { rows } = await sql<Objection & { callId: string }>`
    select id, call_id as "callId", ground, made_at as "madeAt", due_at as "dueAt", decided_at as "decidedAt", outcome
    from whistle_objections where call_id = any(${callIds}::uuid[])`.execute(executor)
  return new Map(rows.map(({ callId, ...objection }) => [callId, objection]))
}

/** Writes a call as it stands after a decision, one version further. */
export async function saveCall(tx: Work, call: Call, head: Head): Promise<void> {
  await sql`update whistle_calls set state = ${call.state}, version = version + 1, arrive_due_at = ${call.arriveDueAt},
      acknowledged_at = ${call.acknowledgedAt}, comes_id = ${call.comesId}, arrived_at = ${call.arrivedAt},
      arrived_way = ${call.arrivedWay}, arrived_metres = ${call.arrivedMetres}, arrived_id = ${call.arrivedId},
      in_time = ${call.inTime}, times_left = ${call.timesLeft}, designated = ${call.designated}, escalated = ${call.escalated},
      step = ${call.step}, due_at = ${call.dueAt}, ended_at = ${call.endedAt}, head_seq = ${head.seq}, head_hash = ${head.hash}
    where id = ${call.id}`.execute(tx)
}

export interface By {
  personId: string | null
  organisationId: string | null
}

export async function tell(
  house: House,
  tx: Work,
  stream: { id: string; kind: 'whistle' | 'whistle_call'; head: Head },
  by: By,
  events: NewEvent[],
): Promise<Head> {
  return appendEvents(tx, {
    stream: stream.id,
    streamKind: stream.kind,
    head: stream.head,
    at: house.now(),
    actorId: by.personId,
    actorOrganisationId: by.organisationId,
    digest: house.configuration.digest,
    events,
  })
}

/** 哨编号: the day in Asia/Shanghai and a running number. */
export async function nextWhistleNumber(tx: Work, now: Date): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('whistle_numbers')::int as n`.execute(tx)
  const day = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
  return `S${day}${String(rows[0]!.n).padStart(4, '0')}`
}
