import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import { startDeadline } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { searchVector } from '../kernel/text/index.ts'
import { appendEvents, personalHash } from '../kernel/timeline/index.ts'
import { type RunningClock, resolveClock } from './clock.ts'
import type { ClockDecision, Context } from './decision.ts'
import type { Matter, MatterKind, State } from './matter.ts'
import { matterNumber, nextNumber } from './store.ts'
import { timeOrderedId } from './time-ordered-id.ts'

export interface NewMatter {
  id?: string
  /** Drawn beforehand from the running number; drawn here where it is left out. */
  running?: number
  kind: MatterKind
  state: Extract<State, 'received' | 'dispatched' | 'following'>
  requestKind: string | null
  category: string | null
  urgency: string
  channel: string
  deskId: string
  ownerId: string
  handlerId: string | null
  areaId: string | null
  parentId: string | null
  originalId: string | null
  /** For a task: `YYYY-MM-DD`. */
  dueDay?: string | null
  fromPerson: boolean
  reachable: boolean
  words: {
    title: string
    body: string
    address?: string | null
    spot?: { lng: number; lat: number } | null
    placeCode?: string | null
  }
  /** Ready for PostgreSQL's `tsvector`. */
  search: string
  exactHash?: Buffer | null
  simhash?: bigint | null
  actorId: string | null
  actorOrganisationId: string | null
  payload?: Record<string, unknown>
}

/** What the hash of a matter's words covers; `lianxin verify` computes it again. */
export function wordsHash(
  digest: 'sha256' | 'sm3',
  salt: Buffer,
  words: { title: string; body: string; address: string | null },
): string {
  return personalHash(digest, salt, words).toString('hex')
}

const clockOf = (input: NewMatter): Exclude<ClockDecision, { kind: 'keep' } | { kind: 'stop' }> | null =>
  input.state === 'following' ? null : { kind: 'start', step: firstStep[input.kind] }

const firstStep = { request: 'dispatch', part: 'part_sign', task: 'task_sign' } as const
const received = {
  request: 'matter.received',
  part: 'matter.part_received',
  task: 'matter.task_received',
} as const

/**
 * Opens a matter in one statement after its place in the timeline is known: row, words, deadline.
 * The caller holds the transaction.
 */
export async function openMatter(
  house: House,
  tx: Work,
  input: NewMatter,
  rules: Rules,
): Promise<{ id: string; number: string; clock: RunningClock | null }> {
  const now = house.now()
  const id = input.id ?? timeOrderedId(now)
  const number = input.running === undefined ? await nextNumber(tx, now) : matterNumber(now, input.running)
  const decision = clockOf(input)
  const clock = decision
    ? resolveClock(
        decision,
        {
          ...input,
          createdAt: now,
          dispatchedAt: input.kind === 'request' ? null : now,
          step: null,
          dueAt: null,
        },
        rules,
        house.calendar,
        now,
      )
    : null
  const salt = randomBytes(16)
  const words = { title: input.words.title, body: input.words.body, address: input.words.address ?? null }
  const head = await appendEvents(tx, {
    stream: id,
    streamKind: 'matter',
    head: { seq: 0, hash: null },
    at: now,
    actorId: input.actorId,
    actorOrganisationId: input.actorOrganisationId,
    digest: house.configuration.digest,
    events: [
      {
        kind: received[input.kind],
        payload: {
          open: true,
          number,
          channel: input.channel,
          owner_id: input.ownerId,
          handler_id: input.handlerId,
          basis: 'intake',
          policy: rules.hash,
          category: input.category,
          urgency: input.urgency,
          area_id: input.areaId,
          words: wordsHash(house.configuration.digest, salt, words),
          version: 1,
          after: {
            state: input.state,
            owner_id: input.ownerId,
            step: clock?.step ?? null,
            due_at: clock?.dueAt.toISOString() ?? null,
          },
          ...input.payload,
        },
      },
    ],
  })
  const spot = input.words.spot ? `(${input.words.spot.lng},${input.words.spot.lat})` : null
  await sql`
    with new_matter as (
      insert into matters (id, number, kind, state, request_kind, category, urgency, channel, desk_id, owner_id, owner_path,
        handler_id, area_id, area_path, parent_id, original_id, policy_hash, from_person, reachable, created_at, dispatched_at,
        step, due_at, due_day, head_seq, head_hash)
      select ${id}::uuid, ${number}, ${input.kind}, ${input.state}, ${input.requestKind}, ${input.category}, ${input.urgency}, ${input.channel},
        ${input.deskId}::uuid, o.id, o.path, ${input.handlerId}::uuid, ${input.areaId}::uuid,
        (select path from areas where id = ${input.areaId}::uuid), ${input.parentId}::uuid, ${input.originalId}::uuid, ${rules.hash},
        ${input.fromPerson}, ${input.reachable}, ${now}::timestamptz, ${input.kind === 'request' ? null : now}::timestamptz,
        ${clock?.step ?? null}, ${clock?.dueAt ?? null}::timestamptz, ${input.dueDay ?? null}::date, ${head.seq}, ${head.hash}
      from organisations o where o.id = ${input.ownerId}::uuid
      returning id, desk_id, owner_id, owner_path, area_id, area_path, created_at
    ), hands as (
      insert into matter_hands (matter_id, organisation_id, held, since)
      select n.id, o.id, o.id in (n.owner_id, n.desk_id), n.created_at from new_matter n join organisations o
        on o.path @> n.owner_path or o.id = n.desk_id
          or o.id = ${input.actorOrganisationId}::uuid
          or (o.active_to is null and o.kind in ('community_committee', 'street_office')
            and o.area_id in (select a.id from areas a where a.path @> n.area_path))
      returning organisation_id
    )
    insert into matter_words (matter_id, title, body, address, spot, place_code, exact_hash, simhash, search, salt)
    select id, ${words.title}, ${words.body}, ${words.address}, ${spot}::point, ${input.words.placeCode ?? null},
      ${input.exactHash ?? null}::bytea, ${input.simhash?.toString() ?? null}::bigint,
      to_tsvector('simple', ${input.search}) || search_marks(array(select organisation_id from hands), area_id, created_at), ${salt}::bytea
    from new_matter`.execute(tx)
  if (clock) await startDeadline(tx, { subjectId: id, ...clock })
  return { id, number, clock }
}

/** A partner's part: a matter of its own with its own owner and deadline, judged by who asked for it. */
export async function openPart(
  house: House,
  tx: Work,
  input: { parent: Matter; to: string; task: string; item: string | null; rules: Rules; context: Context },
): Promise<void> {
  const { parent, to, task, item, rules, context } = input
  const title = task.split('\n')[0]!.slice(0, 60)
  const { rows } = await sql<{
    address: string | null
    lng: number | null
    lat: number | null
    placeCode: string | null
  }>`
    select address, spot[0] as lng, spot[1] as lat, place_code as "placeCode" from matter_words where matter_id = ${parent.id}`.execute(
    tx,
  )
  const { address, lng, lat, placeCode } = rows[0]!
  await openMatter(
    house,
    tx,
    {
      kind: 'part',
      state: 'dispatched',
      requestKind: parent.requestKind,
      category: parent.category,
      urgency: parent.urgency,
      channel: 'part',
      deskId: parent.ownerId,
      ownerId: to,
      handlerId: null,
      areaId: parent.areaId,
      parentId: parent.id,
      originalId: null,
      fromPerson: false,
      reachable: false,
      words: {
        title,
        body: task,
        address,
        spot: lng !== null && lat !== null ? { lng, lat } : null,
        placeCode,
      },
      search: searchVector([task, address ?? ''].join('\n')),
      actorId: context.actorPersonId,
      actorOrganisationId: context.actorOrganisationId,
      payload: { parent: parent.id, open: false, ...(item ? { grid_item: item } : {}) },
    },
    rules,
  )
}
