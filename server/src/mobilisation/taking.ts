import { sql } from 'kysely'
import type { Bound } from '../kernel/commitments/index.ts'
import { type Executor, inTransaction, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { place, type Wish } from './placing.ts'
import { denied, notRunning, refusal } from './refusal.ts'
import { ownUnit } from './standing.ts'
import { getShift, lockShift, type Shift, saveShift, theHouse } from './store.ts'

export type Wait = 'waiting' | 'stand_in'

export type Taken =
  | { result: 'placed' | 'already'; place_id: string }
  /** `before` them in the line. */
  | { result: Wait; before: number }

interface Asked {
  wish: Wish
  wait: Wait | null
  done(taken: Taken): void
  failed(error: unknown): void
}

interface Line {
  asked: Asked[]
  isRunning: boolean
}

/** Those who ask at once for the same shift are answered together. */
const together = 200
/** Shifts that are worked on at once, so that a burst leaves the database's other connections to others. */
const atOnce = 8
const deadlockDetected = '40P01'

/**
 * Takers of one shift all wait for one row. Rather than each waiting for the commit of the one before, those who come
 * meanwhile are gathered and answered in one transaction: one lock, one count, one append for many. Servers beside this
 * one wait for the same row and see the same count.
 */
class Counter {
  private readonly house: House
  private readonly lines = new Map<string, Line>()
  private readonly ready: string[] = []
  private busy = 0

  constructor(house: House) {
    this.house = house
  }

  ask(shiftId: string, wish: Wish, wait: Wait | null): Promise<Taken> {
    return new Promise((done, failed) => {
      const line = this.lines.get(shiftId) ?? { asked: [], isRunning: false }
      this.lines.set(shiftId, line)
      line.asked.push({ wish, wait, done, failed })
      if (line.isRunning) return
      line.isRunning = true
      this.ready.push(shiftId)
      this.next()
    })
  }

  private next(): void {
    while (this.busy < atOnce) {
      const shiftId = this.ready.shift()
      if (shiftId === undefined) return
      this.busy++
      void this.serve(shiftId).finally(() => {
        this.busy--
        this.next()
      })
    }
  }

  private async serve(shiftId: string): Promise<void> {
    const line = this.lines.get(shiftId)!
    const batch = line.asked.splice(0, together)
    await this.answer(shiftId, batch)
    if (line.asked.length > 0) this.ready.push(shiftId)
    else this.lines.delete(shiftId)
  }

  private async answer(shiftId: string, batch: Asked[]): Promise<void> {
    try {
      const answers = await answerTogether(this.house, shiftId, batch)
      this.house.wake()
      batch.forEach(({ done, failed }, index) => {
        const answer = answers[index]!
        if (answer instanceof Error) failed(answer)
        else done(answer)
      })
    } catch (error) {
      if (batch.length === 1 && !isDeadlock(error)) batch[0]!.failed(error)
      // One among them may be at fault, or two servers crossed: each by itself.
      else for (const each of batch) await this.alone(shiftId, each)
    }
  }

  private async alone(shiftId: string, each: Asked): Promise<void> {
    for (let tries = 0; ; tries++)
      try {
        const [answer] = await answerTogether(this.house, shiftId, [each])
        this.house.wake()
        if (answer instanceof Error) each.failed(answer)
        else each.done(answer!)
        return
      } catch (error) {
        if (!isDeadlock(error) || tries > 3) {
          each.failed(error)
          return
        }
      }
  }
}

const isDeadlock = (error: unknown) => (error as { code?: string }).code === deadlockDetected

const counters = new WeakMap<House, Counter>()

function counterOf(house: House): Counter {
  const counter = counters.get(house) ?? new Counter(house)
  counters.set(house, counter)
  return counter
}

/** @throws Problem where nobody may be placed at this shift now */
export function requireOpen(shift: Shift, now: Date): void {
  if (shift.state !== 'running') throw notRunning()
  if (shift.endsAt <= now) throw refusal('over', '这一班已经结束', 'This shift is over')
  // 志愿服务条例 §17：insurance before anybody is placed where it is dangerous.
  if (shift.danger !== null && !shift.insured)
    throw refusal(
      'uninsured',
      '这是有危险的岗位，还没有登记保险，暂时不能安排人',
      'This post is dangerous and no insurance is recorded yet; nobody can be placed',
    )
}

async function answerTogether(
  house: House,
  shiftId: string,
  batch: readonly Pick<Asked, 'wish' | 'wait'>[],
): Promise<(Taken | Error)[]> {
  return inTransaction(house.db, async (tx) => {
    const shift = await lockShift(tx, shiftId)
    requireOpen(shift, house.now())
    // Twice by one person in one batch, a double tap, is asked once.
    const wishes = new Map(batch.map(({ wish }) => [wish.personId, wish]))
    const { placed, clashed, bound, left } = await place(house, tx, shift, [...wishes.values()])
    const answers = new Map<string, Taken | Error>()
    for (const each of bound.values()) answers.set(each.personId, isBound(each))
    for (const { personId, placeId } of placed) answers.set(personId, { result: 'placed', place_id: placeId })
    if (placed.length > 0)
      await sql`delete from mobilisation_waiting where shift_id = ${shiftId} and person_id = any(${placed.map(({ personId }) => personId)}::uuid[])`.execute(
        tx,
      )
    const others = [...clashed, ...left].filter(({ personId }) => !bound.has(personId))
    if (others.length > 0) await answerOthers(house, tx, shift, others, batch, answers)
    return batch.map(({ wish }) => answers.get(wish.personId)!)
  })
}

interface Other {
  placeId: string
  personId: string
  shiftId: string
  post: string
  startsAt: Date
  endsAt: Date
}

/** Those who got no place now: they have it already, have another then, wait, or are told that it is full. */
async function answerOthers(
  house: House,
  tx: Work,
  shift: Shift,
  others: readonly Wish[],
  batch: readonly Pick<Asked, 'wish' | 'wait'>[],
  answers: Map<string, Taken | Error>,
): Promise<void> {
  const theirs = new Map<string, Other>()
  for (const each of await placesInTheWay(
    tx,
    shift,
    others.map(({ personId }) => personId),
  ))
    if (each.shiftId === shift.id || !theirs.has(each.personId)) theirs.set(each.personId, each)
  const waits = new Map(batch.map(({ wish, wait }) => [wish.personId, wait]))
  const waiting: Wish[] = []
  for (const wish of others) {
    const other = theirs.get(wish.personId)
    if (other?.shiftId === shift.id)
      answers.set(wish.personId, { result: 'already', place_id: other.placeId })
    else if (other) answers.set(wish.personId, clashes(other))
    else if (waits.get(wish.personId)) waiting.push(wish)
    else answers.set(wish.personId, full())
  }
  if (waiting.length === 0) return
  const lines = await joinLine(house, tx, shift, waiting, waits)
  for (const [personId, line] of lines) answers.set(personId, line)
}

const clashes = (other: Other) =>
  refusal(
    'clash',
    `您在“${other.post}”已有一班，时间重叠或中间休息不够`,
    `You have a shift at “${other.post}” that overlaps or leaves too little rest`,
    { place: other.placeId },
  )

const isBound = ({ zh, en }: Bound) =>
  refusal(
    'clash',
    `您这段时间已经答应了“${zh}”，先退出那一个才能来`,
    `You have said yes to “${en}” at this time; leave that first`,
  )

const full = () =>
  refusal(
    'full',
    '这一班刚刚满员，可以候补，或选别的班次',
    'This shift has just been filled; wait for a place, or take another',
  )

async function placesInTheWay(executor: Executor, shift: Shift, people: string[]): Promise<Other[]> {
  const { rows } = await sql<Other>`
    select o.id as "placeId", o.person_id as "personId", o.shift_id as "shiftId", p.name as post,
      s.starts_at as "startsAt", s.ends_at as "endsAt"
    from mobilisation_places o join mobilisation_shifts s on s.id = o.shift_id join mobilisation_posts p on p.id = o.post_id
    where o.person_id = any(${people}::uuid[]) and o.state = 'held' and o.rehearsal = ${shift.rehearsal}
      and o.during && tstzrange(${shift.startsAt}, ${new Date(shift.endsAt.getTime() + shift.restMinutes * 60_000)})`.execute(
    executor,
  )
  return rows
}

async function joinLine(
  house: House,
  tx: Work,
  shift: Shift,
  waiting: readonly Wish[],
  waits: ReadonlyMap<string, Wait | null>,
): Promise<Map<string, Taken>> {
  const now = house.now()
  const rows = waiting.map((wish) => ({ ...wish, as: waits.get(wish.personId) }))
  const { rows: joined } = await sql<{ personId: string }>`
    insert into mobilisation_waiting (shift_id, person_id, mobilisation_id, organisation_id, as_what, skills, since)
    select ${shift.id}::uuid, r."personId", ${shift.mobilisationId}::uuid, r."organisationId", r."as", r.skills, ${now}
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as e(item, place)
      cross join lateral jsonb_to_record(e.item) as r("personId" uuid, "organisationId" uuid, "as" text, skills text[])
    order by e.place
    on conflict do nothing returning person_id as "personId"`.execute(tx)
  await saveShift(
    house,
    tx,
    shift,
    theHouse,
    joined.map(({ personId }) => ({
      kind: 'mobilisation.waiting',
      payload: { mobilisation: shift.mobilisationId, person: personId, as: waits.get(personId) },
    })),
  )
  const { rows: turns } = await sql<{ personId: string; as: Wait; before: number }>`
    select person_id as "personId", as_what as "as", before from (
      select person_id, as_what, (row_number() over (partition by as_what order by turn) - 1)::int as before
      from mobilisation_waiting where shift_id = ${shift.id}) l
    where person_id = any(${waiting.map(({ personId }) => personId)}::uuid[])`.execute(tx)
  return new Map(turns.map(({ personId, as, before }) => [personId, { result: as, before }]))
}

const unitsKnown = new WeakMap<House, Map<string, { at: number; units: { path: string }[] }>>()
const unitsKeptMilliseconds = 5000

/** Called units of a mobilisation; remembered for five seconds, for they are only added to. */
async function unitsOf(house: House, mobilisationId: string): Promise<{ path: string }[]> {
  const known = unitsKnown.get(house) ?? new Map<string, { at: number; units: { path: string }[] }>()
  unitsKnown.set(house, known)
  const kept = known.get(mobilisationId)
  if (kept && performance.now() - kept.at < unitsKeptMilliseconds) return kept.units
  const { rows } = await sql<{ path: string }>`
    select organisation_path::text as path from mobilisation_units where mobilisation_id = ${mobilisationId}`.execute(
    house.db,
  )
  if (known.size > 200) known.clear()
  known.set(mobilisationId, { at: performance.now(), units: rows })
  return rows
}

const shiftsKnown = new WeakMap<House, Map<string, { mobilisationId: string; skills: string[] }>>()

/** What never changes about a shift once its mobilisation runs. */
async function whatItAsks(house: House, shiftId: string) {
  const known = shiftsKnown.get(house) ?? new Map<string, { mobilisationId: string; skills: string[] }>()
  shiftsKnown.set(house, known)
  const kept = known.get(shiftId)
  if (kept) return kept
  const { mobilisationId, skills, state } = await getShift(house.db, shiftId)
  const asks = { mobilisationId, skills }
  if (known.size > 5000) known.clear()
  if (state === 'running') known.set(shiftId, asks)
  return asks
}

/**
 * A member takes a place, or joins the line where none is free. Taking it twice is taking it once.
 * @throws Problem `permission.denied`, `not_found`, `matter.refused` with reasons `mobilisation.full`, `.clash`, `.skill`,
 *   `.uninsured`, `.over`, `.not_running`
 */
export async function takePlace(
  house: House,
  actor: Actor,
  shiftId: string,
  { skills, wait }: { skills: string[]; wait: Wait | null },
): Promise<Taken> {
  const asks = await whatItAsks(house, shiftId)
  const duty = ownUnit(actor, await unitsOf(house, asks.mobilisationId))
  if (!duty || !actor.personId)
    throw denied('这次动员没有通知您的单位', 'Your unit was not called in this mobilisation')
  const missing = asks.skills.filter((skill) => !skills.includes(skill))
  if (missing.length > 0)
    throw refusal(
      'skill',
      '这个岗位需要特长，请先确认您具备',
      'This post asks for skills; please confirm that you have them',
      { skills: missing },
    )
  const confirmed = skills.filter((skill) => asks.skills.includes(skill))
  return counterOf(house).ask(
    shiftId,
    {
      personId: actor.personId,
      organisationId: duty.organisationId,
      skills: confirmed,
      how: 'taken',
      by: null,
    },
    wait,
  )
}
