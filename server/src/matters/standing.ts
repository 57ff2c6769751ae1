import { type Actor, type Duty, isWithin, reachOf } from '../kernel/permissions/index.ts'
import { type Matter, nobody, type Standing } from './matter.ts'

export interface Surroundings {
  ownerPath: string
  areaPath: string | null
  /** Who asked for a part or gave a task, and accepts it. */
  askerId: string | null
  /** Organisations that did work on it. */
  workedOn: string[]
  /** Organisations that held it, as owner or desk. */
  heldBy: string[]
  /** For a finding, which no resident asked for: who found it and who worked on it. */
  finding: Finding | null
  /** The account of the person who asked, where there is one. */
  askedByPersonId: string | null
}

export interface Finding {
  /** The organisation whose worker found it. */
  byOrganisationId: string | null
  /** People who found it or did something about it. */
  hands: string[]
  /** Organisations that have or had a part in it. */
  partnerIds: string[]
  /** Somebody at the owner's own desk, not its grid worker, took it on or answered it. */
  byDesk: boolean
}

/**
 * Who judges a finding (promise 3). The community judges what its grid worker settled and what others did for it; what
 * its own desk did is judged by those above; what an office took up by its own whistle, by the district's centre as well.
 * Never anybody who found it or worked on it, nor an organisation that had a part in it.
 */
function accepts(duty: Duty, matter: Matter, around: Surroundings, personId: string | null): boolean {
  const { finding } = around
  const reach = reachOf(duty.role, 'finding.judge')
  if (!finding || !reach || personId === null || finding.hands.includes(personId)) return false
  const owns = duty.organisationId === matter.ownerId
  if (duty.organisationId === finding.byOrganisationId) return !(owns && finding.byDesk)
  if (owns || around.workedOn.includes(duty.organisationId)) return false
  if (finding.partnerIds.includes(duty.organisationId)) return false
  if (reach === 'all') return matter.channel === 'whistle'
  return (
    reach === 'below' &&
    (isWithin(around.ownerPath, duty.organisationPath) || isWithin(around.areaPath, duty.areaPath))
  )
}

/** Their organisation held it, and a grid worker's part of the territory is where it lies. */
function held(duty: Duty, around: Surroundings): boolean {
  const reach = reachOf(duty.role, 'matter.handle')
  if (!reach || !around.heldBy.includes(duty.organisationId)) return false
  return reach !== 'area' || isWithin(around.areaPath, duty.areaPath)
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
  const asks = matter.kind === 'task' ? 'task.give' : 'matter.partner'
  standing.asker = mine(
    actor.duties.find((d) => d.organisationId === around.askerId && reachOf(d.role, asks) !== undefined),
  )
  standing.acceptor = mine(actor.duties.find((d) => accepts(d, matter, around, actor.personId)))
  standing.invited = mine(
    actor.duties.find(
      (d) => d.organisationId === matter.proposal?.to && reachOf(d.role, 'matter.handle') === 'own',
    ),
  )
  standing.passedOn = mine(actor.duties.find((d) => held(d, around)))
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
