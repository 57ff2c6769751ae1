import { randomUUID } from 'node:crypto'
import { sql, type Work } from '../kernel/database/index.ts'
import { openMattersIn, relocateMatters } from '../matters/index.ts'
import {
  closeAreas,
  communityFor,
  type DutyRow,
  endDuties,
  insertAreas,
  insertDuties,
  type Part,
  type Position,
  record,
  setPlaces,
  setShapes,
  updateOrganisations,
  type Writer,
} from '../territory/index.ts'
import { holds } from './geometry.ts'
import type { Plan, Succession } from './plan.ts'
import type { Change } from './schemas.ts'
import { dutyMoves } from './workers.ts'

export interface Consequences {
  matters: number
  matters_without_point: number
  matters_staying: number
  places: number
  duties: number
  organisations: number
}

export interface MovedPlace {
  code: string
  name: string
  address: string | null
  lng: number
  lat: number
  areaId: string
}

export interface Moves {
  matters: { id: string; to: string }[]
  places: MovedPlace[]
  /** Organisations that an ended area was given to, with the area that is theirs now. */
  organisations: { id: string; areaId: string }[]
  duties: { end: { id: string; personId: string; activeTo: string | null }[]; begin: DutyRow[] }
  consequences: Consequences
}

/** Where something of a divided area belongs now: by its point, else where the rest goes. */
export function successorOf(
  succession: Succession,
  spot: Position | null,
  shapeOf: (id: string) => Part[],
): string {
  const byPoint = spot && succession.to.find((id) => holds(shapeOf(id), spot))
  return byPoint || succession.rest
}

/** Everything that goes with a change of areas: matters, places, organisations, duties. Read, not yet written. */
export async function movesOf(tx: Work, writer: Writer, plan: Plan): Promise<Moves> {
  const shapes = new Map<string, Part[]>([
    ...plan.reshaped.map(({ corner, parts }) => [corner.id, parts] as const),
    ...plan.opened.map(({ id, parts }) => [id, parts] as const),
  ])
  const shapeOf = (id: string) => shapes.get(id) ?? []
  const from = new Map(plan.successions.map((succession) => [succession.from.id, succession]))
  const ids = [...from.keys()]
  const open = await openMattersIn(tx, ids)
  const matters = open.flatMap(({ id, areaId, spot }) => {
    const to = successorOf(from.get(areaId)!, spot, shapeOf)
    return to === areaId ? [] : [{ id, to, spot }]
  })
  const places = (await placesIn(tx, ids)).flatMap((place) => {
    const to = successorOf(from.get(place.areaId)!, [place.lng, place.lat], shapeOf)
    return to === place.areaId ? [] : [{ ...place, areaId: to }]
  })
  const ended = plan.ended.map(({ id }) => id)
  const { rows: attached } = await sql<{ id: string; areaId: string }>`
    select id, area_id as "areaId" from organisations where area_id = any(${ended}::uuid[]) and active_to is null`.execute(
    tx,
  )
  const organisations = attached.map(({ id, areaId }) => ({ id, areaId: from.get(areaId)!.rest }))
  const duties = await dutyMoves(tx, writer, plan)
  return {
    matters,
    places,
    organisations,
    duties,
    consequences: {
      matters: matters.length,
      matters_without_point: matters.filter(({ spot }) => spot === null).length,
      matters_staying: await staying(tx, plan),
      places: places.length,
      duties: duties.end.length + duties.begin.length,
      organisations: organisations.length,
    },
  }
}

async function placesIn(tx: Work, areaIds: string[]): Promise<MovedPlace[]> {
  const { rows } = await sql<MovedPlace>`
    select code, name, address, spot[0] as lng, spot[1] as lat, area_id as "areaId" from place_codes
    where area_id = any(${areaIds}::uuid[]) and active_to is null order by code`.execute(tx)
  return rows
}

/** For a hand-over: open matters in the grid that the old community goes on with. */
async function staying(tx: Work, plan: Plan): Promise<number> {
  if (plan.communities.length < 2) return 0
  const owner = await communityFor(tx, plan.communities[0]!.id)
  if (!owner) return 0
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from matters where area_id = any(${plan.ended.map(({ id }) => id)}::uuid[])
      and owner_id = ${owner.id} and state <> 'closed'`.execute(tx)
  return rows[0]!.n
}

export interface Decided {
  change: Change | { kind: 'households' }
  reason: string
  document: string | null
}

/** Writes a plan and all that goes with it, in the transaction that made it. @returns the id of the change */
export async function carryOut(
  tx: Work,
  writer: Writer,
  plan: Plan,
  moves: Moves,
  decided: Decided,
): Promise<string> {
  const { house, actor } = writer
  const now = house.now()
  const changeId = randomUUID()
  const areas = [
    ...plan.opened.map(({ id }) => ({ id, is: 'opened' })),
    ...plan.reshaped.filter(({ minor }) => !minor).map(({ corner }) => ({ id: corner.id, is: 'reshaped' })),
    ...plan.ended.map(({ id }) => ({ id, is: 'ended' })),
  ]
  for (const { id } of plan.touched)
    if (!areas.some((area) => area.id === id)) areas.push({ id, is: 'changed' })
  await sql`
    insert into grid_changes (id, kind, reason, document, effective_from, made_by, made_by_organisation, asked, outcome)
    values (${changeId}, ${decided.change.kind}, ${decided.reason}, ${decided.document}, ${now}, ${actor.personId},
      ${actor.duties[0]?.organisationId ?? null}, ${JSON.stringify(decided.change)}::jsonb,
      ${JSON.stringify({ areas, consequences: moves.consequences })}::jsonb)`.execute(tx)
  await insertAreas(
    tx,
    writer,
    plan.opened.map(({ parts: _, householdsFact: __, ...row }) => row),
  )
  await setShapes(tx, writer, [
    ...plan.opened.filter(({ parts }) => parts.length > 0).map(({ id, parts }) => ({ areaId: id, parts })),
    ...plan.reshaped.map(({ corner, parts }) => ({ areaId: corner.id, parts })),
  ])
  await setFacts(tx, writer, plan)
  if (moves.places.length > 0) await setPlaces(tx, writer, moves.places)
  await moveOrganisations(tx, writer, moves)
  await endDuties(tx, writer, moves.duties.end)
  await insertDuties(tx, writer, moves.duties.begin)
  if (plan.ended.length > 0)
    await closeAreas(
      tx,
      writer,
      plan.ended.map(({ id }) => id),
    )
  await noteChange(tx, writer, changeId, plan, decided, areas)
  await relocateMatters(house, tx, moves.matters, { actor, change: changeId })
  return changeId
}

async function setFacts(tx: Work, writer: Writer, plan: Plan): Promise<void> {
  const facts = [
    ...plan.opened
      .filter(({ householdsFact }) => householdsFact)
      .map(({ id, name, nameEn, householdsFact }) => ({ id, name, nameEn, households: householdsFact })),
    ...plan.changed.map(({ corner, name, nameEn, households }) => ({
      id: corner.id,
      name,
      nameEn,
      households: households ?? null,
    })),
  ].map(({ id, name, nameEn, households }) => ({
    id,
    name,
    name_en: nameEn,
    households: households?.count ?? null,
    households_on: households?.on ?? null,
    households_source: households?.source ?? null,
  }))
  if (facts.length === 0) return
  await sql`
    update areas set name = r.name, name_en = r.name_en, households = r.households, households_on = r.households_on,
      households_source = r.households_source
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r (id uuid, name text, name_en text, households int, households_on date, households_source text)
    where areas.id = r.id`.execute(tx)
  await record(
    tx,
    writer,
    facts.map(({ id, ...payload }) => ({ stream: id, streamKind: 'area', kind: 'area.changed', payload })),
  )
}

async function moveOrganisations(tx: Work, writer: Writer, moves: Moves): Promise<void> {
  if (moves.organisations.length === 0) return
  const { rows } = await sql<{
    id: string
    name: string
    nameEn: string | null
    phone: string | null
    address: string | null
  }>`
    select id, name, name_en as "nameEn", phone, address from organisations
    where id = any(${moves.organisations.map(({ id }) => id)}::uuid[])`.execute(tx)
  const areaOf = new Map(moves.organisations.map(({ id, areaId }) => [id, areaId]))
  await updateOrganisations(
    tx,
    writer,
    rows.map((row) => ({ ...row, areaId: areaOf.get(row.id)! })),
  )
}

/** What happened stands on the timeline of every area that it was about; the reason beside it, in its author's words. */
async function noteChange(
  tx: Work,
  writer: Writer,
  changeId: string,
  plan: Plan,
  decided: Decided,
  areas: { id: string; is: string }[],
): Promise<void> {
  const successions = new Map(plan.successions.map((each) => [each.from.id, each]))
  await record(
    tx,
    writer,
    areas.map(({ id, is }) => {
      const succession = successions.get(id)
      return {
        stream: id,
        streamKind: 'area',
        kind: 'area.regrouped',
        payload: {
          change: changeId,
          as: decided.change.kind,
          is,
          ...(succession ? { successors: succession.to, rest: succession.rest } : {}),
        },
        personal: { text: decided.reason },
      }
    }),
  )
  await sql`
    insert into grid_change_areas (change_id, area_id, effective_from)
    select ${changeId}::uuid, area.id, ${writer.house.now()}::timestamptz
    from unnest(${areas.map(({ id }) => id)}::uuid[]) as area (id)`.execute(tx)
  const rows = plan.successions
    .filter(({ from, to }) => to.length > 1 || to[0] !== from.id)
    .flatMap(({ from, to, rest }) => to.map((id) => ({ area: from.id, successor: id, rest: id === rest })))
  await sql`
    insert into area_successions (area_id, successor_id, takes_rest, change_id)
    select r.area, r.successor, r.rest, ${changeId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (area uuid, successor uuid, rest boolean)`.execute(
    tx,
  )
}
