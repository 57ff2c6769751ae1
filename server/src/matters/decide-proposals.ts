import { target } from './decide-moving.ts'
import type { Context, Decision } from './decision.ts'
import type { Command, CommandOf, Matter } from './matter.ts'
import { refuse } from './refusal.ts'

/** What an owner asks for and another decides: more time, setting aside, handing over. The clock runs on meanwhile. */
export function decideProposals(m: Matter, command: Command, c: Context): Decision | null {
  switch (command.type) {
    case 'propose_extension':
    case 'propose_suspension':
    case 'propose_hand_over':
      return propose(m, command, c)
    case 'decide_proposal':
      return decideProposal(m, command, c)
    case 'withdraw_proposal':
      return {
        set: { proposal: null },
        clock: { kind: 'keep' },
        events: [{ kind: 'matter.proposal_withdrawn', payload: { proposal: m.proposal?.kind } }],
        effects: [],
      }
    case 'resume':
      return resume(m, command.reason)
    default:
      return null
  }
}

function propose(
  m: Matter,
  command: CommandOf<'propose_extension' | 'propose_suspension' | 'propose_hand_over'>,
  c: Context,
): Decision {
  const base = { reason: command.reason, byPerson: c.actorPersonId, at: c.now.toISOString() }
  const make = (
    kind: 'extension' | 'suspension' | 'hand_over',
    extra: Record<string, string>,
    tell: string | null,
  ): Decision => ({
    set: { proposal: { kind, ...base, ...extra } },
    clock: { kind: 'keep' },
    events: [{ kind: `matter.${kind}_proposed`, payload: { ...extra }, personal: { text: command.reason } }],
    effects: tell
      ? [{ kind: 'tell_organisation', organisationId: tell, purpose: 'proposed', urgent: false }]
      : [],
  })
  if (command.type === 'propose_hand_over') {
    const to = target(c)
    if (to.id === m.ownerId)
      refuse('same_owner', '已经是这个单位主办', 'It already belongs to this organisation')
    return make('hand_over', { to: to.id, toName: to.name }, to.id)
  }
  if (command.type === 'propose_suspension') {
    const ground = c.rules.suspension.grounds.find(({ id }) => id === command.ground)
    if (c.suspensions >= c.rules.suspension.max_times)
      refuse(
        'suspended_too_often',
        `最多挂账 ${c.rules.suspension.max_times} 次，已经用完`,
        `At most ${c.rules.suspension.max_times} suspensions`,
      )
    if (!ground) refuse('unknown_ground', '请选择规定的挂账理由', 'Choose one of the grounds the rules allow')
    const day = Date.parse(`${command.reviewOn}T00:00:00+08:00`)
    if (!(day > c.now.getTime()))
      refuse('review_in_past', '复核日期要在今天之后', 'The review day must lie ahead')
    const latest = c.now.getTime() + c.rules.suspension.limit * 86_400_000
    if (c.rules.suspension.limit > 0 && day > latest)
      refuse(
        'review_too_late',
        `复核日期最迟在 ${c.rules.suspension.limit} 天内`,
        `The review must be within ${c.rules.suspension.limit} days`,
      )
    return make('suspension', { ground: ground.id, reviewOn: command.reviewOn }, c.superiorId ?? c.centreId)
  }
  // More time for a task is for who gave it to grant.
  const proposed = make('extension', {}, m.kind === 'task' ? m.deskId : (c.superiorId ?? c.centreId))
  if (c.rules.extension.approval === 'self') {
    const granted = grantExtension({ ...m, proposal: proposed.set.proposal ?? null })
    return { ...granted, events: [...proposed.events, ...granted.events] }
  }
  return proposed
}

function grantExtension(m: Matter): Decision {
  const reason = m.proposal?.reason ?? ''
  return {
    set: { proposal: null, extensions: m.extensions + 1, overdue: false },
    clock: { kind: 'extend', reason },
    events: [
      {
        kind: 'matter.extended',
        payload: { open: true, was_due: m.dueAt?.toISOString() ?? null },
        personal: { text: reason },
      },
    ],
    // 条例 Art 15: an extension is told to the person with its reason.
    effects: [
      { kind: 'tell_person', purpose: 'extended', text: reason },
      { kind: 'tell_organisation', organisationId: m.ownerId, purpose: 'decided', urgent: false },
    ],
  }
}

function decideProposal(m: Matter, command: CommandOf<'decide_proposal'>, c: Context): Decision {
  const proposal = m.proposal!
  if (!command.approve)
    return {
      set: { proposal: null },
      clock: { kind: 'keep' },
      events: [
        {
          kind: 'matter.proposal_refused',
          payload: { proposal: proposal.kind },
          personal: { text: command.reason },
        },
      ],
      effects: [{ kind: 'tell_organisation', organisationId: m.ownerId, purpose: 'decided', urgent: false }],
    }
  const granted = grant(m, c)
  // The person hears the proposer's reason; the decider's own words stay with the decision, for the inside.
  const decided = {
    kind: 'matter.noted',
    payload: { open: false, proposal: proposal.kind },
    personal: { text: command.reason },
  }
  return { ...granted, events: [decided, ...granted.events] }
}

function grant(m: Matter, c: Context): Decision {
  const proposal = m.proposal!
  if (proposal.kind === 'extension') return grantExtension(m)
  if (proposal.kind === 'hand_over') {
    return {
      set: {
        proposal: null,
        ownerId: proposal.to!,
        state: m.contactedAt ? 'in_hand' : 'signed',
        handlerId: null,
      },
      clock: { kind: 'start', step: m.contactedAt ? 'feedback' : 'contact' },
      events: [
        {
          kind: 'matter.handed_over',
          payload: { open: true, from: m.ownerId, to: proposal.to!, basis: 'agreed' },
          personal: { text: proposal.reason },
        },
      ],
      effects: [{ kind: 'tell_organisation', organisationId: m.ownerId, purpose: 'decided', urgent: false }],
    }
  }
  const remainingMs = Math.max(0, (m.dueAt?.getTime() ?? c.now.getTime()) - c.now.getTime())
  return {
    set: { proposal: null, state: 'suspended', resume: { state: m.state, step: m.step!, remainingMs } },
    clock: { kind: 'until', step: 'review', day: proposal.reviewOn!, reason: proposal.reason },
    events: [
      {
        kind: 'matter.suspended',
        payload: {
          open: true,
          ground: proposal.ground,
          review_on: proposal.reviewOn,
          remaining_ms: remainingMs,
        },
        personal: { text: proposal.reason },
      },
    ],
    effects: [{ kind: 'tell_person', purpose: 'suspended', text: proposal.reason }],
  }
}

function resume(m: Matter, reason: string): Decision {
  const back = m.resume!
  return {
    set: { state: back.state, resume: null, overdue: false },
    clock: { kind: 'resume', step: back.step, remainingMs: back.remainingMs },
    events: [{ kind: 'matter.resumed', payload: { open: true }, personal: { text: reason } }],
    effects: [{ kind: 'tell_organisation', organisationId: m.ownerId, purpose: 'resumed', urgent: false }],
  }
}
