import type { Geometry } from 'geojson'
import { type Executor, sql } from '../kernel/database/index.ts'
import type { AreaKind, Part } from '../territory/index.ts'
import type { Consequences } from './carry-out.ts'
import { geometryOf } from './geometry.ts'
import { wordsOfChange } from './present.ts'

interface ChangeRow {
  id: string
  kind: string
  reason: string
  document: string | null
  effectiveFrom: Date
  by: string | null
  organisation: string | null
  areas: {
    id: string
    code: string
    name: string
    kind: AreaKind
    is: 'opened' | 'reshaped' | 'ended' | 'changed'
  }[]
  consequences: Consequences | null
  plannedAt: Date | null
}

/** Changes of one area, or of a community and all in it, the newest first; a page is a walk along an index. */
export async function listChanges(
  executor: Executor,
  query: { area: string; after?: string | undefined; limit?: number | undefined },
) {
  const limit = query.limit ?? 30
  const { rows } = await sql<ChangeRow & { mark: string }>`
    with page as (
      select distinct ca.effective_from, ca.change_id from grid_change_areas ca
      where ca.area_id in (select a.id from areas a where a.path <@ (select path from areas where id = ${query.area}))
        ${query.after ? sql`and (ca.effective_from, ca.change_id) < (select effective_from, id from grid_changes where id = ${query.after}::uuid)` : sql``}
      order by ca.effective_from desc, ca.change_id desc limit ${limit + 1}
    )
    select c.id, c.kind, c.reason, c.document, c.effective_from as "effectiveFrom", p.name as by, o.name as organisation,
      (select jsonb_agg(jsonb_build_object('id', a.id, 'code', a.code, 'name', a.name, 'kind', a.kind, 'is', e->>'is') order by a.code)
        from jsonb_array_elements(c.outcome->'areas') e join areas a on a.id = (e->>'id')::uuid) as areas,
      c.outcome->'consequences' as consequences, g.planned_at as "plannedAt"
    from page join grid_changes c on c.id = page.change_id left join planned_grid_changes g on g.change_id = c.id left join people p on p.id = c.made_by
    left join organisations o on o.id = c.made_by_organisation
    order by c.effective_from desc, c.id desc`.execute(executor)
  const items = rows.slice(0, limit)
  return {
    items: items.map(({ effectiveFrom, by, organisation, areas, plannedAt, ...row }) => ({
      id: row.id,
      kind: row.kind,
      words: wordsOfChange(row.kind),
      reason: row.reason,
      document: row.document,
      effective_from: effectiveFrom.toISOString(),
      planned_at: plannedAt?.toISOString() ?? null,
      made_by: by || organisation ? { name: by, organisation } : null,
      areas: areas ?? [],
      consequences: row.consequences,
    })),
    next: rows.length > limit ? items.at(-1)!.id : null,
  }
}

export interface AreaPast {
  shapes: { from: string; to: string | null; geometry: Geometry }[]
  successors: { id: string; code: string; name: string }[]
  predecessors: { id: string; code: string; name: string }[]
}

/** What an area was: its shapes one after another, what it came from and what it became. */
export async function pastOf(executor: Executor, areaId: string): Promise<AreaPast> {
  const named = (mine: 'area_id' | 'successor_id', theirs: 'area_id' | 'successor_id') => sql<{
    id: string
    code: string
    name: string
  }>`select distinct a.id, a.code, a.name from area_successions s join areas a on a.id = s.${sql.ref(theirs)}
      where s.${sql.ref(mine)} = ${areaId} and a.id <> ${areaId} order by a.code`
  const [shapes, successors, predecessors] = await Promise.all([
    sql<{ from: Date; to: Date | null; parts: Part[] }>`
      select valid_from as "from", valid_to as "to", jsonb_agg(rings order by id) as parts from area_shapes
      where area_id = ${areaId} group by valid_from, valid_to order by valid_from desc, valid_to desc nulls first limit 100`.execute(
      executor,
    ),
    named('area_id', 'successor_id').execute(executor),
    named('successor_id', 'area_id').execute(executor),
  ])
  return {
    shapes: shapes.rows.map(({ from, to, parts }) => ({
      from: from.toISOString(),
      to: to?.toISOString() ?? null,
      geometry: geometryOf(parts),
    })),
    successors: successors.rows,
    predecessors: predecessors.rows,
  }
}
