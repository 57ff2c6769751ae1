import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type Both, get } from '../../foundation/api.ts'
import { useField } from '../keeping/field.ts'

export interface Step {
  seq: number
  at: string
  words: Both
  text: string | null
  actor: { name: string | null; organisation: string | null } | null
}

/** What the server tells of one matter beyond what the phone carries. */
export interface FreshMatter {
  id: string
  number: string
  title: string
  text: string
  version: number
  state: string
  state_words: Both
  due_at: string | null
  address: string | null
  area: string | null
  step_words: Both | null
  actions: { command: string; words: Both; allowed: boolean }[]
  photos: { id: string; url: string; thumb: string; purpose: 'before' | 'after' | 'other' }[]
  /** The newest steps, oldest first. */
  timeline: Step[]
  timeline_earlier: number | null
  five: { asked: { from_person: boolean } }
}

export function useFresh(id: string | undefined, version: number | undefined) {
  const { reach, session } = useField()
  return useQuery({
    queryKey: ['matter', id, version],
    queryFn: ({ signal }) => get<FreshMatter>(`/api/matters/${id}`, undefined, { signal }),
    enabled: id !== undefined && reach === 'online' && session === 'open',
    staleTime: 10_000,
    retry: false,
  })
}

interface StepPage {
  items: Step[]
  earlier: number | null
}

/** What happened before the steps that came with the matter, oldest first, page by page once it is asked for. */
export function useEarlier({ id, timeline_earlier: before }: FreshMatter, isAsked: boolean) {
  const pages = useInfiniteQuery({
    queryKey: ['matter-story', id, before],
    queryFn: ({ pageParam, signal }) =>
      get<StepPage>(`/api/matters/${id}/timeline`, { before: pageParam }, { signal }),
    initialPageParam: before ?? 1,
    getNextPageParam: ({ earlier }) => earlier ?? undefined,
    enabled: isAsked && before !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return {
    steps: (pages.data?.pages ?? []).toReversed().flatMap(({ items }) => items),
    hasMore: pages.data ? pages.hasNextPage : before !== null,
    isLoading: pages.isFetching,
    error: pages.error,
    more: () => void (pages.data ? pages.fetchNextPage() : pages.refetch()),
  }
}
