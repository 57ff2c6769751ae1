import type { RawBuilder } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutyReaching, reachOf } from '../kernel/permissions/index.ts'
import { branchOf, type YearSource } from '../membership/index.ts'
import { recordOf } from './reporting.ts'
import { mayDo, shownCounts } from './rules.ts'
import type { MyReviewsAnswer, ReportAnswer, RoundAnswer, RoundListAnswer } from './schemas.ts'
import {
  type Report,
  type Round,
  readableReport,
  readableRound,
  reportsWhere,
  roundsWhere,
  subjectOf,
} from './store.ts'

const pageLength = 30

/** Rows of an organisation of the party (its id, path and area under these names) that the actor leads reviews for. */
function ledBy(actor: Actor, id: RawBuilder<unknown>, path: RawBuilder<unknown>, area: RawBuilder<unknown>) {
  const conditions = actor.duties.flatMap(({ role, organisationId, organisationPath, areaPath }) => {
    const reach = reachOf(role, 'review.lead')
    if (reach === 'own') return [sql<boolean>`${id} = ${organisationId}::uuid`]
    if (reach === 'below')
      return [
        sql<boolean>`${path} <@ ${organisationPath}::ltree`,
        ...(areaPath ? [sql<boolean>`${area} <@ ${areaPath}::ltree`] : []),
      ]
    return []
  })
  return conditions.length > 0 ? sql<boolean>`(${sql.join(conditions, sql` or `)})` : sql<boolean>`false`
}

async function rowsOf(house: House, actor: Actor, rounds: Round[]): Promise<RoundListAnswer['items']> {
  const { rows } = await sql<{ id: string; reports: number; handedIn: number; heard: number }>`
    select round_id as id, count(*) as reports, count(handed_in_at) as "handedIn", count(heard_at) as heard from review_reports
    where round_id = any(${rounds.map(({ id }) => id)}::uuid[]) group by 1`.execute(house.db)
  const counts = new Map(rows.map((row) => [row.id, row]))
  return rounds.map((round) => ({
    id: round.id,
    superior: { id: round.superiorId, name: round.superiorName },
    year: round.year,
    state: round.state,
    hand_in_by: round.handInBy,
    reports: counts.get(round.id)?.reports ?? 0,
    handed_in: counts.get(round.id)?.handedIn ?? 0,
    heard: counts.get(round.id)?.heard ?? 0,
    public_until: round.publicUntil,
    leads: dutyReaching(actor, 'review.lead', subjectOf(round)) !== undefined,
  }))
}

/** Reviews that somebody leads or grades in, and those that they could begin. */
export async function listRounds(
  house: House,
  actor: Actor,
  asked: { year?: number; q?: string; after?: string },
): Promise<RoundListAnswer> {
  const today = shanghaiDate(house.now())
  const year = asked.year ?? Number(today.slice(0, 4))
  const rules = await house.rulesNow()
  const words = asked.q?.trim() ? `%${asked.q.trim().replaceAll(/[\\%_]/g, '\\$&')}%` : null
  const found = await roundsWhere(
    house.db,
    sql<boolean>`r.year = ${year} and (${ledBy(actor, sql`r.superior_id`, sql`r.superior_path`, sql`r.area_path`)}
      or exists (select 1 from review_rights g join review_reports p on p.id = g.report_id
        where p.round_id = r.id and g.person_id = ${actor.personId}))
      ${words ? sql`and s.name like ${words}` : sql``} ${asked.after ? sql`and r.id > ${asked.after}::uuid` : sql``}`,
    pageLength + 1,
  )
  const { rows: open } = await sql<{ id: string; name: string; below: number }>`
    select o.id, o.name, (select count(*) from organisations c join party_organisations cb on cb.organisation_id = c.id
      where c.parent_id = o.id and c.active_to is null and cb.form <> 'group') as below
    from party_organisations b join organisations o on o.id = b.organisation_id
    where b.form in ('committee', 'general_branch') and o.active_to is null
      and ${ledBy(actor, sql`o.id`, sql`b.path`, sql`b.area_path`)} ${words ? sql`and o.name like ${words}` : sql``}
      and not exists (select 1 from review_rounds r where r.superior_id = o.id and r.year = ${year})
      and exists (select 1 from organisations c join party_organisations cb on cb.organisation_id = c.id
        where c.parent_id = o.id and c.active_to is null and cb.form <> 'group')
    order by o.name, o.id limit ${pageLength}`.execute(house.db)
  const page = found.slice(0, pageLength)
  return {
    year,
    today,
    items: await rowsOf(house, actor, page),
    next: found.length > pageLength ? page.at(-1)!.id : null,
    may_open: open,
    from_month: rules.yearly_review.from_month,
    unverified: rules.yearly_review.unverified ?? false,
  }
}

interface Around {
  questions: number
  unanswered: number
  mine: string
}
async function aroundReports(house: House, actor: Actor, ids: string[]): Promise<Map<string, Around>> {
  const { rows } = await sql<Around & { id: string }>`
    select p.id, (select count(*) from review_questions q where q.report_id = p.id) as questions,
      (select count(*) from review_questions q where q.report_id = p.id and q.answer is null) as unanswered,
      coalesce((select case when g.used then 'used' else 'open' end from review_rights g
        where g.report_id = p.id and g.person_id = ${actor.personId}), 'none') as mine
    from review_reports p where p.id = any(${ids}::uuid[])`.execute(house.db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The grade of the organisation above is for it alone until it is published. */
const isOut = (round: Round) => round.state === 'public' || round.state === 'closed'

function rowOf(
  report: Report,
  round: Round,
  around: Around | undefined,
  leads: boolean,
): RoundAnswer['reports'][number] {
  return {
    id: report.id,
    organisation: { id: report.organisationId, name: report.organisationName },
    place: report.place,
    handed_in_at: report.handedInAt?.toISOString() ?? null,
    in_time: report.handedInAt ? shanghaiDate(report.handedInAt) <= round.handInBy : null,
    heard_at: report.heardAt?.toISOString() ?? null,
    questions: around?.questions ?? 0,
    unanswered: around?.unanswered ?? 0,
    graded: report.graded,
    graders: report.graders,
    grade: leads || isOut(round) ? report.grade : null,
    mine: around?.mine ?? 'none',
  }
}

const isOwn = (actor: Actor, { organisationId }: { organisationId: string }): boolean =>
  actor.duties.some((duty) => duty.organisationId === organisationId)

export async function presentRound(house: House, actor: Actor, id: string): Promise<RoundAnswer> {
  const { round, standing } = await readableRound(house.db, actor, id)
  const rules = await house.rulesOf(round.rulesHash)
  const reports = await reportsWhere(house.db, sql<boolean>`p.round_id = ${id}`)
  const around = await aroundReports(
    house,
    actor,
    reports.map((report) => report.id),
  )
  const [row] = await rowsOf(house, actor, [round])
  return {
    row: row!,
    version: round.version,
    grading: round.grading,
    summary: standing.leads || isOut(round) ? round.summary : null,
    grades: rules.yearly_review_grades.map(({ id, zh, en }) => ({ id, zh, en })),
    source: rules.yearly_review.source,
    unverified: rules.yearly_review.unverified ?? false,
    // Whoever leads and serves in a reporting organisation reads its grade when the others do.
    reports: reports.map((report) =>
      rowOf(report, round, around.get(report.id), standing.leads && !isOwn(actor, report)),
    ),
  }
}

export async function presentReport(
  house: House,
  actor: Actor,
  sources: readonly YearSource[],
  id: string,
): Promise<ReportAnswer> {
  const { round, report, standing } = await readableReport(house.db, actor, id)
  const rules = await house.rulesOf(round.rulesHash)
  const { rows: questions } = await sql<{
    id: string
    by: string | null
    words: string
    answer: string | null
  }>`
    select q.id, p.name as by, q.words, q.answer from review_questions q left join people p on p.id = q.asked_by
    where q.report_id = ${id} order by q.asked_at, q.id limit 200`.execute(house.db)
  const { rows: tasks } = await sql<{
    matter_id: string
    number: string
    title: string
    state: string
    due_day: string | null
  }>`
    select f.matter_id, m.number, w.title, m.state, m.due_day as due_day from review_follow_ups f join matters m on m.id = f.matter_id
      join matter_words w on w.matter_id = m.id where f.report_id = ${id} order by f.created_at`.execute(
    house.db,
  )
  const around = (await aroundReports(house, actor, [id])).get(id)
  const [row] = await rowsOf(house, actor, [round])
  const leads = standing.leads && !isOwn(actor, report)
  const seesResult = leads || isOut(round)
  const may = (deed: Parameters<typeof mayDo>[0]) => mayDo(deed, round.state)
  return {
    row: rowOf(report, round, around, leads),
    version: report.version,
    round: row!,
    grades: rules.yearly_review_grades.map(({ id, zh, en }) => ({ id, zh, en })),
    least: rules.yearly_review.least_grades,
    grading: round.grading,
    source: rules.yearly_review.source,
    unverified: rules.yearly_review.unverified ?? false,
    record: await recordOf(house, house.db, sources, round, report),
    // Until it is handed in, what was written so far is the writer's.
    went_badly: report.handedInAt || standing.reports ? report.wentBadly : null,
    comes_next: report.handedInAt || standing.reports ? report.comesNext : null,
    questions,
    counts: seesResult ? shownCounts(report.counts, rules.yearly_review.least_grades) : null,
    comment: leads || (standing.reports && isOut(round)) ? report.comment : null,
    public_words: seesResult ? report.publicWords : null,
    follow_ups: leads || standing.reports ? tasks : [],
    may: {
      write: standing.reports && !report.handedInAt && may('write'),
      hear: leads && report.handedInAt !== null && report.heardAt === null && may('hear'),
      ask:
        (standing.leads || standing.grades) && !standing.reports && report.handedInAt !== null && may('ask'),
      answer: (leads || standing.reports) && may('answer'),
      grade: around?.mine === 'open' && report.heardAt !== null && may('grade'),
      comment: leads && report.heardAt !== null && may('comment'),
      follow_up: leads && may('follow_up'),
    },
  }
}

/** A secretary's own, those one may grade, and what is published above one's branch. */
export async function myReviews(house: House, actor: Actor): Promise<MyReviewsAnswer> {
  const own = actor.duties
    .filter(({ role }) => role === 'secretary' || role === 'deputy_secretary')
    .map(({ organisationId }) => organisationId)
  const { rows } = await sql<{
    id: string
    organisationId: string
    organisation: string
    superiorId: string
    superior: string
    year: number
    state: string
    handInBy: string
    handedIn: Date | null
    isOwn: boolean
    mine: string
    heard: boolean
  }>`
    with asked as (
      select p.id from review_reports p where p.organisation_id = any(${own}::uuid[])
      union select g.report_id from review_rights g where g.person_id = ${actor.personId}
    )
    select p.id, p.organisation_id as "organisationId", o.name as organisation, r.superior_id as "superiorId", s.name as superior,
      r.year, r.state, r.hand_in_by as "handInBy", p.handed_in_at as "handedIn", p.organisation_id = any(${own}::uuid[]) as "isOwn",
      coalesce((select case when g.used then 'used' else 'open' end from review_rights g
        where g.report_id = p.id and g.person_id = ${actor.personId}), 'none') as mine, p.heard_at is not null as heard
    from asked join review_reports p on p.id = asked.id join review_rounds r on r.id = p.round_id
      join organisations o on o.id = p.organisation_id join organisations s on s.id = r.superior_id
    order by r.year desc, "isOwn" desc, p.place, p.id limit 60`.execute(house.db)
  return {
    reports: rows.map((row) => ({
      id: row.id,
      organisation: { id: row.organisationId, name: row.organisation },
      superior: { id: row.superiorId, name: row.superior },
      year: row.year,
      state: row.state,
      hand_in_by: row.handInBy,
      handed_in_at: row.handedIn?.toISOString() ?? null,
      role: row.isOwn ? 'reports' : 'grades',
      mine: row.mine,
      heard: row.heard,
    })),
    published: await publishedFor(house, actor),
  }
}

/** 公示: to the members below the organisation that held it, while it lasts. */
async function publishedFor(house: House, actor: Actor): Promise<MyReviewsAnswer['published']> {
  const membership = actor.personId ? await branchOf(house.db, actor.personId) : undefined
  if (!membership) return []
  const today = shanghaiDate(house.now())
  const rounds = await roundsWhere(
    house.db,
    sql<boolean>`r.state = 'public' and r.public_until >= ${today}::date and r.superior_path @> ${membership.branchPath}::ltree`,
    10,
  )
  return Promise.all(
    rounds.map(async (round) => {
      const rules = await house.rulesOf(round.rulesHash)
      const reports = await reportsWhere(house.db, sql<boolean>`p.round_id = ${round.id}`)
      return {
        superior: { id: round.superiorId, name: round.superiorName },
        year: round.year,
        until: round.publicUntil!,
        summary: round.summary!,
        reports: reports.map((report) => {
          const grade = rules.yearly_review_grades.find(({ id }) => id === report.grade)
          return {
            organisation: report.organisationName,
            grade: grade ? { id: grade.id, zh: grade.zh, en: grade.en } : null,
            words: report.publicWords,
          }
        }),
      }
    }),
  )
}
