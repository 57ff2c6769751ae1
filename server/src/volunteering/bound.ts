import { sql } from 'kysely'
import type { Bound, Span } from '../kernel/commitments/index.ts'
import type { Executor } from '../kernel/database/index.ts'

/** Under this name the room tells whom it has bound. */
export const feature = 'volunteering'

/** Whom a call has bound at some time of the span, until they sign out. */
export async function boundByCalls(
  executor: Executor,
  people: readonly string[],
  { from, to }: Span,
): Promise<Bound[]> {
  const { rows } = await sql<Bound>`
    select a.person_id as "personId", c.title as zh, c.title as en, a.starts_at as "from", a.ends_at as "to"
    from service_answers a join service_calls c on c.id = a.call_id
    where a.person_id = any(${people}::uuid[]) and a.answer = 'yes' and a.person_id is not null and a.signed_out_at is null
      and tstzrange(a.starts_at, a.ends_at) && tstzrange(${from}, ${to}) and c.state = 'open'`.execute(
    executor,
  )
  return rows
}
