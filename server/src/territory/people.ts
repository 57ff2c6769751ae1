import type { RawBuilder } from 'kysely'
import { type Executor, sql } from '../kernel/database/index.ts'
import { type Actor, dutiesFor, type Role, scopePredicate } from '../kernel/permissions/index.ts'
import { likeText, type Page, pageOf } from './areas.ts'
import { remembered } from './remembered.ts'
import { maskedPhone } from './rules.ts'

export interface PersonOnDuty {
  dutyId: string
  personId: string
  name: string
  phone: string | null
  email: string | null
  role: Role
  organisationId: string
  organisationName: string
  organisationPhone: string | null
  /** The part of the territory that the duty is for. */
  areaId: string | null
}

const onDutyColumns = sql`d.id as "dutyId", p.id as "personId", p.name, p.phone, p.email, d.role, o.id as "organisationId",
  o.name as "organisationName", o.phone as "organisationPhone", d.area_id as "areaId"`

function running(at: Date) {
  return sql<boolean>`(d.active_from <= ${at} and (d.active_to is null or d.active_to > ${at}) and p.erased_at is null)`
}

type DatedDuty = PersonOnDuty & { activeFrom: Date; activeTo: Date | null }

/**
 * Who works the grid that holds an area: the running grid worker's duty on it, else on the nearest area above.
 * @param at usually `house.now()`
 */
export async function gridWorkerOf(
  executor: Executor,
  areaId: string,
  at: Date,
): Promise<PersonOnDuty | undefined> {
  const duties = await remembered(executor, `workers ${areaId}`, async () => {
    const { rows } = await sql<DatedDuty>`
      with recursive up as (
        select a.id, a.parent_id, 0 as step from areas a where a.id = ${areaId}
        union all
        select a.id, a.parent_id, up.step + 1 from up join areas a on a.id = up.parent_id
      )
      select ${onDutyColumns}, d.active_from as "activeFrom", d.active_to as "activeTo"
      from up join duties d on d.area_id = up.id join people p on p.id = d.person_id join organisations o on o.id = d.organisation_id
      where d.role = 'grid_worker' and p.erased_at is null
      order by up.step, d.active_from, d.id`.execute(executor)
    return rows
  })
  return duties.find(({ activeFrom, activeTo }) => activeFrom <= at && (activeTo === null || activeTo > at))
}

/** Who holds a duty in an organisation now, perhaps of one role. */
export async function peopleOf(
  executor: Executor,
  organisationId: string,
  at: Date,
  role?: Role,
): Promise<PersonOnDuty[]> {
  const { rows } = await sql<PersonOnDuty>`
    select ${onDutyColumns}
    from duties d join people p on p.id = d.person_id join organisations o on o.id = d.organisation_id
    where d.organisation_id = ${organisationId} and ${running(at)} ${role ? sql`and d.role = ${role}` : sql``}
    order by p.name, d.id`.execute(executor)
  return rows
}

export interface ListedDuty {
  id: string
  role: Role
  organisation_id: string
  organisation: string
  area_id: string | null
  area: string | null
  active_from: string
  active_to: string | null
}

export interface ListedPerson {
  id: string
  name: string
  /** `138****1234` */
  phone: string | null
  duties: ListedDuty[]
}

export interface PeopleSearch {
  /** Part of a name. */
  q?: string
  organisationId?: string
  /** Who has a duty for this area itself. */
  areaId?: string
  personId?: string
  /** Only those whose duty runs now. */
  running?: boolean
  /** Instead of all these: registered, and without duty or account so far. */
  unplaced?: boolean
  after?: string
  limit?: number
}

/** Registered, never on duty, and no resident (who signs in by phone alone). */
const registeredOnly = sql<boolean>`(d.id is null and ${isNoResident(sql`p.id`)})`

/** Residents sign in by phone: an account without a name. */
export function isNoResident(personId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`not exists (select 1 from accounts r where r.person_id = ${personId} and r.name is null)`
}

/**
 * People who hold or held a duty that is within reach of the one who looks; for who keeps the register also those
 * without any. Residents are never in it.
 */
export async function findPeople(
  executor: Executor,
  actor: Actor,
  at: Date,
  search: PeopleSearch = {},
): Promise<Page<ListedPerson>> {
  const limit = search.limit ?? 50
  const within = scopePredicate(actor, 'people.read', {
    organisationId: sql`o.id`,
    organisationPath: sql`o.path`,
    areaPath: sql`a.path`,
  })
  const keepsRegister = dutiesFor(actor, 'territory.write').some(({ reach }) => reach === 'all')
  const looksPastDuties = keepsRegister && (search.unplaced === true || search.personId !== undefined)
  const join = looksPastDuties ? sql`left join` : sql`join`
  const { rows } = await sql<ListedPerson>`
    select p.id, p.name, p.phone, coalesce(jsonb_agg(jsonb_build_object(
        'id', d.id, 'role', d.role, 'organisation_id', o.id, 'organisation', o.name, 'area_id', a.id, 'area', a.name,
        'active_from', to_char(d.active_from, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'active_to', to_char(d.active_to, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      ) order by (d.active_to is null or d.active_to > ${at}) desc, d.active_from) filter (where d.id is not null), '[]') as duties
    from people p ${join} duties d on d.person_id = p.id ${join} organisations o on o.id = d.organisation_id left join areas a on a.id = d.area_id
    where p.erased_at is null and ${looksPastDuties ? sql`(${registeredOnly} or (d.id is not null and ${within}))` : within}
      ${search.unplaced ? sql`and p.user_id is null and d.id is null` : sql``}
      ${search.q ? sql`and p.name ilike ${`%${likeText(search.q)}%`}` : sql``}
      ${search.organisationId ? sql`and o.id = ${search.organisationId}` : sql``}
      ${search.areaId ? sql`and d.area_id = ${search.areaId}` : sql``}
      ${search.personId ? sql`and p.id = ${search.personId}` : sql``}
      ${search.running ? sql`and d.active_from <= ${at} and (d.active_to is null or d.active_to > ${at})` : sql``}
      ${search.after ? sql`and p.id > ${search.after}` : sql``}
    group by p.id order by p.id limit ${limit + 1}`.execute(executor)
  return pageOf(
    rows.map((row) => ({ ...row, phone: maskedPhone(row.phone) })),
    limit,
    (row) => row.id,
  )
}
