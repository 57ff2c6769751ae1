import { addDays } from '../kernel/calendar/index.ts'
import type { PatrolMinimum, Rules } from '../kernel/policy/index.ts'
import type { Fault } from '../kernel/problems.ts'
import type { Frequency, Schedule } from './rounds.ts'

/** What to look at: a check of the pack by its id, or the community's own words. */
export interface Check {
  id?: string
  words?: string
}

export interface DraftPoint {
  /** Of a point that the plan had before; a new one gets an id of its own. */
  id?: string
  name: string
  lat?: number
  lng?: number
  place_code?: string
  checks: Check[]
}

export interface DraftPlan extends Schedule {
  name: string
  workerId: string | null
  points: DraftPoint[]
}

export const mostPoints = 100
const mostTimes = { week: 7, month: 28 }

const fault = (at: string, zh: string, en: string): Fault => ({ at, zh, en })

/** Everything that is wrong with a plan, at once. Whether a point lies in the area is asked of the database. */
export function faultsOfPlan(plan: DraftPlan, rules: Rules): Fault[] {
  const faults = [...faultsOfFrequency(plan.frequency)]
  if (plan.name.trim() === '') faults.push(fault('/name', '请写计划名称', 'Give the plan a name'))
  if (plan.until !== null && plan.until < plan.from)
    faults.push(fault('/until', '结束日期早于开始日期', 'It ends before it begins'))
  const known = new Set(rules.patrol_checks.map(({ id }) => id))
  const ids = new Set<string>()
  for (const [index, point] of plan.points.entries()) {
    const at = `/points/${index}`
    if (point.name.trim() === '') faults.push(fault(`${at}/name`, '请写点位名称', 'Give the point a name'))
    if (!point.place_code && (point.lat === undefined || point.lng === undefined))
      faults.push(fault(at, '点位要有坐标或地点码', 'A point needs coordinates or a place code'))
    if (point.id && ids.has(point.id))
      faults.push(fault(`${at}/id`, '同一个点位出现两次', 'The same point twice'))
    if (point.id) ids.add(point.id)
    for (const [number, check] of point.checks.entries()) {
      if (check.id && !known.has(check.id))
        faults.push(
          fault(
            `${at}/checks/${number}`,
            `没有这项巡查内容：${check.id}`,
            `There is no such check: ${check.id}`,
          ),
        )
      if (!check.id && !check.words?.trim())
        faults.push(fault(`${at}/checks/${number}`, '请写明看什么', 'Say what to look at'))
    }
  }
  return faults
}

function faultsOfFrequency(frequency: Frequency): Fault[] {
  if (frequency.per !== 'day')
    return frequency.times > mostTimes[frequency.per]
      ? [
          fault(
            '/frequency/times',
            `最多 ${mostTimes[frequency.per]} 次，更多请按天安排班次`,
            `At most ${mostTimes[frequency.per]}; for more, plan shifts by the day`,
          ),
        ]
      : []
  return frequency.shifts.flatMap(({ from, to }, index) => {
    const before = frequency.shifts[index - 1]
    if (to <= from)
      return [fault(`/frequency/shifts/${index}`, '班次结束要晚于开始', 'A shift ends after it begins')]
    if (before && from < before.to)
      return [
        fault(
          `/frequency/shifts/${index}`,
          '班次要按先后排列，不能重叠',
          'Shifts stand in order and do not overlap',
        ),
      ]
    return []
  })
}

const days = { day: 1, week: 7, month: 30, quarter: 91 }

const perDay = (frequency: Frequency) =>
  frequency.per === 'day' ? frequency.shifts.length : frequency.times / days[frequency.per]

/** The pack's minimums that a frequency stays below: said, not refused. */
export function minimumsMissed(frequency: Frequency, rules: Rules): PatrolMinimum[] {
  return rules.patrol_minimums.filter(({ at_least, per }) => perDay(frequency) < at_least / days[per] - 1e-9)
}

/** Whoever is out today walks what they were given: a change counts from tomorrow at the earliest. */
export const earliestChange = (today: string) => addDays(today, 1)
