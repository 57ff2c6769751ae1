import Dexie, { type EntityTable, liveQuery, type Observable } from 'dexie'
import type { Both } from '../../foundation/api.ts'
import type { Entry, EntryAnswer, EntryKind, KeptPhoto } from './entry.ts'
import { timeOrderedId } from './ids.ts'
import { answered, isChangeable, withDependents } from './rules.ts'

/** Words and small facts that the phone keeps: the pack of the day, drafts, its own name. */
interface Note {
  key: string
  value: unknown
}

const database = new Dexie('lianxin-field') as Dexie & {
  entries: EntityTable<Entry, 'id'>
  photos: EntityTable<KeptPhoto, 'id'>
  notes: EntityTable<Note, 'key'>
}
database.version(1).stores({ entries: 'id, order, [person+state]', photos: 'id, entry', notes: 'key' })

export interface NewPhoto {
  blob: Blob
  purpose: KeptPhoto['purpose']
}

export interface NewEntry {
  /** Where others are to depend on it, its id is made beforehand. */
  id?: string
  person: string
  kind: EntryKind
  body: Record<string, unknown>
  title: Both
  photos?: NewPhoto[]
  after?: string[]
}

/**
 * Puts what was done into the outbox, with its photos, all of it at once or nothing. It survives the closing of the
 * browser. `draft` is the note that the deeds were written from: it goes in the same breath.
 * @throws where the phone refuses to keep it (no space, a private window): then nothing is claimed to be kept
 */
export async function putInOutbox(
  deeds: readonly NewEntry[],
  options: { now?: Date; draft?: string } = {},
): Promise<Entry[]> {
  const now = options.now ?? new Date()
  return database.transaction('rw', database.entries, database.photos, database.notes, async () => {
    const last = await database.entries.orderBy('order').last()
    const entries: Entry[] = []
    for (const deed of deeds) {
      const id = deed.id ?? timeOrderedId(now.getTime())
      const photos = (deed.photos ?? []).map(
        ({ blob, purpose }): KeptPhoto => ({ id: timeOrderedId(), entry: id, blob, purpose, uploaded: null }),
      )
      entries.push({
        id,
        person: deed.person,
        order: (last?.order ?? 0) + 1 + entries.length,
        kind: deed.kind,
        happenedAt: now.toISOString(),
        body: deed.body,
        photos: photos.map((photo) => photo.id),
        after: deed.after ?? [],
        title: deed.title,
        state: 'waiting',
        trouble: null,
        sentAt: null,
        result: null,
        triedAt: null,
        similar: [],
      })
      await database.photos.bulkAdd(photos)
    }
    await database.entries.bulkAdd(entries)
    if (options.draft) await database.notes.delete(options.draft)
    return entries
  })
}

export const entriesOf = (person: string): Promise<Entry[]> =>
  database.entries
    .where('[person+state]')
    .between([person, Dexie.minKey], [person, Dexie.maxKey])
    .sortBy('order')

export const entryById = (id: string) => database.entries.get(id)

/** The outbox as it changes, in this tab and in others. */
export const watchEntries = (person: string): Observable<Entry[]> => liveQuery(() => entriesOf(person))

/** How many things of other people wait on this phone, by person. */
export async function waitingOfOthers(person: string | null): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  await database.entries
    .filter((entry) => entry.person !== person && entry.state !== 'sent')
    .each((entry) => void found.set(entry.person, (found.get(entry.person) ?? 0) + 1))
  return found
}

export const photosOf = (entry: string): Promise<KeptPhoto[]> =>
  database.photos.where('entry').equals(entry).sortBy('id')

export const photoById = (id: string) => database.photos.get(id)

export async function notePhotoUploaded(id: string, uploaded: KeptPhoto['uploaded']): Promise<void> {
  await database.photos.update(id, { uploaded })
}

/** Writes down what the server said. The photos of what it has are let go. */
export async function noteAnswers(answers: readonly EntryAnswer[], now: string): Promise<void> {
  await database.transaction('rw', database.entries, database.photos, async () => {
    for (const answer of answers) {
      const entry = await database.entries.get(answer.id)
      if (!entry || entry.state === 'sent') continue
      const after = answered(entry, answer, now)
      await database.entries.put(after)
      if (after.state === 'sent') await database.photos.where('entry').equals(entry.id).delete()
    }
  })
}

/**
 * Marks what is leaving the phone: without an answer nobody knows whether it arrived, and from here on it does not
 * change. @returns the entries as they leave, without those that were thrown away meanwhile
 */
export async function noteTried(ids: string[], now: string): Promise<Entry[]> {
  return database.transaction('rw', database.entries, async () => {
    const known = await database.entries.bulkGet(ids)
    const leaving = known
      .filter((entry) => entry?.state === 'waiting')
      .map((entry) => ({ ...entry!, triedAt: entry!.triedAt ?? now }))
    await database.entries.bulkPut(leaving)
    return leaving.sort((a, b) => a.order - b.order)
  })
}

/** The server said that it took nothing of it: it may change again. */
export async function forgetTried(ids: string[]): Promise<void> {
  await database.transaction('rw', database.entries, async () => {
    for (const id of ids) await database.entries.update(id, { triedAt: null })
  })
}

/** Sets one aside with words, where it is the phone or a photo that is in the way. */
export async function noteTrouble(id: string, words: Both, code: string | null): Promise<void> {
  await database.entries.update(id, {
    state: 'stuck',
    triedAt: null,
    trouble: { ...words, code, changes: [] },
  })
}

/** Tries one again as it is, or as it was changed. Its time stays that at which it was done. */
export async function tryAgain(id: string, body?: Record<string, unknown>): Promise<void> {
  await database.entries.update(id, { state: 'waiting', trouble: null, ...(body ? { body } : {}) })
}

/** Changes the words of what has not left the phone. */
export async function changeBody(id: string, body: Entry['body']): Promise<boolean> {
  return database.transaction('rw', database.entries, async () => {
    const entry = await database.entries.get(id)
    if (!entry || !isChangeable(entry)) return false
    await database.entries.update(id, { body })
    return true
  })
}

/** Takes one photo out of what has not been sent. */
export async function dropPhoto(entryId: string, photoId: string): Promise<void> {
  await database.transaction('rw', database.entries, database.photos, async () => {
    const entry = await database.entries.get(entryId)
    if (!entry || !isChangeable(entry)) return
    await database.entries.update(entryId, { photos: entry.photos.filter((each) => each !== photoId) })
    await database.photos.delete(photoId)
  })
}

/** Throws away what was not sent, and what means nothing without it. */
export async function throwAway(id: string): Promise<void> {
  await database.transaction('rw', database.entries, database.photos, async () => {
    const entry = await database.entries.get(id)
    if (!entry || !isChangeable(entry)) return
    const gone = withDependents(id, await entriesOf(entry.person)).map((each) => each.id)
    await database.photos.where('entry').anyOf(gone).delete()
    await database.entries.bulkDelete(gone)
  })
}

const sentAreShownFor = 3 * 86_400_000

/** Lets go of receipts that are some days old. */
export async function tidy(now = Date.now()): Promise<void> {
  await database.entries
    .filter(({ state, sentAt }) => state === 'sent' && Date.parse(sentAt ?? '') < now - sentAreShownFor)
    .delete()
}

export async function noted<T>(key: string): Promise<T | undefined> {
  return (await database.notes.get(key))?.value as T | undefined
}

export async function note(key: string, value: unknown): Promise<void> {
  await database.notes.put({ key, value })
}

export async function forgetNote(key: string): Promise<void> {
  await database.notes.delete(key)
}

/** What a page read is kept under its own name, for when there is no signal. */
export const readNote = (account: string, path: string): string => `read.${account}.${path}`

/** Lets go of everything that pages read: another person uses the phone now, or nobody does. */
export async function forgetReads(): Promise<void> {
  await database.notes.where('key').startsWith('read.').delete()
}
