import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Executor, inTransaction, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { timeOrderedId } from '../matters/index.ts'
import { areaAt } from '../territory/index.ts'
import { hands } from './hands.ts'
import { type PasteFault, readPosts } from './paste.ts'
import { withPrepared } from './plans.ts'
import { refusal } from './refusal.ts'
import { plannerOf, requirePlanner } from './standing.ts'
import { getMobilisation, getPost, lockMobilisation, type Mobilisation, saveMobilisation } from './store.ts'

export interface PostWanted {
  name: string
  address?: string | null | undefined
  lng?: number | null | undefined
  lat?: number | null | undefined
  /** The unit that answers for it; the planning unit's own where it is left out. */
  organisation_id?: string | null | undefined
  leader_id?: string | null | undefined
  skills: string[]
  equipment?: string | null | undefined
  danger?: string | null | undefined
  shifts: { from: string; to: string; needed: number }[]
}

export const mostPosts = 3000

interface Resolved extends PostWanted {
  organisation: { id: string; path: string }
  areaId: string | null
}

/** @throws Problem `input.invalid` for a skill, unit or leader that does not exist, and shifts that cannot be */
async function resolve(
  house: House,
  executor: Executor,
  mobilisation: Mobilisation,
  wanted: PostWanted,
): Promise<Resolved> {
  const { skills } = await house.rulesNow()
  const unknown = wanted.skills.find((id) => !skills.some((skill) => skill.id === id))
  if (unknown)
    throw new Problem('input.invalid', { zh: `没有这项特长：${unknown}`, en: `Unknown skill: ${unknown}` })
  for (const { from, to } of wanted.shifts)
    if (!(Date.parse(to) > Date.parse(from)))
      throw new Problem('input.invalid', { zh: '班次的结束要晚于开始', en: 'A shift ends after it begins' })
  const organisationId = wanted.organisation_id ?? mobilisation.organisationId
  const { rows } = await sql<{ id: string; path: string }>`
    select id, path::text as path from organisations where id = ${organisationId} and active_to is null`.execute(
    executor,
  )
  if (!rows[0]) throw new Problem('input.invalid', { zh: '没有这个负责单位', en: 'There is no such unit' })
  if (wanted.leader_id) {
    const { rows: leaders } = await sql`
      select 1 from ${hands(house.now())} d join organisations o on o.id = d.organisation_id
      where d.person_id = ${wanted.leader_id} and (o.path <@ ${rows[0].path}::ltree or exists (select 1 from mobilisation_units u
          where u.mobilisation_id = ${mobilisation.id} and u.organisation_path @> o.path)) limit 1`.execute(
      executor,
    )
    if (leaders.length === 0)
      throw new Problem('input.invalid', {
        zh: '岗位负责人要在负责单位或被通知的单位任职',
        en: 'A post’s leader serves in its unit or in a called one',
      })
  }
  const at =
    typeof wanted.lng === 'number' && typeof wanted.lat === 'number'
      ? await areaAt(executor, { lng: wanted.lng, lat: wanted.lat })
      : undefined
  return { ...wanted, organisation: rows[0], areaId: at?.id ?? null }
}

async function insertPosts(
  house: House,
  tx: Work,
  mobilisation: Mobilisation,
  posts: readonly Resolved[],
): Promise<void> {
  const { rows } = await sql<{ posts: number; last: number }>`
    select count(*)::int as posts, coalesce(max(position), 0)::int as last from mobilisation_posts where mobilisation_id = ${mobilisation.id}`.execute(
    tx,
  )
  const { posts: before, last } = rows[0]!
  if (before + posts.length > mostPosts)
    throw refusal('too_many', `一个方案最多 ${mostPosts} 个岗位`, `A plan holds at most ${mostPosts} posts`)
  const now = house.now()
  const made = posts.map((post, index) => ({
    id: timeOrderedId(now),
    position: last + index + 1,
    name: post.name,
    address: post.address ?? null,
    lng: post.lng ?? null,
    lat: post.lat ?? null,
    area: post.areaId,
    organisation: post.organisation.id,
    path: post.organisation.path,
    leader: post.leader_id ?? null,
    skills: post.skills,
    equipment: post.equipment ?? null,
    danger: post.danger ?? null,
    secret: randomBytes(32).toString('hex'),
    shifts: post.shifts,
  }))
  const text = JSON.stringify(made)
  await sql`
    insert into mobilisation_posts (id, mobilisation_id, position, name, address, spot, area_id, organisation_id, organisation_path,
      leader_id, skills, equipment, danger, secret)
    select r.id, ${mobilisation.id}::uuid, r.position, r.name, r.address, point(r.lng, r.lat), r.area, r.organisation, r.path::ltree,
      r.leader, r.skills, r.equipment, r.danger, decode(r.secret, 'hex')
    from jsonb_to_recordset(${text}::jsonb) as r(id uuid, position int, name text, address text, lng float8, lat float8, area uuid,
      organisation uuid, path text, leader uuid, skills text[], equipment text, danger text, secret text)`.execute(
    tx,
  )
  await sql`
    insert into mobilisation_shifts (id, mobilisation_id, post_id, starts_at, ends_at, needed)
    select gen_random_uuid(), ${mobilisation.id}::uuid, r.id, s."from", s."to", s.needed
    from jsonb_to_recordset(${text}::jsonb) as r(id uuid, shifts jsonb)
      cross join lateral jsonb_to_recordset(r.shifts) as s("from" timestamptz, "to" timestamptz, needed int)
    on conflict do nothing`.execute(tx)
}

/** Adds one post. A running mobilisation takes more posts too: what was not foreseen is added at once. */
export async function addPost(house: House, actor: Actor, id: string, wanted: PostWanted): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    const mobilisation = await lockMobilisation(tx, id)
    const duty = requirePlanner(actor, mobilisation)
    if (mobilisation.state !== 'prepared' && mobilisation.state !== 'running')
      throw refusal('over', '这次动员已经结束', 'This mobilisation is over')
    await insertPosts(house, tx, mobilisation, [await resolve(house, tx, mobilisation, wanted)])
    await saveMobilisation(
      house,
      tx,
      mobilisation,
      { personId: actor.personId, organisationId: duty.organisationId },
      [{ kind: 'mobilisation.posts_added', payload: { posts: 1 } }],
    )
  })
  house.wake()
}

/** Takes a post with its shifts off a plan that is not started. */
export async function removePost(house: House, actor: Actor, postId: string): Promise<void> {
  const post = await getPost(house.db, postId)
  await withPrepared(house, actor, post.mobilisationId, async (tx) => {
    await sql`delete from mobilisation_shifts where post_id = ${postId}`.execute(tx)
    await sql`delete from mobilisation_posts where id = ${postId}`.execute(tx)
    return [{ kind: 'mobilisation.post_removed', payload: { post: postId } }]
  })
}

/** Who leads a post and shows its code; the unit may name one too, as long as it is not over. */
export async function nameLeader(
  house: House,
  actor: Actor,
  postId: string,
  leaderId: string | null,
): Promise<void> {
  const post = await getPost(house.db, postId)
  await inTransaction(house.db, async (tx) => {
    const mobilisation = await lockMobilisation(tx, post.mobilisationId)
    const duty = requirePlanner(actor, mobilisation)
    if (mobilisation.state !== 'prepared' && mobilisation.state !== 'running')
      throw refusal('over', '这次动员已经结束', 'This mobilisation is over')
    await resolve(house, tx, mobilisation, {
      name: post.name,
      skills: [],
      shifts: [],
      organisation_id: post.organisationId,
      leader_id: leaderId,
    })
    await sql`update mobilisation_posts set leader_id = ${leaderId} where id = ${postId}`.execute(tx)
    await saveMobilisation(
      house,
      tx,
      mobilisation,
      { personId: actor.personId, organisationId: duty.organisationId },
      [{ kind: 'mobilisation.leader_named', payload: { post: postId, leader: leaderId } }],
    )
  })
  house.wake()
}

/**
 * Records the insurance of dangerous posts, one or all of a mobilisation: before it nobody can be placed there
 * (志愿服务条例 §17). @returns how many posts it now covers
 */
export async function recordInsurance(
  house: House,
  actor: Actor,
  mobilisationId: string,
  insurance: { insurer: string; policy_number: string; post_id?: string | undefined },
): Promise<number> {
  const covered = await inTransaction(house.db, async (tx) => {
    const mobilisation = await lockMobilisation(tx, mobilisationId)
    const duty = requirePlanner(actor, mobilisation)
    const { rows } = await sql<{ id: string }>`
      update mobilisation_posts set insurer = ${insurance.insurer}, policy_number = ${insurance.policy_number},
        insured_by = ${actor.personId}, insured_at = ${house.now()}
      where mobilisation_id = ${mobilisationId} and danger is not null
        and ${insurance.post_id ? sql`id = ${insurance.post_id}` : sql`insured_at is null`} returning id`.execute(
      tx,
    )
    if (rows.length > 0)
      await saveMobilisation(
        house,
        tx,
        mobilisation,
        { personId: actor.personId, organisationId: duty.organisationId },
        [
          {
            kind: 'mobilisation.insured',
            payload: {
              posts: rows.map(({ id }) => id),
              insurer: insurance.insurer,
              policy: insurance.policy_number,
            },
          },
        ],
      )
    return rows.length
  })
  house.wake()
  return covered
}

export interface Pasted {
  posts: {
    line: number
    name: string
    unit: string | null
    skills: string[]
    danger: string | null
    shifts: PostWanted['shifts']
  }[]
  faults: PasteFault[]
  /** People needed, over all shifts. */
  needed: number
  written: boolean
}

/** Reads a pasted table; writes all its posts at once, or says what is wrong with which line and writes nothing. */
export async function pastePosts(
  house: House,
  actor: Actor,
  id: string,
  pasted: { text: string; day: string; write: boolean },
): Promise<Pasted> {
  const { skills } = await house.rulesNow()
  const mobilisation = await getMobilisation(house.db, id)
  if (!plannerOf(actor, mobilisation)) requirePlanner(actor, mobilisation)
  const { posts, faults } = readPosts(pasted.text, pasted.day, skills)
  const named = [...new Set(posts.flatMap(({ unit }) => (unit ? [unit] : [])))]
  const { rows: units } = await sql<{ id: string; name: string; code: string }>`
    select id, name, code from organisations o
    where (o.name = any(${named}) or o.code = any(${named})) and o.active_to is null order by code desc`.execute(
    house.db,
  )
  const known = new Map(
    units.flatMap(({ id: unitId, name, code }) => [[name, unitId] as const, [code, unitId] as const]),
  )
  for (const { unit, line } of posts)
    if (unit && !known.has(unit))
      faults.push({ line, zh: `没有“${unit}”这个单位`, en: `There is no unit “${unit}”` })
  faults.sort((a, b) => a.line - b.line)
  const write = pasted.write && faults.length === 0
  if (write)
    await withPrepared(house, actor, id, async (tx, locked) => {
      const resolved: Resolved[] = []
      for (const { unit, ...post } of posts)
        resolved.push(
          await resolve(house, tx, locked, { ...post, organisation_id: unit ? known.get(unit)! : null }),
        )
      await insertPosts(house, tx, locked, resolved)
      return [{ kind: 'mobilisation.posts_added', payload: { posts: posts.length } }]
    })
  return {
    posts: posts.map(({ line, name, unit, skills: wanted, danger, shifts }) => ({
      line,
      name,
      unit,
      skills: wanted,
      danger,
      shifts,
    })),
    faults,
    needed: posts.reduce((sum, { shifts }) => sum + shifts.reduce((all, { needed }) => all + needed, 0), 0),
    written: write,
  }
}
