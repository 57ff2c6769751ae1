import { speak } from '../../foundation/i18n.ts'
import type { Way } from '../../foundation/ways.tsx'
import type { paths } from '../../generated/openapi.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } }
}
  ? Body
  : never

export type Duty = Answer<'/api/mobilisation-duty'>
export type Call = Duty['calls'][number]
export type MyPlace = Duty['places'][number]
export type OpenShifts = Answer<'/api/mobilisations/{id}/open-shifts'>
export type OpenShift = OpenShifts['items'][number]
export type Board = Answer<'/api/mobilisations/{id}/board'>
export type Code = Answer<'/api/mobilisation-posts/{id}/code'>
export type People = Answer<'/api/mobilisations/{id}/people'>

export const dutyPath: Way = '/duty'
/** Pages of mobilisations are for walkers and members alike, and for others whose unit is called. */
export const isDutyPath = (path: string): boolean => /^(\/field)?\/duty(\/|$)/.test(path)

export const useDutyWords = speak<typeof zh>('duty', zh, en)
