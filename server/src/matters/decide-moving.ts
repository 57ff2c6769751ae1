import type { Context, Decision } from './decision.ts'
import type { Command, CommandOf, Matter } from './matter.ts'
import { refuse } from './refusal.ts'

/** Commands that change who owns a matter, or ask to. Every change of owner names its basis. */
export function decideMoving(m: Matter, command: Command, c: Context): Decision | null {
  switch (command.type) {
    case 'dispatch':
      return dispatch(m, command, c)
    case 'return':
      return giveBack(m, command, c)
    case 'arbitrate':
      return arbitrate(m, command, c)
    case 'carry_up':
      return carryUp(m, command, c)
    case 'ask_partner':
      return askPartner(m, command, c)
    case 'merge':
      return merge(m, command, c)
    case 'unmerge':
      return unmerge(m, command.reason, c)
    case 'reassign':
      return reassign(m, command, c)
    default:
      return null
  }
}

/** The organisation that a command names. @throws Refused */
export function target(c: Context) {
  if (!c.target) refuse('unknown_organisation', '没有这个单位', 'There is no such organisation')
  return c.target
}

/** Under which item of a list the work is given; empty where no list applies. @throws Refused outside the list */
export function admitted({ gated }: Context): { grid_item?: string } {
  if ('refused' in gated) refuse('outside_list', gated.refused.zh, gated.refused.en)
  return gated.item === null ? {} : { grid_item: gated.item }
}

function dispatch(m: Matter, command: CommandOf<'dispatch'>, c: Context): Decision {
  const to = target(c)
  if (!m.category) refuse('not_triaged', '请先分类再派单', 'Triage it before dispatching')
  if (!to.mayReceive)
    refuse(
      'outside_reach',
      `${to.name}不在您可以派单的范围内`,
      `${to.name} is outside the reach of this desk`,
    )
  const own = to.id === m.ownerId
  return {
    set: {
      state: own ? 'signed' : 'dispatched',
      ownerId: to.id,
      deskId: m.ownerId,
      handlerId: own ? m.handlerId : null,
      dispatchedAt: c.now,
    },
    clock: { kind: 'start', step: own ? 'contact' : 'sign' },
    events: [
      {
        kind: 'matter.dispatched',
        payload: { open: true, from: m.ownerId, to: to.id, basis: 'dispatch', ...admitted(c) },
        ...(command.note ? { personal: { text: command.note } } : {}),
      },
    ],
    effects: [
      { kind: 'triage_decided' },
      ...(own
        ? []
        : [
            {
              kind: 'tell_organisation' as const,
              organisationId: to.id,
              purpose: 'dispatched',
              urgent: m.urgency === 'urgent',
            },
          ]),
    ],
  }
}

function giveBack(m: Matter, command: CommandOf<'return'>, c: Context): Decision {
  const ground = c.rules.returns.grounds.find(({ id }) => id === command.ground)
  if (!ground) refuse('unknown_ground', '请选择规定的退单理由', 'Choose one of the grounds the rules allow')
  if (!c.rules.returns.who.includes(c.ownerKind))
    refuse(
      'may_not_return',
      '按规定，这类单位不能退单，请上报',
      'By the rules this kind of organisation may not return; carry it up',
    )
  if (c.returnUntil && c.now > c.returnUntil)
    refuse(
      'return_too_late',
      '已过退单的期限，请继续办理',
      'The time to return it has passed; please go on with it',
    )
  return {
    set: {
      state: 'contested',
      ownerId: c.centreId,
      deskId: c.centreId,
      handlerId: null,
      returned: m.returned + 1,
      resume: null,
    },
    clock: { kind: 'start', step: 'arbitration' },
    events: [
      {
        kind: 'matter.returned',
        payload: { from: m.ownerId, to: c.centreId, ground: ground.id, basis: 'return' },
        personal: { text: command.reason },
      },
    ],
    effects: [{ kind: 'tell_organisation', organisationId: c.centreId, purpose: 'returned', urgent: false }],
  }
}

/** Arbitration decides once: whoever it names is designated, and cannot return it again (潍坊 Arts 22, 24). */
function arbitrate(m: Matter, command: CommandOf<'arbitrate'>, c: Context): Decision {
  const to = target(c)
  if (to.id === c.centreId)
    refuse('arbiter_itself', '裁定要指定主办单位', 'Arbitration names an owner other than the arbiter')
  return {
    set: {
      state: 'dispatched',
      ownerId: to.id,
      deskId: c.centreId,
      designated: true,
      dispatchedAt: c.now,
      handlerId: null,
    },
    clock: { kind: 'start', step: 'sign' },
    events: [
      {
        kind: 'matter.arbitrated',
        payload: { open: true, from: m.ownerId, to: to.id, basis: 'arbitration', ...admitted(c) },
        personal: { text: command.reason },
      },
    ],
    effects: [{ kind: 'tell_organisation', organisationId: to.id, purpose: 'designated', urgent: true }],
  }
}

/** 大事站所办: the level above takes over as desk, and nothing is typed again. */
function carryUp(m: Matter, command: CommandOf<'carry_up'>, c: Context): Decision {
  const to = c.superiorId
  if (!to) refuse('no_superior', '上面没有可以上报的单位', 'There is no organisation above to carry it to')
  return {
    set: {
      state: m.category ? 'triaged' : 'received',
      ownerId: to,
      deskId: to,
      handlerId: null,
      dispatchedAt: null,
    },
    clock: { kind: 'start', step: 'dispatch', from: c.now },
    events: [
      {
        kind: 'matter.carried_up',
        payload: { open: true, from: m.ownerId, to, basis: 'carry_up' },
        personal: { text: command.reason },
      },
    ],
    effects: [
      {
        kind: 'tell_organisation',
        organisationId: to,
        purpose: 'carried_up',
        urgent: m.urgency === 'urgent',
      },
    ],
  }
}

function askPartner(m: Matter, command: CommandOf<'ask_partner'>, c: Context): Decision {
  const to = target(c)
  if (to.id === m.ownerId)
    refuse('own_partner', '不能请自己协办', 'An organisation cannot be its own partner')
  const listed = admitted(c)
  return {
    set: { openParts: m.openParts + 1 },
    clock: { kind: 'keep' },
    events: [
      {
        kind: 'matter.part_asked',
        payload: {
          open: true,
          to: to.id,
          ...listed,
          ...(command.whistle ? { whistle: command.whistle } : {}),
        },
        personal: { text: command.task },
      },
    ],
    effects: [
      { kind: 'open_part', to: to.id, task: command.task, item: listed.grid_item ?? null },
      ...(command.whistle
        ? []
        : [
            {
              kind: 'tell_organisation' as const,
              organisationId: to.id,
              purpose: 'part_asked',
              urgent: m.urgency === 'urgent',
            },
          ]),
    ],
  }
}

function merge(m: Matter, command: CommandOf<'merge'>, c: Context): Decision {
  const into = c.original
  if (!into) refuse('unknown_original', '没有找到要并入的事项', 'The matter to merge into was not found')
  if (into.kind !== 'request')
    refuse('original_is_part', '不能并入协办件、交办事项', 'A part or a task cannot be followed')
  if (!into.withinReach)
    refuse(
      'original_out_of_reach',
      '要并入的事项不由您单位主办，也不在您的下级；请先商请移交',
      'That matter is owned outside your reach; offer to hand this one over first',
    )
  if (into.id === m.id) refuse('merge_itself', '不能并入自己', 'A matter cannot be merged into itself')
  if (into.state === 'answered' || into.state === 'judged' || into.state === 'closed')
    refuse(
      'original_done',
      '要并入的事项已经答复，请单独答复这一件',
      'That matter has been answered already; answer this one by itself',
    )
  return {
    set: { state: 'following', originalId: into.id, ownerId: into.ownerId, handlerId: null, overdue: false },
    clock: { kind: 'stop' },
    events: [
      {
        kind: 'matter.merged',
        payload: {
          open: true,
          into: into.id,
          number: into.number,
          from: m.ownerId,
          to: into.ownerId,
          basis: 'merge',
        },
        personal: { text: command.reason },
      },
    ],
    effects: [{ kind: 'followers_move', to: into.id }],
  }
}

/** A merge that was wrong: the matter stands by itself again, at the desk of who owns it now. */
function unmerge(m: Matter, reason: string, c: Context): Decision {
  return {
    set: { state: m.category ? 'triaged' : 'received', originalId: null, dispatchedAt: null },
    clock: { kind: 'start', step: 'dispatch', from: c.now },
    events: [{ kind: 'matter.unmerged', payload: { open: true }, personal: { text: reason } }],
    effects: [{ kind: 'tell_organisation', organisationId: m.ownerId, purpose: 'dispatched', urgent: false }],
  }
}

/** 改派: the superior of the owner names another (promise 1), so that nothing is stuck with who cannot do it. */
function reassign(m: Matter, command: CommandOf<'reassign'>, c: Context): Decision {
  const to = target(c)
  if (to.id === m.ownerId)
    refuse('same_owner', '已经是这个单位主办', 'It already belongs to this organisation')
  if (!to.mayReceive)
    refuse(
      'outside_reach',
      `${to.name}不在您可以改派的范围内`,
      `${to.name} is outside the reach in which you may reassign`,
    )
  const desk = c.actorOrganisationId ?? c.centreId
  return {
    set: {
      state: to.id === desk ? 'triaged' : 'dispatched',
      ownerId: to.id,
      deskId: desk,
      handlerId: null,
      dispatchedAt: to.id === desk ? null : c.now,
      proposal: null,
      resume: null,
      overdue: false,
    },
    clock: { kind: 'start', step: to.id === desk ? 'dispatch' : 'sign', from: c.now },
    events: [
      {
        kind: 'matter.reassigned',
        payload: { open: true, from: m.ownerId, to: to.id, basis: 'superior', ...admitted(c) },
        personal: { text: command.reason },
      },
    ],
    effects: [{ kind: 'tell_organisation', organisationId: to.id, purpose: 'dispatched', urgent: true }],
  }
}
