import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { BrokenPromise } from '../matters/index.ts'

const checks = [
  {
    promise: 3,
    zh: '整顿由本支部的人自己决定或验收了',
    en: 'a branch was listed or accepted by somebody of its own',
    find: sql<{ where: string }>`select c.id::text as where from weak_cases c
      where exists (select 1 from timeline t where t.stream = c.id and t.kind <> 'weak.proposed' and t.actor_organisation_id = c.branch_id)`,
  },
  {
    promise: 4,
    zh: '登记或撤回了情形，时间线上没有',
    en: 'what was entered about a branch, or withdrawn, is not on the timeline',
    find: sql<{ where: string }>`select f.id::text as where from weak_facts f where f.head_seq > 0
      and (not exists (select 1 from timeline t where t.stream = f.id and t.kind = 'weak.fact_entered')
        or (f.withdrawn_at is not null) <> exists (select 1 from timeline t where t.stream = f.id and t.kind = 'weak.fact_withdrawn'))`,
  },
  {
    promise: 3,
    zh: '没有经群众评议通过就销号了',
    en: 'a branch was taken off the list without a poll of the residents',
    find: sql<{
      where: string
    }>`select c.id::text as where from weak_cases c where c.state in ('accepted', 'released')
      and not exists (select 1 from paper_polls p where p.subject_id = c.id and p.closed_at <= c.accepted_at and p.satisfied > 0)`,
  },
]

/** Checks the promises that rectification keeps, on the live database. @returns what is broken; nothing when all is kept */
export async function checkRectification(house: House): Promise<BrokenPromise[]> {
  const broken: BrokenPromise[] = []
  for (const { find, ...what } of checks) {
    const { rows } = await find.execute(house.db)
    if (rows.length)
      broken.push({ ...what, where: rows.slice(0, 20).map((row) => row.where), count: rows.length })
  }
  return broken
}
