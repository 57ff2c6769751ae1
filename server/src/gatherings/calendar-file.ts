import { addDays } from '../kernel/calendar/index.ts'

export interface CalendarEntry {
  id: string
  title: string
  /** Where it has no hour yet: the whole day. */
  day: string
  startsAt: Date | null
  endsAt: Date | null
  place: string | null
  description: string
  cancelled: boolean
  version: number
}

/** Text values escape backslash, semicolon, comma and line ends (RFC 5545 §3.3.11). */
const text = (words: string) =>
  words
    .replace(/\\/g, '\\\\')
    .replace(/;/g, '\\;')
    .replace(/,/g, '\\,')
    .replace(/\r\n|\r|\n/g, '\\n')

/** Lines hold at most 75 octets; longer ones go on behind a space, never inside a character (§3.1). */
export function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      pieces.push(piece)
      piece = ''
      octets = 1
    }
    piece += character
    octets += size
  }
  pieces.push(piece)
  return pieces.join('\r\n ')
}

const instant = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
const date = (day: string) => day.replaceAll('-', '')

function entryLines(entry: CalendarEntry, stamp: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${entry.id}@lianxin`,
    `DTSTAMP:${instant(stamp)}`,
    `SEQUENCE:${entry.version}`,
    ...(entry.startsAt
      ? [
          `DTSTART:${instant(entry.startsAt)}`,
          `DTEND:${instant(entry.endsAt ?? new Date(entry.startsAt.getTime() + 3_600_000))}`,
        ]
      : [`DTSTART;VALUE=DATE:${date(entry.day)}`, `DTEND;VALUE=DATE:${date(addDays(entry.day, 1))}`]),
    `SUMMARY:${text(entry.title)}`,
    ...(entry.place ? [`LOCATION:${text(entry.place)}`] : []),
    ...(entry.description ? [`DESCRIPTION:${text(entry.description)}`] : []),
    `STATUS:${entry.cancelled ? 'CANCELLED' : entry.startsAt ? 'CONFIRMED' : 'TENTATIVE'}`,
    'END:VEVENT',
  ]
}

/** A calendar in the format that offices' programs read (iCalendar, RFC 5545). */
export function calendarFile(entries: CalendarEntry[], stamp: Date): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lianxin//Gatherings//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...entries.flatMap((entry) => entryLines(entry, stamp)),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
}
