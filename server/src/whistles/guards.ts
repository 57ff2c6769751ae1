import { Problem } from '../kernel/problems.ts'
import type { Call, CallCommandType, CallContext, CallStanding } from './call.ts'

export interface Refusal {
  about: 'who' | 'when' | 'what'
  reason: string
  zh: string
  en: string
}
const refusal = (about: Refusal['about'], reason: string, zh: string, en: string): Refusal => ({
  about,
  reason: `whistle.${reason}`,
  zh,
  en,
})

export function problemOf({ about, ...words }: Refusal): Problem {
  return new Problem(about === 'who' ? 'permission.denied' : 'matter.refused', words)
}
/** @throws Problem */
export function refuse(reason: string, zh: string, en: string): never {
  throw problemOf(refusal('what', reason, zh, en))
}

export const notCalled = refusal(
  'who',
  'not_called',
  '只有被哨单位可以这样办',
  'Only the organisation called may do this',
)
export const notCaller = refusal(
  'who',
  'not_caller',
  '只有吹哨单位可以这样办',
  'Only the organisation that blew it may do this',
)
const notArbiter = refusal(
  'who',
  'not_arbiter',
  '异议由区级指挥中心裁定',
  'The district command centre decides objections',
)
const onlyHouse = refusal('who', 'only_system', '由系统自动办理', 'The house does this by itself')

const wrongState = refusal(
  'when',
  'wrong_state',
  '这一哨现在的情形不能这样办',
  'The call does not stand so that this can be done',
)
const ended = refusal('when', 'call_ended', '这一哨已经结束', 'This call has ended')
const answeredPart = refusal(
  'when',
  'part_answered',
  '对方已经办完答复，请验收，不能撤哨',
  'Its part has been answered; accept it rather than calling it off',
)

type Guard = (
  call: Call,
  standing: CallStanding,
  context: Pick<CallContext, 'objection' | 'partState'>,
) => Refusal | null

const isOpen = (call: Call) => call.endedAt === null
const before = (call: Call) => call.state === 'called' || call.state === 'acknowledged'
const inOrder = (...answers: (Refusal | null)[]) => answers.find((answer) => answer !== null) ?? null
const open = (call: Call) => (isOpen(call) ? null : ended)
const not = (fits: boolean, because: Refusal) => (fits ? null : because)

/** Who may do what when; pages ask it in advance. */
export const guards: Record<CallCommandType, Guard> = {
  acknowledge: (c, s) => inOrder(not(s.called, notCalled), open(c), not(before(c), wrongState)),
  arrive: (c, s) => inOrder(not(s.called || s.caller, notCalled), open(c), not(before(c), wrongState)),
  leave: (c, s) => inOrder(not(s.called, notCalled), open(c), not(c.state === 'arrived', wrongState)),
  object: (c, s, { objection }) =>
    inOrder(
      not(s.called, notCalled),
      open(c),
      not(
        objection === null,
        refusal('when', 'objected_before', '异议只能提一次', 'An objection can be made once only'),
      ),
      not(
        before(c),
        refusal(
          'when',
          'arrived_already',
          '已经到场，不能再提异议',
          'Already at the place; too late to object',
        ),
      ),
    ),
  decide_objection: (c, s, { objection }) =>
    inOrder(
      not(s.arbiter, notArbiter),
      not(
        objection !== null && objection.outcome === null,
        refusal('when', 'no_objection', '没有待裁定的异议', 'No objection waits to be decided'),
      ),
      open(c),
    ),
  release: (c, s) => inOrder(not(s.caller, notCaller), open(c), not(c.state === 'arrived', wrongState)),
  call_off: (c, s, { partState }) =>
    inOrder(not(s.caller, notCaller), open(c), not(partState !== 'answered', answeredPart)),
  part_done: (c, s) => inOrder(not(s.system, onlyHouse), open(c)),
  miss: (c, s) => inOrder(not(s.system, onlyHouse), open(c)),
}
