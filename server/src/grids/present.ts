import { type Executor, sql } from '../kernel/database/index.ts'
import type { GridSize } from '../kernel/policy/index.ts'
import type { Part } from '../territory/index.ts'
import type { Planned } from './change.ts'
import type { Coverage, Finding } from './coverage.ts'
import { geometryOf, squareMetres } from './geometry.ts'
import { plannedAlready } from './planned/store.ts'
import { type Corner, type Households, sizeFlag } from './rules.ts'

const changeWords: Record<string, { zh: string; en: string }> = {
  draw: { zh: '新划网格', en: 'New grid' },
  split: { zh: '拆分网格', en: 'Split' },
  merge: { zh: '合并网格', en: 'Merged' },
  boundary: { zh: '调整边界', en: 'Border moved' },
  hand_over: { zh: '移交社区', en: 'Handed over to another community' },
  worker: { zh: '更换网格员', en: 'Another worker' },
  households: { zh: '更新户数', en: 'Households counted' },
}

export const wordsOfChange = (kind: string) => changeWords[kind] ?? { zh: kind, en: kind }

const shapeOf = (parts: Part[]) => (parts.length ? geometryOf(parts) : null)
const metresOf = (parts: Part[]) => (parts.length ? Math.round(squareMetres(parts)) : null)

export interface WorkerOn {
  areaId: string
  id: string
  name: string
}

/** Who works each area now, the longest-serving first. */
export async function workersOn(
  executor: Executor,
  areaIds: string[],
  at: Date,
): Promise<Map<string, WorkerOn>> {
  const { rows } = await sql<WorkerOn>`
    select distinct on (d.area_id) d.area_id as "areaId", p.id, p.name from duties d join people p on p.id = d.person_id
    where d.area_id = any(${areaIds}::uuid[]) and d.role = 'grid_worker' and p.erased_at is null
      and d.active_from <= ${at} and (d.active_to is null or d.active_to > ${at})
    order by d.area_id, d.active_from, d.id`.execute(executor)
  return new Map(rows.map((row) => [row.areaId, row]))
}

export function presentCorner(corner: Corner, sizes: readonly GridSize[], worker: WorkerOn | undefined) {
  return {
    id: corner.id,
    code: corner.code,
    name: corner.name,
    name_en: corner.nameEn,
    kind: corner.kind,
    dedicated_to: corner.dedicatedTo,
    parent_id: corner.parentId,
    version: corner.version,
    shape: shapeOf(corner.parts),
    square_metres: metresOf(corner.parts),
    households: corner.households,
    size: sizeFlag(corner.kind, corner.households?.count ?? null, sizes),
    worker: worker ? { id: worker.id, name: worker.name } : null,
  }
}

const presentFinding = ({ parts, squareMetres: square_metres, between }: Finding) => ({
  geometry: geometryOf(parts),
  square_metres,
  between,
})

export const presentCoverage = ({ gaps, overlaps, outside }: Coverage) => ({
  gaps: gaps.map(presentFinding),
  overlaps: overlaps.map(presentFinding),
  outside: outside.map(presentFinding),
})

/** A plan as the person reads it before deciding. */
export async function presentPlan(
  executor: Executor,
  { plan, moves }: Planned,
  sizes: readonly GridSize[],
  at: Date,
) {
  const touched = [
    ...new Set([
      ...plan.reshaped.map(({ corner }) => corner.id),
      ...plan.ended.map(({ id }) => id),
      ...plan.touched.map(({ id }) => id),
    ]),
  ]
  const now = await workersOn(executor, touched, at)
  const names = await namesOf(executor, [
    ...moves.duties.begin.map(({ personId }) => personId),
    ...[...plan.workers.values()].filter((id) => id !== null),
  ])
  const stopping = new Set(moves.duties.end.map(({ id }) => id))
  const workerAfter = (areaId: string) => {
    const begun = moves.duties.begin.find((duty) => duty.areaId === areaId && duty.role === 'grid_worker')
    if (begun) return { id: begun.personId, name: names.get(begun.personId) ?? '' }
    const before = now.get(areaId)
    if (!before || (plan.workers.has(areaId) && plan.workers.get(areaId) !== before.id)) return null
    return stopping.size && plan.ended.some(({ id }) => id === areaId)
      ? null
      : { id: before.id, name: before.name }
  }
  const households = (fact: Households | null | undefined, count: number | null) =>
    fact ?? (count === null ? null : { count, on: null, source: null })
  const areas = [
    ...plan.opened.map((area) => ({
      ...markOf(area),
      is: 'opened' as const,
      minor: false,
      before_square_metres: null,
      square_metres: metresOf(area.parts),
      shape: shapeOf(area.parts),
      households: households(area.householdsFact, area.households),
      size: sizeFlag(area.kind, area.households, sizes),
      worker: workerAfter(area.id),
    })),
    ...plan.reshaped.map(({ corner, parts, minor }) => {
      const changed = plan.changed.find((each) => each.corner.id === corner.id)
      const count = changed ? (changed.households ?? null) : corner.households
      return {
        ...markOf(corner),
        name: changed?.name ?? corner.name,
        is: 'reshaped' as const,
        minor,
        before_square_metres: metresOf(corner.parts),
        square_metres: metresOf(parts),
        shape: shapeOf(parts),
        households: count,
        size: sizeFlag(corner.kind, count?.count ?? null, sizes),
        worker: workerAfter(corner.id),
      }
    }),
    ...plan.ended.map((corner) => ({
      ...markOf(corner),
      is: 'ended' as const,
      minor: false,
      before_square_metres: metresOf(corner.parts),
      square_metres: null,
      shape: null,
      households: corner.households,
      size: null,
      worker: null,
    })),
  ]
  return {
    areas,
    versions: Object.fromEntries(plan.touched.map(({ id, version }) => [id, version])),
    consequences: moves.consequences,
    warnings: [...plan.warnings, ...(await plannedAlready(executor, touched))],
  }
}

const markOf = ({ id, code, name, kind }: Pick<Corner, 'id' | 'code' | 'name' | 'kind'>) => ({
  id,
  code,
  name,
  kind,
})

async function namesOf(executor: Executor, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from people where id = any(${ids}::uuid[])`.execute(executor)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
