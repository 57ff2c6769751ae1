import { sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { system } from '../kernel/permissions/index.ts'
import type { Consumer, TimelineEvent } from '../kernel/timeline/index.ts'
import { relocateMatters } from '../matters/index.ts'

/**
 * Open matters that lie in an area which has ended: somebody asked while it was being divided. They go where their point
 * lies, else where the rest of the area went.
 */
async function followAreas(house: House, tx: Work, events: TimelineEvent[]): Promise<void> {
  const streams = events.map(({ stream }) => stream)
  const { rows } = await sql<{ id: string; to: string }>`
    with recursive stranded as (
      select m.id, m.area_id from matters m join areas a on a.id = m.area_id
      where m.state <> 'closed' and a.active_to is not null
        and (m.id = any(${streams}::uuid[]) or m.area_id = any(${streams}::uuid[]))
    ), onward as (
      select s.id, n.successor_id, n.takes_rest, 1 as depth from stranded s join area_successions n on n.area_id = s.area_id
        and n.successor_id <> s.area_id
      union
      select o.id, n.successor_id, o.takes_rest and n.takes_rest, o.depth + 1 from onward o
        join areas a on a.id = o.successor_id and a.active_to is not null
        join area_successions n on n.area_id = o.successor_id and n.successor_id <> o.successor_id
      where o.depth < 50
    )
    select distinct on (o.id) o.id, o.successor_id as to
    from onward o join areas a on a.id = o.successor_id join matter_words w on w.matter_id = o.id
    where a.active_to is null
    order by o.id, (w.spot is not null and exists (select 1 from area_shapes s where s.area_id = a.id and s.valid_to is null
      and s.outline @> w.spot)) desc, o.takes_rest desc, a.code`.execute(tx)
  await relocateMatters(house, tx, rows, { actor: system, change: null })
}

export function gridConsumers(house: House): Consumer[] {
  return [
    {
      name: 'grids.matters',
      kinds: ['matter.received', 'matter.part_received', 'matter.task_received', 'area.ended'],
      handleMany: (tx, events) => followAreas(house, tx, events),
    },
  ]
}
