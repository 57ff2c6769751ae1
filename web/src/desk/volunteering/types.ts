import type { paths } from '../../generated/openapi.ts'

type Got<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer } } } }
}
  ? Answer
  : never

export type CallList = Got<'/api/service-calls'>
export type CallDetail = Got<'/api/service-calls/{id}'>
export type CallForm = Got<'/api/service-calls/form'>
export type CallCode = Got<'/api/service-calls/{id}/code'>
export type RegistrationList = Got<'/api/reporting/registrations'>
export type Registration = RegistrationList['items'][number]
export type CommunityCounts = Got<'/api/reporting/communities'>
export type Units = Got<'/api/reporting/units'>
export type Unit = Units['items'][number]
export type UnitDuty = Unit['duties'][number]
export type Statement = Unit['statements'][number]
export type Objections = Got<'/api/service-objections'>
export type BranchPage = Got<'/api/reporting/branch'>
export type BranchFeedback = Got<'/api/reporting/branch/feedback'>
export type FoundCommunities = Got<'/api/reporting/communities/find'>
