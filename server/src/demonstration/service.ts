import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor, Duty } from '../kernel/permissions/index.ts'
import {
  answerCall,
  codeFor,
  decide,
  draftFeedback,
  endCalls,
  makeCall,
  moveDuty,
  offer,
  proposeDuty,
  reportIn,
  reportUnitIn,
  sendFeedback,
  signIn,
  signOut,
  state,
  thank,
} from '../volunteering/index.ts'
import { branchCode, committeeCode, propertyCode, stationCode } from './offices.ts'
import { type Cast, castOf } from './past/cast.ts'
import { houseOfThePast } from './past/telling.ts'
import { type Community, dividedGrid } from './terrain.ts'

const hour = 3_600_000
const day = 24 * hour

interface Told {
  kind: 'volunteer' | 'party'
  title: string
  words: string
  place: string
  /** Days before today, and the hour in Shanghai at which it began. */
  daysAgo: number
  at: number
  hours: number
  wanted: number
  come: number[]
  thanks: string
}

const past: Told[] = [
  {
    kind: 'party',
    title: '暴雨前清排水口',
    words: '预报有暴雨，把小区的雨水口清一遍，铁锹社区准备。',
    place: '社区居委会门口',
    daysAgo: 96,
    at: 14,
    hours: 2,
    wanted: 4,
    come: [0, 1, 2],
    thanks: '赶在下雨前清完了二十多个雨水口，谢谢大家。',
  },
  {
    kind: 'volunteer',
    title: '教老人用手机挂号',
    words: '在活动室教老人用手机挂号、缴费，一对一。',
    place: '党群活动室',
    daysAgo: 61,
    at: 9,
    hours: 2,
    wanted: 3,
    come: [0, 3],
    thanks: '十几位老人学会了，都说讲得耐心。',
  },
  {
    kind: 'volunteer',
    title: '楼道堆物清理',
    words: '和居民一起把楼道堆放的杂物搬走，社区联系了清运车。',
    place: '望江花园3号楼',
    daysAgo: 23,
    at: 9,
    hours: 3,
    wanted: 3,
    come: [1, 2, 3],
    thanks: '消防通道通了，辛苦！',
  },
]

/** Members of the community's first branch; who may be visited by one click comes last. */
function membersOf(cast: Cast, community: Community): Actor[] {
  const found = new Map<string, Actor>()
  for (const branch of [0, 1]) {
    const code = branchCode(community, branch)
    for (let index = 0; index < 8; index++) {
      const one = cast.someone(cast.office(code).id, ['member'], index)
      if (one?.personId && !one.userId) found.set(one.personId, one)
    }
  }
  return [...found.values()]
}

/** The person behind the account `member`. */
async function visitingMember(house: House): Promise<Actor | undefined> {
  const { rows } = await sql<{ personId: string; name: string; duty: Duty }>`
    select p.id as "personId", p.name, jsonb_build_object('id', d.id, 'role', d.role, 'organisationId', o.id,
      'organisationName', o.name, 'organisationKind', o.kind, 'organisationPath', o.path::text, 'areaId', null, 'areaPath', null) as duty
    from accounts c join people p on p.id = c.person_id join duties d on d.person_id = p.id and d.active_to is null
    join organisations o on o.id = d.organisation_id where c.name = 'member' and c.demonstration limit 1`.execute(
    house.db,
  )
  const found = rows[0]
  return (
    found && {
      kind: 'staff',
      personId: found.personId,
      userId: null,
      name: found.name,
      sessionId: null,
      duties: [found.duty],
    }
  )
}

/**
 * Members and units report in with the community of the accounts, serve at some calls, and are told of each quarter; two
 * calls are open. Done once, by the real commands on a clock of the past.
 */
export async function showDemonstrationService(house: StandingHouse): Promise<void> {
  const { rows: present } = await sql`select 1 from registrations limit 1`.execute(house.db)
  if (present.length > 0) return
  const { community } = dividedGrid
  const clock = { at: house.now() }
  const then = await houseOfThePast(house, clock)
  const cast = await castOf(house.db)
  const committee = cast.office(committeeCode(community))
  const clerk = cast.someone(committee.id, ['community_clerk'], 0)
  const members = membersOf(cast, community)
  const visitor = await visitingMember(house)
  if (!clerk || !visitor || members.length < 4) return
  // The account `member` is among those who serve.
  members.unshift(visitor)
  clock.at = new Date(house.now().getTime() - 150 * day)
  for (const member of members.slice(0, 5)) {
    const id = await reportIn(then, member, committee.id)
    await decide(then, clerk, id, 'confirm', null)
  }
  clock.at = new Date(house.now().getTime() - 20 * hour)
  for (const member of members.slice(5, 6)) await reportIn(then, member, committee.id)
  await offers(then, clock, members, house.now())
  for (const one of past) await play(then, clock, clerk, members, one, house.now(), committee.id)
  await units(then, clock, cast, clerk, committee.id, community, house.now())
  await quarter(then, clock, house.now())
  clock.at = new Date(house.now().getTime() - 2 * hour)
  await open(then, clerk, members, committee.id)
}

const beganAt = (now: Date, daysAgo: number, hourOfDay: number): Date =>
  new Date(
    new Date(`${shanghaiDate(new Date(now.getTime() - daysAgo * day))}T00:00:00+08:00`).getTime() +
      hourOfDay * hour,
  )

async function offers(then: House, clock: { at: Date }, members: Actor[], now: Date): Promise<void> {
  clock.at = new Date(now.getTime() - 140 * day)
  const until = shanghaiDate(new Date(now.getTime() + 200 * day))
  const offered = [
    { skills: ['phones', 'elder_care'], hours: ['weekend_day', 'weekday_evening'], radiusKm: 3 },
    { skills: ['electrics', 'repairs'], hours: ['weekend_day'], radiusKm: 1 },
    { skills: ['first_aid'], hours: ['weekend_day', 'weekend_evening'], radiusKm: 5 },
  ]
  for (const [index, wish] of offered.entries()) await offer(then, members[index]!, { ...wish, until })
}

async function play(
  then: House,
  clock: { at: Date },
  clerk: Actor,
  members: Actor[],
  told: Told,
  now: Date,
  communityId: string,
): Promise<void> {
  const startsAt = beganAt(now, told.daysAgo, told.at)
  const endsAt = new Date(startsAt.getTime() + told.hours * hour)
  clock.at = new Date(startsAt.getTime() - 2 * day)
  const { kind, title, words, place, wanted } = told
  const { id } = await then.db.transaction().execute((tx) =>
    makeCall(then, tx, clerk, {
      communityId,
      kind,
      title,
      words,
      place,
      spot: null,
      startsAt,
      endsAt,
      wanted,
      skills: [],
      radiusKm: 0,
      dangerous: false,
      insurance: null,
      dutyId: null,
    }),
  )
  const coming = told.come.map((index) => members[index]!)
  for (const member of coming) await answerCall(then, member, id, { answer: 'yes', reason: null })
  if (kind === 'party' && members[4])
    await answerCall(then, members[4], id, { answer: 'no', reason: '当天值班' })
  clock.at = new Date(startsAt.getTime() - 5 * 60_000)
  for (const member of coming) await signIn(then, member, id, (await codeFor(then, clerk, id)).code)
  clock.at = new Date(endsAt.getTime() - 10 * 60_000)
  // The last one forgets; the house signs them out with the task.
  for (const member of coming.slice(0, -1)) await signOut(then, member, id)
  clock.at = new Date(endsAt.getTime() + 60_000)
  await endCalls(then)
  await thank(then, clerk, id, told.thanks)
}

async function units(
  then: House,
  clock: { at: Date },
  cast: Cast,
  clerk: Actor,
  communityId: string,
  community: Community,
  now: Date,
): Promise<void> {
  clock.at = new Date(now.getTime() - 120 * day)
  const property = cast.office(propertyCode(community))
  const fire = cast.office(stationCode('fire', community.street))
  const ids: string[] = []
  for (const office of [property, fire]) {
    const officer = cast.someone(office.id, ['department_officer'], 0)
    if (!officer) continue
    const id = await reportUnitIn(then, officer, {
      organisationId: office.id,
      communityId,
      contact: { name: officer.name ?? '', phone: '5550000' },
    })
    await decide(then, clerk, id, 'confirm', null)
    const isFire = office === fire
    const said = isFire ? '可以来讲消防课，带灭火器演练' : '周末可借会议室和两辆平板车'
    await state(then, officer, { registrationId: id }, { kind: 'resource', words: said, until: null })
    const duty = await proposeDuty(then, officer, id, {
      words: isFire ? '为居民办一次消防演练' : '把六栋楼的楼道灯检修一遍',
      dueOn: shanghaiDate(new Date(now.getTime() + (isFire ? 25 : -40) * day)),
    })
    await moveDuty(then, clerk, duty, { to: 'agree', words: null })
    if (!isFire) await moveDuty(then, clerk, duty, { to: 'done', words: '检修了五十二盏，换了九盏' })
    ids.push(id)
  }
  if (ids[0])
    await state(
      then,
      clerk,
      { communityId },
      { kind: 'need', words: '活动室缺一台投影机，想借用', until: null },
    )
}

/** The feedback of the quarter that has ended, shown on its second day and sent a week and a day later. */
async function quarter(then: House, clock: { at: Date }, now: Date): Promise<void> {
  const today = shanghaiDate(now)
  const month = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1
  const begins = new Date(`${today.slice(0, 4)}-${String(month).padStart(2, '0')}-02T08:05:00+08:00`)
  if (begins > now) return
  clock.at = begins
  await draftFeedback(then)
  clock.at = new Date(begins.getTime() + 8 * day)
  if (clock.at < now) await sendFeedback(then)
}

async function open(then: House, clerk: Actor, members: Actor[], communityId: string): Promise<void> {
  const tomorrow = beganAt(then.now(), -1, 9)
  const wish = {
    communityId,
    spot: null,
    skills: [],
    radiusKm: 0,
    dangerous: false,
    insurance: null,
    dutyId: null,
  }
  const { id } = await then.db.transaction().execute((tx) =>
    makeCall(then, tx, clerk, {
      ...wish,
      kind: 'volunteer',
      title: '陪独居老人体检',
      words: '社区卫生服务中心免费体检，陪八位独居老人来回。',
      place: '社区卫生服务中心',
      startsAt: tomorrow,
      endsAt: new Date(tomorrow.getTime() + 3 * hour),
      wanted: 4,
    }),
  )
  await answerCall(then, members[1]!, id, { answer: 'yes', reason: null })
  const after = beganAt(then.now(), -2, 14)
  await then.db.transaction().execute((tx) =>
    makeCall(then, tx, clerk, {
      ...wish,
      kind: 'party',
      title: '老旧电动车充电桩排查',
      words: '分组看一遍充电桩有没有私拉电线，发现问题随手上报。',
      place: '社区居委会门口',
      startsAt: after,
      endsAt: new Date(after.getTime() + 2 * hour),
      wanted: 6,
    }),
  )
}
