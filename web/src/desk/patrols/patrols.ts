import { useQuery } from '@tanstack/react-query'
import { get } from '../../foundation/api.ts'
import type { paths } from '../../generated/openapi.ts'
import type { AreaPage } from '../territory/territory.ts'
import type { Say } from '../words/index.ts'

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } }
}
  ? A
  : never

export type PlanRow = Answer<'/api/patrol-plans'>['items'][number]
export type PlanDetail = Answer<'/api/patrol-plans/{id}'>
export type PlanForm = Answer<'/api/patrol-plans/form'>
export type Frequency = PlanRow['frequency']
export type CoveredPlan = Answer<'/api/patrols/coverage'>['items'][number]
export type CoveredPoint = CoveredPlan['points'][number]
export type PointState = CoveredPoint['rounds'][number]['state']
export type Behind = Answer<'/api/patrols/coverage/{plan}/{point}'>

export const usePlan = (id: string | undefined) =>
  useQuery({
    queryKey: ['patrols', 'plan', id],
    queryFn: () => get<PlanDetail>(`/api/patrol-plans/${id!}`),
    enabled: id !== undefined,
  })

export const usePlanForm = (area: string | undefined) =>
  useQuery({
    queryKey: ['patrols', 'form', area ?? null],
    queryFn: () => get<PlanForm>('/api/patrol-plans/form', { area }),
  })

/** The community in which a plan's area lies, or which it is. */
export const useCommunityOf = (area: string | undefined) =>
  useQuery({
    queryKey: ['territory', 'community-of', area],
    enabled: area !== undefined,
    queryFn: async () => {
      const { chain } = await get<AreaPage>(`/api/areas/${area!}`)
      return chain.findLast(({ kind }) => kind === 'community') ?? null
    },
  })

/** How often, as one reads it. */
export function frequencyWords(say: Say, frequency: Frequency): string {
  if (frequency.per !== 'day') return say(`patrols.per.${frequency.per}`, { n: frequency.times })
  const shifts = frequency.shifts.map(({ from, to }) => `${from}–${to}`).join(say('comma'))
  return say('patrols.per.day', { n: frequency.shifts.length, shifts })
}
