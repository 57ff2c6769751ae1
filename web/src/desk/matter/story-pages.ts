import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import type { MatterDetail, TimelineEntry } from '../types.ts'

/** Which events: all, those that the person who asked sees too, or the others. */
export type Shown = 'all' | 'open' | 'internal'

interface StoryPage {
  /** Oldest first. */
  items: TimelineEntry[]
  earlier: number | null
}

const readPage = (
  id: string,
  query: { before?: number; shown?: Shown; limit?: number },
  signal: AbortSignal,
) => get<StoryPage>(`/api/matters/${id}/timeline`, query, { signal })

/**
 * Events that came with the matter since its page was opened: what was on it stays, though the newest push it off the
 * server's page. After so many at once that some are missing between, it begins anew.
 */
function useKept(timeline: TimelineEntry[]): TimelineEntry[] {
  const [kept, setKept] = useState(timeline)
  const last = kept.at(-1)?.seq ?? 0
  const first = timeline[0]?.seq ?? 0
  const isAnew = first > last + 1
  const fresh = isAnew ? timeline : [...kept.filter(({ seq }) => seq < first), ...timeline]
  const isKnown =
    !isAnew && kept.length === fresh.length && kept.every((entry, index) => entry.seq === fresh[index]!.seq)
  if (!isKnown) setKept(fresh)
  return fresh
}

/** How many events after the one that was asked for are shown with it. */
const shownAfter = 10

/**
 * The events of a matter, newest part first and more on demand, however many there are.
 * @param at the event that an address names: where it is far back, the story is told from there
 */
export function useStory(detail: MatterDetail, shown: Shown, at: number | undefined) {
  const kept = useKept(detail.timeline)
  const from = kept[0]?.seq ?? 1
  const isFarBack = at !== undefined && at < from
  const [isAsked, setAsked] = useState(false)
  const start = isFarBack ? Math.min(from, at + shownAfter + 1) : from
  const older = useInfiniteQuery({
    // Not below the matter's own key: what is long past does not change when something new happens.
    queryKey: ['matter-story', detail.id, shown, start],
    queryFn: ({ pageParam, signal }) => readPage(detail.id, { before: pageParam, shown }, signal),
    initialPageParam: start,
    getNextPageParam: ({ earlier }) => earlier ?? undefined,
    enabled: start > 1 && (isAsked || isFarBack || shown !== 'all'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const past = (older.data?.pages ?? []).toReversed().flatMap(({ items }) => items)
  // Between a story from far back and the newest something is missing: only one of them is shown.
  const recent = isFarBack && start < from ? [] : kept
  return {
    entries: [...past, ...recent.filter(({ open }) => shown === 'all' || open === (shown === 'open'))],
    /** Of all events, how many came before those that are shown. */
    earlier: (past[0]?.seq ?? start) - 1,
    hasEarlier: older.data ? older.hasNextPage : start > 1,
    hasNewer: isFarBack && start < from,
    isLoading: older.isFetching,
    error: older.error,
    more(): void {
      if (older.data) void older.fetchNextPage()
      else if (isAsked || older.error) void older.refetch()
      else setAsked(true)
    },
  }
}

/** Every event, for paper. */
export function useWholeStory(detail: MatterDetail) {
  return useQuery({
    queryKey: ['matter-story', detail.id, 'whole', detail.timeline.at(-1)?.seq ?? 0],
    queryFn: async ({ signal }) => {
      let events = detail.timeline
      let before = detail.timeline_earlier
      while (before !== null) {
        const page: StoryPage = await readPage(detail.id, { before, limit: 500 }, signal)
        events = [...page.items, ...events]
        before = page.earlier
      }
      return events
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}
