import { sql } from 'kysely'
import { mostConsidered, type Similar, similarOpen } from '../insight/index.ts'
import { registerPhotoReader, shownPhotos } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import { isWithin } from '../kernel/permissions/index.ts'
import { categoryOf } from '../kernel/policy/index.ts'
import { stateWords } from '../matters/index.ts'
import { areaById, type SaidAndFound } from '../territory/index.ts'
import { isAboutThing, withoutNumbers } from './rules.ts'

/** Too wide to be near: by naming a street or a district one would search others' requests. */
const wideAreas = new Set(['city', 'district', 'street'])

/**
 * What a stranger may be shown as near: within the rules' reach of a point, or in the same community or grid. Without
 * such a place nothing is: others' requests are not searched by words alone from outside.
 */
export async function similarNearby(house: House, text: string, place: SaidAndFound): Promise<Similar[]> {
  const { spot, areaId } = place
  const area = !spot && areaId ? await areaById(house.db, areaId) : undefined
  if (!spot && (!area || wideAreas.has(area.kind))) return []
  const { distance_metres: reach } = (await house.rulesNow()).merging
  const items = await similarOpen(house.db, house, { text, spot, areaId }, mostConsidered * 2)
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
