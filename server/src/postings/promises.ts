import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { BrokenPromise } from '../matters/index.ts'

const checks = [
  {
    promise: 1,
    zh: '在任的驻村没有正在走的任期',
    en: 'a running posting has no running term',
    find: sql<{ where: string }>`select p.id::text as where from postings p where p.state = 'running'
      and not exists (select 1 from deadlines d where d.subject_id = p.id and d.step = 'posting.term' and d.ended_at is null)`,
  },
  {
    promise: 1,
    zh: '定了到村日期的驻村没有等着开始的时钟，或过了那天还没有开始',
    en: 'a planned posting has no clock for its first day, or that day has passed',
    find: sql<{ where: string }>`select p.id::text as where from postings p where p.state = 'planned'
      and not exists (select 1 from deadlines d where d.subject_id = p.id and d.step = 'posting.begin' and d.ended_at is null
        and d.missed_at is null)`,
  },
  {
    promise: 1,
    zh: '结束了的驻村还留着没交接的任务',
    en: 'an ended posting still holds open tasks',
    find: sql<{
      where: string
    }>`select t.matter_id::text as where from posting_tasks t join postings p on p.id = t.posting_id
      join matters m on m.id = t.matter_id where p.state = 'ended' and m.step is not null and m.handler_id = p.person_id
      and not exists (select 1 from duties d where d.person_id = p.person_id and d.organisation_id = m.owner_id
        and (d.active_to is null or d.active_to > now()))`,
  },
  {
    promise: 3,
    zh: '驻村干部评价了自己、批了自己的假或决定了自己的任期',
    en: 'somebody judged, led or granted leave to their own posting',
    find: sql<{
      where: string
    }>`select p.id::text as where from postings p where p.sender_graded_by = p.person_id or p.made_by = p.person_id
      or exists (select 1 from posting_leaves l where l.posting_id = p.id and l.decided_by = p.person_id)
      or exists (select 1 from timeline t where t.stream = p.id and t.actor_id = p.person_id
        and t.kind in ('posting.extended', 'posting.ended', 'posting.called_off', 'posting.task_given', 'posting.poll_opened', 'posting.poll_closed'))`,
  },
  {
    promise: 3,
    zh: '没有群众评议和派出单位评价就按期满结束了',
    en: 'a posting was called completed without the villagers and the sending unit',
    find: sql<{
      where: string
    }>`select p.id::text as where from postings p where p.ended_as = 'completed' and (p.sender_grade is null
      or not exists (select 1 from timeline t where t.stream = p.id and t.kind = 'posting.poll_closed'
        and (t.payload->>'returned')::int > 0))`,
  },
]

/** Checks the promises that postings keep, on the live database. @returns what is broken; nothing when all is kept */
export async function checkPostings(house: House): Promise<BrokenPromise[]> {
  const broken: BrokenPromise[] = []
  for (const { find, ...what } of checks) {
    const { rows } = await find.execute(house.db)
    if (rows.length)
      broken.push({ ...what, where: rows.slice(0, 20).map((row) => row.where), count: rows.length })
  }
  return broken
}
