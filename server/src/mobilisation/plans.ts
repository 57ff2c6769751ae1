import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { handsFree } from '../kernel/commitments/index.ts'
import { inTransaction, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor, isWithin } from '../kernel/permissions/index.ts'
import { timeOrderedId } from '../matters/index.ts'
import { areaById, organisationById } from '../territory/index.ts'
import { denied, notPrepared, refusal } from './refusal.ts'
import type { MobilisationKind } from './rules.ts'
import { requirePlanner, requireReader } from './standing.ts'
import { getMobilisation, lockMobilisation, type Mobilisation, saveMobilisation, tell } from './store.ts'

export interface NewMobilisation {
  name: string
  purpose: string
  kind: MobilisationKind
  emergency: boolean
  area_id?: string | null | undefined
}

/** The duty in which somebody plans, its unit's area, and the area that the plan is for: theirs, or one within it. */
async function planningDuty(house: House, actor: Actor, areaId: string | null | undefined) {
  const duty = dutiesFor(actor, 'mobilisation.plan')[0]?.duty
  if (!duty || !actor.personId) throw denied('您不能编制动员方案', 'You may not plan a mobilisation')
  const organisation = await organisationById(house.db, duty.organisationId)
  const home = organisation?.areaId ? await areaById(house.db, organisation.areaId) : undefined
  const area = areaId ? await areaById(house.db, areaId) : home
  if (areaId && (!area || !isWithin(area.path, home?.path)))
    throw denied('这个区域不在您单位的范围内', 'This area is outside the territory of your unit')
  return { duty, area }
}

/** Prepares a plan, without posts yet. @returns its id */
export async function prepare(house: House, actor: Actor, wanted: NewMobilisation): Promise<string> {
  const { duty, area } = await planningDuty(house, actor, wanted.area_id)
  return inTransaction(house.db, (tx) =>
    insert(house, tx, actor, { ...wanted, duty, area: area ?? null, copiedFrom: null }),
  )
}

interface Insert extends Omit<NewMobilisation, 'area_id'> {
  duty: { organisationId: string; organisationPath: string }
  area: { id: string; path: string } | null
  copiedFrom: string | null
}

async function insert(house: House, tx: Work, actor: Actor, plan: Insert): Promise<string> {
  const now = house.now()
  const id = timeOrderedId(now)
  const { mobilisation: rules } = await house.rulesNow()
  const head = await tell(
    house,
    tx,
    { id, kind: 'mobilisation', seq: 0, hash: null },
    { personId: actor.personId, organisationId: plan.duty.organisationId },
    [
      {
        kind: 'mobilisation.prepared',
        payload: { kind: plan.kind, emergency: plan.emergency, copied_from: plan.copiedFrom },
      },
    ],
  )
  await sql`
    insert into mobilisations (id, name, purpose, kind, emergency, state, organisation_id, organisation_path, area_id, area_path,
      copied_from, rest_minutes, made_by, made_at, head_seq, head_hash)
    values (${id}, ${plan.name}, ${plan.purpose}, ${plan.kind}, ${plan.emergency}, 'prepared', ${plan.duty.organisationId},
      ${plan.duty.organisationPath}::ltree, ${plan.area?.id ?? null}, ${plan.area?.path ?? null}::ltree, ${plan.copiedFrom},
      ${rules.rest_minutes}, ${actor.personId}, ${now}, ${head.seq}, ${head.hash})`.execute(tx)
  return id
}

/** Changes what a prepared plan is called and for. */
export async function change(
  house: House,
  actor: Actor,
  id: string,
  wanted: Partial<Omit<NewMobilisation, 'area_id'>>,
): Promise<void> {
  await withPrepared(house, actor, id, async (tx, mobilisation) => {
    const next = { ...mobilisation, ...wanted }
    await sql`update mobilisations set name = ${next.name}, purpose = ${next.purpose}, kind = ${next.kind}, emergency = ${next.emergency}
      where id = ${id}`.execute(tx)
    return [{ kind: 'mobilisation.changed', payload: { fields: Object.keys(wanted) } }]
  })
}

/** Locks a plan that is still prepared, for whoever plans it, does the work and tells the timeline. */
export async function withPrepared(
  house: House,
  actor: Actor,
  id: string,
  work: (
    tx: Work,
    mobilisation: Mobilisation,
  ) => Promise<{ kind: string; payload?: Record<string, unknown> }[]>,
): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    const mobilisation = await lockMobilisation(tx, id)
    const duty = requirePlanner(actor, mobilisation)
    if (mobilisation.state !== 'prepared') throw notPrepared()
    const events = await work(tx, mobilisation)
    await saveMobilisation(
      house,
      tx,
      mobilisation,
      { personId: actor.personId, organisationId: duty.organisationId },
      events,
    )
  })
  house.wake()
}

/** Units within the reach of the unit that plans: those under it, and those that stand in its territory. */
const withinReach = (mobilisation: Mobilisation) => sql`(o.path <@ ${mobilisation.organisationPath}::ltree
  or exists (select 1 from organisations home join areas ha on ha.id = home.area_id join areas oa on oa.id = o.area_id
    where home.id = ${mobilisation.organisationId} and oa.path <@ ha.path))`

/** Calls further units, also while it runs: they are told at once then. @throws Problem where one lies outside the reach */
export async function callUnits(
  house: House,
  actor: Actor,
  id: string,
  organisationIds: string[],
): Promise<void> {
  const wanted = [...new Set(organisationIds)]
  await inTransaction(house.db, async (tx) => {
    const mobilisation = await lockMobilisation(tx, id)
    const duty = requirePlanner(actor, mobilisation)
    if (mobilisation.state !== 'prepared' && mobilisation.state !== 'running')
      throw refusal('over', '这次动员已经结束', 'This mobilisation is over')
    const { rows: found } = await sql<{ id: string; path: string }>`
      select o.id, o.path::text as path from organisations o
      where o.id = any(${wanted}::uuid[]) and o.active_to is null and ${withinReach(mobilisation)}`.execute(
      tx,
    )
    if (found.length < wanted.length)
      throw denied(
        '有单位不在您的动员范围内：只能通知下级单位和驻在本区域的单位',
        'A unit lies outside your reach: you call units under yours and those in its territory',
      )
    const at = mobilisation.state === 'running' ? house.now() : null
    const { rows: added } = await sql<{ id: string }>`
      insert into mobilisation_units (mobilisation_id, organisation_id, organisation_path, called_at)
      select ${id}::uuid, o.id, o.path, ${at}::timestamptz from organisations o where o.id = any(${wanted}::uuid[])
      on conflict do nothing returning organisation_id as id`.execute(tx)
    if (added.length === 0) return
    await saveMobilisation(
      house,
      tx,
      mobilisation,
      { personId: actor.personId, organisationId: duty.organisationId },
      [
        {
          kind: at ? 'mobilisation.called' : 'mobilisation.units_added',
          payload: { units: added.map((each) => each.id) },
        },
      ],
    )
  })
  house.wake()
}

export async function dropUnit(
  house: House,
  actor: Actor,
  id: string,
  organisationId: string,
): Promise<void> {
  await withPrepared(house, actor, id, async (tx) => {
    await sql`delete from mobilisation_units where mobilisation_id = ${id} and organisation_id = ${organisationId}`.execute(
      tx,
    )
    return [{ kind: 'mobilisation.unit_dropped', payload: { unit: organisationId } }]
  })
}

/** Starts it, for real or as a rehearsal: units and people are told at once. */
export async function start(house: House, actor: Actor, id: string, rehearsal: boolean): Promise<void> {
  const now = house.now()
  await withPrepared(house, actor, id, async (tx) => {
    const { rows } = await sql<{ shifts: number; over: number; units: number; uninsured: number }>`
      select count(*)::int as shifts, (count(*) filter (where s.ends_at <= ${now}))::int as over,
        (select count(*)::int from mobilisation_units u where u.mobilisation_id = ${id}) as units,
        (select count(*)::int from mobilisation_posts p where p.mobilisation_id = ${id} and p.danger is not null and p.insured_at is null) as uninsured
      from mobilisation_shifts s where s.mobilisation_id = ${id}`.execute(tx)
    const { shifts, over, units } = rows[0]!
    if (shifts === 0) throw refusal('no_posts', '还没有岗位和班次', 'There are no posts with shifts yet')
    if (units === 0) throw refusal('no_units', '还没有选通知哪些单位', 'No units are chosen to be called yet')
    if (over === shifts)
      throw refusal(
        'over',
        '所有班次的时间都已经过去，请先改时间',
        'All its shifts lie in the past; change their times first',
      )
    await sql`update mobilisations set state = 'running', rehearsal = ${rehearsal}, started_at = ${now} where id = ${id}`.execute(
      tx,
    )
    await sql`update mobilisation_units set called_at = ${now} where mobilisation_id = ${id}`.execute(tx)
    return [{ kind: 'mobilisation.started', payload: { rehearsal } }]
  })
}

/** Gives up a plan that was not started, or one that runs and is not needed after all. */
export async function cancel(house: House, actor: Actor, id: string, reason: string): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    const mobilisation = await lockMobilisation(tx, id)
    const duty = requirePlanner(actor, mobilisation)
    if (mobilisation.state !== 'prepared' && mobilisation.state !== 'running')
      throw refusal('over', '这次动员已经结束', 'This mobilisation is over')
    const { rows } =
      await sql`select 1 from mobilisation_places where mobilisation_id = ${id} and signed_in_at is not null limit 1`.execute(
        tx,
      )
    if (rows.length > 0)
      throw refusal(
        'has_begun',
        '已经有人签到上岗，不能取消，请用“结束”',
        'People have signed in; end it rather than cancel it',
      )
    await freeHands(house, tx, id)
    await sql`update mobilisations set state = 'cancelled', ended_at = ${house.now()} where id = ${id}`.execute(
      tx,
    )
    await saveMobilisation(
      house,
      tx,
      mobilisation,
      { personId: actor.personId, organisationId: duty.organisationId },
      [
        {
          kind: 'mobilisation.cancelled',
          payload: { rehearsal: mobilisation.rehearsal },
          ...(reason ? { personal: { reason } } : {}),
        },
      ],
    )
  })
  await nobodyIsHeld(house, id)
  house.wake()
}

/** Whoever had a place here, or stood at one, may be waiting elsewhere. */
export async function nobodyIsHeld(house: House, id: string): Promise<void> {
  const { rows } = await sql<{ person: string }>`
    select distinct person_id as person from mobilisation_places where mobilisation_id = ${id}`.execute(
    house.db,
  )
  await handsFree(
    house,
    rows.map(({ person }) => person),
  )
}

/** What is not to be any more keeps nobody from another post: places of shifts that are not over, and nobody signed in. */
export async function freeHands(house: House, tx: Work, id: string): Promise<void> {
  const now = house.now()
  // The shifts in one order, and before their places, as everybody locks them.
  await sql`select 1 from mobilisation_shifts where mobilisation_id = ${id} and ends_at > ${now} order by id for update`.execute(
    tx,
  )
  await sql`
    with freed as (
      update mobilisation_places k set state = 'given_back', ended_at = ${now} from mobilisation_shifts s
      where s.id = k.shift_id and s.mobilisation_id = ${id} and s.ends_at > ${now} and k.state = 'held' and k.signed_in_at is null
      returning k.shift_id
    )
    update mobilisation_shifts s set taken = s.taken - f.count
    from (select shift_id, count(*)::int as count from freed group by shift_id) f where s.id = f.shift_id`.execute(
    tx,
  )
  await sql`delete from mobilisation_waiting where mobilisation_id = ${id}`.execute(tx)
}

/**
 * A new plan with the posts, shifts and units of an earlier one, each shift as many days later as the first day is.
 * Insurance is not copied: it is recorded for each occasion. @returns its id
 */
export async function copy(
  house: House,
  actor: Actor,
  id: string,
  wanted: { name: string; first_day: string },
): Promise<string> {
  const source = await getMobilisation(house.db, id)
  await requireReader(house.db, actor, source)
  const { duty, area } = await planningDuty(house, actor, source.areaId)
  return inTransaction(house.db, async (tx) => {
    const copied = await insert(house, tx, actor, {
      name: wanted.name,
      purpose: source.purpose,
      kind: source.kind,
      emergency: source.emergency,
      duty,
      area: area ?? null,
      copiedFrom: id,
    })
    const { rows } = await sql<{ days: number | null }>`
      select ${wanted.first_day}::date - min((starts_at at time zone 'Asia/Shanghai')::date) as days
      from mobilisation_shifts where mobilisation_id = ${id}`.execute(tx)
    const days = rows[0]?.days ?? 0
    const { rows: posts } = await sql<{ id: string }>`
      select id from mobilisation_posts where mobilisation_id = ${id} order by position`.execute(tx)
    const pairs = posts.map((post) => ({
      of: post.id,
      id: timeOrderedId(house.now()),
      secret: randomBytes(32).toString('hex'),
    }))
    const made = JSON.stringify(pairs)
    await sql`
      insert into mobilisation_posts (id, mobilisation_id, position, name, address, spot, area_id, organisation_id, organisation_path,
        leader_id, skills, equipment, danger, secret)
      select r.id, ${copied}::uuid, p.position, p.name, p.address, p.spot, p.area_id, p.organisation_id, o.path, p.leader_id,
        p.skills, p.equipment, p.danger, decode(r.secret, 'hex')
      from jsonb_to_recordset(${made}::jsonb) as r("of" uuid, id uuid, secret text)
        join mobilisation_posts p on p.id = r."of" join organisations o on o.id = p.organisation_id`.execute(
      tx,
    )
    await sql`
      insert into mobilisation_shifts (id, mobilisation_id, post_id, starts_at, ends_at, needed)
      select gen_random_uuid(), ${copied}::uuid, r.id, s.starts_at + make_interval(days => ${days}::int),
        s.ends_at + make_interval(days => ${days}::int), s.needed
      from jsonb_to_recordset(${made}::jsonb) as r("of" uuid, id uuid) join mobilisation_shifts s on s.post_id = r."of"`.execute(
      tx,
    )
    const fresh = await getMobilisation(tx, copied)
    await sql`
      insert into mobilisation_units (mobilisation_id, organisation_id, organisation_path)
      select ${copied}::uuid, o.id, o.path from mobilisation_units u join organisations o on o.id = u.organisation_id
      where u.mobilisation_id = ${id} and o.active_to is null and ${withinReach(fresh)}`.execute(tx)
    return copied
  })
}
