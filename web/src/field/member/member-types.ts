import type { paths } from '../../generated/openapi.ts'

type Got<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer } } } }
}
  ? Answer
  : never

export type MemberHome = Got<'/api/member/home'>
export type CallRow = MemberHome['calls'][number]
export type MemberCall = Got<'/api/member/calls/{id}'>
export type OfferPage = Got<'/api/member/offer'>
export type MyService = Got<'/api/member/service'>
export type ServiceRecord = MyService['records'][number]
export type Certificate = Got<'/api/member/certificates/{id}'>
export type CommunityList = Got<'/api/reporting/communities/find'>
