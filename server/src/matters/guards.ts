import type { Rules } from '../kernel/policy/index.ts'
import type { CommandType, Matter, Standing, State } from './matter.ts'
import { type Refusal, refusal } from './refusal.ts'
import { stateWords } from './words.ts'

const wrongState = (matter: Matter): Refusal =>
  refusal(
    'when',
    'wrong_state',
    `事项现在是“${stateWords[matter.state].zh}”，不能这样办`,
    `The matter is now “${stateWords[matter.state].en}”; this cannot be done`,
  )

const notPart = refusal('when', 'not_part', '这不是协办或交办的事项', 'This is neither a part nor a task')

const notAsker = refusal(
  'who',
  'not_asker',
  '由交办的单位决定，承办单位自己不能批',
  'Who gave the task decides this, never who does it',
)

const notOwner = refusal(
  'who',
  'not_owner',
  '只有主办单位可以这样办',
  'Only the owning organisation may do this',
)
const notDesk = refusal('who', 'not_desk', '只有派单台可以这样办', 'Only the dispatching desk may do this')
const notSuperior = refusal(
  'who',
  'not_superior',
  '要由主办单位的上级决定，主办单位自己不能批',
  'The superior of the owner decides this, never the owner itself',
)
const notPerson = refusal(
  'who',
  'not_person',
  '只有提出的群众可以这样办',
  'Only the person who asked may do this',
)
const notAcceptor = refusal(
  'who',
  'own_finding',
  '巡查发现由社区验收；社区自己办的由街道验收，发现和办理的人不能自己验收',
  'The community judges a finding, or those above it what it did itself; never who found it or worked on it',
)
const onlyHouse = refusal('who', 'only_system', '由系统按时限自动办理', 'The house does this by itself')

type Guard = (matter: Matter, standing: Standing, rules: Rules) => Refusal | null

const working: State[] = ['signed', 'in_hand']
const held: State[] = ['dispatched', 'signed', 'in_hand']

function inState(matter: Matter, ...states: State[]): Refusal | null {
  return states.includes(matter.state) ? null : wrongState(matter)
}

function owner(matter: Matter, standing: Standing, ...states: State[]): Refusal | null {
  if (!standing.owner) return notOwner
  return inState(matter, ...states)
}

function undecided(matter: Matter): Refusal | null {
  return matter.proposal
    ? refusal(
        'when',
        'proposal_pending',
        '已有一项申请在等审批',
        'A request is already waiting for a decision',
      )
    : null
}

function partsDone(matter: Matter): Refusal | null {
  return matter.openParts > 0
    ? refusal(
        'when',
        'parts_open',
        `还有 ${matter.openParts} 个协办单位没有办完`,
        `${matter.openParts} part(s) are still open`,
      )
    : null
}

function onlyRequest(matter: Matter): Refusal | null {
  return matter.kind === 'request'
    ? null
    : refusal(
        'when',
        'is_part',
        '协办和交办的事项不能这样办，请与请办单位商量',
        'This cannot be done to a part or a task; speak with who asked for it',
      )
}

function notDesignated(matter: Matter): Refusal | null {
  return matter.designated
    ? refusal(
        'when',
        'designated',
        '此件已经裁定指定主办，不能再退、再转',
        'Arbitration has designated the owner; it cannot be returned or passed on again',
      )
    : null
}

const first = (...answers: (Refusal | null)[]): Refusal | null =>
  answers.find((answer) => answer !== null) ?? null

/** Who may do what when. A guard sees neither arguments nor the database, so the page can ask it in advance. */
export const guards: Record<CommandType, Guard> = {
  triage: (m, s) =>
    first(
      onlyRequest(m),
      (s.desk || s.owner) && s.may.triage ? null : notDesk,
      inState(m, 'received', 'triaged', 'dispatched', 'signed', 'in_hand'),
    ),
  dispatch: (m, s) =>
    first(
      onlyRequest(m),
      s.owner && s.may.dispatch ? null : notDesk,
      inState(m, 'received', 'triaged'),
      partsDone(m),
    ),
  take: (m, s) => first(onlyRequest(m), owner(m, s, 'received', 'triaged', 'dispatched')),
  sign: (m, s) => owner(m, s, 'dispatched'),
  // The house names another handler where the one before left: whatever the matter waits for, it may come back to them.
  assign: (m, s) =>
    s.system
      ? m.step
        ? null
        : wrongState(m)
      : owner(m, s, 'received', 'triaged', 'dispatched', 'signed', 'in_hand', 'suspended'),
  contact: (m, s) => first(onlyRequest(m), owner(m, s, ...working)),
  progress: (m, s) => owner(m, s, 'received', 'triaged', 'dispatched', 'signed', 'in_hand', 'suspended'),
  answer: (m, s) => first(owner(m, s, ...working), partsDone(m), undecided(m)),
  decline: (m, s) =>
    first(
      onlyRequest(m),
      s.owner && s.may.dispatch ? null : notDesk,
      inState(m, 'received', 'triaged', 'contested'),
      partsDone(m),
    ),
  return: (m, s, rules) =>
    first(
      onlyRequest(m),
      s.owner && s.may.return ? null : notOwner,
      notDesignated(m),
      m.deskId === m.ownerId
        ? refusal(
            'when',
            'own_desk',
            '这件是本单位自己受理的，可以上报，不能退单',
            'It was taken in here; it can be carried up, not returned',
          )
        : null,
      m.returned >= rules.returns.max_times
        ? refusal(
            'when',
            'returned_before',
            '此件已经退过单，不能再退',
            'It has been returned before and cannot be returned again',
          )
        : null,
      inState(m, 'dispatched', 'signed'),
      partsDone(m),
      undecided(m),
    ),
  arbitrate: (m, s) =>
    first(
      s.owner && s.may.dispatch
        ? null
        : refusal('who', 'not_arbiter', '由指挥中心裁定', 'The command centre arbitrates'),
      inState(m, 'contested'),
    ),
  carry_up: (m, s) =>
    first(
      onlyRequest(m),
      s.owner && s.may.handOver ? null : notOwner,
      notDesignated(m),
      m.dispatchedAt && m.deskId !== m.ownerId
        ? refusal(
            'when',
            'sent_from_above',
            '这件是上级派来的，不能再上报；不归本单位的请退单',
            'It was sent from above and cannot be carried up again; return it where it is not yours',
          )
        : null,
      inState(m, 'received', 'triaged', 'dispatched', 'signed', 'in_hand'),
      partsDone(m),
      undecided(m),
    ),
  propose_extension: (m, s, rules) =>
    first(
      owner(m, s, ...working),
      m.step === 'feedback' || m.step === 'part_feedback' || m.step === 'task_feedback'
        ? null
        : refusal(
            'when',
            'not_yet_due',
            '先联系群众，再申请延期',
            'Contact the person first, then ask for more time',
          ),
      m.extensions >= rules.extension.max_times
        ? refusal(
            'when',
            'extended_before',
            `最多延期 ${rules.extension.max_times} 次，已经用完`,
            `At most ${rules.extension.max_times} extension(s)`,
          )
        : null,
      m.overdue
        ? refusal('when', 'already_overdue', '已经超期，不能再申请延期', 'It is already overdue')
        : null,
      undecided(m),
    ),
  propose_suspension: (m, s) => first(onlyRequest(m), owner(m, s, 'in_hand'), partsDone(m), undecided(m)),
  propose_hand_over: (m, s) =>
    first(
      onlyRequest(m),
      s.owner && s.may.handOver ? null : notOwner,
      notDesignated(m),
      inState(m, ...held),
      partsDone(m),
      undecided(m),
    ),
  decide_proposal: (m, s) =>
    first(
      m.proposal ? null : refusal('when', 'no_proposal', '没有待审批的申请', 'There is nothing to decide'),
      m.proposal?.kind === 'hand_over'
        ? s.invited
          ? null
          : refusal(
              'who',
              'not_invited',
              '由被商请的单位决定是否接收',
              'The organisation that was asked decides',
            )
        : m.kind === 'task'
          ? s.asker && !s.owner
            ? null
            : notAsker
          : s.superior
            ? null
            : notSuperior,
    ),
  withdraw_proposal: (m, s) =>
    first(
      s.owner ? null : notOwner,
      m.proposal ? null : refusal('when', 'no_proposal', '没有待审批的申请', 'There is nothing to withdraw'),
    ),
  resume: (m, s) => (s.owner || s.superior || s.system ? inState(m, 'suspended') : notOwner),
  ask_partner: (m, s) =>
    first(onlyRequest(m), s.owner && s.may.partner ? null : notOwner, inState(m, ...working), undecided(m)),
  recall_part: (m, s) =>
    first(
      m.kind !== 'request' ? null : notPart,
      s.asker || s.system
        ? null
        : refusal('who', 'not_asker', '由请办的单位撤回', 'Only who asked may recall it'),
      inState(m, 'dispatched', 'signed', 'in_hand'),
    ),
  accept_part: (m, s) =>
    first(
      m.kind !== 'request' ? null : notPart,
      s.asker && !s.owner
        ? null
        : refusal(
            'who',
            'not_asker',
            '由请办的单位验收，自己不能验收自己',
            'Only who asked accepts it, never who did it',
          ),
      inState(m, 'answered'),
    ),
  merge: (m, s) =>
    first(
      onlyRequest(m),
      notDesignated(m),
      (s.owner || s.desk) && s.may.merge ? null : notDesk,
      inState(m, 'received', 'triaged', 'dispatched', 'signed', 'in_hand'),
      partsDone(m),
      undecided(m),
    ),
  unmerge: (m, s) =>
    first(
      (s.owner || s.desk || s.superior) && (s.may.merge || s.superior) ? null : notDesk,
      inState(m, 'following'),
    ),
  reassign: (m, s) =>
    first(
      onlyRequest(m),
      s.superior ? null : notSuperior,
      inState(m, 'received', 'triaged', 'dispatched', 'signed', 'in_hand', 'suspended'),
      partsDone(m),
    ),
  supervise: (m, s) =>
    first(
      s.superior ? null : notSuperior,
      m.state === 'closed' || m.state === 'following' ? wrongState(m) : null,
    ),
  note: (_m, s) =>
    s.owner || s.desk || s.superior || s.asker || s.callBack || s.passedOn
      ? null
      : refusal('who', 'no_part', '您没有参与这件事', 'You have no part in this matter'),
  add_words: (m, s) => first(s.person ? null : notPerson, m.state === 'closed' ? wrongState(m) : null),
  judge: (m, s) =>
    first(
      onlyRequest(m),
      (m.fromPerson ? s.person || s.callBack : s.acceptor)
        ? null
        : m.fromPerson
          ? refusal(
              'who',
              'own_work',
              '由群众评价；办理过此事的单位不能代评',
              'The person judges; nobody who did the work may',
            )
          : notAcceptor,
      inState(m, 'answered'),
    ),
  reopen: (m, s) =>
    first(
      onlyRequest(m),
      m.fromPerson ? (s.person || s.callBack ? null : notPerson) : s.acceptor ? null : notAcceptor,
      inState(m, 'closed'),
    ),
  review: (m, s) => first(s.superior ? null : notSuperior, inState(m, 'judged')),
  follow_answer: (m, s) => first(s.system ? null : onlyHouse, inState(m, 'following')),
  lapse: (m, s) => first(s.system ? null : onlyHouse, inState(m, 'answered')),
  miss: (m, s) => first(s.system ? null : onlyHouse, m.step ? null : wrongState(m)),
}
