import { sql } from 'kysely'
import { registerPhotoReader } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import { type Audience, registerLiveAudience, registerPresenceDoor } from '../kernel/live/index.ts'
import { mayRead } from './reading.ts'

/** Who may see a matter's photos, hear of its changes and know who else has it open. @returns how to take each back */
export function matterDoors(house: House): (() => void)[] {
  return [
    registerPhotoReader(
      async (request, photo) => photo.subjectId !== null && mayRead(house.db, request.actor, photo.subjectId),
    ),
    registerPresenceDoor((actor, subjectId) => mayRead(house.db, actor, subjectId)),
    registerLiveAudience('matter.', async (events) => {
      const { rows } = await sql<{
        id: string
        ownerPath: string
        areaPath: string | null
        hands: string[] | null
      }>`
        select m.id, m.owner_path::text as "ownerPath", m.area_path::text as "areaPath",
          (select array_agg(distinct organisation_id::text) from matter_hands h where h.matter_id = m.id) as hands
        from matters m where m.id = any(${[...new Set(events.map(({ stream }) => stream))]}::uuid[])`.execute(
        house.db,
      )
      const found = new Map(rows.map((row) => [row.id, row]))
      const audiences = new Map<number, Audience>()
      for (const event of events) {
        const matter = found.get(event.stream)
        if (!matter) continue
        const after = event.payload.after as { owner_id?: string } | undefined
        audiences.set(event.id, {
          action: 'matter.read',
          organisationIds: [
            ...new Set([...(matter.hands ?? []), ...(after?.owner_id ? [after.owner_id] : [])]),
          ],
          organisationPaths: [matter.ownerPath],
          areaPaths: matter.areaPath ? [matter.areaPath] : [],
        })
      }
      return audiences
    }),
  ]
}
