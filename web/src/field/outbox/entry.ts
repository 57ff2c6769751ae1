import type { Both } from '../../foundation/api.ts'

/** The kinds of things that a worker does in the field, as the server takes them (`POST /api/field/outbox`). */
export type EntryKind =
  | 'walk_start'
  | 'mark'
  | 'walk_end'
  | 'finding'
  | 'settle'
  | 'carry_up'
  | 'add'
  | 'command'

/** What the outbox shows and keeps of a problem that the server named. */
export interface Trouble extends Both {
  code: string | null
  /** What others did meanwhile, where that is the trouble. */
  changes: { words: Both; at: string; by: string | null }[]
}

/** One thing that a worker did, kept on the phone until the server has it. */
export interface Entry {
  /** UUID version 7, made on the phone: the same however often it is sent. */
  id: string
  /** Whose it is: another person who signs in on this phone never sends it. */
  person: string
  /** Its place in the outbox; things arrive in the order in which they were done. */
  order: number
  kind: EntryKind
  happenedAt: string
  /** The arguments of its kind, without its photos. */
  body: Record<string, unknown>
  /** Photos by their id on this phone. */
  photos: string[]
  /** Entries without which this one means nothing. */
  after: string[]
  /** What it says in the list: "发现问题：路灯不亮". */
  title: Both
  state: 'waiting' | 'stuck' | 'sent'
  trouble: Trouble | null
  sentAt: string | null
  /** What the server made of it. */
  result: EntryResult | null
  /** When it first left the phone. Without an answer since, it may have arrived: it is not changed any more. */
  triedAt: string | null
  /** Open matters that may be about the same, as the server told when it took a finding. */
  similar: SimilarMatter[]
}

export interface SimilarMatter {
  id: string
  number: string
  title: string
  state: string
  created_at: string
  distance_metres: number | null
  followers: number
}

export interface EntryResult {
  walk_id?: string
  mark_id?: string
  matter_id?: string
  number?: string
  version?: number
  position_kept?: boolean
}

export interface KeptPhoto {
  /** On this phone. */
  id: string
  entry: string
  blob: Blob
  purpose: 'before' | 'after' | 'other'
  /** On the server, once it is there. */
  uploaded: { id: string; claim: string } | null
}

/** The server's word on one entry. */
export interface EntryAnswer {
  id: string
  status: 'accepted' | 'already' | 'refused' | 'conflict'
  words: Both
  code?: string
  reason?: string
  /** Whether the same entry, sent again as it is, may be accepted later. */
  again: boolean
  result?: EntryResult
  similar?: SimilarMatter[]
  changes?: { kind: string; at: string; by: string | null; words: Both }[]
}

export interface OutboxAnswer {
  received_at: string
  clock: { difference_seconds: number; agrees: boolean }
  entries: EntryAnswer[]
}
