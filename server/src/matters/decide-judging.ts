import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { ClockDecision, Context, Decision } from './decision.ts'
import type { Command, CommandOf, Matter } from './matter.ts'
import { refuse } from './refusal.ts'

/** Answers, and what the person makes of them. */
export function decideJudging(m: Matter, command: Command, c: Context): Decision | null {
  switch (command.type) {
    case 'answer':
      return answer(m, command, c)
    case 'decline':
      return decline(command, c)
    case 'follow_answer':
      return {
        set: {
          state: 'answered',
          answeredAt: c.now,
          outcome: command.outcome,
          // Who did the work for all of them owns this one too: it hears a bad judgement and records none.
          ...(c.original
            ? {
                ownerId: c.original.ownerId,
                deskId: c.original.deskId,
                dispatchedAt: m.dispatchedAt ?? c.original.dispatchedAt ?? c.now,
              }
            : {}),
        },
        clock: { kind: 'start', step: 'judgement' },
        events: [
          {
            kind: 'matter.answered',
            payload: {
              open: true,
              outcome: command.outcome,
              with_original: true,
              ...(c.original ? { from: m.ownerId, to: c.original.ownerId, basis: 'merge' } : {}),
            },
            personal: { text: command.text },
          },
        ],
        effects: [{ kind: 'tell_person', purpose: 'answered', text: command.text }],
      }
    case 'accept_part':
      return acceptPart(m, command, c)
    case 'recall_part':
      return {
        set: { state: 'closed', closedAt: c.now, outcome: 'recalled', proposal: null },
        clock: { kind: 'stop' },
        events: [{ kind: 'matter.recalled', payload: {}, personal: { text: command.reason } }],
        effects: [
          ...(m.kind === 'part' ? [{ kind: 'part_closed' as const }] : []),
          { kind: 'tell_organisation', organisationId: m.ownerId, purpose: 'recalled', urgent: false },
        ],
      }
    case 'judge':
      return judge(m, command, c)
    case 'reopen':
      return reopen(m, command, c)
    case 'review':
      return review(m, command, c)
    case 'lapse':
      // No answer is not a good answer: it closes as not judged and counts for nothing.
      return {
        set: {
          state: 'closed',
          closedAt: c.now,
          outcome: m.outcome === 'not_accepted' ? 'not_accepted' : 'no_judgement',
        },
        clock: { kind: 'stop' },
        events: [
          { kind: 'matter.lapsed', payload: {} },
          {
            kind: 'matter.closed',
            payload: { open: true, outcome: m.outcome === 'not_accepted' ? 'not_accepted' : 'no_judgement' },
          },
        ],
        effects: [],
      }
    default:
      return null
  }
}

function answer(m: Matter, command: CommandOf<'answer'>, c: Context): Decision {
  return {
    set: {
      state: 'answered',
      answeredAt: c.now,
      outcome: command.outcome,
    },
    clock: { kind: 'start', step: 'judgement' },
    events: [
      {
        kind: 'matter.answered',
        payload: { open: true, outcome: command.outcome },
        personal: { text: command.text },
      },
    ],
    effects:
      m.kind !== 'request'
        ? m.kind === 'task'
          ? [
              {
                kind: 'tell_organisation',
                organisationId: m.deskId,
                purpose: m.channel === 'report_up' ? 'answered_upward' : 'to_accept',
                urgent: false,
              },
            ]
          : []
        : m.fromPerson
          ? [{ kind: 'tell_person', purpose: 'answered', text: command.text }]
          : c.foundBy
            ? [
                {
                  kind: 'tell_organisation',
                  // What an office took up by itself and did itself is judged by those above it.
                  organisationId:
                    m.channel === 'whistle' && c.foundBy === m.ownerId
                      ? (c.superiorId ?? c.centreId)
                      : c.foundBy,
                  purpose: 'to_judge',
                  urgent: false,
                },
              ]
            : [],
  }
}

/** 条例 Art 11: what is not dispatched is answered by rule, with the way to go instead; the person may still object. */
function decline(command: CommandOf<'decline'>, c: Context): Decision {
  const ground = c.rules.not_accepted.find(({ id }) => id === command.ground)
  if (!ground) refuse('unknown_ground', '请选择规定的不予受理情形', 'Choose one of the cases the rules name')
  const text = [ground.tell.zh, `可以走的途径：${ground.route.zh}`, command.text].filter(Boolean).join('\n')
  return {
    set: { state: 'answered', answeredAt: c.now, outcome: 'not_accepted' },
    clock: { kind: 'start', step: 'judgement' },
    events: [{ kind: 'matter.declined', payload: { open: true, ground: ground.id }, personal: { text } }],
    effects: [{ kind: 'tell_person', purpose: 'answered', text }],
  }
}

/** The limit for doing a part or a task: by the agreed day while it lies ahead, else by the rules. */
export function workClock(m: Matter, c: Context): ClockDecision {
  if (m.kind === 'part') return { kind: 'start', step: 'part_feedback', from: c.now }
  if (m.dueDay && m.dueDay >= shanghaiDate(c.now))
    return { kind: 'by_day', step: 'task_feedback', day: m.dueDay }
  return { kind: 'start', step: 'task_feedback', from: c.now }
}

/** Who asked accepts a part or a task: the doer never does. */
function acceptPart(m: Matter, command: CommandOf<'accept_part'>, c: Context): Decision {
  const judged = {
    kind: 'judgement' as const,
    round: m.reworks + 1,
    solved: command.accept,
    satisfaction: command.accept ? 'satisfied' : 'dissatisfied',
    contacted: null,
    channel: 'desk',
    wantsRework: !command.accept,
  }
  if (!command.accept)
    return {
      set: { state: 'in_hand', reworks: m.reworks + 1, outcome: null, answeredAt: null, overdue: false },
      clock: workClock(m, c),
      events: [
        {
          kind: 'matter.part_refused',
          payload: { round: m.reworks + 1 },
          personal: { text: command.reason },
        },
      ],
      effects: [
        judged,
        { kind: 'tell_organisation', organisationId: m.ownerId, purpose: 'reopened', urgent: true },
      ],
    }
  return {
    set: { state: 'closed', closedAt: c.now },
    clock: { kind: 'stop' },
    events: [{ kind: 'matter.closed', payload: { outcome: m.outcome }, personal: { text: command.reason } }],
    effects: m.kind === 'part' ? [judged, { kind: 'part_closed' }] : [judged],
  }
}

function judge(m: Matter, command: CommandOf<'judge'>, c: Context): Decision {
  const grade = c.rules.satisfaction.find(({ id }) => id === command.satisfaction)
  if (!grade) refuse('unknown_grade', '请选择满意程度', 'Choose how satisfied you are')
  const good = command.solved && grade.good
  const round = m.reworks + 1
  // A person's judgement is taken down in a call; nobody asked for a finding, so it is judged at a desk.
  const channel = !m.fromPerson ? 'desk' : command.channel === 'desk' ? 'call_back' : command.channel
  const judged = {
    kind: 'matter.judged',
    payload: {
      open: true,
      by_person: channel !== 'call_back' && channel !== 'desk',
      round,
      solved: command.solved,
      satisfaction: grade.id,
      channel,
    },
    ...(command.comment ? { personal: { text: command.comment } } : {}),
  }
  const effect = {
    kind: 'judgement' as const,
    round,
    solved: command.solved,
    satisfaction: grade.id,
    contacted: command.contacted ?? null,
    channel,
    wantsRework: !good && command.wantsRework,
  }
  if (good || !command.wantsRework) {
    const outcome = command.solved ? 'solved' : m.outcome === 'not_accepted' ? 'not_accepted' : 'unsolved'
    return {
      set: { state: 'closed', closedAt: c.now, outcome },
      clock: { kind: 'stop' },
      events: [judged, { kind: 'matter.closed', payload: { open: true, outcome } }],
      effects: [effect],
    }
  }
  const again = rework(m, c, 'judged_badly')
  return { ...again, events: [judged, ...again.events], effects: [effect, ...again.effects] }
}

/**
 * Back to the owner, who hears it at once. What was declined goes back to be looked at by the desk.
 * After the pack's number of reworks the superior looks at it first (巴彦淖尔: 问题工单).
 */
function rework(m: Matter, c: Context, because: 'judged_badly' | 'person_asked'): Decision {
  const reworks = m.reworks + 1
  const tell = {
    kind: 'tell_organisation' as const,
    organisationId: m.ownerId,
    purpose: 'reopened',
    urgent: true,
  }
  const cleared = { reworks, answeredAt: null, closedAt: null, outcome: null, overdue: false }
  const looked = reworks > c.rules.reopening.max_reworks_before_review && m.ownerId !== c.centreId
  if (looked)
    return {
      set: {
        ...cleared,
        state: 'judged',
        dispatchedAt: m.dispatchedAt ?? c.now,
        supervisedAt: m.supervisedAt ?? c.now,
      },
      clock: { kind: 'start', step: 'review', from: c.now },
      events: [
        { kind: 'matter.reopened', payload: { open: true, because, round: reworks, review: true } },
        { kind: 'matter.supervised', payload: { because: 'reworks', open: false } },
      ],
      effects: [
        tell,
        {
          kind: 'tell_organisation',
          organisationId: c.superiorId ?? c.centreId,
          purpose: 'to_review',
          urgent: true,
        },
      ],
    }
  if (m.outcome === 'not_accepted' || !m.dispatchedAt)
    return {
      set: { ...cleared, state: m.category ? 'triaged' : 'received' },
      clock: { kind: 'start', step: 'dispatch', from: c.now },
      events: [{ kind: 'matter.reopened', payload: { open: true, because, round: reworks } }],
      effects: [tell],
    }
  return {
    set: {
      ...cleared,
      state: 'in_hand',
      supervisedAt: m.supervisedAt ?? (because === 'judged_badly' ? c.now : null),
    },
    clock: { kind: 'start', step: 'feedback', from: c.now },
    events: [
      { kind: 'matter.reopened', payload: { open: true, because, round: reworks } },
      ...(because === 'judged_badly' && !m.supervisedAt
        ? [{ kind: 'matter.supervised', payload: { because: 'bad_effect', open: false } }]
        : []),
    ],
    effects: [tell],
  }
}

function reopen(m: Matter, command: CommandOf<'reopen'>, c: Context): Decision {
  const { limit, clock } = c.rules.reopening
  const length =
    clock === 'hours' ? limit * 3_600_000 : clock === 'minutes' ? limit * 60_000 : limit * 86_400_000
  if (c.now.getTime() > m.closedAt!.getTime() + length)
    refuse(
      'reopen_too_late',
      `已超过可以要求重办的期限（办结后 ${limit} 天），请重新提交`,
      `The time to reopen has passed (${limit} days after closing); please report it anew`,
    )
  const again = rework(m, c, 'person_asked')
  return {
    ...again,
    events: [
      {
        kind: 'matter.words_added',
        payload: { open: true, by_person: true },
        personal: { text: command.reason },
      },
      ...again.events,
    ],
  }
}

function review(m: Matter, command: CommandOf<'review'>, c: Context): Decision {
  const reviewed = {
    kind: 'matter.reviewed',
    payload: { open: true, rework: command.rework },
    personal: { text: command.text },
  }
  if (command.rework)
    return {
      set: { state: 'in_hand' },
      clock: { kind: 'start', step: 'feedback', from: c.now },
      events: [reviewed],
      effects: [{ kind: 'tell_organisation', organisationId: m.ownerId, purpose: 'reopened', urgent: true }],
    }
  return {
    set: { state: 'closed', closedAt: c.now, outcome: 'unsolved' },
    clock: { kind: 'stop' },
    events: [reviewed, { kind: 'matter.closed', payload: { open: true, outcome: 'unsolved' } }],
    effects: [{ kind: 'tell_person', purpose: 'closed', text: command.text }],
  }
}
