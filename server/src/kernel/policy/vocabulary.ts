import { type Static, type TProperties, Type } from 'typebox'

const DATE_PATTERN = '^\\d{4}-\\d{2}-\\d{2}$'
const SLUG_PATTERN = '^[a-z][a-z0-9_]*$'

const closed = { additionalProperties: false } as const

/** An object whose unknown fields are refused: a misspelt field in a pack must not pass silently. */
export const Closed = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, closed)

const literals = <const Values extends readonly string[]>(values: Values) =>
  Type.Enum([...values] as Values[number][])

export const Text = Type.String({ minLength: 1, maxLength: 2000 })
export const DateText = Type.String({ pattern: DATE_PATTERN })
export const Slug = Type.String({ pattern: SLUG_PATTERN, maxLength: 64 })
export const TimeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
export const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })
export const Positive = Type.Integer({ minimum: 1, maximum: 1_000_000 })
export const Share = Type.Number({ minimum: 0, maximum: 1 })
/** A path of slugs, `municipal.street_lamp`, three levels at most. */
export const CategoryId = Type.String({
  pattern: '^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*){0,2}$',
  maxLength: 128,
})
export const CategoryPrefix = Type.String({
  pattern: '^(\\*|[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*){0,2})$',
  maxLength: 128,
})

export const Both = Closed({ zh: Text, en: Text })

export const STEPS = [
  'dispatch',
  'sign',
  'contact',
  'feedback',
  'arbitration',
  'judgement',
  'review',
  'decision',
  'part_sign',
  'part_feedback',
  'task_sign',
  'task_feedback',
] as const
/** A wait that has a limit: from dispatching a matter to deciding a proposal about it. */
export type Step = (typeof STEPS)[number]
export const StepName = literals(STEPS)

export const ClockName = literals(['minutes', 'hours', 'days', 'working_days'] as const)
export const CountsFrom = literals(['step', 'acceptance', 'dispatch'] as const)

export const LEVELS = ['grid', 'community', 'street', 'district', 'city'] as const
/** The level of an area, from the nearest to the widest. */
export type Level = (typeof LEVELS)[number]
export const LevelName = literals(LEVELS)

export const Approval = literals(['superior', 'self'] as const)
export const SupervisionReason = literals([
  'refused',
  'overdue',
  'unsolved',
  'bad_effect',
  'reworks',
  'transfers',
] as const)
export const EscalationDeed = literals(['notify_owner', 'notify_superior', 'supervise'] as const)
export const Denominator = literals(['valid_callbacks', 'closed_matters'] as const)
export const RetentionBound = literals(['at_most', 'at_least'] as const)

/** What every row states about where it comes from and when it applies. */
export const provenance = {
  id: Slug,
  source: Text,
  effective_from: DateText,
  effective_to: Type.Optional(DateText),
  unverified: Type.Optional(Type.Boolean()),
  note: Type.Optional(Text),
}

export interface Provenance {
  id: string
  source: string
  effective_from: string
  /** The last day on which the row applies. */
  effective_to?: string
  unverified?: boolean
  note?: string
  /** The pack that the row comes from. */
  pack: string
}

export type InPack<Schema extends Parameters<typeof Type.Array>[0]> = Static<Schema> & Provenance
