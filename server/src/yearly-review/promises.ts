import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { unlockCounts } from '../kernel/locked/index.ts'
import type { BrokenPromise } from '../matters/index.ts'

const checks = [
  {
    promise: 7,
    zh: '述职评议的票数和评议人数对不上',
    en: 'the counts of a report do not equal those who graded it',
    find: sql<{
      where: string
    }>`select p.id::text as where from review_reports p where p.counts is not null and (
      (select coalesce(sum(value::int), 0) from jsonb_each_text(p.counts)) <> p.graded
      or p.graded <> (select count(*) from review_rights g where g.report_id = p.id and g.used)
      or p.graders <> (select count(*) from review_rights g where g.report_id = p.id))`,
  },
  {
    promise: 7,
    zh: '不记名的评议留下了谁评了什么',
    en: 'a secret grading kept who gave what',
    find: sql<{
      where: string
    }>`select p.id::text as where from review_reports p join review_rounds r on r.id = p.round_id
      where r.grading = 'secret' and exists (select 1 from review_rights g where g.report_id = p.id and g.grade is not null)`,
  },
  {
    promise: 3,
    zh: '述职由本单位的人自己评定',
    en: 'a report was summed up by somebody of its own organisation',
    find: sql<{ where: string }>`select t.stream::text as where from timeline t
      join duties d on d.person_id = t.actor_id and d.organisation_id::text = t.payload->>'organisation'
        and d.active_from <= t.at and (d.active_to is null or d.active_to > t.at)
      where t.kind = 'yearly_review.commented'`,
  },
  {
    promise: 5,
    zh: '交述职的时候没有留下当时的数字',
    en: 'a report was handed in without the figures of that moment',
    find: sql<{
      where: string
    }>`select p.id::text as where from review_reports p where p.handed_in_at is not null and not exists (
      select 1 from timeline t where t.stream = p.round_id and t.kind = 'yearly_review.handed_in'
        and t.payload->>'organisation' = p.organisation_id::text)`,
  },
]

/** Checks the promises that yearly reviews keep, on the live database. @returns what is broken; nothing when all is kept */
export async function checkYearlyReviews(house: House): Promise<BrokenPromise[]> {
  const broken: BrokenPromise[] = []
  for (const { find, ...what } of checks) {
    const { rows } = await find.execute(house.db)
    if (rows.length)
      broken.push({ ...what, where: rows.slice(0, 20).map((row) => row.where), count: rows.length })
  }
  const running = await runningCounts(house)
  if (running.length)
    broken.push({
      promise: 7,
      zh: '正在评议的述职，票数和已评人数对不上',
      en: 'the counts of a report that is being graded do not equal those who graded so far',
      where: running.slice(0, 20),
      count: running.length,
    })
  return broken
}

async function runningCounts(house: House): Promise<string[]> {
  const { rows } = await sql<{ id: string; locked: Buffer; used: number }>`
    select p.id, p.running_counts as locked, (select count(*) from review_rights g where g.report_id = p.id and g.used) as used
    from review_reports p where p.running_counts is not null`.execute(house.db)
  return rows.flatMap(({ id, locked, used }) => {
    try {
      const sum = Object.values(unlockCounts(house, id, locked)).reduce((all, each) => all + each, 0)
      return sum === used ? [] : [id]
    } catch {
      return [id]
    }
  })
}
