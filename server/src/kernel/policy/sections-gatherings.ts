import { Type } from 'typebox'
import { Closed, type InPack, Positive, provenance, Slug, Text } from './vocabulary.ts'

const named = { ...provenance, zh: Text, en: Text }
const enumOf = <const Values extends readonly string[]>(values: Values) =>
  Type.Enum([...values] as Values[number][])

const GatheringKindRow = Closed({
  ...named,
  /** Kinds that belong together on a page: 三会一课, 主题党日 … */
  series: Slug,
  /** Kinds of organisations that hold it by rule; anybody may call one besides. */
  holders: Type.Optional(Type.Array(Slug, { minItems: 1 })),
  per: Type.Optional(enumOf(['month', 'quarter', 'half_year', 'year'])),
  times: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
  /** Which month of a quarter, half-year or year, from 1. */
  usual_month: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
  usual_day: Type.Optional(Type.Integer({ minimum: 1, maximum: 31 })),
  /** False: it has a frequency, and the plan leaves its day to people. */
  planned: Type.Optional(Type.Boolean()),
  attend: enumOf(['all', 'full_members', 'committee', 'invited', 'pair']),
  needs_committee: Type.Optional(Type.Boolean()),
  voting: Type.Optional(Slug),
  /** Whoever was absent may study it afterwards: 补课. */
  make_up: Type.Optional(Type.Boolean()),
  /** Members are appraised in it. */
  appraisal: Type.Optional(Type.Boolean()),
  record: Type.Array(enumOf(['agenda', 'attendance', 'decisions'])),
  readers: enumOf(['branch', 'attendees', 'pair']),
})
const fraction = { part: Positive, of: Positive }
const GatheringVotingRow = Closed({
  ...named,
  /** At least so many of those with a vote must be there. */
  present: Closed(fraction),
  /** `due`: of all with a vote who should attend; `present`: of those who are there. */
  passes: Closed({ ...fraction, more_than: Type.Boolean(), base: enumOf(['due', 'present']) }),
})
const AppraisalGradeRow = Closed(named)
const StudyHoursRow = Closed({
  ...named,
  who: enumOf(['member', 'secretary']),
  hours: Positive,
  per: Type.Literal('year'),
})
const GatheringPracticeRow = Closed({
  ...provenance,
  code_seconds: Type.Integer({ minimum: 10, maximum: 600 }),
  reminder_hours: Type.Array(Positive, { maxItems: 5 }),
  presence_questions: Type.Integer({ minimum: 0, maximum: 10 }),
  presence_minutes: Positive,
  link_days: Positive,
  minutes_due_days: Positive,
  /** Words of an appraisal go so long after it was settled; its grades stay. */
  appraisal_words_months: Positive,
})

export const gatheringLists = {
  gathering_kinds: GatheringKindRow,
  gathering_votings: GatheringVotingRow,
  appraisal_grades: AppraisalGradeRow,
  study_hours: StudyHoursRow,
} as const
export const gatheringSingles = { gathering_practice: GatheringPracticeRow } as const

export type GatheringKind = InPack<typeof GatheringKindRow>
export type GatheringVoting = InPack<typeof GatheringVotingRow>
export type AppraisalGrade = InPack<typeof AppraisalGradeRow>
export type StudyHours = InPack<typeof StudyHoursRow>
export type GatheringPractice = InPack<typeof GatheringPracticeRow>

export interface GatheringRules {
  gathering_kinds: GatheringKind[]
  gathering_votings: GatheringVoting[]
  appraisal_grades: AppraisalGrade[]
  study_hours: StudyHours[]
  gathering_practice: GatheringPractice
}
