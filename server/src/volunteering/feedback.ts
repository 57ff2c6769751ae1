import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify, notifyEach } from '../kernel/notices/index.ts'
import { canonical } from '../kernel/timeline/index.ts'
import { belonging, secretariesOf } from './party.ts'
import { afterEndOf, quarterBefore, type Span, spanOf, startOf } from './rules.ts'

/** What the branch is told of one member for one quarter: what they did, nothing that was made of it. */
export interface FeedbackContent {
  communities: string[]
  asked: number
  answered: number
  came: number
  tasks: number
  minutes: number
  evaluations: { year: number; grade: string; words: string | null }[]
}

const pageLength = 1000
const day = 86_400_000

/** Everybody's content for a quarter in one statement, from the record and nothing else. */
async function contentsOf(
  tx: Work,
  personIds: string[],
  quarter: Span,
): Promise<Map<string, FeedbackContent>> {
  const from = startOf(quarter.from)
  const to = afterEndOf(quarter.to)
  const { rows } = await sql<{ personId: string; content: FeedbackContent }>`
    select p.id as "personId", jsonb_build_object(
      'communities', coalesce((select jsonb_agg(o.name order by r.decided_at) from registrations r join organisations o on o.id = r.community_id
        where r.person_id = p.id and r.kind = 'member' and r.decided_at < ${to} and (r.state = 'confirmed' or r.state = 'moved' and r.ended_at >= ${from})), '[]'),
      'asked', (select count(*) from service_answers a where a.person_id = p.id and a.kind = 'party' and a.starts_at >= ${from} and a.starts_at < ${to}),
      'answered', (select count(*) from service_answers a where a.person_id = p.id and a.kind = 'party' and a.answer <> 'asked' and a.starts_at >= ${from} and a.starts_at < ${to}),
      'came', (select count(*) from service_answers a where a.person_id = p.id and a.kind = 'party' and a.signed_in_at is not null and a.starts_at >= ${from} and a.starts_at < ${to}),
      'tasks', (select count(*) from service_records s where s.person_id = p.id and s.started_at >= ${from} and s.started_at < ${to}),
      'minutes', (select coalesce(sum(s.minutes), 0) from service_records s where s.person_id = p.id and s.started_at >= ${from} and s.started_at < ${to}),
      'evaluations', coalesce((select jsonb_agg(jsonb_build_object('year', e.year, 'grade', e.grade, 'words', e.words) order by e.year)
        from registration_evaluations e join registrations r on r.id = e.registration_id
        where r.person_id = p.id and e.direction = 'of_reporter' and e.made_at >= ${from} and e.made_at < ${to}), '[]')
    ) as content from people p where p.id = any(${personIds}::uuid[])`.execute(tx)
  return new Map(rows.map(({ personId, content }) => [personId, content]))
}

interface Member {
  personId: string
  branchId: string
}

/**
 * Drafts the feedback of the quarter that has ended, for every member of every branch that does not have it yet, and
 * shows it to each of them. Nobody writes anything. @returns how many drafts were made now
 */
export async function draftFeedback(house: House): Promise<number> {
  const quarter = quarterBefore(shanghaiDate(house.now()))
  const { days_shown: shown } = (await house.rulesNow()).quarter_feedback
  let drafted = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<Member>`
      select distinct on (d.person_id) d.person_id as "personId", d.organisation_id as "branchId"
      from ${belonging(house.now())} d join people p on p.id = d.person_id
      where d.person_id > ${after} and p.erased_at is null order by d.person_id, d.organisation_id limit ${pageLength}`.execute(
      house.db,
    )
    if (rows.length === 0) return drafted
    after = rows.at(-1)!.personId
    drafted += await house.db.transaction().execute((tx) => draftPage(house, tx, rows, quarter, shown))
  }
}

async function draftPage(
  house: House,
  tx: Work,
  members: Member[],
  quarter: Span,
  daysShown: number,
): Promise<number> {
  const contents = await contentsOf(
    tx,
    members.map(({ personId }) => personId),
    quarter,
  )
  const goesAt = new Date(house.now().getTime() + daysShown * day)
  const drafts = members.map(({ personId, branchId }) => ({
    id: randomUUID(),
    person: personId,
    branch: branchId,
    content: contents.get(personId),
  }))
  const { rows: made } = await sql<{ personId: string }>`
    insert into service_feedback (id, quarter, person_id, branch_id, content, shown_at, goes_at)
    select id, ${quarter.name}, person, branch, content, ${house.now()}, ${goesAt}
    from jsonb_to_recordset(${JSON.stringify(drafts)}::jsonb) as r (id uuid, person uuid, branch uuid, content jsonb)
    on conflict (quarter, person_id, branch_id) where person_id is not null do nothing
    returning person_id as "personId"`.execute(tx)
  await notifyEach(
    tx,
    made.map(({ personId }) => ({ personId, ...shownNotice(quarter.name, goesAt) })),
    house.now(),
  )
  return made.length
}

const shownNotice = (quarter: string, goesAt: Date) => ({
  kind: 'feedback.shown',
  words: {
    zh: `${quarter} 的服务情况将于 ${shanghaiDate(goesAt)} 反馈给您的支部，请先看看对不对`,
    en: `What is told to your branch about ${quarter} goes on ${shanghaiDate(goesAt)}; please look at it first`,
  },
  link: '/field/member/service',
})

/**
 * Sends what was shown and whose time has come. Where the record changed since, the member sees it anew before it goes:
 * nothing is told that they did not see. @returns how many went
 */
export async function sendFeedback(house: House): Promise<number> {
  const { days_shown: daysShown } = (await house.rulesNow()).quarter_feedback
  let sent = 0
  for (;;) {
    const found = await house.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{
        id: string
        quarter: string
        personId: string | null
        branchId: string
        content: FeedbackContent
      }>`
        select id, quarter, person_id as "personId", branch_id as "branchId", content from service_feedback
        where sent_at is null and goes_at <= ${house.now()} order by goes_at, id limit ${pageLength} for update skip locked`.execute(
        tx,
      )
      const going: { branchId: string; id: string }[] = []
      for (const quarter of new Set(rows.map((row) => row.quarter))) {
        const ofQuarter = rows.filter((row) => row.quarter === quarter)
        const people = ofQuarter.flatMap(({ personId }) => (personId ? [personId] : []))
        const now = await contentsOf(tx, people, spanOf(firstDayOf(quarter), 'quarter'))
        for (const row of ofQuarter) {
          const content = row.personId ? now.get(row.personId) : undefined
          if (!content || canonical(content) === canonical(row.content)) going.push(row)
          else await showAgain(house, tx, { ...row, personId: row.personId! }, content, daysShown)
        }
      }
      await sql`update service_feedback set sent_at = ${house.now()} where id = any(${going.map(({ id }) => id)}::uuid[])`.execute(
        tx,
      )
      for (const branchId of new Set(going.map((each) => each.branchId)))
        await tellBranch(house, tx, branchId)
      sent += going.length
      return rows.length
    })
    if (found < pageLength) return sent
  }
}

/** `2026Q3` → `2026-07-01` */
export const firstDayOf = (quarter: string): string =>
  `${quarter.slice(0, 4)}-${String(Number(quarter.slice(5)) * 3 - 2).padStart(2, '0')}-01`

async function showAgain(
  house: House,
  tx: Work,
  { id, quarter, personId }: { id: string; quarter: string; personId: string },
  content: FeedbackContent,
  daysShown: number,
): Promise<void> {
  const goesAt = new Date(house.now().getTime() + daysShown * day)
  await sql`update service_feedback set content = ${JSON.stringify(content)}::jsonb, shown_at = ${house.now()}, goes_at = ${goesAt}
    where id = ${id}`.execute(tx)
  await notify(tx, { personId, ...shownNotice(quarter, goesAt), at: house.now() })
}

async function tellBranch(house: House, tx: Work, branchId: string): Promise<void> {
  await notify(tx, {
    personIds: await secretariesOf(tx, branchId, house.now()),
    kind: 'feedback.sent',
    subjectId: branchId,
    words: {
      zh: '党员这一季度到社区报到和服务的情况送到了',
      en: 'How your members reported in and served this quarter has arrived',
    },
    link: '/desk/volunteering?tab=branch',
    at: house.now(),
  })
}
