import { NetworkError, ProblemError, post } from '../../foundation/api.ts'
import { uploadPhoto } from '../../foundation/send-file.ts'
import type { Entry, OutboxAnswer } from './entry.ts'
import { timeOrderedId } from './ids.ts'
import { mostAtOnce, nextBatch, versionOf } from './rules.ts'
import {
  entriesOf,
  entryById,
  forgetTried,
  note,
  noteAnswers,
  noted,
  notePhotoUploaded,
  noteTried,
  noteTrouble,
  photoById,
  photosOf,
} from './store.ts'

/** How a sending ended: all that could go is gone, or what stands in the way. */
export type Ended = 'empty' | 'offline' | 'signed out' | 'somebody else' | 'busy' | 'refused'

async function deviceId(): Promise<string> {
  const known = await noted<string>('device')
  if (known) return known
  const made = timeOrderedId()
  await note('device', made)
  return made
}

async function asSent(entry: Entry): Promise<Record<string, unknown>> {
  const photos = await photosOf(entry.id)
  const before = entry.kind === 'command' ? await Promise.all(entry.after.map(entryById)) : []
  return {
    ...entry.body,
    ...(entry.body.version === undefined ? {} : { version: versionOf(entry, before) }),
    id: entry.id,
    kind: entry.kind,
    happened_at: entry.happenedAt,
    ...(entry.after.length > 0 ? { after: entry.after } : {}),
    ...(photos.length > 0 ? { photos: photos.flatMap(({ uploaded }) => (uploaded ? [uploaded] : [])) } : {}),
  }
}

/** Photos are let go by the server when nothing claims them for long: then they are uploaded anew. */
async function forgetUploads(entry: Entry): Promise<void> {
  for (const { id } of await photosOf(entry.id)) await notePhotoUploaded(id, null)
}

function wayOf(error: unknown): Ended | null {
  if (error instanceof NetworkError) return 'offline'
  if (!(error instanceof ProblemError)) return null
  if (error.status === 401) return 'signed out'
  if (error.reason === 'outbox.other_person') return 'somebody else'
  if (error.status === 403) return 'refused'
  if (error.status === 429 || error.status >= 500) return 'busy'
  return null
}

async function upload(photoId: string): Promise<Ended | null> {
  const photo = await photoById(photoId)
  if (!photo) return null
  try {
    const { id, claim } = await uploadPhoto(photo.blob)
    await notePhotoUploaded(photoId, { id, claim })
    return null
  } catch (error) {
    const way = wayOf(error)
    if (way) return way
    if (!(error instanceof ProblemError)) throw error
    await noteTrouble(photo.entry, error.words, error.code)
    return null
  }
}

async function sendOnce(person: string, atMost: number): Promise<Ended | 'too many' | null> {
  const entries = await entriesOf(person)
  const uploaded = new Set<string>()
  for (const entry of entries)
    if (entry.state === 'waiting')
      for (const photo of await photosOf(entry.id)) if (photo.uploaded) uploaded.add(photo.id)
  const { batch: next, upload: photos } = nextBatch(entries, (photo) => uploaded.has(photo), atMost)
  if (photos.length > 0) {
    for (const photo of photos) {
      const ended = await upload(photo)
      if (ended) return ended
    }
    return null
  }
  if (next.length === 0) return 'empty'
  const batch = await noteTried(
    next.map(({ id }) => id),
    new Date().toISOString(),
  )
  if (batch.length === 0) return null
  const before = new Set(batch.filter(({ trouble }) => trouble).map(({ id }) => id))
  const sent = await Promise.all(batch.map(asSent))
  try {
    const answer = await post<OutboxAnswer>('/api/field/outbox', {
      device: await deviceId(),
      person,
      sent_at: new Date().toISOString(),
      entries: sent,
    })
    await noteAnswers(answer.entries, new Date().toISOString())
    for (const said of answer.entries) {
      const entry = batch.find(({ id }) => id === said.id)
      if (entry && said.reason?.startsWith('photo.')) await forgetUploads(entry)
    }
    // What the server may take later is not pressed on it again and again now.
    const moved = answer.entries.some(
      ({ status, again, id }) => status !== 'refused' || !again || !before.has(id),
    )
    return moved ? null : 'busy'
  } catch (error) {
    if (error instanceof ProblemError && error.status < 500) await forgetTried(batch.map(({ id }) => id))
    const way = wayOf(error)
    if (way) return way
    if (!(error instanceof ProblemError)) throw error
    if (batch.length > 1) return 'too many'
    await noteTrouble(batch[0]!.id, error.words, error.code)
    return null
  }
}

/** One tab sends at a time; another that is asked to meanwhile leaves it to the first. */
async function alone<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  if (!navigator.locks) return work()
  return navigator.locks.request('lianxin-field-outbox', { ifAvailable: true }, (lock) =>
    lock ? work() : otherwise,
  ) as Promise<T>
}

/** Sends what waits, in order, until nothing more can go now. */
export async function sendOutbox(person: string): Promise<Ended> {
  return alone<Ended>(async () => {
    let atMost = mostAtOnce
    for (let turn = 0; turn < 500; turn++) {
      const ended = await sendOnce(person, atMost)
      // What the door refuses as a whole is tried one by one, so that one entry does not hold up the others.
      if (ended === 'too many') atMost = 1
      else if (ended) return ended
    }
    return 'busy'
  }, 'busy')
}
