import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post, put, remove } from '../../foundation/api.ts'
import { type ListFilters, readAddress } from '../inbox/address.ts'
import { useLive } from '../live/stream.ts'

export interface SavedView {
  id: string
  name: string
  address: ListFilters
  shared_with: { id: string; name: string } | null
  made_by: string
  may_change: boolean
  /** Filters whose value no longer exists. */
  stale: ('state' | 'category' | 'urgency' | 'owner' | 'handler')[]
  names: { owner?: string; handler?: string }
}

interface Count {
  value: number
  capped: boolean
}

const viewsKey = ['views'] as const
const countsKey = ['matters', 'views', 'counts'] as const
const path = (id: string) => `/api/views/${id}` as const

/** One's own saved views and those of one's organisations, in one's own order. */
export function useSavedViews() {
  return useQuery({
    queryKey: viewsKey,
    queryFn: async () => {
      const { items } = await get<{ items: SavedView[] }>('/api/views')
      return items.map((view) => ({ ...view, address: readAddress(view.address as Record<string, unknown>) }))
    },
    staleTime: 60_000,
  })
}

/** How many matters wait in each, where that is cheap to say. */
export function useSavedCounts(isWanted: boolean) {
  const client = useQueryClient()
  useLive(() => void (isWanted && client.invalidateQueries({ queryKey: countsKey })), 5000)
  return useQuery({
    queryKey: countsKey,
    queryFn: () => get<Record<string, Count>>('/api/views/counts'),
    staleTime: 15_000,
    enabled: isWanted,
  })
}

export interface ViewChange {
  name?: string
  address?: ListFilters
  shared_with?: string | null
}

/** Saving, changing, ordering and deleting; the list is read anew after each. */
export function useViewChanges() {
  const client = useQueryClient()
  const again = () => {
    void client.invalidateQueries({ queryKey: viewsKey })
    void client.invalidateQueries({ queryKey: countsKey })
  }
  return {
    save: useMutation({
      mutationFn: (view: Required<ViewChange>) => post<SavedView>('/api/views', view),
      onSuccess: again,
    }),
    change: useMutation({
      mutationFn: ({ id, ...change }: ViewChange & { id: string }) => put<SavedView>(path(id), change),
      onSettled: again,
    }),
    order: useMutation({
      mutationFn: (ids: string[]) => put('/api/views/order', { ids }),
      onMutate: (ids) => {
        client.setQueryData<SavedView[]>(viewsKey, (known) =>
          known?.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
        )
      },
      onSettled: again,
    }),
    drop: useMutation({ mutationFn: (id: string) => remove(path(id)), onSettled: again }),
  }
}
