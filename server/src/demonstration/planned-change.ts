import { planChange, previewVersions } from '../grids/index.ts'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { actorLater } from '../kernel/identity/index.ts'

/** How long before its day a change of posts is decided. */
const daysAhead = 14

/**
 * One change of grids that is decided and still to come: in the community of the account `community`, another worker
 * takes over a grid. Done once; does nothing where something is planned already.
 */
export async function planDemonstrationChange(house: House): Promise<void> {
  const { rows } = await sql<{ author: string; grid: string; worker: string }>`
    with home as (
      select a.path from accounts c join duties d on d.person_id = c.person_id and d.active_to is null
      join organisations o on o.id = d.organisation_id join areas a on a.id = o.area_id and a.kind = 'community' where c.name = 'community' and c.demonstration limit 1
    ), workers as (
      select a.id as grid, d.person_id, a.code from home join areas a on a.path <@ home.path and a.kind = 'grid' and a.active_to is null
      join duties d on d.area_id = a.id and d.role = 'grid_worker' and d.active_to is null
      where not exists (select 1 from accounts c where c.person_id = d.person_id)
    )
    select (select person_id from accounts where name = 'street' and demonstration) as author,
      w.grid, other.person_id as worker
    from workers w join workers other on other.code < w.code and other.person_id <> w.person_id
    where not exists (select 1 from planned_grid_changes)
    order by w.code desc, other.code desc limit 1`.execute(house.db)
  const wanted = rows[0]
  const author = wanted?.author && (await actorLater(house.db, wanted.author, house.now()))
  if (!wanted || !author) return
  const change = { kind: 'worker' as const, area_id: wanted.grid, worker_id: wanted.worker }
  await planChange(house, author, {
    change,
    reason: '网格员轮岗，先交接再上岗',
    versions: await previewVersions(house, author, change),
    on: addDays(shanghaiDate(house.now()), daysAhead),
  })
}
