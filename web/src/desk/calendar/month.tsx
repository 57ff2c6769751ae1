import type { Both } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { monthWords, shanghaiDay } from '../../foundation/time.ts'
import { useWords } from '../words/index.ts'

export interface CalendarDay {
  day: string
  working: boolean
  reason?: Both
  /** False where no arrangement of that year is in the system. */
  known: boolean
  amended: boolean
}

const weekdays = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const

/** Monday is 0. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7
}

function kindOf(day: CalendarDay): string {
  if (day.amended) return 'amended'
  const isWeekend = weekdayOf(day.day) > 4
  if (day.working) return isWeekend ? 'makeUp' : 'working'
  return isWeekend && /^周[六日]$/.test(day.reason?.zh ?? '周六') ? 'weekend' : 'holiday'
}

interface MonthProps {
  month: number
  days: CalendarDay[]
  /** Left out for who may not amend. */
  onChoose?: (day: CalendarDay) => void
}

function Day({ day, onChoose }: { day: CalendarDay; onChoose?: (day: CalendarDay) => void }) {
  const pick = usePick()
  const say = useWords()
  const number = Number(day.day.slice(8))
  const words =
    `${day.day} ${say(day.working ? 'calendar.working' : 'calendar.off')} ${day.reason ? pick(day.reason) : ''}`.trim()
  const marks = {
    'data-day': kindOf(day),
    'data-today': day.day === shanghaiDay(new Date()) ? '' : undefined,
  }
  return onChoose ? (
    <button type="button" title={words} aria-label={words} onClick={() => onChoose(day)} {...marks}>
      {number}
    </button>
  ) : (
    <span title={words} {...marks}>
      {number}
    </span>
  )
}

/** One month; days off and make-up days stand out. */
export function Month({ month, days, onChoose }: MonthProps) {
  const say = useWords()
  const first = days[0]
  return (
    <section className="desk-month">
      <h2>{monthWords(month)}</h2>
      <div className="desk-month-grid">
        {weekdays.map((weekday) => (
          <small key={weekday}>{say(`calendar.weekdays.${weekday}`)}</small>
        ))}
        {first && (
          <i
            style={{
              gridColumn: `span ${weekdayOf(first.day) || 7}`,
              display: weekdayOf(first.day) === 0 ? 'none' : 'block',
            }}
          />
        )}
        {days.map((day) => (
          <Day key={day.day} day={day} {...(onChoose ? { onChoose } : {})} />
        ))}
      </div>
    </section>
  )
}
