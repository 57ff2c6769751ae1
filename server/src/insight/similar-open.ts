import { sql } from 'kysely'
import { type Executor, plannedAnew } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { searchTerms } from '../kernel/text/index.ts'
import type { State } from '../matters/index.ts'
import { metresBetween } from '../territory/index.ts'
import { similarityTo } from './similar.ts'

interface Candidate {
  id: string
  number: string
  title: string
  body: string
  category: string | null
  requestKind: string | null
  state: State
  createdAt: Date
  lat: number | null
  lng: number | null
  areaPath: string | null
  anonymous: boolean
  followers: number
}

export interface Similar extends Candidate {
  likeness: number
  distance: number | null
}

/** How many of those near, and how many of those that share words, are compared by their words at most. */
export const mostConsidered = 200
const mostSharing = 100

const isOpen = sql`m.kind = 'request' and m.state not in ('closed', 'following', 'answered', 'judged')`

/**
 * Open requests that may be about the same thing, likest first: those near the place, and those that share its rarer
 * words. What is near counts with fewer shared words than what is far.
 */
export async function similarOpen(
  executor: Executor,
  house: House,
  about: { text: string; spot: { lng: number; lat: number } | null; areaId: string | null; notId?: string },
  most: number,
): Promise<Similar[]> {
  const terms = [...new Set(searchTerms(about.text))].filter((term) => [...term].length > 1).slice(0, 24)
  const query = terms.map((term) => `'${term.replace(/'/g, "''")}'`).join(' | ')
  const { distance_metres: reach } = (await house.rulesNow()).merging
  const degrees = reach / 111_320
  const { spot } = about
  const near = spot
    ? sql`select w.matter_id from matter_words w where w.spot <@ box(point(${spot.lng - degrees * 1.3}, ${spot.lat - degrees}), point(${spot.lng + degrees * 1.3}, ${spot.lat + degrees}))
        order by w.matter_id desc limit ${mostConsidered}`
    : about.areaId
      ? sql`select m.id from matters m where m.area_id in (select a.id from areas a join areas said on a.path <@ said.path where said.id = ${about.areaId}) and m.step is not null order by m.id desc limit ${mostConsidered}`
      : sql`select null::uuid where false`
  const sharing = query
    ? sql`select r.matter_id from (
          select w.matter_id, w.search, q.q from matter_words w, to_tsquery('simple', ${query}) q(q)
          where w.search @@ q.q order by w.matter_id desc limit 1000) r
        cross join lateral (select 1 from matters m where m.id = r.matter_id and ${isOpen} limit 1) open
        order by ts_rank(r.search, r.q) desc limit ${mostSharing}`
    : sql`select null::uuid where false`
  const { rows } = await sql<Candidate>`${plannedAnew}
    select m.id, m.number, w.title, w.body, m.category, m.request_kind as "requestKind", m.state, m.created_at as "createdAt",
      w.spot[1] as lat, w.spot[0] as lng, m.area_path::text as "areaPath", coalesce(c.anonymous, false) as anonymous,
      (select count(*)::int from matters f where f.original_id = m.id) as followers
    from matters m join matter_words w on w.matter_id = m.id left join matter_contacts c on c.matter_id = m.id
    where m.id in ((${near}) union (${sharing})) and ${isOpen}
      and m.id is distinct from ${about.notId ?? null}::uuid`.execute(executor)
  const likeness = similarityTo(about.text)
  return rows
    .map((row) => ({
      ...row,
      likeness: likeness(`${row.title}\n${row.body}`),
      distance:
        spot && row.lat !== null && row.lng !== null
          ? metresBetween(spot, { lat: row.lat, lng: row.lng })
          : null,
    }))
    .filter(
      ({ likeness: alike, distance }) =>
        alike >= 0.35 || (distance !== null && distance <= reach && alike >= 0.12),
    )
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
}
