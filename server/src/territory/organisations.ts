import { type Executor, sql } from '../kernel/database/index.ts'
import { likeText, named, type Page, pageOf } from './areas.ts'
import { remembered } from './remembered.ts'

export interface Organisation {
  id: string
  code: string
  name: string
  nameEn: string | null
  /** An id of the pack's `organisation_kinds`. */
  kind: string
  /** An id of the pack's `functions`: what a department is for. */
  function: string | null
  parentId: string | null
  /** ltree text, root first. */
  path: string
  /** The area it serves. */
  areaId: string | null
  phone: string | null
  address: string | null
  activeTo: Date | null
}

export const organisationColumns = sql`o.id, o.code, o.name, o.name_en as "nameEn", o.kind, o.function, o.parent_id as "parentId",
  o.path::text as path, o.area_id as "areaId", o.phone, o.address, o.active_to as "activeTo"`

/** Also one that has ended: old matters name it. */
export function organisationById(executor: Executor, id: string): Promise<Organisation | undefined> {
  return remembered(executor, `organisation ${id}`, async () => {
    const { rows } =
      await sql<Organisation>`select ${organisationColumns} from organisations o where o.id = ${id}`.execute(
        executor,
      )
    return rows[0]
  })
}

/** The active organisation of a kind that serves an area: its own, else that of the nearest area above. */
export function organisationFor(
  executor: Executor,
  areaId: string,
  kind: string,
  organisationFunction?: string | null,
): Promise<Organisation | undefined> {
  return remembered(executor, `for ${areaId} ${kind} ${organisationFunction ?? ''}`, async () => {
    const { rows } = await sql<Organisation>`
      with recursive up as (
        select a.id, a.parent_id, 0 as step from areas a where a.id = ${areaId}
        union all
        select a.id, a.parent_id, up.step + 1 from up join areas a on a.id = up.parent_id
      )
      select ${organisationColumns} from up join organisations o on o.area_id = up.id
      where o.kind = ${kind} and o.active_to is null
        ${organisationFunction ? sql`and o.function = ${organisationFunction}` : sql``}
      order by up.step, o.code limit 1`.execute(executor)
    return rows[0]
  })
}

export function communityFor(executor: Executor, areaId: string): Promise<Organisation | undefined> {
  return organisationFor(executor, areaId, 'community_committee')
}

/** The nearest organisation above that still stands. */
export function superiorOf(executor: Executor, id: string): Promise<Organisation | undefined> {
  return remembered(executor, `superior ${id}`, async () => {
    const { rows } = await sql<Organisation>`
      with recursive up as (
        select o.*, 0 as step from organisations o where o.id = ${id}
        union all
        select o.*, up.step + 1 from up join organisations o on o.id = up.parent_id
      )
      select ${organisationColumns} from up o where o.step > 0 and o.active_to is null order by o.step limit 1`.execute(
      executor,
    )
    return rows[0]
  })
}

/** The hotline centre of this installation: of several, the one nearest to the root. */
export function hotlineCentre(executor: Executor): Promise<Organisation | undefined> {
  return remembered(executor, 'centre', async () => {
    const { rows } = await sql<Organisation>`
      select ${organisationColumns} from organisations o left join areas a on a.id = o.area_id
      where o.kind = 'hotline_centre' and o.active_to is null
      order by nlevel(a.path) nulls last, nlevel(o.path), o.code limit 1`.execute(executor)
    return rows[0]
  })
}

/** The centre that takes matters in for an area, and to which they come back; the installation's where there is none nearer. */
export async function deskFor(
  executor: Executor,
  areaId: string | null | undefined,
): Promise<Organisation | undefined> {
  const near = areaId ? await organisationFor(executor, areaId, 'hotline_centre') : undefined
  return near ?? hotlineCentre(executor)
}

export function organisationsOfKind(
  executor: Executor,
  kind: string,
  organisationFunction?: string,
): Promise<Organisation[]> {
  return remembered(executor, `kind ${kind} ${organisationFunction ?? ''}`, async () => {
    const { rows } = await sql<Organisation>`
      select ${organisationColumns} from organisations o
      where o.kind = ${kind} and o.active_to is null
        ${organisationFunction ? sql`and o.function = ${organisationFunction}` : sql``}
      order by o.code`.execute(executor)
    return rows
  })
}

export interface OrganisationSearch {
  /** Part of a name, or the beginning of a code. */
  q?: string
  kind?: string
  function?: string
  parentId?: string
  /** Only those without a superior. */
  top?: boolean
  /** Those that serve this area itself. */
  areaId?: string
  after?: string
  /** Rows, 1 to 200. */
  limit?: number
}

/** Active organisations in the order of their codes. */
export async function findOrganisations(
  executor: Executor,
  search: OrganisationSearch = {},
): Promise<Page<Organisation>> {
  const limit = search.limit ?? 50
  const { rows } = await sql<Organisation>`
    select ${organisationColumns} from organisations o
    where o.active_to is null
      ${search.kind ? sql`and o.kind = ${search.kind}` : sql``}
      ${search.function ? sql`and o.function = ${search.function}` : sql``}
      ${search.parentId ? sql`and o.parent_id = ${search.parentId}` : sql``}
      ${search.top ? sql`and o.parent_id is null` : sql``}
      ${search.areaId ? sql`and o.area_id = ${search.areaId}` : sql``}
      ${search.q ? sql`and (${named(sql`o.name`, search.q)} or o.code like ${`${likeText(search.q)}%`})` : sql``}
      ${search.after ? sql`and o.code > ${search.after}` : sql``}
    order by o.code limit ${limit + 1}`.execute(executor)
  return pageOf(rows, limit, (row) => row.code)
}
