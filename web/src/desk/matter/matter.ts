import { useQuery } from '@tanstack/react-query'
import { get } from '../../foundation/api.ts'
import type { MatterDetail } from '../types.ts'

export const matterKey = (id: string) => ['matter', id] as const

export const readMatter = (id: string, signal?: AbortSignal) =>
  get<MatterDetail>(`/api/matters/${id}`, undefined, signal ? { signal } : {})

/** One matter, whole: what it is, what happened, and what this person may do now. */
export function useMatter(id: string) {
  return useQuery({
    queryKey: matterKey(id),
    queryFn: ({ signal }) => readMatter(id, signal),
    // What was done to one matter changes others: a part its parent, an original its followers.
    staleTime: 0,
    refetchOnWindowFocus: true,
  })
}
