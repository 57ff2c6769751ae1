import { Type } from 'typebox'
import { Closed, Count, type InPack, Positive, provenance, Text } from './vocabulary.ts'

const MobilisationRow = Closed({
  ...provenance,
  /** Between two shifts of one person. */
  rest_minutes: Count,
  long_shift_minutes: Positive,
  code_seconds: Type.Integer({ minimum: 15, maximum: 600 }),
  code_digits: Type.Integer({ minimum: 4, maximum: 8 }),
  /** Codes before and after the present one that are taken too. */
  code_tolerance: Type.Integer({ minimum: 0, maximum: 5 }),
  wrong_codes: Positive,
  wrong_code_minutes: Positive,
  sign_in_early_minutes: Count,
  no_show_minutes: Count,
  offline_hours: Count,
})

const MobilisationDangerRow = Closed({
  ...provenance,
  zh: Text,
  en: Text,
  insurance_required: Type.Boolean(),
})

export const mobilisationSections = {
  mobilisation: MobilisationRow,
  mobilisation_danger: MobilisationDangerRow,
} as const

type MobilisationDangerRule = InPack<typeof MobilisationDangerRow>
export type MobilisationRule = InPack<typeof MobilisationRow>

export interface MobilisationRules {
  mobilisation: MobilisationRule
  mobilisation_danger: MobilisationDangerRule
}
