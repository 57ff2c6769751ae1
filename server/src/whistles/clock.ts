import {
  type Bilingual,
  describeInstant,
  dueDate,
  explainDue,
  type WorkingCalendar,
} from '../kernel/calendar/index.ts'
import type { Rules, WhistleKind } from '../kernel/policy/index.ts'
import type { Wait } from './call.ts'
import { ladderFor } from './rules.ts'

export interface Limits {
  acknowledge: { at: Date; explanation: Bilingual }
  arrive: { at: Date; explanation: Bilingual }
}

const waitWords = {
  acknowledge: { zh: '应哨', en: 'acknowledge' },
  arrive: { zh: '到场', en: 'arrive' },
} as const

function limitOf(kind: WhistleKind, wait: 'acknowledge' | 'arrive', from: Date, calendar: WorkingCalendar) {
  const rule = {
    ...kind,
    ...kind[wait],
    zh: `${kind.zh}·${waitWords[wait].zh}`,
    en: `${kind.en}: ${waitWords[wait].en}`,
  }
  const due = dueDate(from, kind[wait].limit, kind[wait].clock, calendar)
  return { at: due.at, explanation: explainDue({ rule, start: from, due }) }
}

/** By when a call is to be acknowledged and when somebody is to be there. @param by later than the rules ask, as the caller agreed to */
export function limitsOf(kind: WhistleKind, from: Date, by: Date | null, calendar: WorkingCalendar): Limits {
  const acknowledge = limitOf(kind, 'acknowledge', from, calendar)
  const arrive = limitOf(kind, 'arrive', from, calendar)
  if (!by || by <= arrive.at) return { acknowledge, arrive }
  const when = describeInstant(by, 'minutes')
  return {
    acknowledge,
    arrive: {
      at: by,
      explanation: {
        zh: `吹哨单位约定${when.zh}到场，晚于规定的最短时限。${arrive.explanation.zh}`,
        en: `The caller asked for ${when.en}, later than the limit would be. ${arrive.explanation.en}`,
      },
    },
  }
}

/** The earliest arrival that a caller may ask for. */
export const earliestArrival = (kind: WhistleKind, from: Date, calendar: WorkingCalendar) =>
  limitOf(kind, 'arrive', from, calendar).at

export function decisionDue(rules: Rules, from: Date, calendar: WorkingCalendar) {
  const { whistle_objection: rule } = rules
  const due = dueDate(from, rule.decide.limit, rule.decide.clock, calendar)
  return {
    at: due.at,
    explanation: explainDue({
      rule: { ...rule, ...rule.decide, zh: '应哨异议裁定', en: 'deciding an objection' },
      start: from,
      due,
    }),
  }
}

/** An hour that passed before the clock began is now: nobody is found to have been silent for longer than they were asked. */
export const notBefore = (at: Date | null, now: Date) => (at && at < now ? now : at)

/** When the sweep looks first, and what it finds at a rung. */
export function rungOf(rules: Rules, wait: Wait, rung: number, dueAt: Date, calendar: WorkingCalendar) {
  const ladder = ladderFor(rules.whistle_escalation, wait)
  const at = (index: number) => {
    const each = ladder[index]
    return each ? dueDate(dueAt, each.limit, each.clock, calendar).at : null
  }
  return { current: ladder[rung] ?? null, at: at(rung), nextAt: at(rung + 1) }
}
