import { type Static, type TSchema, Type } from 'typebox'

const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
export const closed = { additionalProperties: false }
export const Id = Type.String({ format: 'uuid' })
export const ById = Type.Object({ id: Id })
export const Version = Type.Integer({ minimum: 1 })
export const Words = (most: number) => Type.String({ minLength: 2, maxLength: most, pattern: '\\S' })
export const Nothing = { 204: Type.Null() }
const Named = Type.Object({ id: Type.String(), name: Type.String() })
const Grade = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
})
const Counts = Type.Record(Type.String(), Type.Integer())

export const RoundRow = Type.Object({
  id: Type.String(),
  superior: Named,
  year: Type.Integer(),
  state: Type.String(),
  hand_in_by: Type.String(),
  reports: Type.Integer(),
  handed_in: Type.Integer(),
  heard: Type.Integer(),
  public_until: OrNull(Type.String()),
  leads: Type.Boolean(),
})
export const RoundList = Type.Object({
  year: Type.Integer(),
  today: Type.String(),
  items: Type.Array(RoundRow),
  next: OrNull(Type.String()),
  /** Organisations that this person may open the review for and that have none yet, by name; the first thirty. */
  may_open: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), below: Type.Integer() })),
  from_month: Type.Integer(),
  unverified: Type.Boolean(),
})
export type RoundListAnswer = Static<typeof RoundList>

export const ReportRow = Type.Object({
  id: Type.String(),
  organisation: Named,
  place: Type.Integer(),
  handed_in_at: OrNull(Type.String()),
  in_time: OrNull(Type.Boolean()),
  heard_at: OrNull(Type.String()),
  questions: Type.Integer(),
  unanswered: Type.Integer(),
  graded: OrNull(Type.Integer()),
  graders: OrNull(Type.Integer()),
  grade: OrNull(Type.String()),
  /** none: no right to grade it; open: not used; used */
  mine: Type.String(),
})
export const RoundDetail = Type.Object({
  row: RoundRow,
  version: Type.Integer(),
  grading: Type.String(),
  summary: OrNull(Type.String()),
  grades: Type.Array(Grade),
  source: Type.String(),
  unverified: Type.Boolean(),
  reports: Type.Array(ReportRow),
})
export type RoundAnswer = Static<typeof RoundDetail>

const Line = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  value: Type.Number(),
  of: OrNull(Type.Number()),
  unit: Type.String(),
  link: OrNull(Type.String()),
})
export const ReportDetail = Type.Object({
  row: ReportRow,
  version: Type.Integer(),
  round: RoundRow,
  grades: Type.Array(Grade),
  least: Type.Integer(),
  grading: Type.String(),
  source: Type.String(),
  unverified: Type.Boolean(),
  record: Type.Array(
    Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String(), lines: Type.Array(Line) }),
  ),
  went_badly: OrNull(Type.String()),
  comes_next: OrNull(Type.String()),
  questions: Type.Array(
    Type.Object({
      id: Type.String(),
      by: OrNull(Type.String()),
      words: Type.String(),
      answer: OrNull(Type.String()),
    }),
  ),
  counts: OrNull(Counts),
  comment: OrNull(Type.String()),
  public_words: OrNull(Type.String()),
  follow_ups: Type.Array(
    Type.Object({
      matter_id: Type.String(),
      number: Type.String(),
      title: Type.String(),
      state: Type.String(),
      due_day: OrNull(Type.String()),
    }),
  ),
  may: Type.Object({
    write: Type.Boolean(),
    hear: Type.Boolean(),
    ask: Type.Boolean(),
    answer: Type.Boolean(),
    grade: Type.Boolean(),
    comment: Type.Boolean(),
    follow_up: Type.Boolean(),
  }),
})
export type ReportAnswer = Static<typeof ReportDetail>

export const MyReviews = Type.Object({
  /** Reports that are mine to write, and those that I may grade. */
  reports: Type.Array(
    Type.Object({
      id: Type.String(),
      organisation: Named,
      superior: Named,
      year: Type.Integer(),
      state: Type.String(),
      hand_in_by: Type.String(),
      handed_in_at: OrNull(Type.String()),
      role: Type.String(),
      mine: Type.String(),
      heard: Type.Boolean(),
    }),
  ),
  /** What is published now of the reviews above one's own branch. */
  published: Type.Array(
    Type.Object({
      superior: Named,
      year: Type.Integer(),
      until: Type.String(),
      summary: Type.String(),
      reports: Type.Array(
        Type.Object({
          organisation: Type.String(),
          grade: OrNull(Grade),
          words: OrNull(Type.String()),
        }),
      ),
    }),
  ),
})
export type MyReviewsAnswer = Static<typeof MyReviews>
