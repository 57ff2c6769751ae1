export { type LiveOptions, liveApi } from './api.ts'
export { type Audience, type AudienceFilter, registerLiveAudience } from './audience.ts'
export { type PresenceDoor, registerPresenceDoor } from './presence.ts'
