import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { get } from '../../foundation/api.ts'
import type { MatterRow, Page } from '../types.ts'
import type { MapFilters } from './address.ts'

/** A row of the table beside the map, with its point where it has one. */
export interface PlacedRow extends MatterRow {
  lng: number | null
  lat: number | null
}

/** As the server counts a level. */
export interface Counts {
  open: number
  overdue: number
  passed_on: number
  came_up: number
}

export interface LevelArea {
  id: string
  name: string
  name_en: string | null
  kind: string
}

export interface Levels {
  own: LevelArea
  area: LevelArea
  chain: LevelArea[]
  total: Counts
  here: Counts
  below: (LevelArea & Counts)[]
}

/** What lies in the window, page by page; everything where there is no map. `undefined`: the window is not known yet. */
export function usePlacedRows(filters: MapFilters, bbox: string | null | undefined) {
  const query = useInfiniteQuery({
    queryKey: ['matters', 'map', filters, bbox],
    queryFn: ({ pageParam, signal }) =>
      get<Page<PlacedRow>>(
        '/api/map/matters',
        { ...filters, bbox, cursor: pageParam, limit: 50 },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: bbox !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    refetchOnWindowFocus: false,
  })
  return { query, rows: query.data?.pages.flatMap((page) => page.items) ?? [] }
}

/** The one matter whose pin was chosen and whose row is not on the page yet. */
export function usePlacedRow(filters: MapFilters, pin: { id: string; lng: number; lat: number } | null) {
  const reach = 0.0002
  const { data } = useQuery({
    queryKey: ['matters', 'map', 'one', filters, pin],
    queryFn: async () => {
      const { lng, lat } = pin!
      const bbox = [lng - reach, lat - reach, lng + reach, lat + reach].map((each) => each.toFixed(6)).join()
      const { items } = await get<Page<PlacedRow>>('/api/map/matters', { ...filters, bbox, limit: 100 })
      return items.find(({ id }) => id === pin!.id) ?? null
    },
    enabled: pin !== null,
  })
  return data ?? null
}

export function useLevels(area: string | undefined) {
  return useQuery({
    queryKey: ['matters', 'levels', area ?? null],
    queryFn: () => get<Levels>('/api/map/levels', { area }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })
}
