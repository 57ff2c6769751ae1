import type { GridCode, GridSize } from '../kernel/policy/index.ts'
import type { AreaKind, Part } from '../territory/index.ts'

export interface Both {
  zh: string
  en: string
}

export interface Households {
  count: number
  /** `YYYY-MM-DD`: when they were counted. */
  on: string
  source: string
}

/** An area with its current shape, as the rules of drawing see it. */
export interface Corner {
  id: string
  code: string
  name: string
  nameEn: string | null
  kind: AreaKind
  dedicatedTo: string | null
  parentId: string | null
  path: string
  /** `on` and `source` are empty where the number came without them. */
  households: { count: number; on: string | null; source: string | null } | null
  /** Grows with each change of the area; what a person saw must still be so when they act. */
  version: number
  parts: Part[]
}

export const gridKinds = ['grid', 'dedicated_grid', 'micro_grid'] as const
export type GridKind = (typeof gridKinds)[number]

export const isGrid = (kind: AreaKind): kind is GridKind => (gridKinds as readonly string[]).includes(kind)

export interface SizeFlag {
  is: 'below' | 'above'
  min: number
  max: number
  source: string
  unverified: boolean
}

/** Whether a number of households lies outside what the pack names for this kind of grid; null where it does not, or says nothing. */
export function sizeFlag(
  kind: AreaKind,
  households: number | null,
  sizes: readonly GridSize[],
): SizeFlag | null {
  const size = sizes.find(({ level }) => level === kind)
  if (!size || households === null) return null
  const { min_households: min, max_households: max, source } = size
  if (households >= min && households <= max) return null
  return {
    is: households < min ? 'below' : 'above',
    min,
    max,
    source,
    unverified: size.unverified ?? false,
  }
}

/**
 * The next free code below a parent, in the form that its other grids have; undefined where every number is used.
 * @param taken every code below the community, ended ones too: a code is never used twice
 */
export function nextCode(
  kind: GridKind,
  parentCode: string,
  siblings: readonly string[],
  taken: ReadonlySet<string>,
  gridCodes: readonly GridCode[],
): string | undefined {
  const model = siblings.toSorted().at(-1)
  const serialDigits =
    kind === 'micro_grid'
      ? model
        ? model.length - parentCode.length
        : 2
      : (gridCodes.find(({ digits }) => digits === model?.length)?.parts.at(-1)?.digits ?? 3)
  const stem =
    kind === 'micro_grid' ? parentCode : model ? model.slice(0, -serialDigits) : parentCode.slice(0, 12)
  if (serialDigits < 1) return undefined
  for (let serial = 1; serial < 10 ** serialDigits; serial++) {
    const code = `${stem}${String(serial).padStart(serialDigits, '0')}`
    if (!taken.has(code)) return code
  }
  return undefined
}

/** Households of merged grids: their sum where each is known, counted when the oldest was. */
export function summedHouseholds(of: readonly Corner[]): Households | null {
  const known = of.flatMap(({ households }) =>
    households?.on && households.source
      ? [{ ...households, on: households.on, source: households.source }]
      : [],
  )
  if (known.length !== of.length || known.length === 0) return null
  return {
    count: known.reduce((sum, { count }) => sum + count, 0),
    on: known.map(({ on }) => on).toSorted()[0]!,
    source: [...new Set(known.map(({ source }) => source))].join('；'),
  }
}
