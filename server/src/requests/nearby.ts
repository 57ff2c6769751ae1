import { sql } from 'kysely'
import { similarityTo } from '../insight/index.ts'
import type { Executor } from '../kernel/database/index.ts'
import { registerPhotoReader, shownPhotos } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import { isWithin } from '../kernel/permissions/index.ts'
import { categoryOf } from '../kernel/policy/index.ts'
import { searchTerms } from '../kernel/text/index.ts'
import { stateWords } from '../matters/index.ts'
import { areaById } from '../territory/index.ts'
import type { FoundPlace } from './place.ts'
import { isAboutThing, metresBetween, withoutNumbers } from './rules.ts'

interface Candidate {
  id: string
  number: string
  title: string
  body: string
  category: string | null
  requestKind: string | null
  state: keyof typeof stateWords
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

const considered = 200

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
        order by w.matter_id desc limit ${considered}`
    : about.areaId
      ? sql`select m.id from matters m where m.area_id in (select a.id from areas a join areas said on a.path <@ said.path where said.id = ${about.areaId}) and m.step is not null order by m.id desc limit ${considered}`
      : sql`select null::uuid where false`
  const sharing = query
    ? sql`select matter_id from (select w.matter_id, ts_rank(w.search, q.q) as rank from matter_words w, to_tsquery('simple', ${query}) q(q)
        where w.search @@ q.q order by w.matter_id desc limit 2000) r order by rank desc limit ${considered}`
    : sql`select null::uuid where false`
  const { rows } = await sql<Candidate>`
    select m.id, m.number, w.title, w.body, m.category, m.request_kind as "requestKind", m.state, m.created_at as "createdAt",
      w.spot[1] as lat, w.spot[0] as lng, m.area_path::text as "areaPath", coalesce(c.anonymous, false) as anonymous,
      (select count(*)::int from matters f where f.original_id = m.id) as followers
    from matters m join matter_words w on w.matter_id = m.id left join matter_contacts c on c.matter_id = m.id
    where m.id in ((${near}) union (${sharing})) and m.kind = 'request' and m.state not in ('closed', 'following', 'answered', 'judged')
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

/** Too wide to be near: by naming a street or a district one would search others' requests. */
const wideAreas = new Set(['city', 'district', 'street'])

/**
 * What a stranger may be shown as near: within the rules' reach of a point, or in the same community or grid. Without
 * such a place nothing is: others' requests are not searched by words alone from outside.
 */
export async function similarNearby(house: House, text: string, place: FoundPlace): Promise<Similar[]> {
  const { spot, areaId } = place
  const area = !spot && areaId ? await areaById(house.db, areaId) : undefined
  if (!spot && (!area || wideAreas.has(area.kind))) return []
  const { distance_metres: reach } = (await house.rulesNow()).merging
  const items = await similarOpen(house.db, house, { text, spot, areaId }, considered * 2)
  return items
    .filter(({ distance, areaPath }) =>
      area ? isWithin(areaPath, area.path) : distance !== null && distance <= reach,
    )
    .slice(0, 5)
}

/** What a stranger nearby may see of others' requests: the thing, never the person. */
export async function presentNearby(house: House, items: Similar[]) {
  const rules = await house.rulesNow()
  const photos = await shownPhotos(
    house.db,
    items.map(({ id }) => id),
  )
  return items.map((item) => {
    const category = item.category ? categoryOf(rules, item.category) : undefined
    const open = isAboutThing(item.requestKind, item.category) && !item.anonymous
    return {
      number: item.number,
      title: open ? withoutNumbers(item.title) : (category?.zh ?? '同类诉求'),
      excerpt: open ? withoutNumbers([...item.body].slice(0, 60).join('')) : null,
      category: category ? { zh: category.zh, en: category.en } : null,
      distance_metres: item.distance,
      state: item.state,
      state_words: stateWords[item.state],
      created_at: item.createdAt.toISOString(),
      followers: item.followers,
      photo: open && photos.has(item.id) ? `/api/photos/${photos.get(item.id)}?size=thumb` : null,
    }
  })
}

/**
 * Strangers see the small picture alone, of a photo that its sender and the desk opened, and only while the request is
 * open and about a thing; the whole photo stays with those whom the matter concerns. @returns takes it back
 */
export function nearbyPhotoDoor(house: House): () => void {
  return registerPhotoReader(async (request, photo) => {
    if (photo.visibility !== 'public' || (request.query as { size?: string }).size !== 'thumb') return false
    const { rows } = await sql<{ requestKind: string | null; category: string | null }>`
      select m.request_kind as "requestKind", m.category from matters m join matter_contacts c on c.matter_id = m.id
      where m.id = ${photo.subjectId} and m.kind = 'request' and not c.anonymous
        and m.state not in ('closed', 'following', 'answered', 'judged')`.execute(house.db)
    return rows[0] !== undefined && isAboutThing(rows[0].requestKind, rows[0].category)
  })
}
