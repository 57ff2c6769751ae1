import { stringify } from 'csv-stringify/sync'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { answerPaperPoll } from '../kernel/paper-polls/index.ts'
import { type Actor, system } from '../kernel/permissions/index.ts'
import { execute } from '../matters/index.ts'
import {
  acceptCase,
  addMilestone,
  closePoll,
  decideCase,
  enterFact,
  openPoll,
  survey,
  writePlan,
} from '../rectification/index.ts'
import { importFile } from '../territory/index.ts'
import { branchCode, committeeCode, departmentCode, streetPartyCode } from './offices.ts'
import { castOf } from './past/cast.ts'
import { houseOfThePast } from './past/telling.ts'
import { communities } from './terrain.ts'

/** Committees of three in all branches but two: in one of these nobody stood for election, in the other the term ran on. */
async function electCommittees(past: House, incomplete: string[]): Promise<void> {
  const { rows } = await sql<{ phone: string; code: string; place: number }>`
    select p.phone, o.code, (row_number() over (partition by o.id order by m.full_on, p.phone))::int as place
    from party_members m join people p on p.id = m.person_id join organisations o on o.id = m.branch_id
    where m.left_on is null and m.full_on is not null and p.phone is not null
      and not exists (select 1 from duties d where d.person_id = m.person_id)
      and not exists (select 1 from duties d where d.organisation_id = o.id and d.role = 'deputy_secretary')`.execute(
    past.db,
  )
  const elected = rows
    .filter(({ place, code }) => place <= (incomplete.includes(code) ? 0 : 2))
    .map(({ phone, code, place }) => ({
      phone,
      organisation_code: code,
      role: place === 1 ? 'deputy_secretary' : 'committee_member',
    }))
  const { faults } = await importFile(past, system, {
    kind: 'duties',
    bytes: Buffer.from(stringify(elected, { header: true })),
  })
  if (faults[0]) throw new Error(`demonstration committees, line ${faults[0].line}: ${faults[0].en}`)
}

interface Case {
  id: string
  version: number
}

/**
 * Three branches of the first district on their way: one put right and watched, one with its plan, one that facts point
 * to. By the real commands, on a clock of the past; done once.
 */
export async function putDemonstrationBranchesRight(house: StandingHouse): Promise<void> {
  const { rows: done } = await sql`select 1 from weak_surveys limit 1`.execute(house.db)
  if (done.length > 0) return
  const clock = { at: house.now() }
  const past = await houseOfThePast(house, clock)
  const ago = (days: number) => {
    clock.at = new Date(house.now().getTime() - days * 86_400_000)
    return shanghaiDate(clock.at)
  }
  const cast = await castOf(house.db)
  const organiser = cast.someone(cast.office(departmentCode('organisation')).id, ['organiser'], 0)
  const [watched, listed, pointed] = [communities[2], communities[4], communities[7]].map((community) =>
    cast.office(branchCode(community!, 1)),
  )
  if (!organiser || !watched || !listed || !pointed) return
  ago(190)
  await electCommittees(past, [listed.code, pointed.code])
  const point = (branchId: string, situation: string, source: string) =>
    enterFact(past, organiser, { branch_id: branchId, situation, since: shanghaiDate(clock.at), source })
  const caseOf = async (branchId: string): Promise<Case> => {
    const { rows } =
      await sql<Case>`select id, version from weak_cases where branch_id = ${branchId} and ended_at is null`.execute(
        house.db,
      )
    return rows[0]!
  }
  const someone = (code: string): Actor | undefined =>
    cast.someone(cast.office(code).id, ['secretary', 'organiser', 'street_clerk', 'community_clerk'], 0)
  const helpersFrom = (street: (typeof communities)[number]['street'], unit: string) => [
    { kind: 'county_leader', person_id: organiser.personId! },
    { kind: 'township_leader', person_id: someone(streetPartyCode(street))?.personId ?? organiser.personId! },
    {
      kind: 'first_secretary',
      person_id:
        someone(committeeCode(communities.find((each) => each.street === street)!))?.personId ??
        organiser.personId!,
    },
    { kind: 'partner_unit', organisation_id: cast.office(unit).id },
  ]

  ago(185)
  await point(watched.id, 'affairs_closed', '区委组织部年初走访记录')
  await survey(past, organiser.personId)
  const first = await caseOf(watched.id)
  await decideCase(past, organiser, first.id, {
    version: first.version,
    confirm: true,
    reason: '入户问了 21 户，多数说账目看不到。',
  })
  ago(178)
  await writePlan(past, organiser, first.id, {
    version: (await caseOf(watched.id)).version,
    plan: '问题：居务、财务不公开，群众有意见。\n办法：每月 10 日在公示栏和网格群公开收支；每季度开一次居民说事会；书记由街道每月谈一次。\n到年底群众评议满意超过六成。',
    helpers: helpersFrom(communities[2]!.street, departmentCode('finance')),
  })
  const milestone = await addMilestone(past, organiser, first.id, {
    version: (await caseOf(watched.id)).version,
    title: '补公开上半年收支',
    text: '逐笔公开，居务监督委员会签字。',
    due_day: addDays(shanghaiDate(clock.at), 40),
    to: null,
  })
  const secretary = cast.someone(watched.id, ['secretary'], 0)
  if (!secretary) return
  ago(172)
  await execute(past, { actor: secretary, matterId: milestone.matter_id, command: { type: 'sign' } })
  ago(150)
  await execute(past, {
    actor: secretary,
    matterId: milestone.matter_id,
    command: { type: 'answer', text: '上半年 43 笔收支已逐笔公开，监督委员会三人签字。', outcome: 'solved' },
  })
  ago(146)
  await execute(past, {
    actor: organiser,
    matterId: milestone.matter_id,
    command: { type: 'accept_part', accept: true, reason: '到公示栏看过，数目对得上。' },
  })
  ago(95)
  const { codes } = await openPoll(past, organiser, first.id, {
    version: (await caseOf(watched.id)).version,
    codes: 60,
  })
  ago(92)
  for (const [index, code] of codes.slice(0, 47).entries())
    await answerPaperPoll(
      past,
      code,
      index % 9 === 4 ? 'dissatisfied' : index % 11 === 7 ? 'unsure' : 'satisfied',
    )
  ago(88)
  await closePoll(past, organiser, first.id, (await caseOf(watched.id)).version)
  ago(85)
  await acceptCase(past, organiser, first.id, {
    version: (await caseOf(watched.id)).version,
    reason: '账目按月公开，群众评议通过。',
  })

  ago(40)
  await point(listed.id, 'secretary_unfit', '街道党工委年度考察材料')
  await survey(past, organiser.personId)
  const second = await caseOf(listed.id)
  await decideCase(past, organiser, second.id, {
    version: second.version,
    confirm: true,
    reason: '走访党员 9 人，班子缺两名委员，半年没有开过支委会。',
  })
  ago(33)
  await writePlan(past, organiser, second.id, {
    version: (await caseOf(listed.id)).version,
    plan: '问题：班子不齐，支委会开不起来。\n办法：两个月内补选委员；街道组织委员列席前三次支委会；结对单位帮助培养一名后备。',
    helpers: helpersFrom(communities[4]!.street, departmentCode('civil_affairs')),
  })
  const running = await addMilestone(past, organiser, second.id, {
    version: (await caseOf(listed.id)).version,
    title: '补选支部委员',
    text: '按规定召开党员大会补选两名委员，报街道党工委。',
    due_day: addDays(shanghaiDate(house.now()), 24),
    to: null,
  })
  const incomplete = cast.someone(listed.id, ['secretary'], 0)
  ago(32)
  if (incomplete)
    await execute(past, { actor: incomplete, matterId: running.matter_id, command: { type: 'sign' } })
  ago(3)
  await point(pointed.id, 'petitions_concentrated', '区信访局第三季度情况通报')
  await survey(past, organiser.personId)
}
