import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import { type Actor, dutiesFor } from '../kernel/permissions/index.ts'
import { presentHead } from './present.ts'
import { leads, plannerOf } from './standing.ts'
import type { Mobilisation } from './store.ts'

export async function detailOf(executor: Executor, actor: Actor, mobilisation: Mobilisation) {
  const { rows } = await sql<{
    posts: number
    uninsured: number
    shifts: number
    needed: number
    taken: number
    first: Date | null
    units: { id: string; name: string; called_at: string | null }[]
  }>`
    select (select count(*)::int from mobilisation_posts where mobilisation_id = ${mobilisation.id}) as posts,
      (select count(*)::int from mobilisation_posts where mobilisation_id = ${mobilisation.id} and danger is not null and insured_at is null) as uninsured,
      count(*)::int as shifts, coalesce(sum(needed), 0)::int as needed, coalesce(sum(taken), 0)::int as taken, min(starts_at) as first,
      (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name,
          'called_at', to_char(u.called_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by o.code), '[]')
        from mobilisation_units u join organisations o on o.id = u.organisation_id where u.mobilisation_id = ${mobilisation.id}) as units
    from mobilisation_shifts where mobilisation_id = ${mobilisation.id}`.execute(executor)
  const { first, ...counts } = rows[0]!
  return {
    ...presentHead(mobilisation),
    rest_minutes: mobilisation.restMinutes,
    may_plan: plannerOf(actor, mobilisation) !== undefined,
    may_nominate: mobilisation.kind === 'party' && dutiesFor(actor, 'mobilisation.nominate').length > 0,
    first_at: first?.toISOString() ?? null,
    ...counts,
  }
}

interface PostRow {
  id: string
  position: number
  name: string
  address: string | null
  lng: number | null
  lat: number | null
  unit: { id: string; name: string }
  leader: { id: string; name: string } | null
  leader_id: string | null
  path: string
  skills: string[]
  equipment: string | null
  danger: string | null
  insurer: string | null
  policy_number: string | null
  insured_at: Date | null
  shifts: {
    id: string
    starts_at: string
    ends_at: string
    needed: number
    taken: number
    waiting: number
    came: number
  }[]
}

/** Posts in their order, each with its shifts. @param only one post, or those with a gap in what is to come */
export async function postsOf(
  executor: Executor,
  actor: Actor,
  mobilisation: Mobilisation,
  query: {
    after?: number | undefined
    limit?: number | undefined
    gaps?: boolean | undefined
    post?: string | undefined
    q?: string | undefined
    now: Date
  },
) {
  const limit = query.limit ?? 50
  const { rows } = await sql<PostRow>`
    select p.id, p.position, p.name, p.address, p.spot[0] as lng, p.spot[1] as lat, jsonb_build_object('id', o.id, 'name', o.name) as unit,
      case when l.id is not null then jsonb_build_object('id', l.id, 'name', l.name) end as leader, p.leader_id,
      p.organisation_path::text as path, p.skills, p.equipment, p.danger, p.insurer, p.policy_number, p.insured_at,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'starts_at', s.starts_at, 'ends_at', s.ends_at, 'needed', s.needed, 'taken', s.taken,
          'waiting', (select count(*) from mobilisation_waiting w where w.shift_id = s.id),
          'came', (select count(*) from mobilisation_places k where k.shift_id = s.id and k.state = 'held' and k.signed_in_at is not null))
          order by s.starts_at, s.id)
        from mobilisation_shifts s where s.post_id = p.id), '[]') as shifts
    from mobilisation_posts p join organisations o on o.id = p.organisation_id left join people l on l.id = p.leader_id
    where p.mobilisation_id = ${mobilisation.id}
      ${query.post ? sql`and p.id = ${query.post}` : sql``}
      ${query.q ? sql`and p.name like ${`%${query.q.replaceAll(/[%_\\]/g, '')}%`}` : sql``}
      ${query.gaps ? sql`and exists (select 1 from mobilisation_shifts s where s.post_id = p.id and s.taken < s.needed and s.ends_at > ${query.now})` : sql``}
      ${query.after !== undefined ? sql`and p.position > ${query.after}` : sql``}
    order by p.position limit ${limit + 1}`.execute(executor)
  const items = rows
    .slice(0, limit)
    .map(({ position: _, leader_id, path, insurer, policy_number, insured_at, ...post }) => ({
      ...post,
      insured:
        insurer && policy_number && insured_at
          ? { insurer, policy_number, at: insured_at.toISOString() }
          : null,
      may_lead: leads(actor, { leaderId: leader_id, organisationPath: path }, mobilisation),
      shifts: post.shifts.map((shift) => ({
        ...shift,
        starts_at: new Date(shift.starts_at).toISOString(),
        ends_at: new Date(shift.ends_at).toISOString(),
      })),
    }))
  return { items, next: rows.length > limit ? String(rows[limit - 1]!.position) : null }
}
