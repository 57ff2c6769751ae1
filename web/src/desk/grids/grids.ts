import { useQuery } from '@tanstack/react-query'
import type { MultiPolygon, Polygon } from 'geojson'
import { areaKinds, dedications } from '../../../../server/src/territory/rules.ts'
import { type Both, get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { useMyself } from '../shell/me.ts'
import type { AreaPage, ListPage, OrganisationPage } from '../territory/territory.ts'

export type Shape = Polygon | MultiPolygon

export interface SizeFlag {
  is: 'below' | 'above'
  min: number
  max: number
  source: string
  unverified: boolean
}

export interface Households {
  count: number
  /** `YYYY-MM-DD`; empty where the number came without it. */
  on: string | null
  source: string | null
}

interface Named {
  id: string
  code: string
  name: string
}

export interface Grid extends Named {
  name_en: string | null
  kind: string
  dedicated_to: string | null
  parent_id: string | null
  version: number
  shape: Shape | null
  square_metres: number | null
  households: Households | null
  size: SizeFlag | null
  worker: { id: string; name: string } | null
  /** Not known of a community. */
  open_matters?: number
}

export interface CommunityGrids {
  community: Grid
  /** Whether whoever is signed in may divide it. */
  may_change: boolean
  grids: Grid[]
}

export interface Finding {
  geometry: Shape
  square_metres: number
  between: { id: string; name: string }[]
}

export interface Coverage {
  gaps: Finding[]
  overlaps: Finding[]
  outside: Finding[]
  without_shape: Named[]
  tolerance_square_metres: number
  tolerance_unverified: boolean
}

interface Consequences {
  matters: number
  matters_without_point: number
  matters_staying: number
  places: number
  duties: number
  organisations: number
}

export interface PlannedArea extends Named {
  kind: string
  is: 'opened' | 'reshaped' | 'ended'
  minor: boolean
  before_square_metres: number | null
  square_metres: number | null
  shape: Shape | null
  households: Households | null
  size: SizeFlag | null
  worker: { id: string; name: string } | null
}

export interface Preview {
  areas: PlannedArea[]
  versions: Record<string, number>
  consequences: Consequences
  warnings: Both[]
}

export interface GridChange {
  id: string
  kind: string
  words: Both
  reason: string
  document: string | null
  effective_from: string
  /** When it was decided, where it was planned for its day. */
  planned_at: string | null
  made_by: { name: string | null; organisation: string | null } | null
  areas: (Named & { is: 'opened' | 'reshaped' | 'ended' | 'changed' })[]
  consequences: Consequences | null
}

export interface Past {
  shapes: { from: string; to: string | null }[]
  successors: Named[]
  predecessors: Named[]
}

/** A change that is being prepared; `shape` is what the drawing begins with. */
export type Deed =
  | { kind: 'draw'; shape?: Shape }
  | { kind: 'boundary'; grid: Grid; shape?: Shape }
  | { kind: 'split' | 'merge' | 'hand_over' | 'worker'; grid: Grid }

/** What is being drawn on the map for it. */
export type Drawing = { mode: 'polygon' | 'line' } | { mode: 'edit'; shape: Shape }
export type Drawn = { shape: Shape } | { line: [number, number][] }

/** What the map must let a person draw before the change can be foreseen. */
export function drawingOf(deed: Deed | null): Drawing | null {
  if (deed?.kind === 'split') return { mode: 'line' }
  if (deed?.kind === 'draw') return deed.shape ? { mode: 'edit', shape: deed.shape } : { mode: 'polygon' }
  if (deed?.kind !== 'boundary') return null
  const shape = deed.shape ?? deed.grid.shape
  return shape ? { mode: 'edit', shape } : { mode: 'polygon' }
}

/** The parts of both as one geometry; the server joins what touches. */
export function joined(one: Shape | null, other: Shape): Shape {
  const parts = (shape: Shape) => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates)
  return one ? { type: 'MultiPolygon', coordinates: [...parts(one), ...parts(other)] } : other
}

export function useCommunityGrids(id: string | undefined) {
  return useQuery({
    queryKey: ['territory', 'grids', id],
    queryFn: () => get<CommunityGrids>(`/api/communities/${id!}/grids`),
    enabled: id !== undefined,
  })
}

export function useCoverage(id: string) {
  return useQuery({
    queryKey: ['territory', 'grids', id, 'coverage'],
    queryFn: () => get<Coverage>(`/api/communities/${id}/coverage`),
  })
}

/** The community with which somebody begins: their own, or the first one below them. */
export function useHomeCommunity(enabled: boolean) {
  const me = useMyself()
  return useQuery({
    queryKey: ['territory', 'home-community', me.key],
    enabled,
    staleTime: 600_000,
    queryFn: async (): Promise<{ id: string } | null> => {
      for (const { area: own, organisation } of me.duties) {
        const area =
          own ??
          (await get<OrganisationPage>(`/api/organisations/${organisation.id}`).catch(() => null))?.area
        if (!area) continue
        const { chain } = await get<AreaPage>(`/api/areas/${area.id}`)
        const community = chain.find(({ kind }) => kind === 'community')
        if (community) return community
        const below = await get<ListPage<Named>>('/api/areas', {
          parent: area.id,
          kind: 'community',
          limit: 1,
        })
        if (below.items[0]) return below.items[0]
      }
      const { items } = await get<ListPage<Named>>('/api/areas', { kind: 'community', limit: 1 })
      return items[0] ?? null
    },
  })
}

/** What kind of area it is, and for what it is there. */
export function useKindWords() {
  const pick = usePick()
  return ({ kind, dedicated_to }: { kind: string; dedicated_to?: string | null }) => {
    const words = areaKinds[kind as keyof typeof areaKinds] ?? { zh: kind, en: kind }
    const dedicated = dedicated_to ? dedications[dedicated_to as keyof typeof dedications] : undefined
    return [pick(words), dedicated && pick(dedicated)].filter(Boolean).join(' · ')
  }
}

export const metresWords = (squareMetres: number | null) =>
  squareMetres === null ? '—' : `${squareMetres.toLocaleString('en')} m²`
