import { sql } from '../kernel/database/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { matterConsumers } from '../matters/index.ts'
import { personMessages } from '../requests/index.ts'
import { loadLand } from './land.ts'
import type { PastSize } from './past/plan.ts'
import { houseOfThePast, tellPast } from './past/telling.ts'

/** The city was founded so long before the visitor's first start: nothing of its past is older. */
const foundedBefore = 200 * 86_400_000

export interface Loading {
  /** How much of an invented past comes with the land and its people; none where it is left out. */
  past?: PastSize | false
  /** Hears how far the past is told. */
  onProgress?: (told: number, of: number) => void
}

/**
 * Loads the fictional city, its people and their accounts, and its past: matters that went their way through the real
 * commands, on a clock of their own. A second call goes on where a first was cut off, and changes nothing that is there.
 * @returns false where it does nothing: outside demonstration mode, or in an installation with areas of its own
 */
export async function loadDemonstration(house: StandingHouse, loading: Loading = {}): Promise<boolean> {
  if (!house.configuration.demo) return false
  const founded = { at: new Date(house.now().getTime() - foundedBefore) }
  if (!(await loadLand(house, await houseOfThePast(house, founded)))) return false
  if (loading.past) await loadPast(house, loading.past, loading.onProgress)
  return true
}

async function loadPast(
  house: StandingHouse,
  size: PastSize,
  onProgress: Loading['onProgress'],
): Promise<void> {
  const { rows } = await sql<{ present_at: Date; past: PastSize; loaded_at: Date | null }>`
    insert into demonstration (present_at, past) values (${house.now()}, ${size})
    on conflict (only_one) do update set only_one = true returning present_at, past, loaded_at`.execute(
    house.db,
  )
  const { present_at: present, past, loaded_at: loadedAt } = rows[0]!
  if (loadedAt) return
  await tellPast(house, past, present, onProgress)
  await rememberTold(house)
  await sql`update demonstration set loaded_at = ${house.now()}`.execute(house.db)
}

/** Everybody has heard of the past in its time: the timeline's readers begin behind it. */
async function rememberTold(house: StandingHouse): Promise<void> {
  for (const { name } of [...matterConsumers(house), personMessages(house)])
    await sql`insert into timeline_cursors (name, xid, event_id)
      select ${name}, t.xid, t.id from timeline t order by t.xid desc, t.id desc limit 1
      on conflict (name) do nothing`.execute(house.db)
}
