export { addDays, dayNumber, isDate, shanghaiDate, shanghaiTime, startOfDay, weekday } from './days.ts'
export type { Clock, DueDate, SkippedDay } from './due-date.ts'
export { dueDate } from './due-date.ts'
export type { ExplainedRule } from './explain.ts'
export { describeInstant, explainDue } from './explain.ts'
export type {
  Bilingual,
  CalendarAmendment,
  CalendarDay,
  CalendarYear,
  WorkingCalendar,
} from './working-calendar.ts'
export { workingCalendar } from './working-calendar.ts'
