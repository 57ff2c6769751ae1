import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Door, readSteps, type TimelineEntry, type TrackedRequest } from '../requests-api.ts'

interface Told {
  /** Oldest first. */
  entries: TimelineEntry[]
  earlier: string | null
}

/** What was shown stays when new steps come; after so many at once that some are missing between, it begins anew. */
function renewed(told: Told, { timeline, timeline_earlier: earlier }: TrackedRequest): Told {
  const from = told.entries.findIndex(({ id }) => id === timeline[0]?.id)
  if (from < 0) return { entries: timeline, earlier }
  return { entries: [...told.entries.slice(0, from), ...timeline], earlier: told.earlier }
}

/** The newest steps of a matter, and earlier ones page by page. */
export function useSteps(request: TrackedRequest, door: Door) {
  const [kept, setKept] = useState({ of: request, told: renewed({ entries: [], earlier: null }, request) })
  if (kept.of !== request) setKept({ of: request, told: renewed(kept.told, request) })
  const { entries, earlier } = kept.told
  const reading = useMutation({
    mutationFn: (before: string) => readSteps(door, before),
    onSuccess: (page, before) =>
      setKept(({ of, told }) => ({
        of,
        told:
          told.earlier === before
            ? { entries: [...page.items, ...told.entries], earlier: page.earlier }
            : told,
      })),
  })
  return {
    entries,
    hasEarlier: earlier !== null,
    isReading: reading.isPending,
    error: reading.error,
    /** The newest of those that were asked for last. */
    goesOnAt: reading.data?.items.at(-1)?.id,
    more: () => earlier !== null && !reading.isPending && reading.mutate(earlier),
  }
}
