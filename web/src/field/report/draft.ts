import { useEffect, useState, useSyncExternalStore } from 'react'
import { timeOrderedId } from '../outbox/ids.ts'
import { forgetNote, note, noted } from '../outbox/store.ts'

export interface DraftPhoto {
  id: string
  blob: Blob
}

export type DraftPlace =
  | { how: 'here'; lat: number; lng: number; accuracy: number }
  | { how: 'code'; code: string }

export interface Draft {
  /** The point at which it was found, and which of its checks were wrong. */
  at: { plan: string; round: string; point: string; wrong: number[] } | null
  text: string
  photos: DraftPhoto[]
  place: DraftPlace | null
  detail: string
  category: string | null
  /** The number of an open matter about the same thing. */
  follows: string | null
  way: 'keep' | 'settle' | 'carry_up'
  settled: string
  after: DraftPhoto[]
}

export const freshDraft = (at: Draft['at'] = null): Draft => ({
  at,
  text: '',
  photos: [],
  place: null,
  detail: '',
  category: null,
  follows: null,
  way: 'keep',
  settled: '',
  after: [],
})

export const isTouched = (draft: Draft) =>
  draft.text.trim() !== '' || draft.photos.length > 0 || draft.after.length > 0 || draft.settled.trim() !== ''

export const draftNote = (person: string) => `draft.${person}`

interface Held {
  person: string
  draft: Draft
  isRestored: boolean
}

let held: Held | null = null
const listeners = new Set<() => void>()

function hold(next: Held | null): void {
  held = next
  for (const listener of listeners) listener()
}

let writing: Promise<void> = Promise.resolve()

/** Changes the draft and keeps it on the phone; one after the other, so that the last word stays. */
export function changeDraft(change: (draft: Draft) => Draft): void {
  if (!held) return
  const next = { ...held, draft: change(held.draft) }
  hold(next)
  writing = writing
    .then(() => (held === next ? note(draftNote(next.person), next.draft) : undefined))
    .catch(() => {})
}

/** The draft is gone from the phone, or went into the outbox. */
export async function endDraft(): Promise<void> {
  const person = held?.person
  hold(null)
  await writing
  if (person) await forgetNote(draftNote(person))
}

/** Waits until what was typed last is written, so that it is not written again after it was sent. */
export async function settleDraft(): Promise<void> {
  await writing
}

export function useDraft(person: string, at: Draft['at']): Held | null {
  const draft = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => held,
  )
  const [isRead, setRead] = useState(false)
  const name = at && `${at.plan} ${at.round} ${at.point} ${at.wrong}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: `name` says what `at` holds
  useEffect(() => {
    let isGone = false
    void noted<Draft>(draftNote(person))
      .catch(() => undefined)
      .then((kept) => {
        if (isGone) return
        if (held?.person === person && isTouched(held.draft)) setRead(true)
        else {
          const isRestored = kept !== undefined && isTouched(kept)
          hold({ person, draft: isRestored ? { ...freshDraft(), ...kept } : freshDraft(at), isRestored })
          setRead(true)
        }
      })
    return () => {
      isGone = true
    }
  }, [person, name])
  return isRead && draft?.person === person ? draft : null
}

export const newPhoto = (blob: Blob): DraftPhoto => ({ id: timeOrderedId(), blob })
