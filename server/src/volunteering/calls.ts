import { randomBytes, randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { handsFree } from '../kernel/commitments/index.ts'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import { type Actor, type Duty, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { type Community, getCommunity } from './party.ts'
import { type CallDraft, faultsOfCall, kilometresBetween, slotOf } from './rules.ts'
import { inOffice, tell } from './telling.ts'

export interface Call {
  id: string
  kind: 'volunteer' | 'party'
  communityId: string
  communityName: string
  communityPath: string
  title: string
  words: string
  place: string
  lng: number
  lat: number
  startsAt: Date
  endsAt: Date
  wanted: number
  taken: number
  skills: string[]
  radiusKm: number
  reached: string[]
  dangerous: boolean
  insurance: string | null
  dutyId: string | null
  state: 'open' | 'cancelled' | 'ended'
  reason: string | null
  secret: Buffer
  calledAt: Date
  thanks: string | null
  thankedAt: Date | null
}

export const callColumns = sql`c.id, c.kind, c.community_id as "communityId", o.name as "communityName",
  c.community_path::text as "communityPath", c.title, c.words, c.place, c.spot[0] as lng, c.spot[1] as lat,
  c.starts_at as "startsAt", c.ends_at as "endsAt", c.wanted, c.taken, c.skills, c.radius_km as "radiusKm", c.reached,
  c.dangerous, c.insurance, c.duty_id as "dutyId", c.state, c.reason, c.secret, c.called_at as "calledAt", c.thanks,
  c.thanked_at as "thankedAt"`

export async function findCall(executor: Executor, id: string): Promise<Call | undefined> {
  const { rows } = await sql<Call>`
    select ${callColumns} from service_calls c join organisations o on o.id = c.community_id where c.id = ${id}`.execute(
    executor,
  )
  return rows[0]
}

export const noCall = () => new Problem('not_found', { zh: '没有这次召集', en: 'There is no such call' })

/** Nobody else changes who comes until this transaction is over. @throws Problem `not_found` */
export async function lockCall(tx: Work, id: string): Promise<Call> {
  await sql`select 1 from service_calls where id = ${id} for update`.execute(tx)
  const call = await findCall(tx, id)
  if (!call) throw noCall()
  return call
}

export interface Spot {
  lng: number
  lat: number
}

interface Reached {
  id: string
  km: number
}

/** The middle of what a community looks after. Where anybody lives is known to nobody here. */
async function middleOf(executor: Executor, areaPath: string): Promise<Spot | undefined> {
  const { rows } = await sql<{ lng: number | null; lat: number | null }>`
    select (min(((box(s.outline))[1])[0]) + max(((box(s.outline))[0])[0])) / 2 as lng,
      (min(((box(s.outline))[1])[1]) + max(((box(s.outline))[0])[1])) / 2 as lat
    from area_shapes s join areas a on a.id = s.area_id
    where a.path <@ ${areaPath}::ltree and s.valid_to is null and a.active_to is null`.execute(executor)
  const { lng, lat } = rows[0]!
  return lng === null || lat === null ? undefined : { lng, lat }
}

/** The calling community first, then those whose middle lies within the radius. */
async function communitiesWithin(
  executor: Executor,
  community: Community,
  spot: Spot,
  radiusKm: number,
): Promise<Reached[]> {
  const own = { id: community.id, km: 0 }
  if (radiusKm === 0) return [own]
  const north = radiusKm / 111
  const east = north / Math.cos((spot.lat * Math.PI) / 180)
  const { rows } = await sql<{ id: string; lng: number; lat: number }>`
    select o.id, (min(((box(s.outline))[1])[0]) + max(((box(s.outline))[0])[0])) / 2 as lng,
      (min(((box(s.outline))[1])[1]) + max(((box(s.outline))[0])[1])) / 2 as lat
    from area_shapes s join organisations o on o.area_id = s.area_id
    where o.kind = 'community_committee' and o.active_to is null and o.id <> ${community.id} and s.valid_to is null
      and box(s.outline) && box(point(${spot.lng - east}, ${spot.lat - north}), point(${spot.lng + east}, ${spot.lat + north}))
    group by o.id`.execute(executor)
  const near = rows
    .map(({ id, ...middle }) => ({ id, km: kilometresBetween(spot, middle) }))
    .filter(({ km }) => km <= radiusKm)
    .sort((a, b) => a.km - b.km)
  return [own, ...near]
}

/**
 * Registered members whom a call is for. From the community itself: everybody, or who offered one of the skills; from
 * others: who offered to come so far. A volunteer's task goes to who offered these hours, and to nobody else.
 */
function fitting(
  call: Pick<Call, 'kind' | 'communityId' | 'skills' | 'startsAt'>,
  reached: Reached[],
  today: string,
): RawBuilder<unknown> {
  return sql`
    from registrations r join jsonb_to_recordset(${JSON.stringify(reached)}::jsonb) as c (id uuid, km float8) on c.id = r.community_id
    left join member_offers f on f.person_id = r.person_id and f.until_day >= ${today}::date
    where r.kind = 'member' and r.state = 'confirmed' and r.person_id is not null
      and (r.community_id = ${call.communityId} or f.radius_km >= c.km)
      and (cardinality(${call.skills}::text[]) = 0 or f.skills && ${call.skills}::text[])
      and ${call.kind === 'party' ? sql`true` : sql`${slotOf(call.startsAt)} = any(f.hours)`}`
}

export interface Wish extends CallDraft {
  communityId: string
  spot: Spot | null
  dutyId: string | null
}

async function prepared(house: House, executor: Executor, wish: Wish) {
  const community = await getCommunity(executor, wish.communityId)
  const spot = wish.spot ?? (await middleOf(executor, community.areaPath))
  if (!spot)
    throw new Problem('place.unknown', {
      zh: '请在地图上选一个位置',
      en: 'Please choose where on the map',
    })
  const reached = await communitiesWithin(executor, community, spot, wish.radiusKm)
  return { community, spot, reached, today: shanghaiDate(house.now()) }
}

/** How many a call would go to: a number, never who. */
export async function howManyFit(house: House, actor: Actor, wish: Wish): Promise<number> {
  requireReach(actor, 'service.call', { organisationId: wish.communityId })
  const { reached, today } = await prepared(house, house.db, wish)
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count ${fitting(wish, reached, today)}`.execute(house.db)
  return rows[0]!.count
}

/** The community calls. @returns the call, and how many heard of it */
export async function makeCall(
  house: House,
  tx: Work,
  actor: Actor,
  wish: Wish,
): Promise<{ id: string; told: number }> {
  const duty = requireReach(actor, 'service.call', { organisationId: wish.communityId })
  const rules = await house.rulesNow()
  const faults = faultsOfCall(wish, house.now(), rules)
  if (faults.length > 0)
    throw new Problem('input.invalid', {
      faults,
      zh: faults.map(({ zh }) => zh).join('；'),
      en: faults.map(({ en }) => en).join('; '),
    })
  const { community, spot, reached, today } = await prepared(house, tx, wish)
  if (wish.dutyId) await requireDutyOf(tx, wish.dutyId, community.id)
  const id = randomUUID()
  await sql`
    insert into service_calls (id, kind, community_id, community_path, area_id, title, words, place, spot, starts_at, ends_at,
      wanted, skills, radius_km, reached, dangerous, insurance, duty_id, state, secret, called_by, called_at)
    values (${id}, ${wish.kind}, ${community.id}, ${community.path}::ltree, ${community.areaId}, ${wish.title.trim()},
      ${wish.words.trim()}, ${wish.place.trim()}, point(${spot.lng}, ${spot.lat}), ${wish.startsAt}, ${wish.endsAt}, ${wish.wanted},
      ${wish.skills}, ${wish.radiusKm}, ${reached.map((each) => each.id)}::uuid[], ${wish.dangerous},
      ${wish.insurance?.trim() || null}, ${wish.dutyId}, 'open', ${randomBytes(32)}, ${actor.personId}, ${house.now()})`.execute(
    tx,
  )
  const call = { ...wish, id }
  const people = await (wish.kind === 'party' ? askAll : whomToTell)(tx, call, reached, today)
  await tell(house, tx, 'service_calls', id, inOffice(actor, duty), [
    {
      kind: 'service.called',
      payload: {
        kind: wish.kind,
        community_id: community.id,
        starts_at: wish.startsAt.toISOString(),
        ends_at: wish.endsAt.toISOString(),
        wanted: wish.wanted,
        skills: wish.skills,
        radius_km: wish.radiusKm,
        communities: reached.length,
        dangerous: wish.dangerous,
        insured: Boolean(wish.insurance?.trim()),
        told: people.length,
      },
      personal: { title: wish.title, words: wish.words, place: wish.place },
    },
  ])
  await notify(tx, {
    personIds: people,
    kind: 'service.called',
    subjectId: id,
    words:
      wish.kind === 'party'
        ? {
            zh: `${community.name}召集党员：${wish.title}，请答复能不能来`,
            en: `${community.name} calls its members: ${wish.title}. Please say whether you can come`,
          }
        : {
            zh: `${community.name}找志愿者：${wish.title}，愿意的话可以报名`,
            en: `${community.name} looks for volunteers: ${wish.title}. Sign up if you like`,
          },
    link: `/field/member/calls/${id}`,
    at: house.now(),
  })
  return { id, told: people.length }
}

async function requireDutyOf(tx: Work, dutyId: string, communityId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from unit_duties d join registrations r on r.id = d.registration_id
    where d.id = ${dutyId} and r.community_id = ${communityId} and d.state = 'agreed'`.execute(tx)
  if (rows.length === 0)
    throw new Problem('not_found', {
      zh: '没有这项已约定的共建任务',
      en: 'There is no such duty agreed with this community',
    })
}

type Asking = Wish & { id: string }

async function askAll(tx: Work, call: Asking, reached: Reached[], today: string): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    insert into service_answers (id, call_id, kind, person_id, branch_id, community_id, answer, starts_at, ends_at)
    select gen_random_uuid(), ${call.id}, 'party', r.person_id, r.organisation_id, r.community_id, 'asked', ${call.startsAt}, ${call.endsAt}
    ${fitting(call, reached, today)} returning person_id as "personId"`.execute(tx)
  return rows.map(({ personId }) => personId)
}

async function whomToTell(tx: Work, call: Asking, reached: Reached[], today: string): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    select r.person_id as "personId" ${fitting(call, reached, today)}`.execute(tx)
  return rows.map(({ personId }) => personId)
}

async function comingTo(tx: Work, callId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from service_answers where call_id = ${callId} and answer in ('yes', 'waiting') and person_id is not null`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

export const requireCaller = (actor: Actor, call: Call): Duty | undefined =>
  requireReach(actor, 'service.call', { organisationId: call.communityId })

/** Called off: who was coming hears why. What was served already stays in the record. */
export async function callOff(house: House, actor: Actor, id: string, reason: string): Promise<void> {
  const freed = await house.db.transaction().execute(async (tx) => {
    const call = await lockCall(tx, id)
    const duty = requireCaller(actor, call)
    if (call.state === 'cancelled') return []
    if (call.state === 'ended' || (await hasBegun(tx, id)))
      throw new Problem('matter.refused', {
        reason: 'call.begun',
        zh: '已经有人签到，不能取消；请等任务结束',
        en: 'Somebody has signed in; it cannot be called off any more',
      })
    await tell(house, tx, 'service_calls', id, inOffice(actor, duty), [
      { kind: 'service.called_off', personal: { reason } },
    ])
    const people = await comingTo(tx, id)
    await sql`update service_calls set state = 'cancelled', reason = ${reason}, taken = 0 where id = ${id}`.execute(
      tx,
    )
    // The hours are free again for whatever else.
    await sql`delete from service_answers where call_id = ${id} and answer in ('yes', 'waiting')`.execute(tx)
    await notify(tx, {
      personIds: people,
      kind: 'service.called_off',
      subjectId: id,
      words: { zh: `“${call.title}”取消了：${reason}`, en: `“${call.title}” is called off: ${reason}` },
      link: '/field/member',
      at: house.now(),
    })
    return people
  })
  await handsFree(house, freed)
}

async function hasBegun(tx: Work, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from service_answers where call_id = ${id} and signed_in_at is not null limit 1`.execute(tx)
  return rows.length > 0
}

/** A word of thanks to those who came. A word and never points. */
export async function thank(house: House, actor: Actor, id: string, words: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const call = await lockCall(tx, id)
    const duty = requireCaller(actor, call)
    if (call.thanks !== null)
      throw new Problem('conflict.exists', { zh: '已经谢过了', en: 'They were thanked already' })
    const { rows } = await sql<{ id: string }>`
      select person_id as id from service_answers where call_id = ${id} and signed_in_at is not null and person_id is not null`.execute(
      tx,
    )
    if (rows.length === 0)
      throw new Problem('matter.refused', {
        reason: 'call.nobody_came',
        zh: '还没有人来过',
        en: 'Nobody has come yet',
      })
    await tell(house, tx, 'service_calls', id, inOffice(actor, duty), [
      { kind: 'service.thanked', payload: { people: rows.length }, personal: { words } },
    ])
    await sql`update service_calls set thanks = ${words}, thanked_at = ${house.now()} where id = ${id}`.execute(
      tx,
    )
    await notify(tx, {
      personIds: rows.map((row) => row.id),
      kind: 'service.thanked',
      subjectId: id,
      words: {
        zh: `${call.communityName}谢谢您参加“${call.title}”：${words}`,
        en: `${call.communityName} thanks you for “${call.title}”: ${words}`,
      },
      link: '/field/member/service',
      at: house.now(),
    })
  })
}
