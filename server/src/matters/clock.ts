import {
  addDays,
  type Bilingual,
  describeInstant,
  dueDate,
  explainDue,
  startOfDay,
  type WorkingCalendar,
} from '../kernel/calendar/index.ts'
import { type ClockRule, clockFor, escalationFor, type Rules, type Step } from '../kernel/policy/index.ts'
import type { ClockDecision } from './decision.ts'
import type { Matter } from './matter.ts'

export interface RunningClock {
  step: Step
  ruleId: string
  startedAt: Date
  dueAt: Date
  /** First instant at which the sweep has something to do. */
  sweepAt: Date
  explanation: Bilingual
}

type Facets = Pick<Matter, 'requestKind' | 'category' | 'urgency'>

export function ruleFor(rules: Rules, step: Step, matter: Facets): ClockRule {
  return clockFor(rules, step, {
    ...(matter.requestKind ? { kind: matter.requestKind } : {}),
    urgency: matter.urgency,
    ...(matter.category ? { category: matter.category } : {}),
  })
}

const SWEPT_AT_DUE: Step[] = ['judgement']

function sweepFrom(rules: Rules, step: Step, dueAt: Date, calendar: WorkingCalendar): Date {
  if (SWEPT_AT_DUE.includes(step)) return dueAt
  const first = escalationFor(rules, step)[0]
  return first ? dueDate(dueAt, first.limit, first.clock, calendar).at : dueAt
}

/** Works out the deadline that runs after a decision: when it is due and why then. Pure. */
export function resolveClock(
  decision: Exclude<ClockDecision, { kind: 'keep' } | { kind: 'stop' }>,
  matter: Facets & Pick<Matter, 'createdAt' | 'dispatchedAt' | 'step' | 'dueAt'>,
  rules: Rules,
  calendar: WorkingCalendar,
  now: Date,
): RunningClock {
  const running = (
    step: Step,
    ruleId: string,
    startedAt: Date,
    dueAt: Date,
    explanation: Bilingual,
  ): RunningClock => ({
    step,
    ruleId,
    startedAt,
    dueAt,
    sweepAt: sweepFrom(rules, step, dueAt, calendar),
    explanation,
  })
  switch (decision.kind) {
    case 'start': {
      const rule = ruleFor(rules, decision.step, matter)
      const start =
        decision.from ??
        (rule.counts_from === 'acceptance'
          ? matter.createdAt
          : rule.counts_from === 'dispatch'
            ? (matter.dispatchedAt ?? now)
            : now)
      const due = dueDate(start, rule.limit, rule.clock, calendar)
      return running(decision.step, rule.id, start, due.at, explainDue({ rule, start, due }))
    }
    case 'extend': {
      const rule = rules.extension
      const step = matter.step!
      const start = matter.dueAt!
      const due = dueDate(start, rule.limit, rule.clock, calendar)
      const why = explainDue({ rule: { ...rule, zh: '延期', en: 'extension' }, start, due })
      return running(step, rule.id, now, due.at, {
        zh: `经批准延期，理由：${decision.reason}。${why.zh}`,
        en: `Extended, for this reason: ${decision.reason}. ${why.en}`,
      })
    }
    case 'resume': {
      const dueAt = new Date(now.getTime() + decision.remainingMs)
      const due = describeInstant(dueAt, 'minutes')
      return running(decision.step, 'suspension', now, dueAt, {
        zh: `挂账期间不计时；恢复办理后按挂账时剩余的时间计算，至${due.zh}到期。`,
        en: `The clock stood still while it was suspended; what was left runs on from now, until ${due.en}.`,
      })
    }
    case 'by_day': {
      const dueAt = startOfDay(addDays(decision.day, 1))
      return running(decision.step, 'agreed_day', now, dueAt, {
        zh: `交办时定的日期：${decision.day} 当天结束前完成。`,
        en: `The day that was set when it was given: by the end of ${decision.day}.`,
      })
    }
    case 'until': {
      const dueAt = startOfDay(addDays(decision.day, 1))
      return running(decision.step, rules.suspension.id, now, dueAt, {
        zh: `依据“挂账”（${rules.suspension.source}），经批准挂账，${decision.day} 复核。理由：${decision.reason}`,
        en: `Suspended under ${rules.suspension.source}; it is looked at again on ${decision.day}. Reason: ${decision.reason}`,
      })
    }
  }
}

/** The next rung of the ladder after `rung` were climbed, or null at its top. */
export function rungAfter(rules: Rules, step: Step, rung: number, dueAt: Date, calendar: WorkingCalendar) {
  const ladder = escalationFor(rules, step)
  const current = ladder[rung] ?? null
  const next = ladder[rung + 1]
  return { current, nextAt: next ? dueDate(dueAt, next.limit, next.clock, calendar).at : null }
}
