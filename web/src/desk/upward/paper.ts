import type { Both } from '../../foundation/api.ts'
import type { AttachedDocument } from '../commands/documents-list.tsx'

export type Verdict = 'agreed' | 'conditions' | 'refused' | 'not_ours' | 'noted'

interface Named {
  id: string
  name: string
}

export interface PaperKind extends Both {
  id: string
  form: 'ask' | 'report'
  limit: number
  clock: string
  source: string
  unverified: boolean
}

export interface Paper {
  id: string
  number: string
  version: number
  title: string
  kind: PaperKind
  asker: Named
  superior: Named
  stage: 'waiting' | 'answered' | 'closed' | 'withdrawn'
  verdict: Verdict | null
  created_at: string
  answer_by: string
  overdue: boolean
}

export interface PaperDetail extends Paper {
  body: string
  photos: { id: string; url: string; thumb: string }[]
  documents: AttachedDocument[]
  answer: { words: string | null; by: string | null; at: string } | null
  may_proceed: boolean
  follows: string | null
  followed_by: string | null
  may: { answer: Verdict[]; receive: boolean; withdraw: boolean; ask_again: boolean }
}

export interface PaperForm {
  askers: (Named & { superior: Named | null })[]
  kinds: PaperKind[]
  documents: { most: number; most_bytes: number }
}
