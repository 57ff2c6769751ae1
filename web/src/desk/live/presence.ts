import { useEffect, useSyncExternalStore } from 'react'
import { post } from '../../foundation/api.ts'

export interface Present {
  person_id: string
  name: string
}

export interface PresenceEvent {
  subject_id: string
  people: Present[]
}

const signEvery = 20_000
const others = new Map<string, Present[]>()
const watchers = new Set<() => void>()
const nobody: Present[] = []

/** The event names everybody, me too; the answer to a sign of my own names the others alone. */
export function showPresence({ subject_id }: PresenceEvent): void {
  if (others.has(subject_id)) void sign(subject_id)
}

async function sign(subjectId: string): Promise<void> {
  if (document.visibilityState !== 'visible') return
  try {
    const answer = await post<{ others: Present[] }>('/api/live/presence', {
      subject_id: subjectId,
    })
    if (!others.has(subjectId)) return
    others.set(subjectId, answer.others)
    for (const watcher of watchers) watcher()
  } catch {
    // Who else looks is a courtesy: the version still keeps two from overwriting each other.
  }
}

/** Says that I have this open, and who else has. */
export function usePresence(subjectId: string): Present[] {
  useEffect(() => {
    others.set(subjectId, nobody)
    void sign(subjectId)
    const timer = setInterval(() => void sign(subjectId), signEvery)
    return () => {
      clearInterval(timer)
      others.delete(subjectId)
    }
  }, [subjectId])
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    () => others.get(subjectId) ?? nobody,
  )
}
