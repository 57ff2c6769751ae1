import { type RawBuilder, sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor, Duty } from '../kernel/permissions/index.ts'
import {
  callStandIn,
  callUnits,
  finish,
  mark,
  nameLeader,
  pastePosts,
  prepare,
  recordInsurance,
  signOut,
  start,
  takePlace,
} from '../mobilisation/index.ts'
import { houseOfThePast } from './past/telling.ts'

const hour = 3_600_000

/** People on duty, as the house knows them when they sign in. */
async function onDuty(house: House, where: RawBuilder<boolean>): Promise<Actor[]> {
  const { rows } = await sql<{ personId: string; name: string; duties: Duty[] }>`
    select p.id as "personId", p.name, jsonb_agg(jsonb_build_object('id', d.id, 'role', d.role, 'organisationId', o.id,
      'organisationName', o.name, 'organisationKind', o.kind, 'organisationPath', o.path::text, 'areaId', d.area_id,
      'areaPath', a.path::text) order by d.id) as duties
    from people p join duties d on d.person_id = p.id and d.active_to is null join organisations o on o.id = d.organisation_id
      left join areas a on a.id = d.area_id left join areas oa on oa.id = o.area_id left join accounts c on c.person_id = p.id
    where ${where} group by p.id, p.name, p.phone order by p.phone`.execute(house.db)
  return rows.map((row) => ({ kind: 'staff', userId: null, sessionId: null, ...row }))
}

const account = async (house: House, name: string) =>
  (await onDuty(house, sql<boolean>`c.name = ${name} and c.demonstration`))[0]

const stamp = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})
const clockOf = (at: Date) => stamp.format(at).slice(11, 16)
const dayOf = (at: Date) => stamp.format(at).slice(0, 10)

interface Community {
  id: string
  name: string
  path: string
  committee: string
  party: string
  office: string
  lng: number
  lat: number
}

/** Communities below an organisation's area, with their offices and a spot in each. */
async function communitiesOf(house: House, organisationId: string): Promise<Community[]> {
  const { rows } = await sql<Community>`
    select c.id, c.name, c.path::text as path, k.name as committee, k.id as office, p.id as party, (center(box(s.outline)))[0] as lng, (center(box(s.outline)))[1] as lat
    from organisations home join areas ha on ha.id = home.area_id join areas c on c.path <@ ha.path and c.kind = 'community'
      join organisations k on k.area_id = c.id and k.kind = 'community_committee'
      join organisations p on p.area_id = c.id and p.kind = 'party_committee'
      cross join lateral (select outline from area_shapes x join areas g on g.id = x.area_id
        where g.path <@ c.path and x.valid_to is null order by x.id limit 1) s
    where home.id = ${organisationId} order by c.code`.execute(house.db)
  return rows
}

interface Slot {
  shift: string
  post: string
  needed: number
}

async function slotsOf(house: House, mobilisation: string): Promise<Slot[]> {
  const { rows } = await sql<Slot>`select id as shift, post_id as post, needed from mobilisation_shifts
    where mobilisation_id = ${mobilisation} order by starts_at, post_id`.execute(house.db)
  return rows
}

/** People take places, each one of their own, until the given share of a shift is taken. @returns who is where */
async function fill(
  house: House,
  slots: Slot[],
  people: Actor[],
  share: (index: number) => number,
): Promise<{ actor: Actor; placeId: string; slot: Slot }[]> {
  const waiting = [...people]
  const wishes = slots.flatMap((slot, index) =>
    waiting.splice(0, Math.round(slot.needed * share(index))).map((actor) => ({ slot, actor })),
  )
  const taken = await Promise.all(
    wishes.map(async ({ slot, actor }) => {
      const answer = await takePlace(house, actor, slot.shift, { skills: [], wait: null })
      return 'place_id' in answer ? [{ actor, slot, placeId: answer.place_id }] : []
    }),
  )
  return taken.flat()
}

const membersBelow = (house: House, communities: Community[]) =>
  onDuty(
    house,
    sql<boolean>`d.role in ('member', 'secretary') and c.id is null and oa.path <@ any(${communities.map(({ path }) => path)}::ltree[])`,
  )

/** A night on the dyke that is over, with what came of it: the street's own. */
async function nightOnTheDyke(house: StandingHouse): Promise<void> {
  const begin = new Date(Math.floor((house.now().getTime() - 9 * 24 * hour) / hour) * hour)
  const clock = { at: new Date(begin.getTime() - 10 * hour) }
  const past = await houseOfThePast(house, clock)
  const street = await account(house, 'street')
  if (!street) return
  const communities = await communitiesOf(past, street.duties[0]!.organisationId)
  const id = await prepare(past, street, {
    name: '汛期夜间巡堤',
    purpose: '气象部门发布暴雨预警，沿河各段夜间巡查，发现渗漏、塌陷立即报告。',
    kind: 'party',
    emergency: true,
  })
  const [first, second, third] = [0, 4, 8].map((hours) => new Date(begin.getTime() + hours * hour)) as [
    Date,
    Date,
    Date,
  ]
  const lines = Array.from({ length: 6 }, (_, index) => {
    const { committee } = communities[index % communities.length]!
    const danger = index < 2 ? '临水作业' : '否'
    return `河堤第${index + 1}段\t${committee}\t雨衣、手电、对讲机\t${danger}\t${dayOf(first)} ${clockOf(first)}-${clockOf(second)}×2；${dayOf(second)} ${clockOf(second)}-${clockOf(third)}×2`
  })
  const text = ['岗位\t负责单位\t装备\t危险\t班次', ...lines].join('\n')
  await pastePosts(past, street, id, { text, day: dayOf(first), write: true })
  await recordInsurance(past, street, id, { insurer: '临江财产保险公司', policy_number: 'LJ-2026-0417' })
  await callUnits(
    past,
    street,
    id,
    communities.map(({ party }) => party),
  )
  await start(past, street, id, false)
  const people = await membersBelow(past, communities)
  const slots = await slotsOf(past, id)
  const placed = await fill(past, slots, people.slice(0, 24), (index) => (index === 9 ? 0.5 : 1))
  const standBy = people.at(-1)!
  await takePlace(past, standBy, slots[0]!.shift, { skills: [], wait: 'stand_in' })
  for (const [round, from] of [first, second].entries()) {
    const group = placed.filter(
      ({ slot }) => slots.indexOf(slot) >= round * 6 && slots.indexOf(slot) < round * 6 + 6,
    )
    for (const [index, { placeId, actor }] of group.entries()) {
      clock.at = new Date(from.getTime() + (index - 4) * 60_000)
      // One did not come, and somebody stood in; another was never replaced.
      const isMissing = (round === 0 && index === 1) || (round === 1 && index === 6)
      if (!isMissing) {
        await mark(past, street, placeId, 'came')
        clock.at = new Date(from.getTime() + 4 * hour - (index % 5) * 60_000)
        await signOut(past, actor, placeId)
      } else if (round === 0) {
        clock.at = new Date(from.getTime() + 20 * 60_000)
        const called = await callStandIn(past, street, placeId)
        if (called) await mark(past, street, called.place_id, 'came')
      }
    }
  }
  clock.at = new Date(third.getTime() + hour / 2)
  await finish(past, street, id)
}

/** A night that runs now: the district's own, most of it filled and some of it not. */
async function testingNight(house: StandingHouse): Promise<void> {
  const organiser = await account(house, 'organiser')
  const secretary = await account(house, 'secretary')
  if (!organiser || !secretary) return
  const communities = await communitiesOf(house, organiser.duties[0]!.organisationId)
  const begin = new Date(Math.floor((house.now().getTime() - hour / 2) / hour) * hour)
  const times = [0, 3, 6, 9].map((hours) => new Date(begin.getTime() + hours * hour))
  const id = await prepare(house, organiser, {
    name: '检测点支援',
    purpose: '各社区检测点分三班支援：维持秩序、登记信息、搬运物资。',
    kind: 'party',
    emergency: true,
  })
  const shifts = [0, 1, 2]
    .map((round) => {
      const [from, to] = [times[round]!, times[round + 1]!]
      return `${dayOf(from)} ${clockOf(from)}-${clockOf(to)}×${[2, 3, 2][round]}`
    })
    .join('；')
  const lines = communities.flatMap(({ name, committee, lng, lat }) =>
    ['东', '西'].map(
      (side, index) =>
        `${name}${side}检测点\t${committee}\t${(lng + index * 0.001).toFixed(6)}\t${lat.toFixed(6)}\t马甲、口罩\t${shifts}`,
    ),
  )
  const text = ['岗位\t负责单位\t经度\t纬度\t装备\t班次', ...lines].join('\n')
  await pastePosts(house, organiser, id, { text, day: dayOf(begin), write: true })
  await callUnits(
    house,
    organiser,
    id,
    communities.flatMap(({ party, office }) => [party, office]),
  )
  await start(house, organiser, id, false)
  const slots = await slotsOf(house, id)
  const post = await sql<{ id: string }>`
    select p.id from mobilisation_posts p join organisations o on o.id = p.organisation_id join areas a on a.id = o.area_id
    join areas sa on sa.path <@ a.path or a.path <@ sa.path
    where p.mobilisation_id = ${id} and sa.id = (select area_id from organisations where id = ${secretary.duties[0]!.organisationId})
      and a.kind = 'community' order by p.position limit 1`.execute(house.db)
  if (post.rows[0]) await nameLeader(house, organiser, post.rows[0].id, secretary.personId)
  const people = await membersBelow(house, communities)
  const placed = await fill(house, slots, people, (index) => [1, 0.5, 1, 1, 0, 1, 0.7][index % 7]!)
  const first = slots.slice(0, slots.length / 3)
  const now = placed.filter(({ slot }) => first.includes(slot))
  for (const [index, { placeId }] of now.entries())
    if (index % 9 !== 4) await mark(house, organiser, placeId, 'came')
}

/** One mobilisation that is over, with its review, and one that runs. Done once. */
export async function mobiliseDemonstration(house: StandingHouse): Promise<void> {
  const { rows } = await sql`select 1 from mobilisations limit 1`.execute(house.db)
  if (rows.length > 0) return
  await nightOnTheDyke(house)
  await testingNight(house)
}
