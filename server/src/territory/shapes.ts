import { type Executor, sql } from '../kernel/database/index.ts'
import type { AreaKind } from './rules.ts'
import type { Part } from './shape.ts'

export interface ShapeSearch {
  /** Only this area and those in it. */
  within?: string
  kind?: AreaKind
  /** West, south, east, north in degrees. */
  bbox?: [number, number, number, number]
}

/** The most areas in one answer; a map asks for its own part. */
export const mostShapes = 10_000

function wanted({ within, kind, bbox }: ShapeSearch) {
  const [west, south, east, north] = bbox ?? []
  return sql`s.valid_to is null and a.active_to is null
    ${within ? sql`and a.path <@ (select path from areas where id = ${within})` : sql``}
    ${kind ? sql`and a.kind = ${kind}` : sql``}
    ${bbox ? sql`and box(s.outline) && box(point(${west}, ${south}), point(${east}, ${north}))` : sql``}`
}

/** Changes whenever the answer of `shapesAsGeoJson` would; reads no coordinates. */
export async function shapesMark(executor: Executor, search: ShapeSearch): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select count(*) || '-' || coalesce(max(s.id), 0) || '-' ||
      to_hex(coalesce(bit_xor(hashtextextended(concat_ws('|', s.id, a.name, a.name_en), 0)), 0)) as mark
    from area_shapes s join areas a on a.id = s.area_id where ${wanted(search)}`.execute(executor)
  return rows[0]!.mark
}

/** A GeoJSON FeatureCollection as text: outer rings anticlockwise (RFC 7946); `truncated` where there are more. */
export async function shapesAsGeoJson(executor: Executor, search: ShapeSearch): Promise<string> {
  const { rows } = await sql<{ feature: string }>`
    select jsonb_build_object('type', 'Feature', 'id', a.id,
      'properties', jsonb_build_object('code', a.code, 'name', a.name, 'name_en', a.name_en, 'kind', a.kind,
        'dedicated_to', a.dedicated_to, 'parent_id', a.parent_id),
      'geometry', case when count(*) = 1
        then jsonb_build_object('type', 'Polygon', 'coordinates', (jsonb_agg(s.rings))->0)
        else jsonb_build_object('type', 'MultiPolygon', 'coordinates', jsonb_agg(s.rings order by s.id)) end)::text as feature
    from area_shapes s join areas a on a.id = s.area_id where ${wanted(search)}
    group by a.id order by a.code limit ${mostShapes + 1}`.execute(executor)
  const features = rows.slice(0, mostShapes).map(({ feature }) => feature)
  return `{"type":"FeatureCollection","truncated":${rows.length > mostShapes},"features":[${features.join(',')}]}`
}

/** The parts of each area's current shape. */
export async function currentShapes(executor: Executor, areaIds: string[]): Promise<Map<string, Part[]>> {
  const { rows } = await sql<{ areaId: string; parts: Part[] }>`
    select area_id as "areaId", jsonb_agg(rings order by id) as parts from area_shapes
    where area_id = any(${areaIds}::uuid[]) and valid_to is null group by area_id`.execute(executor)
  return new Map(rows.map(({ areaId, parts }) => [areaId, parts]))
}
