import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutyReaching, requireReach } from '../kernel/permissions/index.ts'
import type { GatheringKind } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { organisationById } from '../territory/index.ts'
import { organisationsOf } from './membership-door.ts'
import { type Attendee, attendeesWhere, type Gathering } from './store.ts'

export const linkHash = (token: string) => createHash('sha256').update(token).digest()

const subjectOf = (gathering: Pick<Gathering, 'organisationId' | 'organisationPath'>) => ({
  organisationId: gathering.organisationId,
  organisationPath: gathering.organisationPath,
})

/** What one person is to one gathering. */
export interface Standing {
  attendee: Attendee | null
  /** Calls, moves and changes it: on duty for the organisation that holds it. */
  holds: boolean
  /** Leads it while it runs: its chair, its recorder, and who holds it. */
  leads: boolean
  /** Knows that it took place, and its counts. */
  knows: boolean
  /** Reads what was said. */
  reads: boolean
}

/**
 * @param token of a personal link; it stands for its one attendee in its one gathering and for nothing else
 */
export async function standingIn(
  executor: Executor,
  gathering: Gathering,
  kind: GatheringKind,
  actor: Actor,
  token?: string,
): Promise<Standing> {
  const [byName] = actor.personId
    ? await attendeesWhere(
        executor,
        sql<boolean>`a.gathering_id = ${gathering.id} and a.person_id = ${actor.personId}`,
      )
    : []
  const [byLink] =
    !byName && token
      ? await attendeesWhere(
          executor,
          sql<boolean>`a.gathering_id = ${gathering.id} and a.link_hash = ${linkHash(token)}`,
        )
      : []
  const attendee = byName ?? byLink ?? null
  const isOfficer =
    actor.personId !== null &&
    (gathering.chairId === actor.personId || gathering.recorderId === actor.personId)
  const holds = dutyReaching(actor, 'gathering.hold', subjectOf(gathering)) !== undefined
  const leads = holds || isOfficer
  const knows =
    leads ||
    attendee !== null ||
    dutyReaching(actor, 'gathering.read', subjectOf(gathering)) !== undefined ||
    (await organisationsOf(executor, actor.personId)).includes(gathering.organisationId)
  const reads = leads || attendee !== null || (knows && kind.readers === 'branch')
  return { attendee, holds, leads, knows, reads }
}

export function requireStanding(standing: Standing, needed: 'holds' | 'leads' | 'knows' | 'reads'): void {
  if (standing[needed]) return
  // Who may not even know of it is not told that it exists.
  if (!standing.knows)
    throw new Problem('not_found', { zh: '没有这次会议', en: 'There is no such gathering' })
  throw new Problem('permission.denied', {
    zh: needed === 'reads' ? '这次会议的内容只有参加的人能看' : '只有召集单位和主持人、记录人能这样做',
    en:
      needed === 'reads'
        ? 'What was said is read by those who took part'
        : 'Only the organisation that holds it, its chair and its recorder may do this',
  })
}

/** An organisation by its id, within reach of the one who asks. @throws Problem `not_found`, `permission.denied` */
export async function organisationReached(
  house: House,
  actor: Actor,
  id: string,
  action: 'gathering.read' | 'gathering.hold',
) {
  const organisation = await organisationById(house.db, id)
  if (!organisation)
    throw new Problem('not_found', { zh: '没有这个单位', en: 'There is no such organisation' })
  requireReach(actor, action, { organisationId: organisation.id, organisationPath: organisation.path })
  return organisation
}
