import { Type } from 'typebox'
import { ClockName, Closed, type InPack, Positive, provenance, Slug, Text } from './vocabulary.ts'

const named = { ...provenance, zh: Text, en: Text }

const PostingKindRow = Closed({ ...named })
const PostingMakingRow = Closed({
  ...provenance,
  /** Kinds of organisation whose organisers send people to villages. */
  makers: Type.Array(Slug, { minItems: 1 }),
  /** How long an asked leave may wait for its answer. */
  leave_answer: Closed({ limit: Positive, clock: ClockName }),
  /** A villagers' poll counts with so many papers that came back, opened in so many last days of the term. */
  poll_least_returned: Positive,
  poll_within_days: Positive,
})
/** Who is told when a term nears its end, or is over and nobody acted. */
const PostingWarningRow = Closed({
  ...named,
  /** From the last day of the term; negative before it. */
  offset_days: Type.Integer({ minimum: -1000, maximum: 1000 }),
  told: Type.Array(Type.Enum(['person', 'sender', 'maker', 'village', 'above']), { minItems: 1 }),
})
const PostingGradeRow = Closed({ ...named })

export const postingListSections = {
  posting_kinds: PostingKindRow,
  posting_warnings: PostingWarningRow,
  posting_grades: PostingGradeRow,
} as const
export const postingSingleSections = { posting_making: PostingMakingRow } as const

export type PostingMaking = InPack<typeof PostingMakingRow>
export type PostingWarning = InPack<typeof PostingWarningRow>
export interface PostingRules {
  posting_kinds: InPack<typeof PostingKindRow>[]
  posting_making: PostingMaking
  posting_warnings: PostingWarning[]
  posting_grades: InPack<typeof PostingGradeRow>[]
}
