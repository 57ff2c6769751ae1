import { randomUUID } from 'node:crypto'
import type { GridCode, GridDrawing } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import {
  type AreaKind,
  type AreaRow,
  areaComplaints,
  type Part,
  readShape,
  refuse,
} from '../territory/index.ts'
import { geometryOf, squareMetres } from './geometry.ts'
import { type Both, type Corner, type GridKind, type Households, isGrid, nextCode } from './rules.ts'
import { sharingPoints } from './snap.ts'

/** A community, its grids of every kind, and every code that was ever used below it. */
export interface Setting {
  community: Corner
  grids: Corner[]
  codes: Set<string>
}

/** What the rules of drawing need to know of the pack. */
export interface DrawingRules {
  grid_drawing: GridDrawing
  grid_codes: readonly GridCode[]
}

export type Opened = AreaRow & { parts: Part[]; householdsFact: Households | null }

export interface Succession {
  from: Corner
  /** Ids of those that go on; the area itself may be among them. */
  to: string[]
  /** Takes what has no point of its own. */
  rest: string
}

/** What a change would do to areas. Everything else follows from it. */
export interface Plan {
  opened: Opened[]
  reshaped: { corner: Corner; parts: Part[]; minor: boolean }[]
  ended: Corner[]
  /** Facts of areas that go on. */
  changed: {
    corner: Corner
    name: string
    nameEn: string | null
    households: Households | null | undefined
  }[]
  successions: Succession[]
  /** Named for an area: a person, or null for nobody. Areas that are not here keep whom they had. */
  workers: Map<string, string | null>
  /** Whose version must be what the person saw. */
  touched: Corner[]
  /** Where the actor must be allowed to draw. */
  communities: Corner[]
  warnings: Both[]
}

export const emptyPlan = (...communities: Corner[]): Plan => ({
  opened: [],
  reshaped: [],
  ended: [],
  changed: [],
  successions: [],
  workers: new Map(),
  touched: [],
  communities,
  warnings: [],
})

/** @throws Problem `input.invalid` with a stable reason, and shapes that show what is wrong */
export function stop(reason: string, zh: string, en: string, shapes: Part[][] = []): never {
  throw new Problem('input.invalid', {
    reason: `grid.${reason}`,
    zh,
    en,
    ...(shapes.length
      ? {
          extra: {
            shapes: shapes.map((parts) => ({
              geometry: geometryOf(parts),
              square_metres: Math.round(squareMetres(parts)),
            })),
          },
        }
      : {}),
  })
}

/** @throws Problem `input.invalid` with every fault of the shape */
export function readDrawn(geometry: unknown, at = 'coordinates'): Part[] {
  const { parts, complaints } = readShape(geometry)
  refuse(
    complaints.map(({ zh, en }) => ({ field: at, zh, en })),
    'grid.shape',
  )
  return parts
}

interface Named {
  code?: string | undefined
  name?: string | undefined
  name_en?: string | null | undefined
  households?: Households | null | undefined
}

/** A new area below a parent, its code checked or found. @throws Problem `input.invalid`, `conflict.exists` */
export function openedArea(
  kind: GridKind,
  dedicatedTo: string | null,
  parent: Pick<Corner, 'id' | 'code' | 'kind' | 'path'>,
  named: Named,
  parts: Part[],
  known: { setting: Setting; rules: DrawingRules; fallbackName?: string },
): Opened {
  const { setting, rules } = known
  const name = named.name ?? known.fallbackName
  if (!name) stop('name', '请给每个新网格起名', 'Give each new grid a name')
  const siblings = setting.grids.filter((grid) => grid.kind === kind && grid.parentId === parent.id)
  const code =
    named.code ??
    nextCode(
      kind,
      parent.code,
      siblings.map((sibling) => sibling.code),
      setting.codes,
      rules.grid_codes,
    )
  if (!code) stop('codes_used', '编码已经用完，请自己填写编码', 'Every code is used; give one yourself')
  refuse(
    areaComplaints({ code, kind, dedicatedTo }, parent as { code: string; kind: AreaKind }, rules.grid_codes),
  )
  if (setting.codes.has(code))
    throw new Problem('conflict.exists', { zh: `编码 ${code} 已经用过`, en: `The code ${code} is taken` })
  setting.codes.add(code)
  return {
    id: randomUUID(),
    code,
    name,
    nameEn: named.name_en ?? null,
    kind,
    dedicatedTo,
    parentId: parent.id,
    path: `${parent.path}.${code}`,
    households: named.households?.count ?? null,
    householdsFact: named.households ?? null,
    parts,
  }
}

/** An active grid of the community. @throws Problem `not_found` */
export function gridOf(setting: Setting, id: string): Corner {
  const found = setting.grids.find((grid) => grid.id === id)
  if (!found)
    throw new Problem('not_found', {
      zh: '没有这个网格，或已经撤销',
      en: 'There is no such grid, or it has ended',
    })
  return found
}

export const microsOf = (setting: Setting, gridId: string) =>
  setting.grids.filter(({ kind, parentId }) => kind === 'micro_grid' && parentId === gridId)

/** Grids beside which this one lies: of the same kind and parent, which must not overlap. */
export function besides(
  setting: Setting,
  kind: AreaKind,
  parentId: string | null,
  not: string[] = [],
): Corner[] {
  return setting.grids.filter(
    (grid) =>
      grid.kind === kind && grid.parentId === parentId && grid.parts.length > 0 && !not.includes(grid.id),
  )
}

/**
 * Ends an area and opens it again below another parent: same name, shape and facts, a code of its new parent. Its
 * micro-grids go with it.
 */
export function moveBelow(
  plan: Plan,
  corner: Corner,
  parent: Pick<Corner, 'id' | 'code' | 'kind' | 'path'>,
  named: Named,
  known: { setting: Setting; rules: DrawingRules; from: Setting },
): Opened {
  if (!isGrid(corner.kind)) throw new RangeError(`not a grid: ${corner.kind}`)
  const { on, source, count } = corner.households ?? {}
  const opened = openedArea(
    corner.kind,
    corner.dedicatedTo,
    parent,
    {
      name_en: corner.nameEn,
      households: on && source && count !== undefined ? { count, on, source } : null,
      ...named,
    },
    corner.parts,
    { setting: known.setting, rules: known.rules, fallbackName: corner.name },
  )
  plan.opened.push({ ...opened, households: opened.households ?? corner.households?.count ?? null })
  plan.ended.push(corner)
  plan.touched.push(corner)
  plan.successions.push({ from: corner, to: [opened.id], rest: opened.id })
  for (const micro of microsOf(known.from, corner.id)) moveBelow(plan, micro, opened, {}, known)
  return opened
}

/**
 * Lays the points of common borders into both neighbours: of what the plan opens or reshapes, and of those beside it,
 * which are then reshaped a little too.
 */
export function shareBorders(plan: Plan, setting: Setting): void {
  const changing = new Map<string, Part[]>([
    ...plan.reshaped.map(({ corner, parts }) => [corner.id, parts] as const),
    ...plan.opened.map(({ id, parts }) => [id, parts] as const),
  ])
  if (changing.size === 0) return
  const ended = new Set(plan.ended.map(({ id }) => id))
  const standing = setting.grids.filter(
    ({ id, parts }) => parts.length > 0 && !ended.has(id) && !changing.has(id),
  )
  const all = [...changing.entries(), ...standing.map(({ id, parts }) => [id, parts] as const)]
  const shared = new Map(
    sharingPoints(all.map(([, parts]) => parts)).map((parts, index) => [all[index]![0], parts]),
  )
  for (const each of plan.opened) each.parts = shared.get(each.id) ?? each.parts
  for (const each of plan.reshaped) each.parts = shared.get(each.corner.id) ?? each.parts
  for (const corner of standing) {
    const parts = shared.get(corner.id)!
    if (pointsOf(parts) !== pointsOf(corner.parts)) plan.reshaped.push({ corner, parts, minor: true })
  }
}

const pointsOf = (parts: Part[]) => parts.flat().reduce((sum, ring) => sum + ring.length, 0)
