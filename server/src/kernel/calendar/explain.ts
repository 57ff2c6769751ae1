import { addDays, shanghaiDate, shanghaiTime } from './days.ts'
import type { Clock, DueDate, SkippedDay } from './due-date.ts'
import type { Bilingual } from './working-calendar.ts'

/** What an explanation needs of a clock rule. */
export interface ExplainedRule {
  id: string
  source: string
  limit: number
  clock: Clock
  zh?: string
  en?: string
  unverified?: boolean
  note?: string
}

const UNIT: Record<Clock, { zh: string; en: string; one: string }> = {
  minutes: { zh: '分钟', en: 'minutes', one: 'minute' },
  hours: { zh: '小时', en: 'hours', one: 'hour' },
  days: { zh: '个自然日', en: 'calendar days', one: 'calendar day' },
  working_days: { zh: '个工作日', en: 'working days', one: 'working day' },
}

/** A length in words: 「5个工作日」, "5 working days". */
export function describeLimit(limit: number, clock: Clock): Bilingual {
  const unit = UNIT[clock]
  return { zh: `${limit}${unit.zh}`, en: `${limit} ${limit === 1 ? unit.one : unit.en}` }
}

function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** A due instant in words; the end of a day is written as its 24:00, not as the next day's 0:00. */
export function describeInstant(at: Date, clock: Clock): Bilingual {
  const endsADay = (clock === 'days' || clock === 'working_days') && shanghaiTime(at) === '00:00'
  if (endsADay) {
    const date = addDays(shanghaiDate(at), -1)
    return { zh: `${chineseDate(date)}24:00`, en: `the end of ${date} (24:00)` }
  }
  const date = shanghaiDate(at)
  return { zh: `${chineseDate(date)}${shanghaiTime(at)}`, en: `${date} ${shanghaiTime(at)}` }
}

interface Stretch {
  from: string
  to: string
  reason: Bilingual
}

/** Neighbouring days with one reason become one stretch, so that a week of holiday is one phrase. */
function stretches(skipped: readonly SkippedDay[]): Stretch[] {
  const found: Stretch[] = []
  for (const { date, reason } of skipped) {
    const last = found.at(-1)
    if (last && last.reason.zh === reason.zh && addDays(last.to, 1) === date) last.to = date
    else found.push({ from: date, to: date, reason })
  }
  return found
}

function shortDate(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`
}

function skippedSentence(skipped: readonly SkippedDay[]): Bilingual {
  const all = stretches(skipped)
  const zh = all.map(({ from, to, reason }) =>
    from === to
      ? `${shortDate(from)}（${reason.zh}）`
      : `${shortDate(from)}至${shortDate(to)}（${reason.zh}）`,
  )
  const en = all.map(({ from, to, reason }) =>
    from === to ? `${from} (${reason.en})` : `${from} to ${to} (${reason.en})`,
  )
  return { zh: `其间不计：${zh.join('、')}。`, en: `Not counted in between: ${en.join(', ')}.` }
}

/** Why something is due when it is: rule, source, start, end, skipped days, and what is not certain. */
export function explainDue(input: { rule: ExplainedRule; start: Date; due: DueDate }): Bilingual {
  const { rule, start, due } = input
  const limit = describeLimit(rule.limit, rule.clock)
  const from = describeInstant(start, 'minutes')
  const end = describeInstant(due.at, rule.clock)
  const byDay = rule.clock === 'days' || rule.clock === 'working_days'
  const zh = [
    `依据“${rule.zh ?? rule.id}”（${rule.source}），期限${limit.zh}，自${from.zh}起算${byDay ? '，当日不计' : ''}，至${end.zh}到期。`,
  ]
  const en = [
    `Under “${rule.en ?? rule.id}” (${rule.source}) the limit is ${limit.en}, counted from ${from.en}${byDay ? ', that day not included' : ''}; it is due at ${end.en}.`,
  ]
  if (due.skipped.length > 0) {
    const skipped = skippedSentence(due.skipped)
    zh.push(skipped.zh)
    en.push(skipped.en)
  }
  if (due.assumed) {
    zh.push('其间有年份的放假调休安排尚未录入本系统，暂按周六、周日休息推算，可能调整。')
    en.push(
      'The holiday arrangement of a year in between is not in the system: only weekends were assumed to be free, and the date may change.',
    )
  }
  if (rule.unverified) {
    zh.push(`此期限尚未核实${rule.note ? `：${rule.note}` : ''}${rule.note?.endsWith('。') ? '' : '。'}`)
    en.push('This limit has not been verified; it can be changed in the policy pack.')
  }
  return { zh: zh.join(''), en: en.join(' ') }
}
