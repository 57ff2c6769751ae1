import { sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import { Problem } from '../kernel/problems.ts'
import type { Head } from '../kernel/timeline/index.ts'
import type { Changes } from './decision.ts'
import type { Matter } from './matter.ts'
import type { Finding, Surroundings } from './standing.ts'

export interface LoadedMatter {
  matter: Matter
  around: Surroundings
  head: Head
  centreId: string
  superiorId: string | null
  ownerKind: string
}

interface Row extends Matter {
  ownerPath: string
  areaPath: string | null
  askerId: string | null
  workedOn: string[] | null
  heldBy: string[] | null
  askedByPersonId: string | null
  finding: Finding | null
  headSeq: number
  headHash: Buffer
  centreId: string
  superiorId: string | null
  ownerKind: string
}

const columns = sql`
  m.id, m.number, m.kind, m.state, m.version, m.request_kind as "requestKind", m.category, m.urgency, m.channel,
  m.desk_id as "deskId", m.owner_id as "ownerId", m.owner_path::text as "ownerPath", m.handler_id as "handlerId",
  m.area_id as "areaId", m.area_path::text as "areaPath", m.parent_id as "parentId", m.original_id as "originalId",
  m.policy_hash as "policyHash", m.from_person as "fromPerson", m.reachable, m.created_at as "createdAt",
  m.dispatched_at as "dispatchedAt", m.contacted_at as "contactedAt", m.answered_at as "answeredAt",
  m.closed_at as "closedAt", m.step, m.due_at as "dueAt", m.overdue, m.outcome, m.reworks, m.extensions, m.returned,
  m.designated, m.proposal, m.resume, m.supervised_at as "supervisedAt", m.due_day::text as "dueDay", m.open_parts as "openParts",
  m.head_seq as "headSeq", m.head_hash as "headHash"`

/** The command centre of this installation: first intake, arbiter, call-back. */
const centre = sql`(select c.id from organisations c left join areas ca on ca.id = c.area_id
  where c.kind = 'hotline_centre' and c.active_to is null order by nlevel(ca.path) nulls last, nlevel(c.path), c.code limit 1)`

/** Work that whoever did it does not judge afterwards. */
const work = [
  'matter.received',
  'matter.taken',
  'matter.signed',
  'matter.contacted',
  'matter.progressed',
  'matter.answered',
]

/** Only where nobody asked: what a request costs to read stays as it was. */
const finding = sql`case when m.kind = 'request' and not m.from_person then (
  select jsonb_build_object(
    'byOrganisationId', (array_agg(t.actor_organisation_id) filter (where t.seq = 1))[1],
    'partnerIds', coalesce((select jsonb_agg(distinct p.owner_id) from matters p where p.parent_id = m.id), '[]'),
    'hands', coalesce(jsonb_agg(distinct t.actor_id) filter (where t.actor_id is not null), '[]'),
    'byDesk', coalesce(bool_or(t.kind in ('matter.taken', 'matter.signed', 'matter.answered')
      and t.actor_organisation_id = m.owner_id and not exists (
        select 1 from duties d where d.person_id = t.actor_id and d.organisation_id = m.owner_id and d.role = 'grid_worker'
          and d.active_from <= t.at and (d.active_to is null or d.active_to > t.at))), false))
  from timeline t where t.stream = m.id and t.kind = any(${work})) end`

async function load(executor: Executor, id: string, lock: boolean): Promise<LoadedMatter | undefined> {
  const { rows } = await sql<Row>`
    select ${columns},
      case m.kind when 'part' then (select p.owner_id from matters p where p.id = m.parent_id) when 'task' then m.desk_id end as "askerId",
      (select array_agg(h.organisation_id::text) from matter_hands h where h.matter_id = m.id and h.worked) as "workedOn",
      (select array_agg(h.organisation_id::text) from matter_hands h where h.matter_id = m.id and h.held) as "heldBy",
      (select c.person_id from matter_contacts c where c.matter_id = m.id) as "askedByPersonId", ${finding} as finding,
      o.kind as "ownerKind", ${centre} as "centreId",
      case when o.kind in ('hotline_centre') then null
           when o.kind in ('street_office', 'department') then ${centre}
           else coalesce((select p.id from organisations p where p.id = o.parent_id and p.active_to is null and p.kind <> 'district_government'), ${centre}) end as "superiorId"
    from matters m join organisations o on o.id = m.owner_id
    where m.id = ${id} ${lock ? sql`for update of m` : sql``}`.execute(executor)
  const row = rows[0]
  if (!row) return undefined
  const {
    ownerPath,
    areaPath,
    askerId,
    workedOn,
    heldBy,
    askedByPersonId,
    finding: found,
    headSeq,
    headHash,
    centreId,
    superiorId,
    ownerKind,
    ...matter
  } = row
  return {
    matter,
    around: {
      ownerPath,
      areaPath,
      askerId,
      workedOn: workedOn ?? [],
      heldBy: heldBy ?? [],
      finding: found,
      askedByPersonId,
    },
    head: { seq: headSeq, hash: headHash },
    centreId,
    superiorId,
    ownerKind,
  }
}

export const findMatter = (executor: Executor, id: string) => load(executor, id, false)

export async function getMatter(executor: Executor, id: string): Promise<LoadedMatter> {
  const found = await load(executor, id, false)
  if (!found) throw new Problem('not_found', { zh: '没有找到这件事项', en: 'There is no such matter' })
  return found
}

/** Locks the parent before the part, always in this order, so that two people never wait for each other. */
export async function lockMatter(tx: Work, id: string): Promise<LoadedMatter> {
  const { rows } = await sql<{
    parent_id: string | null
  }>`select parent_id from matters where id = ${id}`.execute(tx)
  if (rows[0]?.parent_id)
    await sql`select 1 from matters where id = ${rows[0].parent_id} for update`.execute(tx)
  const found = await load(tx, id, true)
  if (!found) throw new Problem('not_found', { zh: '没有找到这件事项', en: 'There is no such matter' })
  return found
}

/** Writes what a decision changed, one version further. */
export async function saveMatter(
  tx: Work,
  before: Matter,
  set: Changes,
  clock: { step: string | null; dueAt: Date | null } | 'keep',
  head: Head,
): Promise<void> {
  const after = { ...before, ...set }
  const step = clock === 'keep' ? before.step : clock.step
  const dueAt = clock === 'keep' ? before.dueAt : clock.dueAt
  await sql`
    update matters set
      state = ${after.state}, version = version + 1, request_kind = ${after.requestKind}, category = ${after.category},
      urgency = ${after.urgency}, desk_id = ${after.deskId}, owner_id = ${after.ownerId},
      owner_path = (select path from organisations where id = ${after.ownerId}), handler_id = ${after.handlerId},
      original_id = ${after.originalId}, dispatched_at = ${after.dispatchedAt}, contacted_at = ${after.contactedAt},
      answered_at = ${after.answeredAt}, closed_at = ${after.closedAt}, step = ${step}, due_at = ${dueAt},
      overdue = ${after.overdue}, outcome = ${after.outcome}, reworks = ${after.reworks}, extensions = ${after.extensions},
      returned = ${after.returned}, designated = ${after.designated},
      proposal = ${after.proposal ? JSON.stringify(after.proposal) : null}::jsonb,
      resume = ${after.resume ? JSON.stringify(after.resume) : null}::jsonb, supervised_at = ${after.supervisedAt},
      open_parts = ${after.openParts}, head_seq = ${head.seq}, head_hash = ${head.hash}
    where id = ${before.id}`.execute(tx)
}

export interface Hands {
  ownerId: string
  deskId: string
  /** The owner signed for it or took it on: from now on it never judges. */
  ownerWorks: boolean
  /** Asked to take it over: may read it to decide. */
  invitedId?: string | null
}

/**
 * Notes whom a matter concerns now, beside whom it concerned before: owner and those above, its desk, who was invited.
 * Those who are new to it find it by its words from now on.
 */
export async function recordHands(tx: Work, matterId: string, hands: Hands, since: Date): Promise<void> {
  await sql`
    with noted as (
      insert into matter_hands (matter_id, organisation_id, held, worked, since)
      select ${matterId}::uuid, o.id, o.id in (${hands.ownerId}::uuid, ${hands.deskId}::uuid), o.id = ${hands.ownerId}::uuid and ${hands.ownerWorks}::boolean,
        ${since}::timestamptz
      from organisations o
      where o.path @> (select path from organisations where id = ${hands.ownerId}::uuid)
        or o.id in (${hands.deskId}::uuid, ${hands.invitedId ?? null}::uuid)
      on conflict (organisation_id, matter_id) do update
        set held = matter_hands.held or excluded.held, worked = matter_hands.worked or excluded.worked
        where (excluded.held and not matter_hands.held) or (excluded.worked and not matter_hands.worked)
      returning organisation_id
    ), fresh as (
      select array_agg(organisation_id) as ids from noted where organisation_id not in (
        select before.organisation_id from matter_hands before where before.matter_id = ${matterId}::uuid)
    )
    update matter_words set search = search || search_marks(fresh.ids, null, null)
    from fresh where matter_id = ${matterId}::uuid and fresh.ids is not null and erased_at is null`.execute(
    tx,
  )
}

/** The owner changed: where it was, it was passed on; where it is now, it is not, and it came up where it was carried up. */
export async function passHands(
  tx: Work,
  matterId: string,
  { from, to, carriedUp }: { from: string; to: string; carriedUp: boolean },
  at: Date,
): Promise<void> {
  await sql`update matter_hands
    set passed_at = case when organisation_id = ${to}::uuid then null else ${at}::timestamptz end,
      came_up_at = case when organisation_id = ${to}::uuid and ${carriedUp}::boolean then ${at}::timestamptz else came_up_at end
    where matter_id = ${matterId}::uuid and organisation_id in (${from}::uuid, ${to}::uuid)`.execute(tx)
}

export async function nextNumber(executor: Executor, now: Date): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('matter_numbers') as n`.execute(executor)
  return matterNumber(now, rows[0]!.n)
}

/** 工单编号: the day in Asia/Shanghai and a running number. */
export function matterNumber(now: Date, n: number): string {
  const day = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
  return `${day}${String(n).padStart(6, '0')}`
}

/** Only the timeline moved on (a look, a follower): nobody's picture of the matter has become stale. */
export async function saveHead(tx: Work, id: string, head: Head): Promise<void> {
  await sql`update matters set head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${id}`.execute(tx)
}
