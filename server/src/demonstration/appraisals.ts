import {
  attendeesOf,
  callAnother,
  castVote,
  close,
  closeVotes,
  gradeMember,
  keepMinutes,
  open,
  openAppraisal,
  settleAppraisal,
  signInByChair,
  signMinutes,
  writeSelf,
} from '../gatherings/index.ts'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { actorOf, type OpenBranch, openBranch } from './gatherings.ts'
import { houseOfThePast } from './past/telling.ts'

const wrote = [
  '今年联系了两栋楼的老人，能上门的都上了门。不足是学习不够系统，主题党日请过两次假，明年先把假少请。',
  '参加了网格清理和电动车整治，邻里纠纷调解了三起。遇到难办的事有时急躁，今后多听一听再开口。',
  '按时交纳党费，参加了全部支部会议。主动联系群众不够，明年认领一个楼门的党员责任岗。',
]
const agenda = ['书记通报支部工作', '党员自评', '党员互评', '无记名测评']
const verdicts = ['工作踏实，群众口碑好，望继续带动年轻党员。', '能完成支部分配的工作，希望多参加集中学习。']

/**
 * Two appraisals of the open branch: one of the middle of the year that went its whole way, and this year's, to which
 * everybody is called and writes of themselves. By the real commands; done once.
 */
export async function appraiseDemonstrationMembers(house: StandingHouse): Promise<void> {
  const { rows: present } = await sql`select 1 from gathering_appraisals limit 1`.execute(house.db)
  const branch = await openBranch(house)
  if (present.length > 0 || !branch) return
  const today = shanghaiDate(house.now())
  const clock = { at: new Date(`${addDays(today, -46)}T10:00:00+08:00`) }
  const past = await houseOfThePast(house, clock)
  const secretary = actorOf(branch, branch.secretary, true)
  const held = await call(past, branch, '年中民主评议党员', new Date(`${addDays(today, -40)}T15:00:00+08:00`))
  const self = async (gatheringHouse: House, id: string, people: string[]) => {
    for (const [index, person] of people.entries())
      await writeSelf(
        gatheringHouse,
        actorOf(branch, person, false),
        id,
        { words: wrote[index % wrote.length]!, grade: index % 3 === 0 ? 'excellent' : 'qualified' },
        0,
      )
  }
  const attendees = await attendeesOf(past.db, held)
  const people = attendees.flatMap(({ personId }) => personId ?? [])
  const present9 = attendees.filter(({ personId }, index) => personId === branch.member || index < 8)
  await self(past, held, [branch.member, ...people.filter((each) => each !== branch.member).slice(0, 5)])
  clock.at = new Date(`${addDays(today, -40)}T15:00:00+08:00`)
  await open(past, secretary, held)
  for (const attendee of present9) await signInByChair(past, secretary, held, attendee.id)
  const votes = await openAppraisal(past, secretary, held)
  const here = (await attendeesOf(past.db, held)).filter(({ signedInAt, mayVote }) => signedInAt && mayVote)
  await past.db.transaction().execute(async (tx) => {
    const { rows: about } = await sql<{ id: string; person: string }>`
      select id, about_person_id as person from gathering_votes where id = any(${votes}::uuid[])`.execute(tx)
    for (const [number, vote] of about.entries())
      for (const [index, voter] of here.entries())
        if (voter.personId !== vote.person)
          await castVote(past, tx, voter, vote.id, (index + number) % 3 === 0 ? 'excellent' : 'qualified')
  })
  clock.at = new Date(clock.at.getTime() + 60 * 60_000)
  await closeVotes(past, secretary, held, votes)
  await close(past, secretary, held, 1.5)
  const recorder = actorOf(branch, branch.member, false)
  const items = agenda.map((title) => ({ title, words: '按议程进行，党员逐一发言。', decision: '' }))
  await keepMinutes(past, recorder, held, 0, { items, other: '' })
  await signMinutes(past, recorder, held, 'recorder', 1)
  await signMinutes(past, secretary, held, 'chair', 1)
  const officers = [branch.member, branch.secretary]
  const { rows: kept } = await sql<{ person: string; version: number }>`
    select person_id as person, version from gathering_appraisals where gathering_id = ${held}`.execute(
    past.db,
  )
  const versions = new Map(kept.map(({ person, version }) => [person, version]))
  for (const [index, person] of people.entries()) {
    const grader = officers.find((officer) => officer !== person)!
    await gradeMember(
      past,
      actorOf(branch, grader, grader === branch.secretary),
      held,
      person,
      { grade: index % 6 === 0 ? 'excellent' : 'qualified', words: verdicts[index % verdicts.length]! },
      versions.get(person) ?? 0,
    )
  }
  clock.at = new Date(clock.at.getTime() + 3 * 86_400_000)
  await settleAppraisal(past, secretary, held)
  const coming = await call(house, branch, '民主评议党员', new Date(`${addDays(today, 9)}T15:00:00+08:00`))
  await self(house, coming, people.filter((each) => each !== branch.member).slice(0, 3))
}

async function call(house: House, branch: OpenBranch, title: string, starts: Date): Promise<string> {
  return house.db.transaction().execute((tx) =>
    callAnother(
      house,
      tx,
      actorOf(branch, branch.secretary, true),
      { organisationId: branch.organisationId, kind: 'appraisal_meeting' },
      {
        title,
        startsAt: starts.toISOString(),
        endsAt: new Date(starts.getTime() + 90 * 60_000).toISOString(),
        place: '社区党群服务中心二楼会议室',
        recorderId: branch.member,
        agenda,
      },
    ),
  )
}
