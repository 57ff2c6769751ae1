import { Type } from 'typebox'
import {
  Both,
  ClockName,
  Closed,
  Count,
  type InPack,
  Positive,
  provenance,
  Slug,
  Text,
} from './vocabulary.ts'

const named = { ...provenance, zh: Text, en: Text }
const Limit = Closed({ limit: Count, clock: ClockName })

export const WhistleKindRow = Closed({
  ...named,
  /** Both count from the blowing. */
  acknowledge: Limit,
  arrive: Limit,
  /** Told at once, in quiet hours too. */
  urgent: Type.Boolean(),
  /** Which kinds of organisation may blow it, and which kinds each may call. */
  callers: Type.Array(Closed({ kind: Slug, calls: Type.Array(Slug, { minItems: 1 }) }), { minItems: 1 }),
})
export const WhistleRungRow = Closed({
  ...named,
  on: Type.Enum(['any', 'acknowledge', 'arrive', 'decide']),
  rung: Positive,
  limit: Count,
  clock: ClockName,
  do: Type.Enum(['notify_called', 'notify_district', 'supervise']),
})
export const WhistleObjectionRow = Closed({
  ...provenance,
  /** How long the arbiter has. */
  decide: Limit,
  grounds: Type.Array(Closed({ id: Slug, ...Both.properties }), { minItems: 1 }),
})
export const WhistlePresenceRow = Closed({
  ...provenance,
  /** How long one code is shown; the one before is taken as well. */
  code_seconds: Positive,
  /** Further away than this nobody is at the place. */
  position_metres: Positive,
})
export const WhistleRightRow = Closed({
  ...named,
  id: Type.Enum(['convene', 'command', 'judge', 'propose']),
  holders: Type.Array(Slug, { minItems: 1 }),
})

export type WhistleKind = InPack<typeof WhistleKindRow>
export type WhistleRung = InPack<typeof WhistleRungRow>
export type WhistleObjection = InPack<typeof WhistleObjectionRow>
export type WhistlePresence = InPack<typeof WhistlePresenceRow>
export type WhistleRight = InPack<typeof WhistleRightRow>
