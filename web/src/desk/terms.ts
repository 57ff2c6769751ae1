import { useQuery } from '@tanstack/react-query'
import { get } from '../foundation/api.ts'
import type { CategoryNode, Choice } from './types.ts'

interface Terms {
  kinds: Choice[]
  categories: CategoryNode[]
  urgencies: Choice[]
  maxText: number
  maxPhotos: number
}

const none: Terms = { kinds: [], categories: [], urgencies: [], maxText: 4000, maxPhotos: 9 }

interface FormAnswer {
  kinds: Choice[]
  categories: CategoryNode[]
  urgencies?: Choice[]
  max_text: number
  max_photos: number
}

/** The terms of the rules in force: kinds, categories as a tree, urgencies. Empty until they are known. */
export function useTerms(): Terms {
  const form = useQuery({
    queryKey: ['terms', 'form'],
    queryFn: () => get<FormAnswer>('/api/requests/form'),
    staleTime: 10 * 60_000,
  })
  const rules = useQuery({
    queryKey: ['rules'],
    queryFn: () => get<{ rules?: { urgencies?: Choice[] }; urgencies?: Choice[] }>('/api/rules'),
    staleTime: 10 * 60_000,
    enabled: form.data !== undefined && form.data.urgencies === undefined,
  })
  if (!form.data) return none
  return {
    kinds: form.data.kinds,
    categories: form.data.categories,
    urgencies: form.data.urgencies ?? rules.data?.rules?.urgencies ?? rules.data?.urgencies ?? [],
    maxText: form.data.max_text,
    maxPhotos: form.data.max_photos,
  }
}
