import { Type } from 'typebox'
import { Closed, type InPack, Positive, provenance, Slug, Text } from './vocabulary.ts'

const YearlyReviewGradeRow = Closed({ ...provenance, zh: Text, en: Text })
const YearlyReviewRow = Closed({
  ...provenance,
  /** From this month on a year's review may begin, 1 to 12. */
  from_month: Type.Integer({ minimum: 1, maximum: 12 }),
  hand_in_days: Positive,
  /** secret: counts alone are kept; signed: who gave which grade. */
  grading: Type.Enum(['secret', 'signed']),
  /** Roles in the organisation above whose holders grade. */
  graders: Type.Array(Slug, { minItems: 1 }),
  /** Whether the secretaries who report grade each other too. */
  peers_grade: Type.Boolean(),
  /** Where fewer graded no counts are shown. */
  least_grades: Positive,
  publicity_days: Positive,
})

export const yearlyReviewLists = { yearly_review_grades: YearlyReviewGradeRow } as const
export const yearlyReviewSingles = { yearly_review: YearlyReviewRow } as const

export type YearlyReviewGrade = InPack<typeof YearlyReviewGradeRow>
export type YearlyReviewRule = InPack<typeof YearlyReviewRow>
export interface YearlyReviewRules {
  yearly_review_grades: YearlyReviewGrade[]
  yearly_review: YearlyReviewRule
}
