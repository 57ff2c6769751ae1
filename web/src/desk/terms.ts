import { useQuery } from '@tanstack/react-query'
import { get } from '../foundation/api.ts'
import type { RulesInForce } from './rules/rules.ts'
import type { CategoryNode, Choice } from './types.ts'

interface Terms {
  kinds: Choice[]
  categories: CategoryNode[]
  urgencies: Choice[]
  maxText: number
  maxPhotos: number
  categoryOf(id: string): CategoryNode | undefined
}

const none: Terms = {
  kinds: [],
  categories: [],
  urgencies: [],
  maxText: 4000,
  maxPhotos: 9,
  categoryOf: () => undefined,
}

function find(list: CategoryNode[], id: string): CategoryNode | undefined {
  for (const node of list) {
    const found = node.id === id ? node : find(node.children ?? [], id)
    if (found) return found
  }
  return undefined
}

interface FormAnswer {
  kinds: Choice[]
  categories: CategoryNode[]
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
    queryFn: () => get<RulesInForce>('/api/rules'),
    staleTime: 10 * 60_000,
  })
  if (!form.data) return none
  return {
    kinds: form.data.kinds,
    categories: form.data.categories,
    urgencies: (rules.data?.sections.find(({ id }) => id === 'urgencies')?.rows ?? []) as unknown as Choice[],
    maxText: form.data.max_text,
    maxPhotos: form.data.max_photos,
    categoryOf: (id) => find(form.data.categories, id),
  }
}
