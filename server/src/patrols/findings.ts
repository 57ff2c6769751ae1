import { sql } from 'kysely'
import { fingerprint, similarOpen, suggestTriage } from '../insight/index.ts'
import type { Work } from '../kernel/database/index.ts'
import { attachPhotos } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor, isWithin } from '../kernel/permissions/index.ts'
import { categoryOf } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { cleanText, searchVector, titleFrom } from '../kernel/text/index.ts'
import {
  execute,
  findMatter,
  lockOriginalByNumber,
  mayRead,
  openMatter,
  recordFollower,
  timeOrderedId,
} from '../matters/index.ts'
import { communityFor, hotlineCentre, organisationById, placeOf, type SaidPlace } from '../territory/index.ts'
import { getPlan } from './store.ts'
import type { Done } from './walks.ts'

export type Photos = { id: string; claim: string }[]

export interface FindingWords {
  text: string
  title?: string
  category?: string
  urgency?: string
  location?: SaidPlace
  photos?: Photos
  /** The number of an open matter about the same thing: this one follows it. */
  follows?: string
  walk?: string
  plan?: string
  point?: string
}

const unfit = (at: string, zh: string, en: string) =>
  new Problem('input.invalid', { faults: [{ at, zh, en }], zh, en })

/** What was written, with its category and urgency checked against the rules. */
async function read(house: House, words: FindingWords) {
  const rules = await house.rulesNow()
  const text = cleanText(words.text)
  if ('fault' in text) throw unfit('/text', '请写下发现了什么', 'Say what was found')
  const title = words.title ? cleanText(words.title) : null
  if (words.category && !categoryOf(rules, words.category))
    throw unfit('/category', `没有这个类别：${words.category}`, `Unknown category: ${words.category}`)
  if (words.urgency && !rules.urgencies.some(({ id }) => id === words.urgency))
    throw unfit('/urgency', `没有这个紧急程度：${words.urgency}`, `Unknown urgency: ${words.urgency}`)
  if ((words.photos?.length ?? 0) > rules.intake.max_photos)
    throw unfit(
      '/photos',
      `最多 ${rules.intake.max_photos} 张照片`,
      `At most ${rules.intake.max_photos} photos`,
    )
  return {
    rules,
    text: text.text,
    title: title && 'text' in title ? [...title.text].slice(0, 80).join('') : titleFrom(text.text),
  }
}

/** Where it is: what was said, else the point, else the worker's own grid. */
async function whereFound(tx: Work, actor: Actor, words: FindingWords) {
  if (words.location) return placeOf(tx, words.location)
  if (words.plan && words.point) {
    const plan = await getPlan(tx, words.plan)
    const point = plan.versions.flatMap(({ points }) => points).findLast(({ id }) => id === words.point)
    if (point)
      return placeOf(
        tx,
        point.placeCode
          ? { place_code: point.placeCode }
          : { lat: point.lat, lng: point.lng, address: point.name },
      )
  }
  const areaId = dutiesFor(actor, 'patrol.walk').find(({ duty }) => duty.areaId)?.duty.areaId
  return areaId ? placeOf(tx, { area_id: areaId }) : null
}

/**
 * A finding opens a matter that nobody asked for: the worker's organisation stands for who asked, the community of the
 * place owns it, and the worker handles it where it is theirs. Its deadline runs from when it was received; when it
 * was found stands beside it.
 */
export async function openFinding(
  house: House,
  tx: Work,
  actor: Actor,
  words: FindingWords,
  done: Done,
): Promise<{ id: string; number: string; version: number }> {
  const duty = dutiesFor(actor, 'patrol.walk')[0]?.duty
  if (!duty) throw new Problem('permission.denied')
  const { rules, text, title } = await read(house, words)
  const place = await whereFound(tx, actor, words)
  const suggestion = suggestTriage(house, rules, title, text)
  const first = (place?.areaId && (await communityFor(tx, place.areaId))) || (await hotlineCentre(tx))
  if (!first) throw new Error('no hotline_centre organisation: import organisations first')
  const original = words.follows ? await originalOf(tx, actor, words.follows) : null
  const owner = original?.owner ?? first
  const area = place?.areaId
    ? (await sql<{ path: string }>`select path::text from areas where id = ${place.areaId}`.execute(tx))
        .rows[0]?.path
    : undefined
  const own = dutiesFor(actor, 'patrol.walk').some(
    ({ duty: each }) => each.organisationId === owner.id && (!each.areaPath || isWithin(area, each.areaPath)),
  )
  const category = words.category ?? suggestion.category
  const urgency = words.urgency ?? suggestion.urgency
  const prints = fingerprint(text)
  const opened = await openMatter(
    house,
    tx,
    {
      id: timeOrderedId(house.now()),
      kind: 'request',
      state: original ? 'following' : 'received',
      requestKind: null,
      category,
      urgency,
      channel: 'patrol',
      deskId: owner.id,
      ownerId: owner.id,
      handlerId: !original && own ? actor.personId : null,
      areaId: place?.areaId ?? null,
      parentId: null,
      originalId: original?.id ?? null,
      fromPerson: false,
      reachable: false,
      words: {
        title,
        body: text,
        address: place?.address ?? null,
        spot: place?.spot ?? null,
        placeCode: place?.placeCode ?? null,
      },
      search: searchVector([title, text, place?.address ?? '', place?.names ?? ''].join('\n')),
      exactHash: Buffer.from(prints.exact, 'hex'),
      simhash: BigInt.asIntN(64, BigInt(`0x${prints.simhash}`)),
      actorId: actor.personId,
      actorOrganisationId: duty.organisationId,
      payload: {
        happened_at: done.time.at.toISOString(),
        ...(original ? { original: original.id } : {}),
      },
    },
    rules,
  )
  await sql`insert into triage_decisions (matter_id, suggested, category, urgency, decided_at)
    values (${opened.id}, ${JSON.stringify(suggestion)}::jsonb, ${category ?? ''}, ${urgency}, ${house.now()})`.execute(
    tx,
  )
  await sql`insert into patrol_findings (matter_id, walk_id, plan_id, point_id, happened_at, received_at, time_note)
    values (${opened.id}, (select id from patrol_walks where id = ${words.walk ?? null}::uuid and worker_id = ${actor.personId}),
      ${words.point ? (words.plan ?? null) : null}::uuid, ${words.plan ? (words.point ?? null) : null}::uuid,
      ${done.time.at}, ${done.receivedAt}, ${done.time.note})`.execute(tx)
  if (original) await recordFollower(house, tx, original.id, opened.id)
  await attach(tx, opened.id, words.photos, 'before')
  return { id: opened.id, number: opened.number, version: 1 }
}

/** Only one that they may read; one that was answered meanwhile cannot be followed, and this one stands by itself. */
async function originalOf(tx: Work, actor: Actor, number: string) {
  const original = await lockOriginalByNumber(tx, number)
  if (!original || ['answered', 'judged', 'closed', 'following'].includes(original.state)) return null
  if (!(await mayRead(tx, actor, original.id))) return null
  const owner = await organisationById(tx, original.ownerId)
  return { id: original.id, owner: { id: original.ownerId, name: owner?.name ?? '' } }
}

export async function attach(
  tx: Work,
  matterId: string,
  photos: Photos | undefined,
  purpose: 'before' | 'after',
): Promise<void> {
  if (photos?.length) await attachPhotos(tx, { subjectId: matterId, photos, purpose, visibility: 'staff' })
}

/** Settled on the spot: taken on where nobody had, and answered, with photos of how it looks now. @returns its version */
export async function settle(
  house: House,
  tx: Work,
  actor: Actor,
  settled: { matterId: string; text: string; photos?: Photos },
  happenedAt: Date,
): Promise<number> {
  const { matterId, text, photos } = settled
  const found = await findMatter(tx, matterId)
  if (!found) throw new Problem('not_found')
  const waiting = ['received', 'triaged', 'dispatched'].includes(found.matter.state)
  if (waiting) await execute(house, { actor, matterId, command: { type: 'take' }, happenedAt }, tx)
  const { matter } = await execute(
    house,
    {
      actor,
      matterId,
      command: { type: 'answer', text, outcome: 'solved' },
      happenedAt,
      also: (work) => attach(work, matterId, photos, 'after'),
    },
    tx,
  )
  return matter.version
}

/** Open matters that may be about the same, for the worker to compare: those that they may read. */
export async function similarFor(
  house: House,
  actor: Actor,
  about: { text: string; spot: { lng: number; lat: number } | null; areaId: string | null; notId?: string },
) {
  const similar = await similarOpen(house.db, house, about, 8)
  const seen = await Promise.all(similar.map(({ id }) => mayRead(house.db, actor, id)))
  return similar
    .filter((_, index) => seen[index])
    .slice(0, 5)
    .map(({ id, number, title, state, createdAt, distance, followers }) => ({
      id,
      number,
      title,
      state,
      created_at: createdAt.toISOString(),
      distance_metres: distance,
      followers,
    }))
}
