import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import { addDays, type CalendarYear, dayNumber, isDate, weekday } from '../calendar/index.ts'
import { type Path, type PolicyDocument, readPolicyDocument, requireShape } from './document.ts'
import { Closed, DateText, Text } from './vocabulary.ts'

const YearFile = Closed({
  year: Type.Integer({ minimum: 1949, maximum: 2999 }),
  source: Text,
  published: Type.Optional(DateText),
  unverified: Type.Optional(Type.Boolean()),
  note: Type.Optional(Text),
  holidays: Type.Array(Closed({ from: DateText, to: DateText, zh: Text, en: Text })),
  working_days: Type.Array(Closed({ date: DateText, zh: Text, en: Text })),
})

/** No arrangement so far gave more than nine days in a row: a longer one is a slip of the pen. */
const LONGEST_HOLIDAY = 16

/** Reads `calendar/YYYY.yaml` of a policy folder. Throws PolicyFault for the first fault. */
export async function readCalendarYears(folder: string): Promise<CalendarYear[]> {
  const years: CalendarYear[] = []
  for (const file of (await readdir(folder)).sort()) {
    if (file === 'README.md' || file.startsWith('.')) continue
    const document = await readPolicyDocument(join(folder, file), `calendar/${file}`)
    years.push(calendarYear(document, file))
  }
  return years
}

function calendarYear(document: PolicyDocument, file: string): CalendarYear {
  requireShape(document, [], YearFile, document.value)
  const year = document.value as CalendarYear
  if (file !== `${year.year}.yaml`)
    throw document.fault(['year'], `文件名应为 ${year.year}.yaml（the file must be named after its year）`)
  if (year.unverified && !year.note)
    throw document.fault(
      ['unverified'],
      '标了 unverified 要写 note 说明缘由（an unverified year needs a note）',
    )
  const free = new Set<string>()
  for (const [index, holiday] of year.holidays.entries()) {
    const path = ['holidays', index]
    requireDate(document, [...path, 'from'], holiday.from)
    requireDate(document, [...path, 'to'], holiday.to)
    const length = dayNumber(holiday.to) - dayNumber(holiday.from) + 1
    if (length < 1 || length > LONGEST_HOLIDAY)
      throw document.fault([...path, 'to'], `假期共 ${length} 天，请核对（a holiday of ${length} days）`)
    for (let day = 0; day < length; day += 1) {
      const date = addDays(holiday.from, day)
      if (free.has(date)) throw document.fault([...path, 'from'], `${date} 写了两次（twice in the year）`)
      free.add(date)
    }
  }
  for (const [index, { date }] of year.working_days.entries()) {
    const path = ['working_days', index, 'date']
    requireDate(document, path, date)
    if (free.has(date)) throw document.fault(path, `${date} 又放假又上班（both free and working）`)
    if (weekday(date) % 6 !== 0)
      throw document.fault(path, `${date} 本是工作日，不需调休（a make-up day must fall on a weekend）`)
  }
  return year
}

function requireDate(document: PolicyDocument, path: Path, date: string): void {
  if (!isDate(date)) throw document.fault(path, `没有 ${date} 这一天（no such date）`)
}
