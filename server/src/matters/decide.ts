import { categoryOf } from '../kernel/policy/index.ts'
import { decideJudging, workClock } from './decide-judging.ts'
import { admitted, decideMoving } from './decide-moving.ts'
import { decideProposals } from './decide-proposals.ts'
import type { Context, Decision } from './decision.ts'
import { guards } from './guards.ts'
import type { Command, CommandOf, Matter, Standing } from './matter.ts'
import { Refused, refuse } from './refusal.ts'

/**
 * Decides one command on one matter: what changes, which deadline runs next, what the timeline says.
 * Pure: the same matter, command, standing and context always give the same decision.
 * @throws Refused with a stable reason when it may not be done
 */
export function decide(matter: Matter, command: Command, standing: Standing, context: Context): Decision {
  const because = guards[command.type](matter, standing, context.rules)
  if (because) throw new Refused(because)
  return (
    decideMoving(matter, command, context) ??
    decideProposals(matter, command, context) ??
    decideJudging(matter, command, context) ??
    decideHandling(matter, command, context)
  )
}

function decideHandling(m: Matter, command: Command, c: Context): Decision {
  switch (command.type) {
    case 'triage':
      return triage(m, command, c)
    case 'take':
      return {
        set: {
          ...startsWork(m),
          dispatchedAt: m.dispatchedAt ?? c.now,
          ...(c.actorRole === 'grid_worker' ? { handlerId: c.actorPersonId } : {}),
        },
        clock: { kind: 'start', step: canContact(m) ? 'contact' : 'feedback' },
        events: [{ kind: 'matter.taken', payload: { open: true, category: m.category } }],
        effects: m.category ? [{ kind: 'triage_decided' }] : [],
      }
    case 'sign':
      return {
        set: startsWork(m),
        clock:
          m.kind === 'request'
            ? { kind: 'start', step: canContact(m) ? 'contact' : 'feedback' }
            : workClock(m, c),
        events: [{ kind: 'matter.signed', payload: { open: true } }],
        effects: [],
      }
    case 'assign':
      return {
        set: { handlerId: command.handler },
        clock: { kind: 'keep' },
        events: [{ kind: 'matter.assigned', payload: { handler_id: command.handler, ...admitted(c) } }],
        effects: [{ kind: 'tell_staff', personId: command.handler, purpose: 'assigned' }],
      }
    case 'contact':
      return contact(m, command, c)
    case 'progress':
      return {
        set: {},
        clock: { kind: 'keep' },
        events: [
          { kind: 'matter.progressed', payload: { open: command.open }, personal: { text: command.text } },
        ],
        effects: command.open ? [{ kind: 'tell_person', purpose: 'progress', text: command.text }] : [],
      }
    case 'note':
      return {
        set: {},
        clock: { kind: 'keep' },
        events: [{ kind: 'matter.noted', payload: { open: false }, personal: { text: command.text } }],
        // Somebody whom it has left adds to it: whoever has it now hears so.
        effects:
          c.actorOrganisationId !== null && c.actorOrganisationId !== m.ownerId && m.step !== null
            ? [{ kind: 'tell_organisation', organisationId: m.ownerId, purpose: 'noted', urgent: false }]
            : [],
      }
    case 'add_words':
      return {
        set: {},
        clock: { kind: 'keep' },
        events: [
          {
            kind: 'matter.words_added',
            payload: { open: true, by_person: true },
            personal: { text: command.text },
          },
        ],
        effects: [
          {
            kind: 'tell_organisation',
            organisationId: c.original?.ownerId ?? m.ownerId,
            purpose: 'words_added',
            urgent: false,
          },
        ],
      }
    case 'supervise':
      return {
        set: { supervisedAt: m.supervisedAt ?? c.now },
        clock: { kind: 'keep' },
        events: [
          {
            kind: 'matter.supervised',
            payload: { because: 'superior', open: false },
            personal: { text: command.reason },
          },
        ],
        effects: [
          { kind: 'tell_organisation', organisationId: m.ownerId, purpose: 'supervised', urgent: true },
        ],
      }
    case 'miss':
      return miss(m, command, c)
    default:
      throw new Error(`no decision for ${command.type}`)
  }
}

function triage(m: Matter, command: CommandOf<'triage'>, c: Context): Decision {
  if (!categoryOf(c.rules, command.category))
    refuse('unknown_category', `没有这个类别：${command.category}`, `Unknown category: ${command.category}`)
  if (!c.rules.urgencies.some(({ id }) => id === command.urgency))
    refuse('unknown_urgency', `没有这个紧急程度：${command.urgency}`, `Unknown urgency: ${command.urgency}`)
  const requestKind = command.requestKind ?? m.requestKind
  if (requestKind && !c.rules.kinds.some(({ id }) => id === requestKind))
    refuse('unknown_kind', `没有这种诉求类型：${requestKind}`, `Unknown kind: ${requestKind}`)
  const early = m.state === 'received' || m.state === 'triaged'
  return {
    set: {
      category: command.category,
      urgency: command.urgency,
      requestKind,
      ...(early ? { state: 'triaged' as const } : {}),
    },
    // Before it is dispatched another urgency has another limit, counted from where the running one began: triage never
    // buys time. Once dispatched, what the person was told stays.
    clock:
      early &&
      m.step &&
      (command.category !== m.category || command.urgency !== m.urgency || requestKind !== m.requestKind)
        ? { kind: 'start', step: m.step, from: c.runningSince ?? c.now }
        : { kind: 'keep' },
    events: [
      {
        kind: 'matter.triaged',
        payload: {
          category: command.category,
          urgency: command.urgency,
          request_kind: requestKind,
          before: { category: m.category, urgency: m.urgency },
        },
      },
    ],
    effects: [{ kind: 'triage_decided' }],
  }
}

function contact(m: Matter, command: CommandOf<'contact'>, c: Context): Decision {
  if (!command.reached)
    return {
      set: {},
      clock: { kind: 'keep' },
      events: [{ kind: 'matter.contact_failed', payload: { open: false }, personal: { text: command.note } }],
      effects: [],
    }
  return {
    set: { state: 'in_hand', contactedAt: m.contactedAt ?? c.now },
    clock: m.state === 'in_hand' ? { kind: 'keep' } : { kind: 'start', step: 'feedback' },
    events: [{ kind: 'matter.contacted', payload: { open: true }, personal: { text: command.note } }],
    effects: [],
  }
}

function miss(m: Matter, command: CommandOf<'miss'>, c: Context): Decision {
  const supervise = command.deed === 'supervise' && !(m.kind !== 'request' && m.state === 'answered')
  // Who owes the step hears it: a part that waits to be accepted is the asker's to do, a review the superior's.
  const waitsForAsker = m.kind !== 'request' && m.state === 'answered'
  const owing = waitsForAsker ? m.deskId : m.state === 'judged' ? (c.superiorId ?? c.centreId) : m.ownerId
  const told = command.deed === 'notify_superior' && !waitsForAsker ? (c.superiorId ?? c.centreId) : owing
  return {
    set: { overdue: true, ...(supervise ? { supervisedAt: m.supervisedAt ?? c.now } : {}) },
    clock: { kind: 'keep' },
    events: [
      {
        kind: 'matter.deadline_missed',
        payload: {
          step: m.step,
          rung: command.rung,
          deed: command.deed,
          due_at: m.dueAt?.toISOString() ?? null,
        },
      },
      ...(supervise ? [{ kind: 'matter.supervised', payload: { because: 'overdue', open: false } }] : []),
    ],
    effects: [{ kind: 'tell_organisation', organisationId: told, purpose: 'overdue', urgent: supervise }],
  }
}

/** Somebody who left no way to be reached is not waited for, and for a finding there is nobody to reach. */
const canContact = (m: Matter) => m.kind === 'request' && m.reachable

const startsWork = (m: Matter) => ({
  state: m.kind !== 'request' || canContact(m) ? ('signed' as const) : ('in_hand' as const),
})
