import { sql } from 'kysely'
import { type Board, registerBoards } from '../kernel/boards/index.ts'
import { registerCommitments } from '../kernel/commitments/index.ts'
import type { House } from '../kernel/house.ts'
import { type Audience, registerLiveAudience } from '../kernel/live/index.ts'
import { type Actor, scopePredicate } from '../kernel/permissions/index.ts'
import type { TimelineEvent } from '../kernel/timeline/index.ts'
import { boardChanged } from './board.ts'
import { fillWhereWaiting } from './leaving.ts'
import { commitments } from './mine.ts'
import { feature } from './placing.ts'
import { mobilisationsWhere } from './store.ts'

interface Heard {
  id: string
  organisationPath: string
  areaPath: string | null
  units: string[]
}

const idOf = (event: TimelineEvent) =>
  event.streamKind === 'mobilisation' ? event.stream : String(event.payload.mobilisation)

/** Who hears of a mobilisation: whose reach it lies in, the units that are called, and the person that it is about. */
async function audiences(house: House, events: TimelineEvent[]): Promise<Map<number, Audience>> {
  const ids = [...new Set(events.map(idOf))]
  for (const id of ids) boardChanged(house, id)
  const { rows } = await sql<Heard>`
    select m.id, m.organisation_path::text as "organisationPath", m.area_path::text as "areaPath",
      case when m.state = 'prepared' then '{}' else
        array(select u.organisation_id::text from mobilisation_units u where u.mobilisation_id = m.id) end as units
    from mobilisations m where m.id = any(${ids}::uuid[])`.execute(house.db)
  const found = new Map(rows.map((row) => [row.id, row]))
  return new Map(
    events.flatMap((event) => {
      const heard = found.get(idOf(event))
      if (!heard) return []
      const { person } = event.payload as { person?: string }
      return [
        [
          event.id,
          {
            action: 'mobilisation.read',
            organisationIds: heard.units,
            organisationPaths: [heard.organisationPath],
            areaPaths: heard.areaPath ? [heard.areaPath] : [],
            personIds: person ? [person] : [],
          },
        ],
      ]
    }),
  )
}

/** What lies in the reach of whom; the called learn of it from their own lists. */
export const inReach = (actor: Actor) =>
  scopePredicate(actor, 'mobilisation.read', {
    organisationId: sql`m.organisation_id`,
    organisationPath: sql`m.organisation_path`,
    areaPath: sql`m.area_path`,
  })

async function boards(house: House, actor: Actor): Promise<Board[]> {
  const paths = actor.duties.map(({ organisationPath }) => organisationPath)
  const found = await mobilisationsWhere(
    house.db,
    sql<boolean>`m.state in ('running', 'ended') and (${inReach(actor)} or (m.state = 'running' and exists (
      select 1 from mobilisation_units u where u.mobilisation_id = m.id
        and (u.organisation_path @> any(${paths}::ltree[]) or u.organisation_path <@ any(${paths}::ltree[])))))`,
    sql`order by (m.state = 'running') desc, m.started_at desc, m.id desc limit 50`,
  )
  return found.map((each) => ({
    kind: 'mobilisation',
    id: each.id,
    zh: each.name,
    en: each.name,
    place: each.areaName ?? each.organisationName,
    rehearsal: each.rehearsal,
    running: each.state === 'running',
    at: each.startedAt ?? each.madeAt,
  }))
}

/** Opens its doors in the house: live changes, boards for the wall, and whom it has bound when. */
export function mobilisationDoors(house: House): (() => void)[] {
  return [
    registerLiveAudience('mobilisation.', (events) => audiences(house, events)),
    registerBoards((actor) => boards(house, actor)),
    registerCommitments(feature, {
      bound: commitments,
      freed: async (people) => {
        for (const person of people) await fillWhereWaiting(house, person)
      },
    }),
  ]
}
