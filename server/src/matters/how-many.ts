import { type RawBuilder, sql } from 'kysely'
import { type Executor, plannedAnew } from '../kernel/database/index.ts'

/** The filter that the fewest matters answer, or all of them together, where those are few enough to be looked at one by one. */
export async function scarcest(
  executor: Executor,
  filters: RawBuilder<boolean>[],
  most: number,
): Promise<RawBuilder<boolean>[] | undefined> {
  if (filters.length === 0) return undefined
  const counted = (filter: RawBuilder<boolean>) =>
    sql`(select count(*) from (select 1 from matters m where ${filter} limit ${sql.lit(most + 1)}) x)`
  const counts = filters.map(
    (filter, place) => sql`select ${sql.lit(place)} as place, ${counted(filter)} as n`,
  )
  const { rows } = await sql<{ place: number }>`${plannedAnew}
    select place from (${sql.join(counts, sql` union all `)}) c where n <= ${sql.lit(most)} order by n limit 1`.execute(
    executor,
  )
  if (rows[0]) return [filters[rows[0].place]!]
  if (filters.length === 1) return undefined
  const together = await sql<{
    n: number
  }>`${plannedAnew} select ${counted(sql<boolean>`${sql.join(filters, sql` and `)}`)} as n`.execute(executor)
  return together.rows[0]!.n <= most ? filters : undefined
}

/** The ids of matters that have some words, where they are no more than `most`. */
export async function idsOfFew(
  executor: Executor,
  ids: RawBuilder<unknown>,
  most: number,
  mostBelieved: number,
): Promise<string[] | undefined> {
  // Its statistics know the common words, and all that have one would be read before the first of them is known.
  const plan = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`${plannedAnew}
    explain (format json) ${ids}`.execute(executor)
  if (plan.rows[0]!['QUERY PLAN'][0].Plan['Plan Rows'] > mostBelieved) return undefined
  const { rows } = await sql<{ id: string }>`${plannedAnew}
    select id from (${ids}) held limit ${sql.lit(most + 1)}`.execute(executor)
  return rows.length > most ? undefined : rows.map(({ id }) => id)
}

/** How many there are, counted no further than `most`. */
export async function countUpTo(executor: Executor, ids: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`${plannedAnew}
    with ids as materialized (${ids}) select count(*)::int as n from (select 1 from ids limit ${sql.lit(most)}) x`.execute(
    executor,
  )
  return rows[0]!.n
}
