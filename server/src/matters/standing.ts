import { type Actor, type Duty, isWithin, reachOf } from '../kernel/permissions/index.ts'
import { type Matter, nobody, type Standing } from './matter.ts'

export interface Surroundings {
  ownerPath: string
  areaPath: string | null
  parentOwnerId: string | null
  /** Organisations that did work on it. */
  workedOn: string[]
  /** The account of the person who asked, where there is one. */
  askedByPersonId: string | null
}

function handles(duty: Duty, matter: Matter, around: Surroundings, personId: string | null): boolean {
  const reach = reachOf(duty.role, 'matter.handle')
  if (!reach || duty.organisationId !== matter.ownerId) return false
  if (reach !== 'area') return true
  return (personId !== null && matter.handlerId === personId) || isWithin(around.areaPath, duty.areaPath)
}

function isAbove(duty: Duty, matter: Matter, around: Surroundings): boolean {
  const reach = reachOf(duty.role, 'matter.decide')
  if (!reach || duty.organisationId === matter.ownerId) return false
  return (
    reach === 'all' ||
    (around.ownerPath !== duty.organisationPath && isWithin(around.ownerPath, duty.organisationPath))
  )
}

/**
 * What an actor is to a matter, and in which duty they act.
 * @param holdsCode the request carried the matter's code or a judging link
 */
export function standingOf(
  actor: Actor,
  matter: Matter,
  around: Surroundings,
  holdsCode: boolean,
): { standing: Standing; duty: Duty | null } {
  if (actor.kind === 'system') return { standing: { ...nobody, system: true }, duty: null }
  const standing: Standing = { ...nobody, may: { ...nobody.may } }
  let duty: Duty | null = null
  const mine = (found: Duty | undefined) => {
    duty ??= found ?? null
    return found !== undefined
  }
  const worked = actor.duties.some(
    (d) => around.workedOn.includes(d.organisationId) || d.organisationId === matter.ownerId,
  )
  standing.owner = mine(actor.duties.find((d) => handles(d, matter, around, actor.personId)))
  standing.desk = mine(
    actor.duties.find(
      (d) => d.organisationId === matter.deskId && reachOf(d.role, 'matter.dispatch') !== undefined,
    ),
  )
  standing.superior =
    mine(actor.duties.find((d) => isAbove(d, matter, around))) &&
    actor.personId !== matter.handlerId &&
    !actor.duties.some((d) => d.organisationId === matter.ownerId)
  standing.callBack =
    !worked && mine(actor.duties.find((d) => reachOf(d.role, 'matter.call_back') !== undefined))
  standing.asker = mine(
    actor.duties.find(
      (d) => d.organisationId === around.parentOwnerId && reachOf(d.role, 'matter.partner') !== undefined,
    ),
  )
  standing.invited = mine(
    actor.duties.find(
      (d) => d.organisationId === matter.proposal?.to && reachOf(d.role, 'matter.handle') === 'own',
    ),
  )
  // Promise 3: nobody judges their own work, whatever code they hold.
  standing.person =
    (holdsCode || (actor.personId !== null && actor.personId === around.askedByPersonId)) && !worked
  const near = actor.duties.filter(
    (d) => d.organisationId === matter.ownerId || d.organisationId === matter.deskId,
  )
  const may = (action: Parameters<typeof reachOf>[1]) =>
    near.some((d) => reachOf(d.role, action) !== undefined)
  standing.may = {
    triage: may('matter.triage'),
    dispatch: may('matter.dispatch'),
    return: may('matter.return'),
    partner: may('matter.partner'),
    handOver: may('matter.hand_over'),
    merge: may('matter.merge'),
  }
  return { standing, duty }
}
