import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import { type Audience, registerLiveAudience } from '../kernel/live/index.ts'
import { registerEndGuard } from '../territory/index.ts'
import { whistleBoards } from './board.ts'

/** What whistles tell the rooms below: their board, who hears of changes, and what still holds an organisation. @returns how to take each back */
export function whistleDoors(house: House): (() => void)[] {
  return [
    whistleBoards(house),
    registerEndGuard(async (tx, organisationId) => {
      const { rows } =
        await sql`select 1 from whistles where organisation_id = ${organisationId} and state = 'running'
        union all select 1 from whistle_calls where organisation_id = ${organisationId} and ended_at is null limit 1`.execute(
          tx,
        )
      return rows.length > 0 ? { zh: '进行中的吹哨', en: 'running whistles' } : null
    }),
    registerLiveAudience('whistle.', async (events) => {
      const whistleOf = ({ payload, stream }: (typeof events)[number]) =>
        (payload.whistle as string | undefined) ?? stream
      const { rows } = await sql<{
        id: string
        path: string
        area: string | null
        caller: string
        called: string[] | null
        paths: string[] | null
      }>`
        select w.id, w.organisation_path::text as path, w.organisation_id::text as caller, w.area_path::text as area,
          (select array_agg(c.organisation_id::text) from whistle_calls c where c.whistle_id = w.id) as called,
          (select array_agg(c.organisation_path::text) from whistle_calls c where c.whistle_id = w.id) as paths
        from whistles w where w.id = any(${[...new Set(events.map(whistleOf))]}::uuid[])`.execute(house.db)
      const found = new Map(rows.map((row) => [row.id, row]))
      const audiences = new Map<number, Audience>()
      for (const event of events) {
        const whistle = found.get(whistleOf(event))
        if (whistle)
          audiences.set(event.id, {
            action: 'whistle.read',
            organisationIds: [whistle.caller, ...(whistle.called ?? [])],
            organisationPaths: [whistle.path, ...(whistle.paths ?? [])],
            areaPaths: whistle.area ? [whistle.area] : [],
          })
      }
      return audiences
    }),
  ]
}
