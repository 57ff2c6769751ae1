import { useQuery } from '@tanstack/react-query'
import { type Both, get } from '../../foundation/api.ts'
import { useField } from '../keeping/field.ts'

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
  timeline: {
    seq: number
    at: string
    words: Both
    text: string | null
    actor: { name: string | null; organisation: string | null } | null
  }[]
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
