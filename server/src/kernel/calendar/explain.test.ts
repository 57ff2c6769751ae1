import { describe, expect, it } from 'vitest'
import { dueDate, type ExplainedRule, explainDue, workingCalendar } from './index.ts'

const calendar = workingCalendar([
  {
    year: 2026,
    source: '测试用的 2026 年安排',
    holidays: [{ from: '2026-10-01', to: '2026-10-07', zh: '国庆节', en: 'National Day' }],
    working_days: [{ date: '2026-10-10', zh: '国庆节调休上班', en: 'make-up day' }],
  },
])

const rule: ExplainedRule = {
  id: 'feedback',
  zh: '一般诉求反馈',
  en: 'Feedback on an ordinary matter',
  source: '济南市12345条例 第二十四条',
  limit: 5,
  clock: 'working_days',
}

function explain(text: string, changed: Partial<ExplainedRule> = {}) {
  const applied = { ...rule, ...changed }
  const start = new Date(`${text}+08:00`)
  const due = dueDate(start, applied.limit, applied.clock, calendar)
  return explainDue({ rule: applied, start, due })
}

describe('the explanation of a due date', () => {
  it('names rule, source, start and end, and joins the days of one holiday', () => {
    const { zh, en } = explain('2026-09-30T09:05:00')
    expect(zh).toBe(
      '依据“一般诉求反馈”（济南市12345条例 第二十四条），期限5个工作日，自2026年9月30日09:05起算，当日不计，' +
        '至2026年10月13日24:00到期。其间不计：10月1日至10月7日（国庆节）、10月11日（周日）。',
    )
    expect(en).toContain('2026-10-01 to 2026-10-07 (National Day), 2026-10-11 (Sunday)')
    expect(en).toContain('the end of 2026-10-13 (24:00)')
  })

  it('gives the exact minute of a limit in hours, and skips nothing', () => {
    const { zh } = explain('2026-09-30T23:05:00', { limit: 2, clock: 'hours' })
    expect(zh).toContain('期限2小时，自2026年9月30日23:05起算，至2026年10月1日01:05到期。')
    expect(zh).not.toContain('不计')
  })

  it('says that a rule is unverified, and why', () => {
    const { zh, en } = explain('2026-09-30T09:05:00', { unverified: true, note: '征求意见稿' })
    expect(zh).toContain('此期限尚未核实：征求意见稿。')
    expect(en).toContain('has not been verified')
    expect(explain('2026-09-30T09:05:00').zh).not.toContain('尚未核实')
  })

  it('says that a year’s holidays were assumed', () => {
    expect(explain('2026-12-30T09:05:00').zh).toContain('尚未录入本系统')
    expect(explain('2026-12-01T09:05:00').zh).not.toContain('尚未录入本系统')
  })
})
