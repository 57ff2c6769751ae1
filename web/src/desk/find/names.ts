import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { get } from '../../foundation/api.ts'

interface Names {
  organisations: { id: string; name: string }[]
  people: { id: string; name: string; organisation: string }[]
}

/** Where the name of an organisation or a colleague that was chosen is kept for the filters to show. */
export const nameKey = (id: string) => ['name', id] as const

/** Organisations and colleagues whose name fits what is typed. */
export function useNames(typed: string, isWanted: boolean): Names | undefined {
  const q = useDeferredValue(typed.trim())
  const { data } = useQuery({
    queryKey: ['names', q],
    queryFn: ({ signal }) => get<Names>('/api/matters/names', { q }, { signal }),
    enabled: isWanted && [...q].length >= 2 && q.length <= 20,
    staleTime: 60_000,
  })
  return isWanted ? data : undefined
}
