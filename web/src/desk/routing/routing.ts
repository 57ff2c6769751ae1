import { useQuery } from '@tanstack/react-query'
import { type Both, get } from '../../foundation/api.ts'

export type Level = 'grid' | 'community' | 'street' | 'district' | 'city'

export interface Route {
  id: string
  /** A prefix; `*` is whatever no other row names. */
  category: string
  path: Both[]
  level: Level
  lead: boolean
  kind: string
  kind_words: Both | null
  function: string | null
  function_words: Both | null
  organisations: number
  first: { id: string; name: string }[]
  areas: number
  gaps: number
  source: string
  effective_from: string
  effective_to: string | null
  unverified: boolean
  note: string | null
  pack: string
}

/** The routing directory of the rules in force with who is there. */
export function useRouting() {
  return useQuery({
    queryKey: ['territory', 'routing'],
    queryFn: () => get<{ on: string; items: Route[] }>('/api/routing'),
    staleTime: 60_000,
  })
}
