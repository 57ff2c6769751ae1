import {
  type Calling,
  callAnother,
  callPlanned,
  close,
  keepMinutes,
  markMissed,
  open,
  signInByChair,
  signMinutes,
  writeAllPlans,
  writePlanOf,
} from '../gatherings/index.ts'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, system } from '../kernel/permissions/index.ts'
import { startDuty, systemWriter } from '../territory/index.ts'
import { houseOfThePast } from './past/telling.ts'

/** How far back the life of the open branch goes. */
const days = 70

const agendas: Record<string, string[]> = {
  general_meeting: ['通报上季度支部工作', '讨论下季度联系服务群众的安排', '党员发言'],
  committee_meeting: ['研究本月主题党日安排', '研究网格里反映集中的问题', '党员思想和生活情况'],
  topic_day: ['集体学习', '到网格清理楼道杂物', '交流体会'],
  party_lesson: ['党课：把群众的事当自己的事', '讨论'],
  secretary_lesson: ['书记讲党课：支部怎样联系群众', '讨论'],
  organisation_life: ['通报支部检查情况', '开展批评与自我批评', '确定整改事项'],
}
const said = [
  '围绕议题发言，大家同意按方案办理。',
  '逐项讨论，明确了分工和完成时间。',
  '结合各自联系的楼栋谈了情况，反映的问题已转网格员。',
]

export const agendaOf = (kind: string): string[] => agendas[kind] ?? ['集体学习', '讨论']
export const wordsOf = (number: number): string => said[number % said.length]!

export interface OpenBranch {
  organisationId: string
  path: string
  secretary: string
  member: string
}

export async function openBranch(house: House): Promise<OpenBranch | undefined> {
  const { rows } = await sql<OpenBranch>`
    select o.id as "organisationId", o.path::text as path, d.person_id as secretary,
      (select m.person_id from accounts c join party_members m on m.person_id = c.person_id where c.name = 'member' and c.demonstration) as member
    from accounts a join duties d on d.person_id = a.person_id and d.role = 'secretary' and d.active_to is null
    join organisations o on o.id = d.organisation_id where a.name = 'secretary' and a.demonstration limit 1`.execute(
    house.db,
  )
  return rows[0]
}

export const actorOf = ({ organisationId, path }: OpenBranch, personId: string, holds: boolean): Actor => ({
  ...system,
  kind: 'staff',
  personId,
  duties: holds
    ? [
        {
          id: organisationId,
          role: 'secretary',
          organisationId,
          organisationName: '',
          organisationKind: 'grid_party_branch',
          organisationPath: path,
          areaId: null,
          areaPath: null,
        },
      ]
    : [],
})

/** At three in the afternoon in Shanghai. */
export const afternoon = (day: string) => new Date(`${day}T15:00:00+08:00`)

/**
 * The plans of all branches, and ten weeks of the open branch's life told by the real commands on a clock of the past:
 * most gatherings were held with minutes, one was missed, one is coming. Done once.
 */
export async function holdDemonstrationGatherings(house: StandingHouse): Promise<void> {
  const branch = await openBranch(house)
  const { rows: present } = await sql`select 1 from gatherings
    where ${branch ? sql`organisation_id = ${branch.organisationId}` : sql`true`} limit 1`.execute(house.db)
  if (present.length > 0) return
  const today = shanghaiDate(house.now())
  const began = addDays(today, -days)
  if (branch) {
    const clock = { at: afternoon(began) }
    const past = await houseOfThePast(house, clock)
    await appointCommittee(past, branch)
    for (const year of new Set([began.slice(0, 4), today.slice(0, 4)]))
      await writePlanOf(past, branch.organisationId, Number(year), branch.secretary)
    await tellLife(past, clock, branch, today)
  }
  await markMissed(house)
  await writeAllPlans(house, Number(today.slice(0, 4)))
  if (branch) await callWhatIsComing(house, branch, today)
  // In their own time they were read.
  await sql`update notices set read_at = created_at where kind like 'gathering.%' and created_at < ${house.now()}::timestamptz - interval '1 day'`.execute(
    house.db,
  )
}

/** The account `member` sits in the committee too: they write the minutes. */
async function appointCommittee(past: House, branch: OpenBranch): Promise<void> {
  const { rows: seated } = await sql`select 1 from duties
    where organisation_id = ${branch.organisationId} and person_id = ${branch.member}
      and role in ('deputy_secretary', 'committee_member') and active_to is null`.execute(past.db)
  if (seated.length === 0)
    await startDuty(past.db, systemWriter(past), {
      personId: branch.member,
      organisationId: branch.organisationId,
      role: 'committee_member',
    })
}

async function tellLife(past: House, clock: { at: Date }, branch: OpenBranch, today: string): Promise<void> {
  const { rows } = await sql<{ id: string; kind: string; day: string; version: number; periodEnd: string }>`
    select id, kind, day, version, period_end as "periodEnd" from gatherings
    where organisation_id = ${branch.organisationId} and day < ${today}::date order by day, id`.execute(
    past.db,
  )
  const missed = rows.find(({ kind, periodEnd }) => kind === 'topic_day' && periodEnd < today)
  for (const [number, planned] of rows.entries()) {
    if (planned === missed) continue
    const starts = afternoon(planned.day)
    clock.at = new Date(starts.getTime() - 3 * 86_400_000)
    await holdOne(past, clock, branch, planned, starts, agendaOf(planned.kind), number)
  }
}

async function holdOne(
  past: House,
  clock: { at: Date },
  branch: OpenBranch,
  planned: { id: string; version: number },
  starts: Date,
  agenda: string[],
  number: number,
): Promise<void> {
  const secretary = actorOf(branch, branch.secretary, true)
  const { id } = planned
  await callPlanned(past, secretary, id, planned.version, {
    startsAt: starts.toISOString(),
    endsAt: new Date(starts.getTime() + 90 * 60_000).toISOString(),
    place: '社区党群服务中心二楼会议室',
    recorderId: branch.member,
    agenda,
  })
  clock.at = starts
  await open(past, secretary, id)
  const { rows: attendees } = await sql<{ id: string }>`select id from gathering_attendees
    where gathering_id = ${id} order by (person_id in (${branch.secretary}, ${branch.member})) desc, person_id`.execute(
    past.db,
  )
  for (const [index, attendee] of attendees.entries())
    if (index < 2 || (index * 7 + number * 3) % 10 > 1) await signInByChair(past, secretary, id, attendee.id)
  clock.at = new Date(starts.getTime() + 90 * 60_000)
  await close(past, secretary, id, 1.5)
  const recorder = actorOf(branch, branch.member, false)
  await keepMinutes(past, recorder, id, 0, {
    items: agenda.map((title, index) => ({
      title,
      words: wordsOf(index + number),
      decision: '',
    })),
    other: '',
  })
  clock.at = new Date(starts.getTime() + 20 * 3_600_000)
  await signMinutes(past, recorder, id, 'recorder', 1)
  await signMinutes(past, secretary, id, 'chair', 1)
}

/** A study session in two days, open to those who are away. */
async function callWhatIsComing(house: House, branch: OpenBranch, today: string): Promise<void> {
  const starts = new Date(`${addDays(today, 2)}T19:00:00+08:00`)
  const calling: Calling = {
    title: '集中学习：物业服务怎样让居民满意',
    startsAt: starts.toISOString(),
    endsAt: new Date(starts.getTime() + 90 * 60_000).toISOString(),
    place: '社区党群服务中心二楼会议室',
    remote: true,
    recorderId: branch.member,
    agenda: ['学习材料', '各网格情况交流', '下一步安排'],
    materials: [
      {
        title: '学习提纲',
        words:
          '一、先听居民怎么说。\n二、能当场办的当场办，办不了的说清楚谁来办、何时办完。\n三、办完请居民评。',
      },
    ],
  }
  await house.db
    .transaction()
    .execute((tx) =>
      callAnother(
        house,
        tx,
        actorOf(branch, branch.secretary, true),
        { organisationId: branch.organisationId, kind: 'study_session' },
        calling,
      ),
    )
}
