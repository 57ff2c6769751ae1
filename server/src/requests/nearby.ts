import { mostConsidered, type Similar, similarOpen } from '../insight/index.ts'
import type { House } from '../kernel/house.ts'
import { isWithin } from '../kernel/permissions/index.ts'
import { categoryOf } from '../kernel/policy/index.ts'
import { stateWords } from '../matters/index.ts'
import { areaById, type SaidAndFound } from '../territory/index.ts'
import { withoutNumbers } from './rules.ts'

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

/** Kinds that name nobody: a lamp, a pipe, a wish. Words of complaints and reports stay with their senders. */
const shareable = new Set(['help', 'suggestion', 'consultation'])

/**
 * Categories about things that stand in the street for all to see: environment and water, cleanliness, facilities,
 * traffic. The others (work, health, welfare, disputes, safety reports …) are about people, whose words stay theirs.
 */
const thingsInTheStreet = new Set(['environment', 'appearance', 'municipal', 'transport'])

/** What a stranger nearby may see of others' requests: the thing, never the person. */
export async function presentNearby(house: House, items: Similar[]) {
  const rules = await house.rulesNow()
  return items.map((item) => {
    const category = item.category ? categoryOf(rules, item.category) : undefined
    const open =
      shareable.has(item.requestKind ?? '') &&
      thingsInTheStreet.has((item.category ?? '').split('.')[0]!) &&
      !item.anonymous
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
      photo: null,
    }
  })
}
