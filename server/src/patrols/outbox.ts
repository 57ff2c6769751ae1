import { sql } from 'kysely'
import type { Static } from 'typebox'
import { inTransaction, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { requestHash } from '../kernel/idempotency/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { similarFor } from './findings.ts'
import { carryOut } from './outbox-deeds.ts'
import { neededBy, readEntry } from './outbox-entry.ts'
import { keptEntry, type Result } from './outbox-kept.ts'
import { refusalOf } from './outbox-refusal.ts'
import type { Entry, EntryAnswer, LooseOutbox, OutboxAnswer } from './outbox-schemas.ts'
import { trueTime } from './true-time.ts'
import type { Done } from './walks.ts'

type Answer = Static<typeof EntryAnswer>

const words = {
  accepted: { zh: '已收到', en: 'Received' },
  already: { zh: '以前已经收到，没有重复', en: 'It was received before; nothing was doubled' },
}

/**
 * Takes what a phone kept while it had no connection: one entry after the other, each in a transaction of its own
 * together with its id, so that what was taken once is never taken again, wherever the line broke. It goes on after a
 * refusal, but not with what depends on what was refused.
 */
export async function takeOutbox(
  house: House,
  actor: Actor,
  outbox: Static<typeof LooseOutbox>,
): Promise<Static<typeof OutboxAnswer>> {
  if (outbox.person !== actor.personId)
    throw new Problem('permission.denied', {
      reason: 'outbox.other_person',
      zh: '手机里存的是另一个人的记录，请由本人登录后再发送',
      en: 'What is kept on this phone is somebody else’s; they must sign in to send it',
    })
  const receivedAt = house.now()
  const sentAt = new Date(outbox.sent_at)
  const { field_work } = await house.rulesNow()
  const bounds = {
    toleranceMinutes: field_work.clock_tolerance_minutes,
    longestOfflineDays: field_work.longest_offline_days,
  }
  const answers: Answer[] = []
  const failed = new Set<string>()
  for (const raw of outbox.entries) {
    const answer = await takeEntry(house, actor, raw, {
      device: outbox.device,
      failed,
      doneAt: (told) => ({ time: trueTime(told, sentAt, receivedAt, bounds), receivedAt }),
    })
    if (answer.status === 'accepted' || answer.status === 'already') failed.delete(raw.id)
    else failed.add(raw.id)
    answers.push(answer)
  }
  const behind = receivedAt.getTime() - sentAt.getTime()
  return {
    received_at: receivedAt.toISOString(),
    clock: {
      difference_seconds: Math.round(behind / 1000),
      agrees: Math.abs(behind) <= bounds.toleranceMinutes * 60_000,
    },
    entries: answers,
  }
}

interface Batch {
  device: string
  failed: ReadonlySet<string>
  doneAt(told: Date): Done
}

async function takeEntry(house: House, actor: Actor, raw: { id: string }, batch: Batch): Promise<Answer> {
  try {
    const entry = readEntry(raw)
    const done = batch.doneAt(new Date(entry.happened_at))
    const needed = neededBy(entry)
    const lost = needed.find((id) => batch.failed.has(id))
    if (lost) throw dependsOn(lost)
    const taken = await onceRetried(() =>
      inTransaction(house.db, (tx) => once(house, tx, actor, entry, batch, done)),
    )
    if (!taken.before) house.wake()
    return {
      id: entry.id,
      status: taken.before ? 'already' : 'accepted',
      words: taken.before ? words.already : words.accepted,
      again: false,
      happened_at: taken.happenedAt.toISOString(),
      received_at: taken.receivedAt.toISOString(),
      time_note: taken.note,
      result: taken.result,
      ...(entry.kind === 'finding' && taken.result.matter_id && !entry.follows
        ? { similar: await similarOf(house, actor, taken.result.matter_id) }
        : {}),
    }
  } catch (error) {
    return refusalOf(house, actor, raw, error)
  }
}

const dependsOn = (id: string) =>
  new Problem('matter.refused', {
    reason: 'outbox.depends',
    zh: '它所依据的前一条没有收下，这一条先留着',
    en: 'An entry that this one depends on was not taken; it waits',
    extra: { depends_on: id },
  })

interface Taken {
  before: boolean
  happenedAt: Date
  receivedAt: Date
  note: Done['time']['note']
  result: Result
}

/** Of the content without its photos: they are uploaded anew where the answer to the first sending was lost. */
const hashOf = ({ photos: _, ...content }: Entry & { photos?: unknown }) => requestHash(content)

async function once(
  house: House,
  tx: Work,
  actor: Actor,
  entry: Entry,
  batch: Batch,
  done: Done,
): Promise<Taken> {
  const hash = hashOf(entry)
  // Waits for another sending of the same entry, and goes on where that one came to nothing.
  const { numAffectedRows } = await sql`
    insert into field_entries (person_id, id, device, kind, content_hash, told_at, happened_at, time_note, received_at)
    values (${actor.personId}, ${entry.id}, ${batch.device}, ${entry.kind}, ${hash}, ${new Date(entry.happened_at)}, ${done.time.at},
      ${done.time.note}, ${done.receivedAt}) on conflict do nothing`.execute(tx)
  if (numAffectedRows === 0n) {
    const kept = (await keptEntry(tx, actor, entry.id))!
    if (!kept.hash.equals(hash)) throw new Problem('input.key_reused')
    return { before: true, ...kept }
  }
  for (const id of entry.after ?? [])
    if (id === entry.id || !(await keptEntry(tx, actor, id)))
      throw new Problem('matter.refused', {
        reason: 'outbox.missing',
        zh: '它所依据的前一条还没有收到，这一条先留着',
        en: 'An entry that this one depends on has not arrived; it waits',
        extra: { depends_on: id },
      })
  const result = await carryOut(house, tx, actor, entry, done)
  await sql`update field_entries set result = ${JSON.stringify(result)}::jsonb
    where person_id = ${actor.personId} and id = ${entry.id}`.execute(tx)
  return {
    before: false,
    happenedAt: done.time.at,
    receivedAt: done.receivedAt,
    note: done.time.note,
    result,
  }
}

const deadlockDetected = '40P01'

async function onceRetried<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if ((error as { code?: string }).code !== deadlockDetected) throw error
    return work()
  })
}

async function similarOf(house: House, actor: Actor, matterId: string) {
  const { rows } = await sql<{ text: string; lng: number | null; lat: number | null; areaId: string | null }>`
    select w.title || E'\n' || w.body as text, w.spot[0] as lng, w.spot[1] as lat, m.area_id as "areaId"
    from matter_words w join matters m on m.id = w.matter_id where m.id = ${matterId}`.execute(house.db)
  const about = rows[0]
  if (!about) return []
  const spot = about.lng !== null && about.lat !== null ? { lng: about.lng, lat: about.lat } : null
  return similarFor(house, actor, { text: about.text, spot, areaId: about.areaId, notId: matterId })
}
