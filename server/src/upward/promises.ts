import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { BrokenPromise } from '../matters/index.ts'

const checks = [
  {
    promise: 1,
    zh: '请示报告没有交到上级手里',
    en: 'a paper sent upward is not in the hands of the superior',
    find: sql<{
      where: string
    }>`select m.number as where from upward_papers u join matters m on m.id = u.matter_id
      where m.owner_id <> u.superior_id or m.desk_id <> u.asker_id or not u.superior_path @> u.asker_path`,
  },
  {
    promise: 3,
    zh: '请示由请示的单位自己批复了，或办结了却没有批复',
    en: 'a paper was answered by who sent it, or closed without an answer',
    find: sql<{
      where: string
    }>`select m.number as where from upward_papers u join matters m on m.id = u.matter_id
      where (m.state in ('answered', 'closed') and coalesce(m.outcome, '') <> 'recalled' and u.verdict is null)
        or exists (select 1 from timeline t where t.stream = m.id and t.kind = 'matter.paper_answered'
          and t.actor_organisation_id is distinct from u.superior_id)`,
  },
  {
    promise: 4,
    zh: '批复与时间线不符',
    en: 'the answer to a paper is not that of the timeline',
    find: sql<{
      where: string
    }>`select m.number as where from upward_papers u join matters m on m.id = u.matter_id
      where u.verdict is not null and not exists (select 1 from timeline t where t.stream = m.id
        and t.kind = 'matter.paper_answered' and t.payload->>'verdict' = u.verdict)`,
  },
]

/** Checks the promises that papers sent upward keep. @returns what is broken; nothing when all is kept */
export async function checkUpward(house: House): Promise<BrokenPromise[]> {
  const broken: BrokenPromise[] = []
  for (const { find, ...what } of checks) {
    const { rows } = await find.execute(house.db)
    if (rows.length)
      broken.push({ ...what, where: rows.slice(0, 20).map((row) => row.where), count: rows.length })
  }
  return broken
}
