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

/** A decision on a matter that this worker changed just before names the version that came of it: known only afterwards. */
const waitsForVersion = (entry: Entry, batch: readonly Entry[]) =>
  entry.kind === 'command' &&
  entry.body.version !== undefined &&
  entry.after.some((id) => batch.some((each) => each.id === id))

/** The version that a decision was made on, or the one that the worker's own steps before it led to. */
export function versionOf(entry: Pick<Entry, 'body'>, before: readonly (Entry | undefined)[]): number {
  return Math.max(Number(entry.body.version), ...before.map((each) => each?.result?.version ?? 0))
}

export const byOrder = (a: Entry, b: Entry) => a.order - b.order

/**
 * What goes next, in the order in which it was done. It ends before the first whose photos are not on the server yet, so
 * that nothing overtakes; that one's photos are what is to be uploaded.
 */
export function nextBatch(
  entries: readonly Entry[],
  isUploaded: (photo: string) => boolean,
  atMost = mostAtOnce,
): { batch: Entry[]; upload: string[] } {
  const all = new Map(entries.map((entry) => [entry.id, entry]))
  const batch: Entry[] = []
  for (const entry of entries.toSorted(byOrder)) {
    if (!isSendable(entry, all)) continue
    if (waitsForVersion(entry, batch)) return { batch, upload: [] }
    const upload = entry.photos.filter((photo) => !isUploaded(photo))
    if (upload.length > 0) return { batch, upload: batch.length > 0 ? [] : upload }
    batch.push(entry)
    if (batch.length === atMost) break
  }
  return { batch, upload: [] }
}

/** An entry after the server spoke of it. What may pass by itself goes on waiting. */
export function answered(entry: Entry, answer: EntryAnswer, now: string): Entry {
  if (answer.status === 'accepted' || answer.status === 'already')
    return {
      ...entry,
      state: 'sent',
      sentAt: now,
      trouble: null,
      result: answer.result ?? null,
      similar: answer.similar ?? [],
    }
  return {
    ...entry,
    state: answer.again ? 'waiting' : 'stuck',
    triedAt: null,
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

/** Whether its words and photos may still change: nothing of it can be at the server. */
export const isChangeable = (entry: Entry) =>
  entry.state === 'stuck' || (entry.state === 'waiting' && !entry.triedAt)

const wordsField: Partial<Record<string, string>> = { contact: 'note', carry_up: 'reason' }

/** Where the words stand that a worker wrote, within the arguments of an entry. */
function wordsPath(entry: Pick<Entry, 'kind' | 'body'>): string[] | null {
  if (entry.kind === 'finding' || entry.kind === 'settle' || entry.kind === 'add') return ['text']
  if (entry.kind === 'carry_up' && entry.body.reason !== undefined) return ['reason']
  if (entry.kind === 'mark' && entry.body.words !== undefined) return ['words']
  if (entry.kind !== 'command') return null
  const command = entry.body.command as { type: string }
  const field = wordsField[command.type] ?? 'text'
  return field in command ? ['command', field] : null
}

/** The words of an entry; null where it has none. */
export function wordsOf(entry: Pick<Entry, 'kind' | 'body'>): string | null {
  const path = wordsPath(entry)
  if (!path) return null
  let found: unknown = entry.body
  for (const step of path) found = (found as Record<string, unknown>)[step]
  return String(found)
}

/** The same entry with other words. */
export function withWords(entry: Pick<Entry, 'kind' | 'body'>, words: string): Entry['body'] {
  const path = wordsPath(entry)
  if (!path) return entry.body
  const [first, second] = path as [string, string?]
  if (!second) return { ...entry.body, [first]: words }
  return { ...entry.body, [first]: { ...(entry.body[first] as object), [second]: words } }
}
