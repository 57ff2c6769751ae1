import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import { onePage, type ToldEvent, toldPage } from '../matters/index.ts'
import type { OriginalSeen } from './original.ts'

/** How far two timelines have been told: only what is older than both counts. */
interface Reached {
  own: number
  original: number
}

const nothingYet = 2_147_483_647

/** As a page hands it back: `951-40`. */
export const reachedPattern = '^[0-9]{1,10}-[0-9]{1,10}$'

function readReached(before: string | undefined): Reached {
  const [own = nothingYet, original = nothingYet] = (before ?? '').split('-').filter(Boolean).map(Number)
  return { own: Math.min(own, nothingYet), original: Math.min(original, nothingYet) }
}

interface Dated {
  seq: number
  at: string
}

/**
 * The newest of two timelines, each oldest first, as one; of the same moment the original's comes later. What is left
 * of either is older than all that was taken of it, whatever their clocks said.
 */
export function newestOf<Event extends Dated>(own: Event[], original: Event[], limit: number) {
  const taken: (Event & { ofOriginal: boolean })[] = []
  let [ownLeft, originalLeft] = [own.length, original.length]
  while (taken.length < limit && ownLeft + originalLeft > 0) {
    const [mine, theirs] = [own[ownLeft - 1], original[originalLeft - 1]]
    if (mine && (!theirs || mine.at > theirs.at)) {
      taken.push({ ...mine, ofOriginal: false })
      ownLeft--
    } else {
      taken.push({ ...theirs!, ofOriginal: true })
      originalLeft--
    }
  }
  return { items: taken.reverse(), isMore: ownLeft + originalLeft > 0 }
}

/** As the person who asked reads it: no name of who did it, no words that were meant for the inside. */
const shown = (event: ToldEvent & { ofOriginal: boolean }) => ({
  id: `${event.ofOriginal ? 'original' : 'own'}-${event.seq}`,
  at: event.at,
  kind: event.kind,
  words: event.words,
  text: event.text_open ? event.text : null,
  by: event.actor?.organisation ?? null,
  by_person: event.by_person,
  of_original: event.ofOriginal,
  to: typeof event.details.to === 'string' ? event.details.to : null,
})

/**
 * The newest steps that the person who asked may follow, or those before what an earlier page had reached; of what they
 * follow too.
 * @returns oldest first, with what to ask `before` for those that came earlier
 */
export async function stepsFor(
  executor: Executor,
  matterId: string,
  original: OriginalSeen | null,
  before?: string,
  limit = onePage,
) {
  const reached = readReached(before)
  const [own, followed] = await Promise.all([
    toldPage(executor, matterId, { before: reached.own, limit, shown: 'open' }),
    original?.steps({ before: reached.original, limit }),
  ])
  const { items, isMore } = newestOf(own.items, followed?.items ?? [], limit)
  const isEarlier = isMore || own.earlier !== null || (followed?.earlier ?? null) !== null
  const oldest = (ofOriginal: boolean) => items.find((step) => step.ofOriginal === ofOriginal)?.seq
  return {
    items: items.map(shown),
    earlier: isEarlier ? `${oldest(false) ?? reached.own}-${oldest(true) ?? reached.original}` : null,
  }
}

interface LastWords {
  /** The last answer that can still be read, or why it was not taken on. */
  answer: { text: string; by: string | null; at: string } | null
  /** What the person wrote with their last judgement. */
  comment: string | null
}

/** What the head of the page takes from the whole timeline, however long it is. */
export async function lastWordsOf(executor: Executor, matterId: string): Promise<LastWords> {
  const { rows } = await sql<{
    text: string | null
    by: string | null
    at: Date | null
    comment: string | null
  }>`
    select answer.text, answer.by, answer.at, judged.text as comment
    from (select ${matterId}::uuid as id) asked
    left join lateral (
      select tp.data->>'text' as text, o.name as by, t.at
      from timeline t join timeline_personal tp on tp.event_id = t.id left join organisations o on o.id = t.actor_organisation_id
      where t.stream = asked.id and t.kind in ('matter.answered', 'matter.declined') and t.payload->'open' = 'true' and tp.data->>'text' <> ''
      order by t.seq desc limit 1) answer on true
    left join lateral (
      select tp.data->>'text' as text from timeline t left join timeline_personal tp on tp.event_id = t.id
      where t.stream = asked.id and t.kind = 'matter.judged' order by t.seq desc limit 1) judged on true`.execute(
    executor,
  )
  const { text, by, at, comment } = rows[0]!
  return { answer: text !== null && at ? { text, by, at: at.toISOString() } : null, comment }
}
