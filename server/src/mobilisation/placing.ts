import { sql } from 'kysely'
import { type Bound, boundElsewhere, holdPeople } from '../kernel/commitments/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { NewEvent } from '../kernel/timeline/index.ts'
import { timeOrderedId } from '../matters/index.ts'
import { firstCome, type How, kept } from './rules.ts'
import { type Shift, saveShift, theHouse } from './store.ts'

export interface Wish {
  personId: string
  /** The unit for which they come. */
  organisationId: string
  skills: string[]
  how: How
  /** Who nominated or assigned them. */
  by: string | null
}

/** Under this name the room tells whom it has bound. */
export const feature = 'mobilisation'

export interface Placed {
  personId: string
  placeId: string
}

/** Who of them is bound by a call of a community then; held until the transaction ends, so that none becomes so meanwhile. */
async function boundByOthers(tx: Work, shift: Shift, wishes: readonly Wish[]): Promise<Map<string, Bound>> {
  if (shift.rehearsal) return new Map()
  const people = wishes.map(({ personId }) => personId)
  await holdPeople(tx, people)
  const bound = await boundElsewhere(tx, feature, people, { from: shift.startsAt, to: shift.endsAt })
  return new Map(bound.map((each) => [each.personId, each]))
}

/** Only what the database lets in: a place that clashes with another of the person is passed over. */
async function insertPlaces(tx: Work, shift: Shift, wishes: readonly Wish[], now: Date): Promise<Placed[]> {
  const { from, to } = kept({ from: shift.startsAt, to: shift.endsAt }, shift.restMinutes)
  // In one order in every transaction: two that place the same people wait for each other, and never in a circle.
  const rows = wishes
    .map((wish) => ({ id: timeOrderedId(now), ...wish }))
    .sort((a, b) => (a.personId < b.personId ? -1 : 1))
  const { rows: inserted } = await sql<Placed>`
    insert into mobilisation_places (id, mobilisation_id, post_id, shift_id, person_id, organisation_id, rehearsal, during,
      how, nominated_by, accepted_at, skills, placed_at)
    select r.id, ${shift.mobilisationId}::uuid, ${shift.postId}::uuid, ${shift.id}::uuid, r."personId", r."organisationId",
      ${shift.rehearsal}, tstzrange(${from}, ${to}), r.how, r.by,
      case when r.how in ('nominated', 'assigned') then null else ${now}::timestamptz end, r.skills, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, "personId" uuid, "organisationId" uuid, how text, by uuid, skills text[])
    order by r."personId"
    on conflict do nothing
    returning person_id as "personId", id as "placeId"`.execute(tx)
  return inserted
}

/**
 * Gives free places of a locked shift to those who ask, in their order, as long as there are any. Counts, and tells the
 * timeline; nobody is placed who has a place at the same time or without the rest between.
 * @returns whom it placed; `clashed`, who has another place then; `bound`, by what else some of these are bound; `left`,
 *   for whom none was free
 */
export async function place(
  house: House,
  tx: Work,
  shift: Shift,
  asking: readonly Wish[],
  alsoTell: NewEvent[] = [],
): Promise<{ placed: Placed[]; clashed: Wish[]; bound: Map<string, Bound>; left: Wish[] }> {
  const now = house.now()
  // Where nothing is free nobody is bound by this, and nobody needs to be held.
  const bound = shift.taken < shift.needed ? await boundByOthers(tx, shift, asking) : new Map<string, Bound>()
  const placed: Placed[] = []
  const clashed = asking.filter(({ personId }) => bound.has(personId))
  let left: readonly Wish[] = asking.filter(({ personId }) => !bound.has(personId))
  while (left.length > 0 && shift.taken < shift.needed) {
    const { placed: now_, left: others } = firstCome(left, shift.needed - shift.taken)
    const inserted = await insertPlaces(tx, shift, now_, now)
    const got = new Set(inserted.map(({ personId }) => personId))
    shift.taken += inserted.length
    placed.push(...inserted)
    clashed.push(...now_.filter(({ personId }) => !got.has(personId)))
    left = others
  }
  const byPerson = new Map(asking.map((wish) => [wish.personId, wish]))
  await saveShift(house, tx, shift, theHouse, [
    ...alsoTell,
    ...placed.map(({ personId, placeId }) => {
      const wish = byPerson.get(personId)!
      return {
        kind: 'mobilisation.placed',
        payload: {
          mobilisation: shift.mobilisationId,
          post: shift.postId,
          place: placeId,
          person: personId,
          organisation: wish.organisationId,
          how: wish.how,
          by: wish.by,
          rehearsal: shift.rehearsal,
        },
      }
    }),
  ])
  return { placed, clashed, bound, left: [...left] }
}

/**
 * Who would come, in the order in which they said so, without those who have a place at that time already, and without
 * `passedOver`, who turned out to be bound.
 */
async function nextInLine(
  tx: Work,
  shift: Shift,
  as: 'waiting' | 'stand_in',
  most: number,
  passedOver: readonly string[],
): Promise<Wish[]> {
  const { from, to } = kept({ from: shift.startsAt, to: shift.endsAt }, shift.restMinutes)
  const { rows } = await sql<Wish>`
    select w.person_id as "personId", w.organisation_id as "organisationId", w.skills,
      case when w.as_what = 'waiting' then 'moved_up' else 'stand_in' end as how, null::uuid as by
    from mobilisation_waiting w
    where w.shift_id = ${shift.id} and w.as_what = ${as} and w.person_id <> all(${passedOver}::uuid[])
      and not exists (select 1 from mobilisation_places o where o.person_id = w.person_id and o.state = 'held'
        and o.rehearsal = ${shift.rehearsal} and o.during && tstzrange(${from}, ${to}))
    order by w.turn limit ${most}`.execute(tx)
  return rows
}

async function leaveTheLine(tx: Work, shift: Shift, people: readonly string[]): Promise<void> {
  if (people.length > 0)
    await sql`delete from mobilisation_waiting where shift_id = ${shift.id} and person_id = any(${people}::uuid[])`.execute(
      tx,
    )
}

/** The waiting list moves up by itself: whenever a place of a locked shift is free, and the shift is not over. */
export async function moveUp(house: House, tx: Work, shift: Shift, alsoTell: NewEvent[] = []): Promise<void> {
  const told = [...alsoTell]
  const passedOver: string[] = []
  while (shift.state === 'running' && shift.taken < shift.needed && shift.endsAt > house.now()) {
    const next = await nextInLine(tx, shift, 'waiting', shift.needed - shift.taken, passedOver)
    if (next.length === 0) break
    const { placed, clashed } = await place(house, tx, shift, next, told.splice(0))
    // Whoever is passed over is bound elsewhere: they keep their turn, and are looked at next time.
    passedOver.push(...clashed.map(({ personId }) => personId))
    await leaveTheLine(
      tx,
      shift,
      placed.map(({ personId }) => personId),
    )
  }
  if (told.length > 0) await saveShift(house, tx, shift, theHouse, told)
}

/** The first who stands by comes instead; whoever waits where nobody stands by. @returns undefined where there is none */
export async function callOne(
  house: House,
  tx: Work,
  shift: Shift,
  alsoTell: NewEvent[],
): Promise<Placed | undefined> {
  const told = [...alsoTell]
  const passedOver: string[] = []
  for (;;) {
    const [first] = [
      ...(await nextInLine(tx, shift, 'stand_in', 1, passedOver)),
      ...(await nextInLine(tx, shift, 'waiting', 1, passedOver)),
    ]
    const { placed } = await place(
      house,
      tx,
      shift,
      first ? [{ ...first, how: 'stand_in' }] : [],
      told.splice(0),
    )
    await leaveTheLine(
      tx,
      shift,
      placed.map(({ personId }) => personId),
    )
    if (placed[0] || !first) return placed[0]
    passedOver.push(first.personId)
  }
}
