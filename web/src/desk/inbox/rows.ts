import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { useLive } from '../live/stream.ts'
import type { MatterRow, Page } from '../types.ts'
import type { ListFilters, View } from './address.ts'
import { type Difference, differenceOf } from './difference.ts'

const pageSize = 40

type Rows = InfiniteData<Page<MatterRow>, string | undefined>

export const rowsKey = (address: ListFilters) => ['matters', 'rows', address] as const
export const countsKey = ['matters', 'counts'] as const

function readPage(address: ListFilters, cursor: string | undefined, limit: number, signal?: AbortSignal) {
  return get<Page<MatterRow>>('/api/matters', { ...address, cursor, limit }, signal ? { signal } : {})
}

/**
 * The rows of one view, and what changed since they were read. Rows stay where they are until `accept` is
 * called: nothing jumps under the finger.
 */
export function useRows(address: ListFilters) {
  const client = useQueryClient()
  const [difference, setDifference] = useState<Difference | null>(null)
  const key = rowsKey(address)
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => readPage(address, pageParam, pageSize, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const keyText = JSON.stringify(key)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view begins without differences
  useEffect(() => setDifference(null), [keyText])

  useLive(async () => {
    const shown = client.getQueryData<Rows>(key)?.pages.flatMap((page) => page.items)
    if (!shown || query.isFetching) return
    const fresh = await readPage(address, undefined, Math.min(100, Math.max(pageSize, shown.length))).catch(
      () => null,
    )
    if (fresh) setDifference(differenceOf(shown, fresh))
  }, 2000)

  return {
    query,
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
    difference,
    async accept() {
      setDifference(null)
      client.setQueryData<Rows>(
        key,
        (known) => known && { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) },
      )
      await query.refetch()
    },
  }
}

type Count = number | { value: number; capped: boolean }
export type Counts = Partial<Record<View, Count>>

/** How many matters wait in each view. */
export function useCounts() {
  const client = useQueryClient()
  useLive(() => void client.invalidateQueries({ queryKey: countsKey }), 2000)
  return useQuery({
    queryKey: countsKey,
    queryFn: () => get<Counts>('/api/matters/counts'),
    staleTime: 15_000,
    refetchOnWindowFocus: true,
  })
}
