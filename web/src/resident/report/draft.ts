import { useSyncExternalStore } from 'react'
import { forget, remember, remembered } from '../../foundation/memory.ts'
import { randomId } from '../../foundation/random-id.ts'
import type { RequestBody, SaidLocation } from '../requests-api.ts'

export interface DraftPhoto {
  id: string
  claim: string
}

/** A place as chosen, with the words that show it again. */
export interface DraftPlace {
  how: 'here' | 'map' | 'search' | 'list' | 'code'
  location: SaidLocation
  name: string
  chain: string
}

export interface Draft {
  /** Idempotency-Key: made once, so that sending twice creates one request. */
  key: string
  savedAt: number
  text: string
  kind: string | null
  category: string | null
  place: DraftPlace | null
  detail: string
  contact: 'phone' | 'anonymous'
  name: string
  phone: string
  photos: DraftPhoto[]
  follows: string | null
  /** What was sent without an answer: it may have arrived. */
  sentBody: RequestBody | null
}

const keptFor = 14 * 24 * 3600_000

function fresh(): Draft {
  return {
    key: randomId(),
    savedAt: Date.now(),
    text: '',
    kind: null,
    category: null,
    place: null,
    detail: '',
    contact: 'phone',
    name: '',
    phone: '',
    photos: [],
    follows: null,
    sentBody: null,
  }
}

function load(): Draft {
  try {
    const kept = JSON.parse(remembered('draft') ?? 'null') as Partial<Draft> | null
    if (kept?.key && Date.now() - (kept.savedAt ?? 0) < keptFor) return { ...fresh(), ...kept }
  } catch {
    // Written by an older version of the page: begin anew.
  }
  return fresh()
}

let draft = load()
const listeners = new Set<() => void>()

export function isTouched(some: Draft): boolean {
  return some.text.trim() !== '' || some.photos.length > 0 || some.phone !== '' || some.detail !== ''
}

/** Whether this visit began with something half-written. */
export const wasRestored = isTouched(draft)

function tell(): void {
  for (const listener of listeners) listener()
}

export function changeDraft(change: Partial<Draft> | ((before: Draft) => Partial<Draft>)): void {
  draft = { ...draft, ...(typeof change === 'function' ? change(draft) : change), savedAt: Date.now() }
  remember('draft', JSON.stringify(draft))
  tell()
}

/** The draft was sent, or is thrown away: the next one gets a key of its own. */
export function clearDraft(): void {
  draft = fresh()
  forget('draft')
  tell()
}

// Two windows of one device write one draft; the last word counts, as on one sheet of paper.
addEventListener('storage', (event) => {
  if (event.key !== 'lianxin.draft') return
  draft = load()
  tell()
})

export function useDraft(): Draft {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => draft,
  )
}

export function currentDraft(): Draft {
  return draft
}
