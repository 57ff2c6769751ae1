import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { startDuty, systemWriter } from '../territory/index.ts'
import { yearSources } from '../year-sources.ts'
import {
  answer,
  ask,
  begin,
  closeGrading,
  comment,
  followUp,
  giveGrade,
  handIn,
  hear,
  openRound,
  publish,
  writeWords,
} from '../yearly-review/index.ts'
import { openBranch } from './gatherings.ts'
import { departmentCode } from './offices.ts'
import { type Cast, castOf } from './past/cast.ts'
import { houseOfThePast } from './past/telling.ts'

const badly = [
  '楼道杂物清了又堆，物业和居民各说各的，没有坐下来谈过一次。',
  '年轻党员在外地多，主题党日到会率上不去，远程参加用得少。',
  '电动车进楼整治前紧后松，群众反映过两次才又抓起来。',
]
const next = [
  '明年每季度请物业、居民代表开一次说事会，定下的事写清谁来办、何时办完。',
  '把会议提前一周通知，外地党员一律发个人链接，缺席的当月补课。',
  '每栋楼认领一名党员，每月查一次，查到的当天报给网格员。',
]
const gave = ['good', 'fairly_good', 'good', 'ordinary', 'fairly_good']

interface Asked {
  id: string
  organisation: string
  version: number
}

const reportsIn = async (house: House, round: string): Promise<Asked[]> =>
  (
    await sql<Asked>`select id, organisation_id as organisation, version from review_reports where round_id = ${round} order by place`.execute(
      house.db,
    )
  ).rows

/** The year whose review a day belongs to: its own from November on, else the one before. */
const yearOf = (day: string): number => Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) >= 11 ? 0 : 1)

/**
 * Two reviews above the open branch: the street's has heard its communities and is published; the community's collects
 * the reports of its branches, and the one of the account `secretary` is still to be written. Done once.
 */
export async function reviewDemonstrationYear(house: StandingHouse): Promise<void> {
  const { rows: present } = await sql`select 1 from review_rounds limit 1`.execute(house.db)
  const branch = await openBranch(house)
  if (present.length > 0 || !branch) return
  const cast = await castOf(house.db)
  const organiser = cast.someone(cast.office(departmentCode('organisation')).id, ['organiser'], 0)
  const { rows: above } = await sql<{ id: string }>`
    select o.id from party_organisations b join organisations o on o.id = b.organisation_id
    where b.path @> ${branch.path}::ltree and b.form = 'committee' order by nlevel(b.path) desc limit 2`.execute(
    house.db,
  )
  const [community, street] = above
  if (!organiser || !community || !street) return
  const clock = { at: house.now() }
  const past = await houseOfThePast(house, clock)
  const ago = (days: number) => {
    clock.at = new Date(house.now().getTime() - days * 86_400_000)
    return shanghaiDate(clock.at)
  }
  await seatCommittee(past, community.id)
  await holdStreetReview(past, ago, cast, organiser, street.id)
  const round = await openRound(past, organiser, community.id, yearOf(ago(4)))
  ago(1)
  for (const [index, report] of (await reportsIn(past, round)).entries())
    if (report.organisation !== branch.organisationId) await write(past, cast, report, index)
}

/** Two of the community's clerks sit in its committee of the party: with them enough may grade in secret. */
async function seatCommittee(past: House, committeeId: string): Promise<void> {
  const { rows } = await sql<{ person: string }>`
    select d.person_id as person from organisations o join organisations c on c.area_id = o.area_id and c.kind = 'community_committee'
      join duties d on d.organisation_id = c.id and d.role = 'community_clerk' and d.active_to is null
    where o.id = ${committeeId} and not exists (select 1 from accounts a where a.person_id = d.person_id)
    order by d.person_id limit 2`.execute(past.db)
  for (const { person } of rows)
    await startDuty(past.db, systemWriter(past), {
      personId: person,
      organisationId: committeeId,
      role: 'committee_member',
    })
}

async function write(past: House, cast: Cast, report: Asked, index: number): Promise<Actor | undefined> {
  const secretary = cast.someone(report.organisation, ['secretary'], 0)
  if (!secretary) return undefined
  await writeWords(past, secretary, report.id, {
    went_badly: badly[index % badly.length]!,
    comes_next: next[index % next.length]!,
    version: report.version,
  })
  await handIn(past, secretary, yearSources, report.id, report.version + 1)
  return secretary
}

async function holdStreetReview(
  past: House,
  ago: (days: number) => string,
  cast: Cast,
  organiser: Actor,
  streetId: string,
): Promise<void> {
  const round = await openRound(past, organiser, streetId, yearOf(ago(16)))
  ago(9)
  const secretaries = new Map<string, Actor>()
  for (const [index, report] of (await reportsIn(past, round)).entries()) {
    const secretary = await write(past, cast, report, index)
    if (secretary?.personId) secretaries.set(secretary.personId, secretary)
  }
  const own = cast.someone(streetId, ['secretary'], 0)
  if (own?.personId) secretaries.set(own.personId, own)
  ago(3)
  const version = async () =>
    (await sql<{ version: number }>`select version from review_rounds where id = ${round}`.execute(past.db))
      .rows[0]!.version
  await begin(past, organiser, round, await version())
  const heard = (await reportsIn(past, round)).filter(({ version }) => version > 1)
  for (const [index, report] of heard.entries()) {
    await hear(past, organiser, report.id)
    const reporter = cast.someone(report.organisation, ['secretary'], 0)
    if (index < 2 && reporter) {
      const question = await ask(
        past,
        organiser,
        report.id,
        '群众反映最多的三件事，是怎样定下来先办哪一件的？',
      )
      await answer(
        past,
        reporter,
        report.id,
        question,
        '按说事会上举手的多少排，先办人人都碰到的，办不了的当场说明原因。',
      )
    }
    const { rows: rights } = await sql<{ person: string }>`select person_id as person from review_rights
      where report_id = ${report.id} order by person_id`.execute(past.db)
    for (const [turn, { person }] of rights.entries()) {
      const grader = secretaries.get(person)
      if (grader) await giveGrade(past, grader, report.id, gave[(turn + index) % gave.length]!)
    }
  }
  ago(2)
  await closeGrading(past, organiser, round)
  for (const [index, report] of (await reportsIn(past, round)).entries())
    if (heard.some(({ id }) => id === report.id))
      await comment(past, organiser, report.id, {
        version: report.version,
        grade: index % 3 === 1 ? 'fairly_good' : 'good',
        comment: '会议和联系群众做得实；年轻党员的参与要想新办法，明年一季度看效果。',
        public_words: '组织生活按期，群众事项有回音；年轻党员参与待加强。',
      })
  const first = heard[0]
  if (first)
    await followUp(past, organiser, first.id, {
      title: '年轻党员远程参加组织生活',
      text: '外地党员都有个人链接，明年一季度到会率比今年提高。',
      due_day: addDays(shanghaiDate(past.now()), 90),
    })
  await publish(past, organiser, round, {
    version: await version(),
    summary: '各社区述职讲问题不回避。共性的问题是年轻党员参加组织生活少，已列为整改事项。',
  })
}
