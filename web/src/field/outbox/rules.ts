import type { Entry, EntryAnswer } from './entry.ts'

/** As many as one sending takes: few enough that a weak signal gets them through whole. */
export const mostAtOnce = 20

/** Whether it can be sent: it waits, and nothing that it depends on is stuck or gone. */
export function isSendable(entry: Entry, all: ReadonlyMap<string, Entry>): boolean {
  if (entry.state !== 'waiting') return false
  return entry.after.every((id) => {
    const before = all.get(id)
    // What is no longer kept here had arrived before it was tidied away.
    return !before || before.state === 'sent' || isSendable(before, all)
  })
}

export const byOrder = (a: Entry, b: Entry) => a.order - b.order

/**
 * What goes next, in the order in which it was done. It ends before the first whose photos are not on the server yet, so
 * that nothing overtakes; that one's photos are what is to be uploaded.
 */
export function nextBatch(
  entries: readonly Entry[],
  isUploaded: (photo: string) => boolean,
): { batch: Entry[]; upload: string[] } {
  const all = new Map(entries.map((entry) => [entry.id, entry]))
  const batch: Entry[] = []
  for (const entry of entries.toSorted(byOrder)) {
    if (!isSendable(entry, all)) continue
    const upload = entry.photos.filter((photo) => !isUploaded(photo))
    if (upload.length > 0) return { batch, upload: batch.length > 0 ? [] : upload }
    batch.push(entry)
    if (batch.length === mostAtOnce) break
  }
  return { batch, upload: [] }
}

/** An entry after the server spoke of it. What may pass by itself goes on waiting. */
export function answered(entry: Entry, answer: EntryAnswer, now: string): Entry {
  if (answer.status === 'accepted' || answer.status === 'already')
    return { ...entry, state: 'sent', sentAt: now, trouble: null, result: answer.result ?? null }
  return {
    ...entry,
    state: answer.again ? 'waiting' : 'stuck',
    trouble: { ...answer.words, code: answer.reason ?? answer.code ?? null, changes: answer.changes ?? [] },
  }
}

/** An entry and all that depends on it, in order: what goes when it is thrown away. */
export function withDependents(id: string, entries: readonly Entry[]): Entry[] {
  const taken = new Set([id])
  for (const entry of entries.toSorted(byOrder))
    if (entry.state !== 'sent' && entry.after.some((each) => taken.has(each))) taken.add(entry.id)
  return entries.filter((entry) => taken.has(entry.id)).toSorted(byOrder)
}

/** What the outbox says at a glance. */
export function countsOf(entries: readonly Entry[]): { waiting: number; stuck: number } {
  return {
    waiting: entries.filter(({ state }) => state === 'waiting').length,
    stuck: entries.filter(({ state }) => state === 'stuck').length,
  }
}
