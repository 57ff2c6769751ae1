import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import { type AreaName, areaChain, likeText, named } from './areas.ts'
import { record, type Writer } from './history.ts'
import type { AreaKind } from './rules.ts'

/** A place with a code on its wall. */
export interface Place {
  code: string
  areaId: string
  name: string
  address: string | null
  lng: number
  lat: number
}

export interface FoundPlace {
  /** `place`: a code on a wall; `area`: a part of the territory. */
  kind: 'place' | 'area'
  code: string
  areaId: string
  areaKind: AreaKind
  name: string
  address: string | null
  /** Degrees; for an area the middle of the box round its shape. */
  lng: number | null
  lat: number | null
  /** Names from the district down. */
  chain: AreaName[]
}

/** The place whose code was scanned; the code of an area stands for the whole of it. */
export async function placeByCode(
  executor: Executor,
  code: string,
): Promise<(Place & { isArea: boolean; chain: AreaName[] }) | undefined> {
  const { rows } = await sql<Place & { isArea: boolean }>`
    select code, area_id as "areaId", name, address, spot[0] as lng, spot[1] as lat, false as "isArea"
    from place_codes where code = ${code} and active_to is null
    union all
    select a.code, a.id, a.name, null, (middle.spot)[0], (middle.spot)[1], true
    from areas a cross join lateral (
      select point(box(s.outline)) as spot from area_shapes s where s.area_id = a.id and s.valid_to is null order by s.id limit 1) middle
    where a.code = ${code} and a.active_to is null
    limit 1`.execute(executor)
  const place = rows[0]
  return place && { ...place, chain: await areaChain(executor, place.areaId) }
}

/** Words that half the city holds are not worth ranking all of it. */
const mostRanked = 500

/** Addresses and names of areas that hold the words; at most ten, what begins with them first. */
export async function findPlaces(executor: Executor, words: string): Promise<FoundPlace[]> {
  const begins = `${likeText(words)}%`
  const { rows } = await sql<Omit<FoundPlace, 'chain'>>`
    with places as (
      select 'place' as kind, p.code, p.area_id, p.name, p.address, p.spot, 0 as depth
      from place_codes p
      where p.active_to is null and ${named(sql`(p.name || ' ' || coalesce(p.address, ''))`, words)}
      limit ${mostRanked}
    ), found_areas as (
      select 'area' as kind, a.code, a.id as area_id, a.name, null::text as address, null::point as spot, nlevel(a.path) as depth
      from areas a where a.active_to is null and ${named(sql`a.name`, words)}
      limit ${mostRanked}
    ), best as (
      select *, name ilike ${begins} as begins from (select * from places union all select * from found_areas) f
      order by begins desc, length(name), depth, code limit 10
    )
    select b.kind, b.code, b.area_id as "areaId", a.kind as "areaKind", b.name, b.address, at.spot[0] as lng, at.spot[1] as lat
    from best b join areas a on a.id = b.area_id
    cross join lateral (select coalesce(b.spot, (
      select point(box(s.outline)) from area_shapes s where s.area_id = b.area_id and s.valid_to is null order by s.id limit 1)) as spot) at
    order by b.begins desc, length(b.name), b.depth, b.code`.execute(executor)
  return Promise.all(rows.map(async (row) => ({ ...row, chain: await areaChain(executor, row.areaId) })))
}

/** Puts place codes up, or changes them. Only inside `changingTerritory`. */
export async function setPlaces(tx: Work, writer: Writer, places: Place[]): Promise<void> {
  for (let from = 0; from < places.length; from += 5000)
    await sql`
      insert into place_codes (code, area_id, name, address, spot)
      select r.code, r."areaId", r.name, r.address, point(r.lng, r.lat)
      from jsonb_to_recordset(${JSON.stringify(places.slice(from, from + 5000))}::jsonb) as r (
        code text, "areaId" uuid, name text, address text, lng float8, lat float8)
      on conflict (code) do update set area_id = excluded.area_id, name = excluded.name, address = excluded.address,
        spot = excluded.spot, active_to = null`.execute(tx)
  await record(
    tx,
    writer,
    places.map(({ areaId, ...payload }) => ({
      stream: areaId,
      streamKind: 'area',
      kind: 'place.coded',
      payload,
    })),
  )
}
