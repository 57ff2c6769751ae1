import { type RawBuilder, sql } from 'kysely'
import { addDays, startOfDay } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor } from '../kernel/permissions/index.ts'

/** What a number of the figures opens to: the whistles behind it, as a condition on `w`. */
export const behind: Record<string, RawBuilder<boolean>> = {
  whistles: sql<boolean>`true`,
  called_off: sql<boolean>`w.state = 'called_off'`,
  calls: sql<boolean>`true`,
  in_time: sql<boolean>`exists (select 1 from whistle_calls c where c.whistle_id = w.id and c.in_time)`,
  late: sql<boolean>`exists (select 1 from whistle_calls c where c.whistle_id = w.id and not c.in_time)`,
  never: sql<boolean>`exists (select 1 from whistle_calls c where c.whistle_id = w.id and c.state = 'released' and c.arrived_at is null)`,
  escalated: sql<boolean>`exists (select 1 from whistle_calls c where c.whistle_id = w.id and c.escalated > 0)`,
  objected: sql<boolean>`exists (select 1 from whistle_calls c join whistle_objections b on b.call_id = c.id where c.whistle_id = w.id)`,
  upheld: sql<boolean>`exists (select 1 from whistle_calls c join whistle_objections b on b.call_id = c.id where c.whistle_id = w.id and b.outcome = 'upheld')`,
  unfair: sql<boolean>`exists (select 1 from whistle_calls c join whistle_judgements j on j.call_id = c.id where c.whistle_id = w.id and j.side = 'called' and not j.fair)`,
  unsolved: sql<boolean>`exists (select 1 from whistle_calls c join whistle_judgements j on j.call_id = c.id where c.whistle_id = w.id and j.side = 'caller' and not j.solved)`,
}

export const periodOf = (from: string, to: string) => ({
  since: startOfDay(from),
  until: startOfDay(addDays(to, 1)),
})

/** Organisations whose whistles somebody answers for: as a condition on `o`. */
function callersInReach(actor: Actor): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = []
  for (const { duty, reach } of dutiesFor(actor, 'whistle.read')) {
    if (reach === 'all') return sql<boolean>`true`
    parts.push(sql<boolean>`o.path <@ ${duty.organisationPath}::ltree`)
  }
  return parts.length ? sql<boolean>`(${sql.join(parts, sql` or `)})` : sql<boolean>`false`
}

interface Figure {
  id: string
  name: string
  several: number
  several_whistled: number
  whistles: number
  called_off: number
  calls: number
  in_time: number
  late: number
  never: number
  escalated: number
  objected: number
  upheld: number
  unfair: number
  unsolved: number
}

/**
 * How often an office whistled against how often it needed several others, and what came of it. Worked out from the
 * whistles and matters themselves; of offices, never of people.
 */
export async function figuresOf(house: House, actor: Actor, from: string, to: string) {
  const { since, until } = periodOf(from, to)
  const { rows } = await sql<Figure>`
    with callers as (
      select o.id, o.name from organisations o where o.kind in ('street_office', 'community_committee') and ${callersInReach(actor)}
    ), needed as (
      select p.owner_id, p.id, bool_or(exists (select 1 from whistles w where w.matter_id = p.id)) as whistled
      from matters p join matters part on part.parent_id = p.id
      where p.owner_id in (select id from callers) and p.created_at >= ${since} and p.created_at < ${until}
      group by p.owner_id, p.id having count(distinct part.owner_id) > 1
    ), blown as (
      select w.* from whistles w where w.organisation_id in (select id from callers) and w.blown_at >= ${since} and w.blown_at < ${until}
    ), called as (
      select b.organisation_id, c.* , o.outcome as objection, o.id is not null as has_objected,
        jc.solved, jd.fair
      from blown b join (select id as call_id, whistle_id, state, arrived_at, in_time, escalated from whistle_calls) c on c.whistle_id = b.id
      left join whistle_objections o on o.call_id = c.call_id
      left join whistle_judgements jc on jc.call_id = c.call_id and jc.side = 'caller'
      left join whistle_judgements jd on jd.call_id = c.call_id and jd.side = 'called'
    )
    select c.id, c.name,
      (select count(*)::int from needed n where n.owner_id = c.id) as several,
      (select count(*)::int from needed n where n.owner_id = c.id and n.whistled) as several_whistled,
      (select count(*)::int from blown b where b.organisation_id = c.id) as whistles,
      (select count(*)::int from blown b where b.organisation_id = c.id and b.state = 'called_off') as called_off,
      count(k.call_id)::int as calls,
      count(*) filter (where k.in_time)::int as in_time,
      count(*) filter (where not k.in_time)::int as late,
      count(*) filter (where k.state = 'released' and k.arrived_at is null)::int as never,
      count(*) filter (where k.escalated > 0)::int as escalated,
      count(*) filter (where k.has_objected)::int as objected,
      count(*) filter (where k.objection = 'upheld')::int as upheld,
      count(*) filter (where not k.fair)::int as unfair,
      count(*) filter (where not k.solved)::int as unsolved
    from callers c left join called k on k.organisation_id = c.id
    group by c.id, c.name
    having count(k.call_id) > 0 or (select count(*) from needed n where n.owner_id = c.id) > 0
    order by c.name limit 500`.execute(house.db)
  return {
    from,
    to,
    rows: rows.map(({ id, name, ...figure }) => ({ street: { id, name }, ...figure })),
  }
}

/** The matters behind `several`: those that needed several organisations, with a whistle or without. */
export async function severalOf(house: House, actor: Actor, ownerId: string, from: string, to: string) {
  const { since, until } = periodOf(from, to)
  const { rows } = await sql<{
    id: string
    number: string
    title: string
    createdAt: Date
    parts: number
    whistle: string | null
  }>`
    select p.id, p.number, w.title, p.created_at as "createdAt", count(distinct part.owner_id)::int as parts,
      (select wh.id from whistles wh where wh.matter_id = p.id order by wh.blown_at desc limit 1) as whistle
    from matters p join matter_words w on w.matter_id = p.id join matters part on part.parent_id = p.id join organisations o on o.id = p.owner_id
    where p.owner_id = ${ownerId} and ${callersInReach(actor)} and p.created_at >= ${since} and p.created_at < ${until}
    group by p.id, w.title having count(distinct part.owner_id) > 1 order by p.id desc limit 200`.execute(
    house.db,
  )
  return rows.map(({ createdAt, ...row }) => ({ ...row, created_at: createdAt.toISOString() }))
}
