import { Type } from 'typebox'
import { Closed, Count, type InPack, Positive, provenance, Text } from './vocabulary.ts'

const named = { ...provenance, zh: Text, en: Text }

/** How the house works a situation out from what happened. */
const Measure = Type.Union([
  Closed({ kind: Type.Literal('secretary_vacant'), months: Positive }),
  Closed({ kind: Type.Literal('team_incomplete') }),
  Closed({ kind: Type.Literal('meetings_lapsed'), months: Positive, at_least: Positive }),
  Closed({
    kind: Type.Literal('satisfaction_low'),
    percent: Positive,
    at_least_judged: Positive,
    months: Positive,
  }),
  Closed({ kind: Type.Literal('no_new_members'), years: Positive }),
])

/** A situation that points to a weak organisation: computed from what happened, or entered by a person with its source. */
const WeakSituationRow = Closed({
  ...named,
  basis: Type.Enum(['computed', 'entered']),
  measure: Type.Optional(Measure),
})
const WeakHelperRow = Closed({ ...named })
const RectificationRow = Closed({
  ...provenance,
  longest_months: Positive,
  watch_months: Positive,
  poll_least_returned: Positive,
  poll_pass_percent: Count,
})
const SmallGroupsRow = Closed({
  ...provenance,
  least_people: Positive,
  /** Upper ends of bands of age, ascending; the last band is open. */
  age_bands: Type.Array(Positive, { minItems: 1 }),
})

export const rectificationListSections = {
  weak_situations: WeakSituationRow,
  weak_helpers: WeakHelperRow,
} as const
export const rectificationSingleSections = {
  rectification: RectificationRow,
  small_groups: SmallGroupsRow,
} as const

export type WeakSituation = InPack<typeof WeakSituationRow>
export type WeakMeasure = NonNullable<WeakSituation['measure']>
export type WeakHelper = InPack<typeof WeakHelperRow>
export type RectificationRule = InPack<typeof RectificationRow>
export type SmallGroupsRule = InPack<typeof SmallGroupsRow>
export interface RectificationRules {
  weak_situations: WeakSituation[]
  weak_helpers: WeakHelper[]
  rectification: RectificationRule
  small_groups: SmallGroupsRule
}
