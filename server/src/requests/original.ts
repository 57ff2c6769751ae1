import { sql } from 'kysely'
import { type Photo, photosOf } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import { type Matter, type PageAsked, type ToldPage, toldPage } from '../matters/index.ts'
import { isAboutThing, withoutPerson } from './rules.ts'

/**
 * Steps of the work that all who wait for the same answer may follow. What passed between the office and the first who
 * asked (contacts, added words, judgements, photos) is theirs alone; the answer itself comes to each as their own.
 */
const stepsOfWork =
  'triaged dispatched taken signed progressed returned arbitrated carried_up extended suspended handed_over resumed part_asked part_closed supervised reassigned deadline_missed'
    .split(' ')
    .map((step) => `matter.${step}`)

export interface OriginalSeen {
  /** The matter that is worked on; its owner, deadline and parts are those that count. */
  rootId: string
  photos: Photo[]
  /** Its steps, page by page. */
  steps(page: PageAsked): Promise<ToldPage>
}

interface Original {
  id: string
  requestKind: string | null
  category: string | null
  name: string | null
  phone: string | null
}

async function originalOf(house: House, id: string): Promise<Original | undefined> {
  const { rows } = await sql<Original>`
    with recursive up as (
      select id, original_id, 0 as depth from matters where id = ${id}
      union all select m.id, case when m.state = 'following' then m.original_id end, depth + 1
        from matters m join up on m.id = up.original_id where depth < 20)
    select up.id, m.request_kind as "requestKind", m.category, c.name, c.phone
    from up join matters m on m.id = up.id left join matter_contacts c on c.matter_id = m.id
    where depth > 0 order by depth desc limit 1`.execute(house.db)
  return rows[0]
}

/**
 * What a follower sees of the work on the original until they were answered: its steps, in the words of the staff where
 * it is about a thing in the street, and the photos taken after the work. Never who else asked.
 */
export async function originalSeenBy(house: House, matter: Matter): Promise<OriginalSeen | null> {
  const original = matter.originalId ? await originalOf(house, matter.id) : undefined
  if (!original) return null
  const isThing = isAboutThing(original.requestKind, original.category)
  const until = matter.state === 'following' ? house.now() : (matter.answeredAt ?? house.now())
  const photos = isThing ? await photosOf(house.db, original.id) : []
  return {
    rootId: original.id,
    photos: photos.filter(
      ({ purpose, visibility, createdAt }) =>
        purpose === 'after' && visibility !== 'staff' && createdAt <= until,
    ),
    async steps(page) {
      const { items, earlier } = await toldPage(house.db, original.id, {
        ...page,
        shown: 'open',
        kinds: stepsOfWork,
        ofStaff: true,
        until,
      })
      return {
        items: items.map((event) => ({
          ...event,
          text_open: event.text_open && isThing,
          text: event.text === null ? null : withoutPerson(event.text, original),
        })),
        earlier,
      }
    },
  }
}
