import { Type } from 'typebox'
import { Closed, type InPack, Positive, provenance, Text } from './vocabulary.ts'

/** What is asked or reported upward, and by the end of which day it is answered or received. */
const UpwardKindRow = Closed({
  ...provenance,
  zh: Text,
  en: Text,
  form: Type.Enum(['ask', 'report']),
  limit: Positive,
  clock: Type.Enum(['days', 'working_days']),
})

export const upwardListSections = { upward_kinds: UpwardKindRow } as const

export type UpwardKind = InPack<typeof UpwardKindRow>
export interface UpwardRules {
  upward_kinds: UpwardKind[]
}
