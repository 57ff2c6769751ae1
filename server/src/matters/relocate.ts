import { sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, type Role, reachOf, roles } from '../kernel/permissions/index.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { gridWorkerOf } from '../territory/index.ts'

/** An open matter and where it lies; the point is the person's own and goes to nobody. */
export interface Located {
  id: string
  areaId: string
  spot: [number, number] | null
}

/** Open matters in some areas themselves, not in those below. */
export async function openMattersIn(executor: Executor, areaIds: string[]): Promise<Located[]> {
  const { rows } = await sql<{ id: string; areaId: string; lng: number | null; lat: number | null }>`
    select m.id, m.area_id as "areaId", w.spot[0] as lng, w.spot[1] as lat
    from matters m join matter_words w on w.matter_id = m.id
    where m.area_id = any(${areaIds}::uuid[]) and m.state <> 'closed' order by m.id`.execute(executor)
  return rows.map(({ id, areaId, lng, lat }) => ({
    id,
    areaId,
    spot: lng === null || lat === null ? null : [lng, lat],
  }))
}

const byArea = (Object.keys(roles) as Role[]).filter((role) => reachOf(role, 'matter.handle') === 'area')

/** Whose territory it lies in now: they may read it, whoever owns it. */
const concerned = sql`o.active_to is null and o.kind in ('community_committee', 'street_office')
  and o.area_id in (select a.id from areas a where a.path @> moved.area_path)`

interface Moving {
  id: string
  version: number
  from: string | null
  ownerId: string
  handlerId: string | null
  /** The handler still has a duty with the owner that covers the new area. */
  handlerStays: boolean
  headSeq: number
  headHash: Buffer
}

/**
 * Puts open matters into other areas, because the territory was divided anew. The owner and the deadline stay; a
 * handler who works by area and whose area it is no more gives it to the grid worker whose it is now.
 */
export async function relocateMatters(
  house: House,
  tx: Work,
  moves: { id: string; to: string }[],
  by: { actor: Actor; change: string | null },
): Promise<void> {
  const now = house.now()
  for (const { id, to } of moves.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const { rows } = await sql<Moving>`
      select m.id, m.version, m.area_id as "from", m.owner_id as "ownerId", m.handler_id as "handlerId", m.head_seq as "headSeq",
        m.head_hash as "headHash", exists (
          select 1 from duties d left join areas da on da.id = d.area_id
          where d.person_id = m.handler_id and d.organisation_id = m.owner_id and d.active_from <= ${now}
            and (d.active_to is null or d.active_to > ${now})
            and (d.role <> all(${byArea}) or (select path from areas where id = ${to}::uuid) <@ da.path)) as "handlerStays"
      from matters m where m.id = ${id} and m.state <> 'closed' for update of m`.execute(tx)
    const matter = rows[0]
    if (!matter || matter.from === to) continue
    const worker = matter.handlerId && !matter.handlerStays ? await gridWorkerOf(tx, to, now) : undefined
    const handlerId = matter.handlerStays
      ? matter.handlerId
      : worker?.organisationId === matter.ownerId
        ? worker.personId
        : null
    const head = await appendEvents(tx, {
      stream: id,
      streamKind: 'matter',
      head: { seq: matter.headSeq, hash: matter.headHash },
      at: now,
      actorId: by.actor.personId,
      actorOrganisationId: by.actor.duties[0]?.organisationId ?? null,
      digest: house.configuration.digest,
      events: [
        {
          kind: 'matter.relocated',
          payload: {
            open: false,
            area_from: matter.from,
            area_to: to,
            change: by.change,
            version: matter.version + 1,
            ...(handlerId && handlerId !== matter.handlerId
              ? { handler_id: handlerId, tell: [{ staff: handlerId, purpose: 'assigned' }] }
              : {}),
          },
        },
      ],
    })
    await sql`
      with moved as (
        update matters set area_id = ${to}::uuid, area_path = (select path from areas where id = ${to}::uuid),
          handler_id = ${handlerId}::uuid, version = version + 1, head_seq = ${head.seq}, head_hash = ${head.hash}
        where id = ${id} returning id, area_path
      ), marked as (
        update matter_words set search = ts_delete(search, '/' || replace(${matter.from ?? ''}::text, '-', '')) || search_marks(
          array(select o.id from moved join organisations o on ${concerned}), ${to}::uuid, null)
        where matter_id = ${id} and erased_at is null
      )
      insert into matter_hands (matter_id, organisation_id, since)
      select moved.id, o.id, ${now}::timestamptz from moved join organisations o on ${concerned}
      on conflict (organisation_id, matter_id) do nothing`.execute(tx)
  }
}
