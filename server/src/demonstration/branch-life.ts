import {
  callPlanned,
  close,
  keepMinutes,
  markMissed,
  move,
  open,
  signInListByChair,
  signMinutes,
  writePlanOf,
} from '../gatherings/index.ts'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import { sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { actorOf, afternoon, agendaOf, type OpenBranch, openBranch, wordsOf } from './gatherings.ts'
import { branchCode, streetPartyCode } from './offices.ts'
import { type Draw, drawFrom } from './past/draw.ts'
import type { PastSize } from './past/plan.ts'
import { houseOfThePast, usualLanes } from './past/telling.ts'
import { communities, dividedGrid } from './terrain.ts'

/** So long ago the branches began; what is told of them begins with the first whole quarter since. */
const longest = 200

interface Branch extends OpenBranch {
  code: string
  /** Among all of the district. */
  place: number
}

/** How a branch keeps to what the rules ask: the chances that a gathering is left out or put off, and who comes. */
interface Manner {
  leftOut: number
  /** What is left out altogether. */
  never: string[]
  putOff: number
  attendance: number
}

const sound: Manner = { leftOut: 0, never: [], putOff: 0.06, attendance: 0.92 }
const busy: Manner = { leftOut: 0.03, never: [], putOff: 0.15, attendance: 0.86 }
const lax: Manner = { leftOut: 0.13, never: [], putOff: 0.1, attendance: 0.74 }
const weak: Manner = { leftOut: 0.55, never: ['party_lesson'], putOff: 0, attendance: 0.6 }

/** The branch that is being put right because its committee has not met for half a year. */
const lapsed = branchCode(communities[4]!, 1)

/** Most keep to the rules; some let one thing or another go; a few have to be helped. */
function mannerOf({ code, place }: Branch): Manner {
  if (code === lapsed) return { ...weak, never: ['committee_meeting', 'party_lesson'] }
  if (place % 20 === 5) return weak
  return place % 6 === 4 ? lax : place % 3 === 1 ? busy : sound
}

/** Branches of the district of the accounts, without the one that the accounts are in; in a small past one street's. */
async function branchesToTell(house: House, visited: OpenBranch, size: PastSize): Promise<Branch[]> {
  const below = size === 'small' ? streetPartyCode(dividedGrid.community.street) : 'QH_PARTY'
  const { rows } = await sql<Branch>`
    select o.id as "organisationId", o.path::text as path, o.code, o.place, s.person_id as secretary, r.person_id as member
    from (
      select o.id, o.path, o.code, (row_number() over (order by o.code))::int as place
      from party_organisations b join organisations o on o.id = b.organisation_id
      where b.form = 'branch' and o.active_to is null and o.code like 'QH\\_%') o
    join lateral (select d.person_id from duties d where d.organisation_id = o.id and d.role = 'secretary' and d.active_to is null limit 1) s on true
    join lateral (select m.person_id from party_members m left join duties d on d.person_id = m.person_id and d.organisation_id = o.id
      and d.role in ('deputy_secretary', 'committee_member') and d.active_to is null
      where m.branch_id = o.id and m.left_on is null and m.admitted_on is not null and m.person_id <> s.person_id
      order by d.id is null, m.person_id limit 1) r on true
    where o.id <> ${visited.organisationId} and o.path <@ (select path from organisations where code = ${below})
      and not exists (select 1 from gatherings g where g.organisation_id = o.id) order by o.code`.execute(
    house.db,
  )
  return rows
}

/** The same house, all of whose work joins one transaction. */
function joining(house: House, tx: Work): House {
  const db = new Proxy(tx, {
    get(target, key) {
      if (key === 'transaction') return () => ({ execute: (work: (tx: Work) => unknown) => work(target) })
      const found: unknown = Reflect.get(target, key, target)
      return typeof found === 'function' ? found.bind(target) : found
    },
  })
  return Object.create(house, { db: { value: db } }) as House
}

/** The first day of the first whole quarter in which the branches stood. */
function firstQuarter(today: string): string {
  const day = addDays(today, -longest)
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 4
  return month > 12
    ? `${Number(day.slice(0, 4)) + 1}-01-01`
    : `${day.slice(0, 5)}${String(month).padStart(2, '0')}-01`
}

/**
 * Months in the other branches: gatherings called, held, put off and left out by the real commands on a clock of
 * the past, so that what the party line sees is as uneven as it would be. Done once, before anything else is planned.
 */
export async function liveInDemonstrationBranches(house: StandingHouse, size: PastSize): Promise<void> {
  const visited = await openBranch(house)
  const waiting = visited ? await branchesToTell(house, visited, size) : []
  if (waiting.length === 0) return
  const today = shanghaiDate(house.now())
  const began = firstQuarter(today)
  const lane = async () => {
    const clock = { at: afternoon(began) }
    const past = await houseOfThePast(house, clock)
    for (let branch = waiting.shift(); branch; branch = waiting.shift()) {
      const told = branch
      await house.db.transaction().execute(async (tx) => {
        await sql`set local synchronous_commit = off`.execute(tx)
        await tellBranch(joining(past, tx), clock, told, { began, today })
      })
    }
  }
  await Promise.all(Array.from({ length: usualLanes }, lane))
  await missWhatWasLeftOut(house, began, today)
}

interface Planned {
  id: string
  kind: string
  day: string
  periodEnd: string
  version: number
}

async function tellBranch(
  past: House,
  clock: { at: Date },
  branch: Branch,
  { began, today }: { began: string; today: string },
): Promise<void> {
  const manner = mannerOf(branch)
  const draw = drawFrom(51_000 + branch.place)
  clock.at = afternoon(began)
  for (const year of new Set([began.slice(0, 4), today.slice(0, 4)]))
    await writePlanOf(past, branch.organisationId, Number(year), branch.secretary)
  const { rows } = await sql<Planned>`
    select id, kind, day, period_end as "periodEnd", version from gatherings
    where organisation_id = ${branch.organisationId} and day < ${today}::date order by day, id`.execute(
    past.db,
  )
  for (const planned of rows) {
    if (manner.never.includes(planned.kind) || draw.happens(manner.leftOut)) continue
    const day = draw.happens(manner.putOff) ? laterDay(planned, draw) : planned.day
    if (day < today) await hold(past, clock, branch, planned, day, manner, draw)
  }
}

/** Some days later, within what the rules ask. */
function laterDay({ day, periodEnd }: Planned, draw: Draw): string {
  const later = addDays(day, draw.whole(3, 8))
  return later > periodEnd ? periodEnd : later
}

async function hold(
  past: House,
  clock: { at: Date },
  branch: Branch,
  { id, kind, day: plannedDay, version }: Planned,
  day: string,
  { attendance }: Manner,
  draw: Draw,
): Promise<void> {
  const secretary = actorOf(branch, branch.secretary, true)
  clock.at = new Date(afternoon(plannedDay).getTime() - 3 * 86_400_000)
  if (day !== plannedDay) await move(past, secretary, id, version, day)
  const starts = afternoon(day)
  const ends = new Date(starts.getTime() + 90 * 60_000)
  const agenda = agendaOf(kind)
  await callPlanned(past, secretary, id, version + (day === plannedDay ? 0 : 1), {
    startsAt: starts.toISOString(),
    endsAt: ends.toISOString(),
    place: '社区党群服务中心',
    recorderId: branch.member,
    agenda,
  })
  clock.at = starts
  await open(past, secretary, id)
  const { rows: called } = await sql<{ id: string }>`
    select id from gathering_attendees where gathering_id = ${id} order by person_id in (${branch.secretary}, ${branch.member}) desc, person_id`.execute(
    past.db,
  )
  const came = called.filter((_, index) => draw.happens(attendance) || index === 0)
  await signInListByChair(
    past,
    secretary,
    id,
    came.map((attendee) => attendee.id),
  )
  clock.at = ends
  await close(past, secretary, id, 1.5)
  if (kind !== 'general_meeting') return
  const recorder = actorOf(branch, branch.member, false)
  await keepMinutes(past, recorder, id, 0, {
    items: agenda.map((title, index) => ({ title, words: wordsOf(index + draw.whole(0, 2)), decision: '' })),
    other: '',
  })
  clock.at = new Date(ends.getTime() + 2 * 3_600_000)
  await signMinutes(past, recorder, id, 'recorder', 1)
  await signMinutes(past, secretary, id, 'chair', 1)
}

/** At the end of each month, as the house does it every night. */
async function missWhatWasLeftOut(house: StandingHouse, began: string, today: string): Promise<void> {
  const clock = { at: house.now() }
  const past = await houseOfThePast(house, clock)
  for (let month = began; month <= today; month = `${addDays(month, 32).slice(0, 7)}-01`) {
    clock.at = new Date(`${month}T00:12:00+08:00`)
    await markMissed(past)
  }
}
