import { sql } from 'kysely'
import { dueDate } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import { runningOf } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, type Duty, isWithin, reachOf } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import type { Context } from './decision.ts'
import type { Execution } from './execute.ts'
import type { Original } from './follow.ts'
import type { Command, Matter } from './matter.ts'
import { Refused, refusal } from './refusal.ts'
import type { LoadedMatter } from './store.ts'
import { canTakeOn, handlersFor } from './targets.ts'
import { type Gated, throughGates } from './task-gate.ts'

const commandTargets: Partial<Record<Command['type'], (command: Command) => string>> = {
  dispatch: (c) => (c as { to: string }).to,
  reassign: (c) => (c as { to: string }).to,
  arbitrate: (c) => (c as { to: string }).to,
  propose_hand_over: (c) => (c as { to: string }).to,
  ask_partner: (c) => (c as { to: string }).to,
}

/** Everything that a decision needs to know beside the matter: read once, in the command's transaction. */
export async function contextFor(
  house: House,
  tx: Work,
  loaded: LoadedMatter,
  run: Execution,
  duty: Duty | null,
  rules: Rules,
  original: Original | null,
): Promise<Context> {
  const targetId = commandTargets[run.command.type]?.(run.command)
  let target: Context['target'] = null
  if (targetId) {
    const { rows } = await sql<{ id: string; name: string; path: string }>`
      select o.id, o.name, o.path::text from organisations o
      where o.id = ${targetId}::uuid and o.active_to is null and ${canTakeOn(house.now())}`.execute(tx)
    const row = rows[0]
    if (row)
      target = {
        id: row.id,
        name: row.name,
        mayReceive:
          run.command.type === 'reassign'
            ? mayReassignTo(run.actor, row)
            : mayDispatchTo(run.actor, loaded.matter, row),
      }
  }
  if (run.command.type === 'assign') {
    const handler = run.command.handler
    const choices = await handlersFor(tx, run.matterId, house.now())
    if (!choices.some(({ id }) => id === handler))
      throw new Refused(
        refusal(
          'what',
          'unknown_handler',
          '这个人不在主办单位，或不负责这一片',
          'This person is not with the owner, or not responsible for this corner',
        ),
      )
  }
  const gated = await gatedBy(house, tx, loaded, run, duty, rules)
  const running = run.command.type === 'triage' ? await runningOf(tx, loaded.matter.id) : undefined
  const { returns } = rules
  const dispatchedAt = loaded.matter.dispatchedAt
  return {
    now: house.now(),
    rules,
    centreId: loaded.centreId,
    superiorId: loaded.superiorId,
    target,
    gated,
    original: original && { ...original, withinReach: reachesOriginal(run.actor, original) },
    ownerKind: loaded.ownerKind,
    suspensions: run.command.type === 'propose_suspension' ? await timesSuspended(tx, loaded.matter.id) : 0,
    foundBy: loaded.around.finding?.byOrganisationId ?? null,
    runningSince: running?.startedAt ?? null,
    returnUntil:
      dispatchedAt && returns.limit > 0
        ? dueDate(dispatchedAt, returns.limit, returns.clock, house.calendar).at
        : null,
    actorOrganisationId: duty?.organisationId ?? null,
    actorPersonId: duty || run.actor.kind === 'system' ? run.actor.personId : null,
    actorRole: duty?.role ?? null,
  }
}

/** Work that is given to somebody passes the gates of the rooms above; nothing else asks them. */
async function gatedBy(
  house: House,
  tx: Work,
  { matter }: LoadedMatter,
  { command, actor }: Execution,
  duty: Duty | null,
  rules: Rules,
): Promise<Gated> {
  switch (command.type) {
    case 'dispatch':
    case 'reassign':
    case 'arbitrate':
    case 'ask_partner':
    case 'assign':
      return throughGates(house, tx, rules, {
        command: command.type,
        matter,
        organisationId: command.type === 'assign' ? matter.ownerId : command.to,
        handlerId: command.type === 'assign' ? command.handler : null,
        byOrganisationId: duty?.organisationId ?? null,
        byPersonId: actor.personId,
        item: command.item ?? null,
      })
    default:
      return { item: null }
  }
}

async function timesSuspended(tx: Work, matterId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from timeline where stream = ${matterId} and kind = 'matter.suspended'`.execute(
    tx,
  )
  return rows[0]!.n
}

/** A superior gives what is below it to others below it; the centre to anybody. */
function mayReassignTo(actor: Actor, to: { path: string }): boolean {
  return actor.duties.some((duty) => {
    const reach = reachOf(duty.role, 'matter.decide')
    return reach === 'all' || (reach === 'below' && isWithin(to.path, duty.organisationPath))
  })
}

/** Merging hands a matter to the original's owner, so it reaches only as far as dispatching would. */
function reachesOriginal(actor: Actor, original: Original): boolean {
  return actor.duties.some((duty) => {
    const reach = reachOf(duty.role, 'matter.merge')
    if (reach === 'all') return true
    return (
      reach === 'own' &&
      (duty.organisationId === original.ownerId ||
        duty.organisationId === original.deskId ||
        isWithin(original.ownerPath, duty.organisationPath))
    )
  })
}

function mayDispatchTo(actor: Actor, matter: Matter, to: { id: string; path: string }): boolean {
  return actor.duties.some((duty) => {
    const reach = reachOf(duty.role, 'matter.dispatch')
    if (reach === 'all') return true
    return (
      reach === 'own' &&
      duty.organisationId === matter.ownerId &&
      (to.id === duty.organisationId || isWithin(to.path, duty.organisationPath))
    )
  })
}
