import { sql } from 'kysely'
import { registerPhotoReader } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import { type Audience, registerLiveAudience, registerPresenceDoor } from '../kernel/live/index.ts'
import { type Role, reachOf, roles } from '../kernel/permissions/index.ts'
import { registerEndGuard } from '../territory/index.ts'
import { handlersDoor } from './handlers.ts'
import { paperPurpose } from './own-room.ts'
import { mayRead } from './reading.ts'

/** Those who read by territory alone, such as grid workers; all others read by organisation. */
const readersByArea = (Object.keys(roles) as Role[]).filter((role) => reachOf(role, 'matter.read') === 'area')

/** What matters tell the rooms below: who may see photos, hear of changes, be seen looking; what still holds an organisation. @returns how to take each back */
export function matterDoors(house: House): (() => void)[] {
  return [
    handlersDoor(house),
    registerEndGuard(async (tx, organisationId) => {
      const { rows } =
        await sql`select 1 from matters where owner_id = ${organisationId} and step is not null limit 1`.execute(
          tx,
        )
      return rows.length > 0 ? { zh: '主办的未办结事项', en: 'open matters that it owns' } : null
    }),
    registerPhotoReader(
      async (request, photo) =>
        photo.subjectId !== null &&
        photo.purpose !== paperPurpose &&
        mayRead(house.db, request.actor, photo.subjectId),
    ),
    registerPresenceDoor((actor, subjectId) => mayRead(house.db, actor, subjectId)),
    registerLiveAudience('matter.', async (events) => {
      const { rows } = await sql<{
        id: string
        ownerPath: string
        hands: string[] | null
        people: string[] | null
        handler: string | null
      }>`
        select m.id, m.owner_path::text as "ownerPath", (select array_agg(d.person_id::text) from duties d join areas a on a.id = d.area_id
            where a.path @> m.area_path and d.role = any(${readersByArea}) and d.active_from <= ${house.now()}
              and (d.active_to is null or d.active_to > ${house.now()})) as people, m.handler_id::text as handler,
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
          // Areas would be heard by everyone above them; reading takes only those who are responsible for the corner.
          areaPaths: [],
          personIds: [...(matter.people ?? []), ...(matter.handler ? [matter.handler] : [])],
        })
      }
      return audiences
    }),
  ]
}
