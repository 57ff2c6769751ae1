import { type Executor, sql } from '../kernel/database/index.ts'
import type { Level, Route, Rules } from '../kernel/policy/index.ts'
import { type Area, type Page, pageOf } from './areas.ts'
import { remembered } from './remembered.ts'

/** Where the routing directory sends something: a kind of organisation, perhaps of one function, at a level. */
export interface Destination {
  level: Level
  kind: string
  function: string | null
}

export interface ReachedDestination extends Destination {
  organisations: number
  /** The first of them, in the order of their codes. */
  first: { id: string; name: string }[]
  /** Areas of the level. */
  areas: number
  /** Of these, areas for which there is no such organisation: neither their own nor one above them. */
  gaps: number
}

export const keyOf = ({ level, kind, function: duty }: Destination) => `${level}/${kind}/${duty ?? ''}`

export function destinationOf(route: Route): Destination {
  return { level: route.level, kind: route.organisation_kind, function: route.function ?? null }
}

/** Areas of a level that an organisation of this kind serves: it stands there, or above (as `organisationFor` looks). */
const served = sql`exists (
  select 1 from organisations o join areas oa on oa.id = o.area_id
  where o.active_to is null and o.kind = w.kind and (w.function is null or o.function = w.function) and oa.path @> a.path)`

/** Every destination of the rules, with who is there and how many areas have nobody. */
export function destinationsOf(
  executor: Executor,
  rules: Pick<Rules, 'routing' | 'hash'>,
): Promise<Map<string, ReachedDestination>> {
  return remembered(executor, `directory ${rules.hash}`, async () => {
    const wanted = [...new Map(rules.routing.map(destinationOf).map((each) => [keyOf(each), each])).values()]
    const { rows } = await sql<ReachedDestination>`
      with wanted as (
        select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (level text, kind text, function text)
      ), kinds as (select distinct kind, function from wanted)
      , staffed as (
        select w.kind, w.function, count(*) as organisations,
          (array_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.code))[1:5] as first
        from kinds w join organisations o on o.kind = w.kind and (w.function is null or o.function = w.function)
        where o.active_to is null group by w.kind, w.function
      ), levels as (select kind as level, count(*) as areas from areas where active_to is null group by kind)
      , reached as (
        select w.level, w.kind, w.function, count(distinct a.id) as served
        from wanted w
        join organisations o on o.active_to is null and o.kind = w.kind and (w.function is null or o.function = w.function)
        join areas oa on oa.id = o.area_id
        join areas a on a.kind = w.level and a.active_to is null and a.path <@ oa.path
        group by w.level, w.kind, w.function
      )
      select w.level, w.kind, w.function, coalesce(s.organisations, 0)::int as organisations,
        coalesce(to_jsonb(s.first), '[]') as first, coalesce(l.areas, 0)::int as areas,
        (coalesce(l.areas, 0) - coalesce(r.served, 0))::int as gaps
      from wanted w
      left join staffed s on s.kind = w.kind and s.function is not distinct from w.function
      left join levels l on l.level = w.level
      left join reached r on r.level = w.level and r.kind = w.kind and r.function is not distinct from w.function`.execute(
      executor,
    )
    return new Map(rows.map((row) => [keyOf(row), row]))
  })
}

/** Areas of a level that have nobody of that kind, in the order of their codes. */
export async function gapsOf(
  executor: Executor,
  destination: Destination,
  after: string | undefined,
  limit: number,
): Promise<Page<Pick<Area, 'id' | 'code' | 'name'>>> {
  const { rows } = await sql<Pick<Area, 'id' | 'code' | 'name'>>`
    select a.id, a.code, a.name
    from areas a cross join (select ${destination.kind}::text as kind, ${destination.function}::text as function) w
    where a.kind = ${destination.level} and a.active_to is null and not ${served}
      ${after ? sql`and a.code > ${after}` : sql``}
    order by a.code limit ${limit + 1}`.execute(executor)
  return pageOf(rows, limit, ({ code }) => code)
}
