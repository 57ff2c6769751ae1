import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { JobSet } from '../kernel/jobs/index.ts'
import { endForgotten } from './walks.ts'

/** The day before which a retention rule of the pack has run out; undefined where the pack has none. */
async function bound(house: House, rule: string): Promise<Date | undefined> {
  const { retention } = await house.rulesNow()
  const found = retention.find(({ id }) => id === rule)
  return found && new Date(house.now().getTime() - found.limit * 86_400_000)
}

/**
 * Erases what is known about workers on patrol once its time is over: first where they stood, later that it was they
 * who walked and what they wrote, and the receipts of their phones. That a point was walked stays, so that coverage of
 * long ago does not change.
 */
export async function eraseOldPatrols(house: House): Promise<void> {
  const [positions, walks, entries] = await Promise.all([
    bound(house, 'patrol_positions'),
    bound(house, 'patrol_walks'),
    bound(house, 'field_entries'),
  ])
  if (positions)
    await sql`update patrol_marks set spot = null, accuracy = null where spot is not null and received_at < ${positions}`.execute(
      house.db,
    )
  if (walks)
    await house.db.transaction().execute(async (tx) => {
      await sql`update patrol_marks set words = null, checks = null, spot = null, accuracy = null
        where walk_id in (select id from patrol_walks where worker_id is not null and started_received_at < ${walks})`.execute(
        tx,
      )
      await sql`update patrol_walks set worker_id = null where worker_id is not null and started_received_at < ${walks} and ended_at is not null`.execute(
        tx,
      )
    })
  if (entries) await sql`delete from field_entries where received_at < ${entries}`.execute(house.db)
}

export function patrolJobs(house: House): JobSet {
  return {
    handlers: {
      erase_old_patrols: async () => eraseOldPatrols(house),
      end_forgotten_walks: async () => void (await endForgotten(house)),
    },
    // 00:10 and 02:53 in Asia/Shanghai.
    crontab: '10 16 * * * end_forgotten_walks\n53 18 * * * erase_old_patrols',
  }
}
