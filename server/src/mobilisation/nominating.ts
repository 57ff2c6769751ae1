import { type RawBuilder, sql } from 'kysely'
import { recordLooks } from '../kernel/audit/index.ts'
import { type Executor, inTransaction, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor, isWithin, scopePredicate } from '../kernel/permissions/index.ts'
import { againAfterDeadlock } from './deadlock.ts'
import { hands } from './hands.ts'
import { moveUp, place, type Wish } from './placing.ts'
import { denied, refusal } from './refusal.ts'
import { plannerOf } from './standing.ts'
import { getMobilisation, lockShift, type Mobilisation } from './store.ts'
import { requireOpen } from './taking.ts'

/** The paths below which this person sends people: their units where they nominate, all called ones where they run it. */
function sendsFrom(actor: Actor, mobilisation: Mobilisation): { paths: string[]; all: boolean } {
  return {
    paths: dutiesFor(actor, 'mobilisation.nominate').map(({ duty }) => duty.organisationPath),
    all: plannerOf(actor, mobilisation) !== undefined,
  }
}

/**
 * Whose branch's register of members this person sees: where they read it anyhow, and where they send people as its
 * secretary. Who runs a mobilisation learns of others only what a duty makes known.
 */
function seesRegister(actor: Actor): RawBuilder<boolean> {
  const led = dutiesFor(actor, 'mobilisation.nominate')
    .filter(({ duty }) => duty.role === 'secretary' || duty.role === 'deputy_secretary')
    .map(({ duty }) => duty.organisationPath)
  const reads = scopePredicate(actor, 'membership.read', {
    organisationId: sql`o.id`,
    organisationPath: sql`o.path`,
    areaPath: sql`(select a.path from areas a where a.id = o.area_id)`,
  })
  return sql<boolean>`(${reads} or o.path <@ any(${led}::ltree[]))`
}

export interface Candidate {
  personId: string
  name: string
  organisationId: string
  organisationName: string
  organisationPath: string
  /** Known from the register of members alone. */
  ofRegister: boolean
  /** Said that they cannot come. */
  absent: boolean
  places: number
}

/** People of called units whom this person may send, by name. */
async function candidates(
  house: House,
  executor: Executor,
  actor: Actor,
  mobilisation: Mobilisation,
  query: { q?: string | undefined; after?: string | undefined; limit?: number | undefined; ids?: string[] },
): Promise<{ items: Candidate[]; next: string | null }> {
  const { paths, all } = sendsFrom(actor, mobilisation)
  if (!all && paths.length === 0)
    throw denied('只有单位的书记、经办人可以派人', 'Only a unit’s secretary or officer sends people')
  const now = house.now()
  const limit = query.limit ?? 50
  const { rows } = await sql<Candidate>`
    select * from (
      select distinct on (p.id) p.id as "personId", p.name, o.id as "organisationId", o.name as "organisationName",
        o.path::text as "organisationPath",
        d.of_register as "ofRegister",
        exists (select 1 from mobilisation_absences x where x.mobilisation_id = ${mobilisation.id} and x.person_id = p.id) as absent,
        (select count(*)::int from mobilisation_places k where k.mobilisation_id = ${mobilisation.id} and k.person_id = p.id and k.state = 'held') as places
      from ${hands(now)} d join people p on p.id = d.person_id join organisations o on o.id = d.organisation_id
      where p.erased_at is null
        and exists (select 1 from mobilisation_units u where u.mobilisation_id = ${mobilisation.id} and u.organisation_path @> o.path)
        and (not d.of_register or ${seesRegister(actor)})
        ${all ? sql`` : sql`and o.path <@ any(${paths}::ltree[])`}
        ${query.ids ? sql`and p.id = any(${query.ids}::uuid[])` : sql``}
        ${query.q ? sql`and p.name like ${`%${query.q.replaceAll(/[%_\\]/g, '')}%`}` : sql``}
        ${query.after ? sql`and p.id > ${query.after}::uuid` : sql``}
      order by p.id, d.active_from, d.id
    ) c order by "personId" limit ${limit + 1}`.execute(executor)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.personId : null }
}

/** The same to read: of each branch whose register it shows, the look is recorded. */
export async function lookAtCandidates(
  house: House,
  actor: Actor,
  mobilisation: Mobilisation,
  query: { q?: string | undefined; after?: string | undefined; limit?: number | undefined },
): Promise<{ items: Candidate[]; next: string | null }> {
  const page = await candidates(house, house.db, actor, mobilisation, query)
  const branches = new Set(page.items.filter((each) => each.ofRegister).map((each) => each.organisationId))
  await recordLooks(
    house.db,
    [...branches].map((subjectId) => ({ actor, action: 'membership.read', subjectId, outcome: 'done' })),
  )
  return page
}

export interface Nominated {
  placed: string[]
  /** They have another place then, or none was free. */
  clashed: string[]
  full: string[]
  /** Not of a unit that this person sends people from, or not called. */
  unknown: string[]
}

/**
 * A unit sends its people to a shift; who runs the mobilisation may assign others. They are told, and may decline with a
 * reason. Never in a volunteers' mobilisation: nobody is made to serve (志愿服务条例 §25).
 */
export async function nominate(
  house: House,
  actor: Actor,
  shiftId: string,
  personIds: string[],
): Promise<Nominated> {
  const people = [...new Set(personIds)]
  const result = await againAfterDeadlock(() =>
    inTransaction(house.db, async (tx) => {
      const shift = await lockShift(tx, shiftId)
      const mobilisation = await getMobilisation(tx, shift.mobilisationId)
      if (mobilisation.kind === 'volunteer')
        throw refusal(
          'volunteers',
          '志愿服务只能由本人自愿报名，不能指派',
          'Volunteers sign up themselves; nobody can be assigned',
        )
      const { items } = await candidates(house, tx, actor, mobilisation, {
        ids: people,
        limit: people.length,
      })
      requireOpen(shift, house.now())
      const known = new Map(items.map((each) => [each.personId, each]))
      const own = dutiesFor(actor, 'mobilisation.nominate')
      const wishes: Wish[] = people.flatMap((personId) => {
        const candidate = known.get(personId)
        if (!candidate) return []
        const isOwn = own.some(({ duty }) => isWithin(candidate.organisationPath, duty.organisationPath))
        return [
          {
            personId,
            organisationId: candidate.organisationId,
            skills: [],
            how: isOwn ? 'nominated' : 'assigned',
            by: actor.personId,
          },
        ]
      })
      const { placed, clashed, left } = await place(house, tx, shift, wishes)
      await sql`delete from mobilisation_waiting where shift_id = ${shiftId} and person_id = any(${placed.map(({ personId }) => personId)}::uuid[])`.execute(
        tx,
      )
      return {
        placed: placed.map(({ personId }) => personId),
        clashed: clashed.map(({ personId }) => personId),
        full: left.map(({ personId }) => personId),
        unknown: people.filter((id) => !known.has(id)),
      }
    }),
  )
  house.wake()
  return result
}

/** More or fewer hands at a shift, also while it runs; never fewer than have a place. More, and the line moves up. */
export async function setNeeded(house: House, actor: Actor, shiftId: string, needed: number): Promise<void> {
  const change = async (tx: Work) => {
    const shift = await lockShift(tx, shiftId)
    const mobilisation = await getMobilisation(tx, shift.mobilisationId)
    if (!plannerOf(actor, mobilisation))
      throw denied('只有编制单位可以调整人数', 'Only the unit that made it changes how many are needed')
    if (mobilisation.state !== 'prepared' && mobilisation.state !== 'running')
      throw refusal('over', '这次动员已经结束', 'This mobilisation is over')
    if (needed < shift.taken)
      throw refusal(
        'held',
        `已有 ${shift.taken} 人占位，人数不能少于它`,
        `${shift.taken} places are held; it cannot be fewer`,
      )
    await sql`update mobilisation_shifts set needed = ${needed} where id = ${shiftId}`.execute(tx)
    const before = shift.needed
    shift.needed = needed
    await moveUp(house, tx, shift, [
      {
        kind: 'mobilisation.needed_changed',
        payload: { mobilisation: mobilisation.id, from: before, to: needed, by: actor.personId },
      },
    ])
  }
  await againAfterDeadlock(() => inTransaction(house.db, change))
  house.wake()
}
