import { Type } from 'typebox'
import { Closed, type InPack, provenance, Text } from './vocabulary.ts'

/** What people offer and calls ask for. `proof`: the caller sees the certificate on site. */
const SkillRow = Closed({ ...provenance, zh: Text, en: Text, proof: Type.Optional(Type.Boolean()) })

export const serviceListSections = { skills: SkillRow } as const

export type Skill = InPack<typeof SkillRow>
export interface ServiceRules {
  skills: Skill[]
}
