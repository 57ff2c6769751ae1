import { Type } from 'typebox'
import { Closed, Count, type InPack, Positive, provenance, Text } from './vocabulary.ts'

const named = { ...provenance, zh: Text, en: Text }

/** What people offer and calls ask for. `proof`: the caller sees the certificate on site. */
const SkillRow = Closed({ ...named, proof: Type.Optional(Type.Boolean()) })
const ReportingInRow = Closed({
  ...provenance,
  /** 0: nothing is asked. */
  at_least: Count,
  every: Type.Enum(['quarter', 'half_year', 'year']),
  evaluate_per_year: Count,
})
const QuarterFeedbackRow = Closed({ ...provenance, days_shown: Count })
const ServiceCallsRow = Closed({
  ...provenance,
  sign_in_before_minutes: Count,
  code_seconds: Positive,
  /** After so many the caller signs somebody in. */
  wrong_codes: Positive,
  longest_hours: Positive,
})
const GradeRow = Closed(named)

export const serviceListSections = { skills: SkillRow, reporting_grades: GradeRow } as const
export const serviceSingleSections = {
  reporting_in: ReportingInRow,
  quarter_feedback: QuarterFeedbackRow,
  service_calls: ServiceCallsRow,
} as const

export type Skill = InPack<typeof SkillRow>
export type ReportingIn = InPack<typeof ReportingInRow>
export interface ServiceRules {
  skills: Skill[]
  reporting_grades: InPack<typeof GradeRow>[]
  reporting_in: ReportingIn
  quarter_feedback: InPack<typeof QuarterFeedbackRow>
  service_calls: InPack<typeof ServiceCallsRow>
}
