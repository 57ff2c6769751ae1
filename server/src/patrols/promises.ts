import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { BrokenPromise } from '../matters/index.ts'

/** A job that did not run for a day or two is no broken promise yet. */
const grace = 3 * 86_400_000

/** Checks the promises that patrols keep, on the live database. @returns what is broken; nothing when all is kept */
export async function checkPatrols(house: House): Promise<BrokenPromise[]> {
  const { retention } = await house.rulesNow()
  const kept = retention.find(({ id }) => id === 'patrol_positions')
  const oldest = new Date(house.now().getTime() - (kept?.limit ?? 0) * 86_400_000 - grace)
  const checks = [
    {
      promise: 8,
      zh: '在网格员没有开始、或已经结束的巡查里记了位置',
      en: 'a position was recorded outside a walk that the worker had started',
      find: sql<{
        where: string
      }>`select k.id as where from patrol_marks k join patrol_walks w on w.id = k.walk_id
        where k.spot is not null and (k.happened_at < w.started_at or (w.ended_as = 'worker' and k.happened_at > w.ended_at))`,
    },
    {
      promise: 8,
      zh: '巡查位置超过保存期限没有删除',
      en: 'a position is kept longer than the rules allow',
      find: sql<{
        where: string
      }>`select k.id as where from patrol_marks k where k.spot is not null and k.received_at < ${oldest}`,
    },
    {
      promise: 5,
      zh: '点位记录与时间线不一致，覆盖率不可信',
      en: 'a mark and the timeline do not agree, so coverage cannot be trusted',
      find: sql<{ where: string }>`
        select coalesce(k.id::text, t.payload->>'mark') as where
        from (select * from timeline where kind = 'patrol.point_marked') t
        full join patrol_marks k on k.walk_id = t.stream and k.id::text = t.payload->>'mark'
        where k.id is null or t.id is null or k.result <> t.payload->>'result' or k.point_id::text <> t.payload->>'point'
          or to_char(k.round_day, 'YYYY-MM-DD') || '/' || k.round_number <> t.payload->>'round'
          or k.happened_at <> (t.payload->>'happened_at')::timestamptz`,
    },
    {
      promise: 5,
      zh: '手机同一条记录产生了不止一件事项',
      en: 'one entry of a phone made more than one matter',
      find: sql<{
        where: string
      }>`select result->>'matter_id' as where from field_entries where kind = 'finding' and result ? 'matter_id'
        group by 1 having count(*) > 1`,
    },
  ]
  const broken: BrokenPromise[] = []
  for (const { find, ...what } of checks) {
    const { rows } = await find.execute(house.db)
    if (rows.length)
      broken.push({ ...what, where: rows.slice(0, 20).map((row) => row.where), count: rows.length })
  }
  return broken
}

/** Heads that the chains of the timeline are held against. */
export const patrolHeads = [
  'select id as stream, head_seq as seq, head_hash as hash from patrol_plans',
  'select id as stream, head_seq as seq, head_hash as hash from patrol_walks',
]
