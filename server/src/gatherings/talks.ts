import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { organisationById } from '../territory/index.ts'
import { belongingTo, organisationsOf } from './membership-door.ts'
import { refused } from './store.ts'

/** Made in the browser; base64 of bytes. The server keeps them and can open none of them. */
export interface SealedNotes {
  nonce: string
  box: string
  /** The key of the box, sealed to each of the two by their public key. */
  keys: Record<string, string>
}

export interface TalkKey {
  publicKey: string
  wrappedKey: string
  salt: string
  version: number
}

export async function talkKeyOf(executor: Executor, personId: string): Promise<TalkKey | null> {
  const { rows } =
    await sql<TalkKey>`select encode(public_key, 'base64') as "publicKey", encode(wrapped_key, 'base64') as "wrappedKey",
    encode(salt, 'base64') as salt, version from gathering_talk_keys where person_id = ${personId}`.execute(
      executor,
    )
  const key = rows[0]
  return key
    ? { ...key, publicKey: bare(key.publicKey), wrappedKey: bare(key.wrappedKey), salt: bare(key.salt) }
    : null
}

const bare = (base64: string) => base64.replace(/\n/g, '')

/** Another pair in place of the one before; what was sealed to that one stays closed for ever. */
export async function keepTalkKey(
  house: House,
  personId: string,
  key: Omit<TalkKey, 'version'>,
  version: number,
): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into gathering_talk_keys as k (person_id, public_key, wrapped_key, salt, version, made_at)
    values (${personId}, decode(${key.publicKey}, 'base64'), decode(${key.wrappedKey}, 'base64'), decode(${key.salt}, 'base64'), ${version + 1}, ${house.now()})
    on conflict (person_id) do update set public_key = excluded.public_key, wrapped_key = excluded.wrapped_key, salt = excluded.salt,
      version = excluded.version, made_at = excluded.made_at where k.version = ${version}`.execute(house.db)
  if (numAffectedRows === 0n) throw new Problem('conflict.changed')
}

export interface Talk {
  id: string
  organisationName: string
  between: string
  oneId: string
  oneName: string
  otherId: string
  otherName: string
  day: string
  sealed: SealedNotes | null
  version: number
}

/** Talks of one person, the newest first: nobody else's are ever read. */
export async function talksOf(
  executor: Executor,
  personId: string,
  after: { day: string; id: string } | null,
  most: number,
): Promise<Talk[]> {
  const { rows } = await sql<Talk>`
    select t.id, o.name as "organisationName", t.between, t.one_id as "oneId", p.name as "oneName", t.other_id as "otherId", q.name as "otherName",
      t.day, t.sealed, t.version
    from gathering_talks t join organisations o on o.id = t.organisation_id join people p on p.id = t.one_id join people q on q.id = t.other_id
    where (t.one_id = ${personId} or t.other_id = ${personId})
      ${after ? sql`and (t.day, t.id) < (${after.day}::date, ${after.id}::uuid)` : sql``}
    order by t.day desc, t.id desc limit ${most}`.execute(executor)
  return rows
}

/** Whom somebody may talk with: those of their branches, with the public key of each who has one. */
export async function partnersOf(house: House, actor: Actor) {
  const partners: { personId: string; name: string; organisationId: string; publicKey: string | null }[] = []
  const [organisationId] = await organisationsOf(house.db, actor.personId)
  if (organisationId)
    for (const { personId, name } of await belongingTo(house.db, organisationId, house.now()))
      if (personId !== actor.personId)
        partners.push({
          personId,
          name,
          organisationId,
          publicKey: (await talkKeyOf(house.db, personId))?.publicKey ?? null,
        })
  return partners
}

/** Records that two of a branch talked. One of the two does so; the chain says that there was a talk, not between whom. */
export async function recordTalk(
  house: House,
  actor: Actor,
  asked: { organisationId: string; otherId: string; day: string },
): Promise<string> {
  if (asked.day > shanghaiDate(house.now()))
    throw refused('talk.ahead', '谈过以后再记录', 'A talk is recorded once it took place')
  const people = await belongingTo(house.db, asked.organisationId, house.now())
  const one = people.find(({ personId }) => personId === actor.personId)
  const other = people.find(({ personId }) => personId === asked.otherId)
  if (!one || !other || one === other)
    throw new Problem('input.invalid', {
      zh: '谈话的两个人要在同一个支部',
      en: 'The two who talk belong to one branch',
    })
  const organisation = (await organisationById(house.db, asked.organisationId))!
  const both = Number(one.inCommittee) + Number(other.inCommittee)
  const between = both === 2 ? 'committee_committee' : both === 1 ? 'committee_member' : 'member_member'
  const id = randomUUID()
  await house.db.transaction().execute(async (tx) => {
    const head = await appendEvents(tx, {
      stream: id,
      streamKind: 'gathering_talk',
      head: { seq: 0, hash: null },
      at: house.now(),
      actorId: null,
      actorOrganisationId: null,
      digest: house.configuration.digest,
      events: [
        {
          kind: 'gathering.talk_held',
          payload: { organisation_id: organisation.id, between, month: asked.day.slice(0, 7) },
        },
      ],
    })
    await sql`insert into gathering_talks (id, organisation_id, organisation_path, between, one_id, other_id, day, head_seq, head_hash)
      values (${id}, ${organisation.id}, ${organisation.path}::ltree, ${between}, ${one.personId}, ${other.personId}, ${asked.day}::date, ${head.seq}, ${head.hash})`.execute(
      tx,
    )
  })
  return id
}

/** Keeps what the browser sealed. Only for the two, and only sealed to both. */
export async function keepNotes(
  house: House,
  actor: Actor,
  id: string,
  version: number,
  sealed: SealedNotes,
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ oneId: string; otherId: string; version: number }>`
      select one_id as "oneId", other_id as "otherId", version from gathering_talks where id = ${id} for update`.execute(
      tx,
    )
    const talk = rows[0]
    if (!talk || !actor.personId || (talk.oneId !== actor.personId && talk.otherId !== actor.personId))
      throw new Problem('not_found', { zh: '没有这次谈话', en: 'There is no such talk' })
    if (talk.version !== version) throw new Problem('conflict.changed', { extra: { version: talk.version } })
    const sealedTo = Object.keys(sealed.keys).sort()
    if (JSON.stringify(sealedTo) !== JSON.stringify([talk.oneId, talk.otherId].sort()))
      throw new Problem('input.invalid', {
        zh: '要封给谈话的两个人',
        en: 'It is sealed to the two who talked',
      })
    await sql`update gathering_talks set sealed = ${JSON.stringify(sealed)}::jsonb, version = version + 1 where id = ${id}`.execute(
      tx,
    )
  })
}
