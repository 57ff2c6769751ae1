import { addDays, startOfDay } from '../kernel/calendar/index.ts'
import type { Executor } from '../kernel/database/index.ts'

/** Whose year: an organisation of the party and all below it. */
export interface YearSubject {
  organisationId: string
  /** ltree text. */
  path: string
  year: number
  /** `YYYY-MM-DD`: nothing after it has happened. */
  today: string
}

/** One figure of a year, worked out from what happened; `of` where it is a part of something. */
export interface YearLine {
  id: string
  zh: string
  en: string
  value: number
  of: number | null
  unit: 'times' | 'branches' | 'people' | 'hours' | 'percent' | 'points' | 'matters'
  /** The page of the desk that shows what is behind it. */
  link: string | null
}

/** A room tells what it knows of a year; whoever puts the house together hands these to the yearly review. */
export interface YearSource {
  id: string
  zh: string
  en: string
  read(executor: Executor, subject: YearSubject): Promise<YearLine[]>
}

export interface YearSection {
  id: string
  zh: string
  en: string
  lines: YearLine[]
}

/** The year as the sources know it, in their order; a source with nothing to tell is left out. */
export async function recordOfYear(
  executor: Executor,
  sources: readonly YearSource[],
  subject: YearSubject,
): Promise<YearSection[]> {
  const sections: YearSection[] = []
  for (const { id, zh, en, read } of sources) {
    const lines = await read(executor, subject)
    if (lines.length > 0) sections.push({ id, zh, en, lines })
  }
  return sections
}

/** The same as instants, for what is kept with its time: from the first moment, up to before the second. */
export const yearInstants = (subject: Pick<YearSubject, 'year' | 'today'>): { from: Date; before: Date } => {
  const { from, until } = yearBounds(subject)
  return { from: startOfDay(from), before: startOfDay(addDays(until, 1)) }
}

export const yearBounds = ({ year, today }: Pick<YearSubject, 'year' | 'today'>) => {
  const last = `${year}-12-31`
  return { from: `${year}-01-01`, until: today < last ? today : last }
}
