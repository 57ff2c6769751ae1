import { Type } from 'typebox'
import { Closed, Count, type InPack, Positive, provenance, Text } from './vocabulary.ts'

const named = { ...provenance, zh: Text, en: Text }

/** What people can do and what posts ask for; `certificate`: only with papers. */
export const SkillRow = Closed({ ...named, certificate: Type.Optional(Type.Boolean()) })

export const MobilisationRow = Closed({
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

export const MobilisationDangerRow = Closed({ ...named, insurance_required: Type.Boolean() })

export type Skill = InPack<typeof SkillRow>
export type MobilisationRule = InPack<typeof MobilisationRow>
export type MobilisationDangerRule = InPack<typeof MobilisationDangerRow>
