import { sql } from 'kysely'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { inTransaction, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { faultsOf, sentenceOf, type ValidationEntry } from '../kernel/http/index.ts'
import { requestHash } from '../kernel/idempotency/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem, problemCatalogue } from '../kernel/problems.ts'
import {
  type Command,
  changesSince,
  eventWords,
  execute,
  Refused,
  requireReadable,
} from '../matters/index.ts'
import { attach, openFinding, settle, similarFor } from './findings.ts'
import {
  type Entry,
  type EntryAnswer,
  type EntryResult,
  entryKinds,
  type LooseOutbox,
  type OutboxAnswer,
} from './outbox-schemas.ts'
import { trueTime } from './true-time.ts'
import { type Done, endWalk, markPoint, startWalk } from './walks.ts'

type Answer = Static<typeof EntryAnswer>
type Result = Static<typeof EntryResult>

const checks = new Map(
  Object.entries(entryKinds).map(([kind, schema]) => [kind, Compile(schema as TSchema)] as const),
)

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

/** @throws Problem `input.invalid` with what is wrong with this entry */
function readEntry(raw: { id: string }): Entry {
  const kind = (raw as { kind?: unknown }).kind
  const check = typeof kind === 'string' ? checks.get(kind) : undefined
  if (!check) {
    const names = [...checks.keys()].join('、')
    throw new Problem('input.invalid', {
      zh: `没有这种记录，只能是 ${names}`,
      en: `kind must be one of ${names}`,
    })
  }
  if (!check.Check(raw)) {
    const faults = faultsOf(check.Errors(raw) as ValidationEntry[], 'entry')
    const { zh, en } = sentenceOf(faults)
    throw new Problem('input.invalid', { faults, zh, en })
  }
  return raw as Entry
}

/** Ids that must have been taken before. What was found stands without the walk on which it was. */
function neededBy(entry: Entry): string[] {
  const spokenOf =
    'of' in entry ? [entry.of] : entry.kind === 'mark' || entry.kind === 'walk_end' ? [entry.walk] : []
  return [...(entry.after ?? []), ...spokenOf]
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

interface Kept {
  kind: string
  hash: Buffer
  happenedAt: Date
  receivedAt: Date
  note: Done['time']['note']
  result: Result
}

async function keptEntry(tx: Work, actor: Actor, id: string): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`
    select kind, content_hash as hash, happened_at as "happenedAt", received_at as "receivedAt", time_note as note, result
    from field_entries where person_id = ${actor.personId} and id = ${id}`.execute(tx)
  return rows[0]
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

/** What the phone calls by its own id, the house calls by another. */
async function resolve(tx: Work, actor: Actor, id: string, as: 'walk_id' | 'matter_id'): Promise<string> {
  return (await keptEntry(tx, actor, id))?.result?.[as] ?? id
}

async function carryOut(house: House, tx: Work, actor: Actor, entry: Entry, done: Done): Promise<Result> {
  switch (entry.kind) {
    case 'walk_start':
      return { walk_id: await startWalk(house, tx, actor, done) }
    case 'walk_end': {
      const walkId = await resolve(tx, actor, entry.walk, 'walk_id')
      await endWalk(house, tx, actor, walkId, done)
      return { walk_id: walkId }
    }
    case 'mark': {
      const walkId = await resolve(tx, actor, entry.walk, 'walk_id')
      const { markId, positionKept } = await markPoint(house, tx, actor, { ...entry, walk: walkId }, done)
      return { walk_id: walkId, mark_id: markId, position_kept: positionKept }
    }
    case 'finding': {
      const walk = entry.walk ? await resolve(tx, actor, entry.walk, 'walk_id') : undefined
      const { walk: _, ...words } = entry
      const { id, number, version } = await openFinding(
        house,
        tx,
        actor,
        { ...words, ...(walk ? { walk } : {}) },
        done,
      )
      return { matter_id: id, number, version }
    }
    default:
      return onMatter(house, tx, actor, entry, done)
  }
}

/** Adds apply whatever happened meanwhile; what decides something names the version that it was decided on. */
const addsOnly = new Set(['progress', 'note'])

async function onMatter(
  house: House,
  tx: Work,
  actor: Actor,
  entry: Extract<Entry, { of: string }>,
  done: Done,
): Promise<Result> {
  const matterId = await resolve(tx, actor, entry.of, 'matter_id')
  await requireReadable(tx, actor, matterId)
  const happenedAt = done.time.at
  const run = (command: Command, version?: number) =>
    execute(
      house,
      {
        actor,
        matterId,
        command,
        happenedAt,
        ...(version === undefined ? {} : { version }),
        also: (work) =>
          attach(
            work,
            matterId,
            'photos' in entry ? entry.photos : undefined,
            'purpose' in entry ? (entry.purpose ?? 'after') : 'after',
          ),
      },
      tx,
    )
  switch (entry.kind) {
    case 'settle':
      return {
        matter_id: matterId,
        version: await settle(
          house,
          tx,
          actor,
          { matterId, text: entry.text, ...(entry.photos ? { photos: entry.photos } : {}) },
          happenedAt,
        ),
      }
    case 'carry_up':
      return {
        matter_id: matterId,
        version: (await run({ type: 'carry_up', reason: entry.reason ?? (await titleOf(tx, matterId)) }))
          .matter.version,
      }
    case 'add':
      return { matter_id: matterId, version: (await addTo(run, entry)).matter.version }
    case 'command': {
      const command = entry.command as Command
      const adds = addsOnly.has(command.type)
      if (!adds && entry.version === undefined)
        throw new Problem('input.invalid', { zh: '缺少 version', en: 'version is missing' })
      return {
        matter_id: matterId,
        version: (await run(command, adds ? undefined : entry.version)).matter.version,
      }
    }
  }
}

/** As progress where the worker still handles it; else as a note, so that nothing that was seen is lost. */
async function addTo<T>(
  run: (command: Command) => Promise<T>,
  entry: Extract<Entry, { kind: 'add' }>,
): Promise<T> {
  try {
    return await run({ type: 'progress', text: entry.text, open: entry.open ?? false })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return run({ type: 'note', text: entry.text })
  }
}

/** One tap and nothing retyped: what it is called says why. */
async function titleOf(tx: Work, matterId: string): Promise<string> {
  const { rows } = await sql<{
    title: string
  }>`select title from matter_words where matter_id = ${matterId}`.execute(tx)
  return rows[0]!.title
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

/** Reasons for which the same entry may be taken another time: what it waits for may yet arrive. */
const passing = new Set(['outbox.depends', 'outbox.missing', 'photo.unknown', 'walk.running'])

async function refusalOf(house: House, actor: Actor, raw: { id: string }, error: unknown): Promise<Answer> {
  if (!(error instanceof Problem)) {
    house.log.error({ err: error, entry: raw.id }, 'an entry of a field outbox failed')
    const { zh, en } = problemCatalogue['service.failed']!
    return { id: raw.id, status: 'refused', words: { zh, en }, code: 'service.failed', again: true }
  }
  const { options, code } = error
  const told = { zh: options.zh ?? problemCatalogue[code]!.zh, en: options.en ?? problemCatalogue[code]!.en }
  const changes = await changesBehind(house, actor, raw as Partial<Entry>, error)
  return {
    id: raw.id,
    status: changes.length > 0 || code === 'conflict.changed' ? 'conflict' : 'refused',
    words: told,
    code,
    ...(options.reason ? { reason: options.reason } : {}),
    ...(options.faults ? { faults: options.faults } : {}),
    ...(changes.length ? { changes } : {}),
    again: passing.has(options.reason ?? ''),
  }
}

/** Where a matter refused because others moved it on: what they did since this worker last touched it. */
async function changesBehind(house: House, actor: Actor, raw: Partial<Entry>, error: Problem) {
  if (!(error instanceof Refused || error.code === 'conflict.changed') || !('of' in raw) || !raw.of) return []
  const { rows } = await sql<{ matter: string | null; seen: number | null }>`
    with own as (select coalesce((select result->>'matter_id' from field_entries where person_id = ${actor.personId} and id = ${raw.of}), ${raw.of}) as matter)
    select own.matter, (select max((e.result->>'version')::int) from field_entries e
      where e.person_id = ${actor.personId} and e.result->>'matter_id' = own.matter) as seen from own`.execute(
    house.db,
  )
  const seen = ('version' in raw ? raw.version : undefined) ?? rows[0]?.seen
  if (!rows[0]?.matter || !seen) return []
  const changes = await changesSince(house.db, rows[0].matter, seen)
  return changes.map(({ kind, at, by }) => ({
    kind,
    at: at.toISOString(),
    by,
    words: eventWords[kind] ?? { zh: kind, en: kind },
  }))
}
