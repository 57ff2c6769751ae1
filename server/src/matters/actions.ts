import type { Rules } from '../kernel/policy/index.ts'
import { guards } from './guards.ts'
import type { CommandType, Matter, Standing } from './matter.ts'
import { heldByRoom } from './own-room.ts'
import { commandWords } from './words.ts'

/** Commands that a person gives at a screen; the rest are the house's own or the resident's. */
const atTheDesk: CommandType[] = [
  'take',
  'triage',
  'dispatch',
  'sign',
  'contact',
  'progress',
  'answer',
  'decline',
  'assign',
  'ask_partner',
  'accept_part',
  'recall_part',
  'carry_up',
  'return',
  'arbitrate',
  'propose_extension',
  'propose_suspension',
  'propose_hand_over',
  'decide_proposal',
  'withdraw_proposal',
  'resume',
  'merge',
  'unmerge',
  'reassign',
  'supervise',
  'judge',
  'reopen',
  'review',
  'note',
]

export interface ExplainedAction {
  command: CommandType
  words: { zh: string; en: string }
  allowed: boolean
  why_not: { zh: string; en: string } | null
}

const judging = (matter: Matter) =>
  matter.fromPerson ? { zh: '回访记录', en: 'Record a call-back' } : { zh: '验收', en: 'Judge what was done' }

/** Every action with its answer: may this person do it now, and if not, why not. The same guards that decide. */
export function explainedActions(matter: Matter, standing: Standing, rules: Rules): ExplainedAction[] {
  return atTheDesk.map((command) => {
    const because = guards[command](matter, standing, rules) ?? heldByRoom(matter, command)
    return {
      command,
      words: command === 'judge' ? judging(matter) : commandWords[command],
      allowed: because === null,
      why_not: because ? { zh: because.zh, en: because.en } : null,
    }
  })
}
