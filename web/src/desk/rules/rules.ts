import { useQuery } from '@tanstack/react-query'
import { type Both, get } from '../../foundation/api.ts'

/** One row of the rules with where it comes from. */
export interface RuleRow {
  [field: string]: unknown
  id: string
  zh?: string
  en?: string
  source?: string
  effective_from?: string
  effective_to?: string
  unverified?: boolean
  note?: string
  pack?: string
  children?: RuleRow[]
}

export interface RulesInForce {
  hash: string
  pack: string
  title: Both
  lineage: { id: string; title: Both; area: Both }[]
  on: string
  unverified: number
  sections: { id: string; rows: RuleRow[] }[]
}

/** The rules in force today. */
export function useRules() {
  return useQuery({
    queryKey: ['rules'],
    queryFn: () => get<RulesInForce>('/api/rules'),
    staleTime: 10 * 60_000,
  })
}
