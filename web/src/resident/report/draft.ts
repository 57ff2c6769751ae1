import { useSyncExternalStore } from 'react'
import { forget, remember, remembered } from '../../foundation/memory.ts'
import { forgetPhotos } from './kept-photos.ts'
import { type Draft, freshDraft, isTouched, readDraft } from './read-draft.ts'

export { type Draft, type DraftPhoto, type DraftPlace, isTouched } from './read-draft.ts'

const load = () => readDraft(remembered('draft'))

let draft = load()
let isKept = true
const listeners = new Set<() => void>()

/** Whether this visit began with something half-written. */
export const wasRestored = isTouched(draft)

function tell(): void {
  for (const listener of listeners) listener()
}

export function changeDraft(change: Partial<Draft> | ((before: Draft) => Partial<Draft>)): void {
  draft = { ...draft, ...(typeof change === 'function' ? change(draft) : change), savedAt: Date.now() }
  isKept = remember('draft', JSON.stringify(draft))
  tell()
}

/** The draft was sent, or is thrown away: the next one gets a key of its own. */
export function clearDraft(): void {
  draft = freshDraft()
  isKept = true
  forget('draft')
  void forgetPhotos()
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

/** Whether this device keeps what is written; a private window or a full disk may refuse. */
export function isDraftKept(): boolean {
  return isKept
}

// Where nothing is kept, leaving would lose it: then, and only then, the browser asks.
addEventListener('beforeunload', (event) => {
  if (!isKept && isTouched(draft)) event.preventDefault()
})

export function currentDraft(): Draft {
  return draft
}
