import { type Static, Type } from 'typebox'
import { type Executor, sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { countsBelow, type MapQuery } from '../matters/index.ts'
import { type AreaName, areaById, areaChain, Id, OrNull } from '../territory/index.ts'

const Area = Type.Object({
  id: Id,
  name: Type.String(),
  name_en: OrNull(Type.String()),
  kind: Type.String(),
})
const counts = {
  open: Type.Integer({ description: 'Listed by view=all&open=true' }),
  overdue: Type.Integer({ description: 'Listed by view=overdue' }),
  passed_on: Type.Integer({ description: 'Listed by view=passed_on&open=true' }),
  came_up: Type.Integer({ description: 'Carried up to the reader’s organisations: view=came_up&open=true' }),
}

export const Levels = Type.Object({
  own: Type.Object(Area.properties, { description: 'Where the reader’s own work lies' }),
  area: Area,
  chain: Type.Array(Area, { description: 'From the top down to the area itself' }),
  total: Type.Object(counts),
  here: Type.Object(counts, { description: 'What lies in the area itself and in none below: here=true' }),
  below: Type.Array(Type.Object({ ...Area.properties, ...counts })),
})

type Count = keyof typeof counts
const queries: Record<Count, MapQuery> = {
  open: { view: 'all', open: true },
  overdue: { view: 'overdue' },
  passed_on: { view: 'passed_on', open: true },
  came_up: { view: 'came_up', open: true },
}
const names = Object.keys(queries) as Count[]

/** The widest area among the reader’s duties and their organisations; the top of the territory where none has one. */
async function ownArea(executor: Executor, actor: Actor): Promise<string | undefined> {
  const duties = dutiesFor(actor, 'matter.read').map(({ duty }) => duty)
  // Each by an index of its own: a city has tens of thousands of areas.
  const { rows } = await sql<{ id: string }>`
    select id from areas where active_to is null and id in (
      select id from areas where parent_id is null
      union select unnest(${duties.flatMap(({ areaId }) => areaId ?? [])}::uuid[])
      union select area_id from organisations where id = any(${duties.filter(({ areaId }) => areaId === null).map(({ organisationId }) => organisationId)}::uuid[]))
    order by parent_id is null, nlevel(path), code limit 1`.execute(executor)
  return rows[0]?.id
}

const present = ({ id, name, nameEn, kind }: Pick<AreaName, 'id' | 'name' | 'nameEn' | 'kind'>) => ({
  id,
  name,
  name_en: nameEn,
  kind,
})

/**
 * One level and those directly below it. Each number is that of the list with the same filters, so a level’s number is
 * what its own level says of itself.
 * @throws Problem `not_found`
 */
export async function levelsOf(
  house: House,
  actor: Actor,
  areaId: string | undefined,
): Promise<Static<typeof Levels>> {
  const ownId = await ownArea(house.db, actor)
  const id = areaId ?? ownId
  const [own, area] = await Promise.all(
    [ownId, id].map((each) => (each ? areaById(house.db, each) : undefined)),
  )
  if (!own || !area || area.activeTo)
    throw new Problem('not_found', { zh: '没有这个区域', en: 'There is no such area' })
  const [chain, below, ...counted] = await Promise.all([
    areaChain(house.db, area.id),
    sql<AreaName>`select id, code, kind, name, name_en as "nameEn" from areas
      where parent_id = ${area.id} and active_to is null order by code`.execute(house.db),
    ...names.map((name) => countsBelow(house, actor, queries[name], area)),
  ])
  const of = (child: string | null) =>
    Object.fromEntries(names.map((name, index) => [name, counted[index]!.get(child) ?? 0])) as Record<
      Count,
      number
    >
  const total = Object.fromEntries(
    names.map((name, index) => [name, [...counted[index]!.values()].reduce((sum, n) => sum + n, 0)]),
  ) as Record<Count, number>
  return {
    own: present(own),
    area: present(area),
    chain: chain.map(present),
    total,
    here: of(null),
    below: below.rows.map((child) => ({ ...present(child), ...of(child.id) })),
  }
}
