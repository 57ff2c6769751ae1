import type { Both } from '../../foundation/api.ts'
import type { CategoryNode, MatterDetail, PhotoClaim } from '../types.ts'
import type { WordKey } from '../words/index.ts'

export type FieldValue = string | boolean | PhotoClaim[] | undefined
export type Values = Record<string, FieldValue>

export interface Option {
  value: string | boolean
  label: WordKey | Both
  hint?: WordKey | Both
}

interface FieldBase {
  /** The argument's name in the command. */
  name: string
  label: WordKey
  optional?: boolean
  initial?: (detail: MatterDetail) => FieldValue
  /** Shown only while this holds. */
  when?: (values: Values, detail: MatterDetail) => boolean
}

/** One line of a command's form. Each kind is drawn by one component. */
export type Field = FieldBase &
  (
    | { kind: 'text'; rows?: number; most?: number; templates?: boolean }
    | { kind: 'choice'; options: (detail: MatterDetail) => Option[]; wide?: boolean }
    | { kind: 'category' }
    | { kind: 'organisation' }
    | { kind: 'handler' }
    | { kind: 'day' }
    | { kind: 'similar' }
    | { kind: 'photos' }
  )

export type Tone = 'primary' | 'plain' | 'danger'

/** How a command is asked for: what the form shows beside its fields, and which fields. */
export interface CommandForm {
  type: string
  tone: Tone
  /** Ordered by what usually comes first. */
  group: 'work' | 'move' | 'ask' | 'judge' | 'oversee'
  fields: Field[]
  /** A panel above the fields. */
  aid?: 'triage' | 'preview' | 'tell' | 'proposal' | 'owners'
  /** Done at once without a form. */
  atOnce?: boolean
  /** Arguments that do not come from fields. */
  fixed?: Record<string, unknown>
}

export interface FieldContext {
  matterId: string
  command: string
  detail: MatterDetail
  categories: CategoryNode[]
}
