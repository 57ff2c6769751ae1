import type { RawBuilder } from 'kysely'
import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import {
  type Actor,
  type Duty,
  dutyReaching,
  requireReach,
  scopePredicate,
} from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents, type NewEvent } from '../kernel/timeline/index.ts'
import type { Ending, PostingState } from './rules.ts'

export interface Posting {
  id: string
  personId: string
  person: string
  senderId: string
  sender: string
  senderPath: string
  villageId: string
  village: string
  villagePath: string
  areaPath: string
  area: string
  kind: string
  team: string | null
  from: string
  until: string
  state: PostingState
  version: number
  /** Null until the first day. */
  dutyId: string | null
  madeByOrganisation: string
  extensions: number
  endedOn: string | null
  endedAs: Ending | null
  endedBecause: string | null
  replacesId: string | null
  senderGrade: string | null
  senderWords: string | null
  senderGradedAt: Date | null
  rulesHash: string
  headSeq: number
  headHash: Buffer
}

const columns = sql`p.id, p.person_id as "personId", w.name as person, p.sender_id as "senderId", s.name as sender,
  p.sender_path::text as "senderPath", p.village_id as "villageId", v.name as village, p.village_path::text as "villagePath",
  p.area_path::text as "areaPath", a.name as area, p.kind, p.team, p.from_day::text as "from", p.until_day::text as until, p.state,
  p.version, p.duty_id as "dutyId", p.made_by_organisation as "madeByOrganisation", p.extensions, p.ended_on::text as "endedOn",
  p.ended_as as "endedAs", p.ended_because as "endedBecause", p.replaces_id as "replacesId", p.sender_grade as "senderGrade",
  p.sender_words as "senderWords", p.sender_graded_at as "senderGradedAt", p.rules_hash as "rulesHash", p.head_seq as "headSeq",
  p.head_hash as "headHash"`
const tables = sql`postings p join people w on w.id = p.person_id join organisations s on s.id = p.sender_id
  join organisations v on v.id = p.village_id join areas a on a.id = v.area_id`

export async function postingsWhere(
  executor: Executor,
  where: RawBuilder<boolean>,
  most: number,
): Promise<Posting[]> {
  const { rows } = await sql<Posting>`
    select ${columns} from ${tables} where ${where} order by p.id desc limit ${most}`.execute(executor)
  return rows
}

export const ofVillage = (posting: Pick<Posting, 'villageId' | 'villagePath' | 'areaPath'>) => ({
  organisationId: posting.villageId,
  organisationPath: posting.villagePath,
  areaPath: posting.areaPath,
})
export const ofSender = (posting: Pick<Posting, 'senderId' | 'senderPath'>) => ({
  organisationId: posting.senderId,
  organisationPath: posting.senderPath,
  areaPath: null,
})

/** Those to whose village, or from whose unit, somebody was sent. */
export const withinReach = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(${scopePredicate(actor, 'posting.read', {
    organisationId: sql`p.village_id`,
    organisationPath: sql`p.village_path`,
    areaPath: sql`p.area_path`,
  })} or ${scopePredicate(actor, 'posting.read', {
    organisationId: sql`p.sender_id`,
    organisationPath: sql`p.sender_path`,
    areaPath: sql`null::ltree`,
  })})`

const missing = () => new Problem('not_found', { zh: '没有这次驻村派出', en: 'There is no such posting' })

export const mayReadPosting = (actor: Actor, posting: Posting): boolean =>
  posting.personId === actor.personId ||
  dutyReaching(actor, 'posting.read', ofVillage(posting)) !== undefined ||
  dutyReaching(actor, 'posting.read', ofSender(posting)) !== undefined

/** @throws Problem `not_found` alike for what is missing and for what is outside the reach */
export async function readablePosting(executor: Executor, actor: Actor, id: string): Promise<Posting> {
  const [found] = await postingsWhere(executor, sql<boolean>`p.id = ${id}`, 1)
  if (!found || !mayReadPosting(actor, found)) throw missing()
  return found
}

/** Locks a posting; its own row comes before everything that hangs on it. @throws Problem `not_found` */
export async function lockPosting(tx: Work, id: string): Promise<Posting> {
  const { rows } =
    await sql<Posting>`select ${columns} from ${tables} where p.id = ${id} for update of p`.execute(tx)
  if (!rows[0]) throw missing()
  return rows[0]
}

/**
 * Locks a posting for somebody who leads it; nobody leads their own (promise 3).
 * @throws Problem `not_found`, `permission.denied`, `conflict.changed`
 */
export async function lockForLeading(
  tx: Work,
  actor: Actor,
  id: string,
  version: number,
): Promise<{ posting: Posting; duty: Duty }> {
  const posting = await lockPosting(tx, id)
  const duty = requireReach(actor, 'posting.lead', ofVillage(posting))!
  requireOther(actor, posting)
  requireVersion(posting, version)
  return { posting, duty }
}

export function requireOther(actor: Actor, posting: Posting): void {
  if (actor.personId === posting.personId)
    throw new Problem('permission.denied', {
      reason: 'posting.own',
      zh: '自己的驻村工作不能由自己决定',
      en: 'Nobody decides about their own posting',
    })
}

export function requireVersion(posting: Posting, version: number): void {
  if (posting.version !== version)
    throw new Problem('conflict.changed', { extra: { version: posting.version } })
}

/** Locks somebody's own running posting. @throws Problem `not_found`, `conflict.changed` where it is over */
export async function lockOwn(tx: Work, actor: Actor, id: string): Promise<Posting> {
  const posting = await lockPosting(tx, id)
  if (posting.personId !== actor.personId) throw missing()
  requireRunning(posting)
  return posting
}

/** @throws Problem `conflict.changed` where it is over or called off, or its first day is still to come */
export function requireRunning(posting: Posting): void {
  requireBegun(posting)
  if (posting.state === 'ended')
    throw new Problem('conflict.changed', {
      reason: 'posting.ended',
      zh: '这次驻村已经结束',
      en: 'This posting has ended',
    })
}

/** @throws Problem `conflict.changed` where nobody has been in the village yet, or ever will be */
export function requireBegun(posting: Posting): void {
  if (posting.state === 'planned')
    throw new Problem('conflict.changed', {
      reason: 'posting.not_begun',
      zh: `${posting.from} 才到村，到那天起才能办；不去了请取消`,
      en: `It begins on ${posting.from}; until then it can only be called off`,
    })
  if (posting.state === 'called_off')
    throw new Problem('conflict.changed', {
      reason: 'posting.called_off',
      zh: '这次派出已经取消',
      en: 'This posting was called off',
    })
}

export interface By {
  personId: string | null
  organisationId: string | null
}

/** Writes what changed, one version further, and says it on the timeline. */
export async function savePosting(
  house: House,
  tx: Work,
  posting: Pick<Posting, 'id' | 'headSeq' | 'headHash'>,
  by: By,
  set: RawBuilder<unknown> | null,
  events: NewEvent[],
): Promise<void> {
  const head = await appendEvents(tx, {
    stream: posting.id,
    streamKind: 'posting',
    head: { seq: posting.headSeq, hash: posting.headHash },
    at: house.now(),
    actorId: by.personId,
    actorOrganisationId: by.organisationId,
    digest: house.configuration.digest,
    events,
  })
  await sql`update postings set ${set ? sql`${set},` : sql``} version = version + 1, head_seq = ${head.seq},
    head_hash = ${head.hash} where id = ${posting.id}`.execute(tx)
}

/** Heads that the chains of the timeline are held against. */
export const postingHeads = ['select id as stream, head_seq as seq, head_hash as hash from postings']
