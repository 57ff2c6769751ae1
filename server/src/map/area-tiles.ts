import { geoJSONToTile } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { type Executor, sql } from '../kernel/database/index.ts'
import type { AreaKind, Datum, Part } from '../territory/index.ts'
import { tilesUnder, toDatum } from './datum.ts'
import { type Bounds, boundsOf, extent, type TileAddress } from './tile.ts'

/** From which zoom each kind is drawn, and to which; a city's seventy thousand grids are few in a tile of zoom 12. */
const zooms: Record<AreaKind, [from: number, to: number]> = {
  city: [0, 10],
  district: [5, 24],
  street: [8, 24],
  community: [10, 24],
  grid: [12, 24],
  dedicated_grid: [13, 24],
  micro_grid: [15, 24],
}

export const kindsAt = (z: number): AreaKind[] =>
  (Object.keys(zooms) as AreaKind[]).filter((kind) => zooms[kind][0] <= z && z <= zooms[kind][1])

/** Grows with every change of an area or a shape. */
export async function territoryVersion(executor: Executor): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from territory_state`.execute(executor)
  return rows[0]!.version
}

interface AreaInTile {
  id: string
  code: string
  name: string
  nameEn: string | null
  kind: AreaKind
  dedicatedTo: string | null
  parts: Part[]
}

/** Areas of some kinds in a box, the widest first. Their parts come one by one: put together in the database they would be written twice. */
async function areasIn(executor: Executor, kinds: AreaKind[], box: Bounds): Promise<AreaInTile[]> {
  const { rows } = await sql<Omit<AreaInTile, 'parts'> & { part: Part }>`
    select a.id, a.code, a.name, a.name_en as "nameEn", a.kind, a.dedicated_to as "dedicatedTo", s.rings as part
    from area_shapes s join areas a on a.id = s.area_id
    where s.valid_to is null and a.active_to is null and a.kind = any(${kinds})
      and box(s.outline) && box(point(${box.west}, ${box.south}), point(${box.east}, ${box.north}))
    order by nlevel(a.path), a.code, s.id`.execute(executor)
  const areas = new Map<string, AreaInTile>()
  for (const { part, ...row } of rows) {
    const known = areas.get(row.id)
    if (known) known.parts.push(part)
    else areas.set(row.id, { ...row, parts: [part] })
  }
  return [...areas.values()]
}

/** A quarter of a tile beyond its edge: outlines do not end there. */
const buffer = 64

/**
 * Areas as a vector tile with two layers: `areas` (polygons with id, code, name, name_en, kind, dedicated_to) and
 * `names` (one point for each area, in the tile that holds it).
 */
export async function areaTile(executor: Executor, tile: TileAddress, datum: Datum): Promise<Uint8Array> {
  const rows = await areasIn(executor, kindsAt(tile.z), boundsUnder(tile, datum))
  const options = { extent, buffer, tolerance: 3, maxZoom: 20 }
  const shapes = geoJSONToTile(
    {
      type: 'FeatureCollection',
      features: rows.map((row) => ({
        type: 'Feature',
        properties: propertiesOf(row),
        geometry: { type: 'MultiPolygon', coordinates: shifted(row.parts, datum) },
      })),
    },
    tile.z,
    tile.x,
    tile.y,
    { ...options, wrap: false, clip: true },
  )
  const names = geoJSONToTile(
    {
      type: 'FeatureCollection',
      features: rows.map((row) => ({
        type: 'Feature',
        properties: propertiesOf(row),
        geometry: { type: 'Point', coordinates: toDatum(centreOf(row.parts), datum) },
      })),
    },
    tile.z,
    tile.x,
    tile.y,
    { ...options, buffer: 0, wrap: false, clip: true },
  )
  return fromGeojsonVt({ areas: shapes, names }, { version: 2, extent })
}

/** The box in WGS-84 of all that may show in the tile. */
function boundsUnder(tile: TileAddress, datum: Datum): Bounds {
  const boxes = tilesUnder(tile, datum).map((each) => boundsOf(each, buffer / extent))
  return {
    west: Math.min(...boxes.map((box) => box.west)),
    south: Math.min(...boxes.map((box) => box.south)),
    east: Math.max(...boxes.map((box) => box.east)),
    north: Math.max(...boxes.map((box) => box.north)),
  }
}

const shifted = (parts: Part[], datum: Datum): Part[] =>
  datum === 'wgs84' ? parts : parts.map((part) => part.map((ring) => ring.map((at) => toDatum(at, datum))))

const propertiesOf = ({ id, code, name, nameEn, kind, dedicatedTo }: AreaInTile) => ({
  id,
  code,
  name,
  ...(nameEn ? { name_en: nameEn } : {}),
  kind,
  ...(dedicatedTo ? { dedicated_to: dedicatedTo } : {}),
})

/** The centre of gravity of the largest part: where a name is written. */
function centreOf(parts: Part[]): [number, number] {
  let best = { size: -1, at: parts[0]![0]![0]! as [number, number] }
  for (const [outer] of parts) {
    let [twice, x, y] = [0, 0, 0]
    const [x0, y0] = outer![0]!
    for (let index = 1; index < outer!.length; index++) {
      const [ax, ay] = [outer![index - 1]![0] - x0, outer![index - 1]![1] - y0]
      const [bx, by] = [outer![index]![0] - x0, outer![index]![1] - y0]
      const cross = ax * by - bx * ay
      twice += cross
      x += (ax + bx) * cross
      y += (ay + by) * cross
    }
    if (Math.abs(twice) > best.size && twice !== 0)
      best = { size: Math.abs(twice), at: [x0 + x / (3 * twice), y0 + y / (3 * twice)] }
  }
  return best.at
}
