import fc from 'fast-check'
import { expect, it } from 'vitest'
import { calendarFile, folded } from './calendar-file.ts'

const stamp = new Date('2026-03-02T01:30:00Z')
const entry = {
  id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  title: '党员大会；讨论, 表决',
  day: '2026-03-04',
  startsAt: new Date('2026-03-04T06:30:00Z'),
  endsAt: new Date('2026-03-04T08:00:00Z'),
  place: '党群服务中心\n二楼',
  description: '',
  cancelled: false,
  version: 3,
}

it('says when, where and what, as RFC 5545 writes it', () => {
  expect(calendarFile([entry], stamp).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lianxin//Gatherings//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:3f2504e0-4f89-41d3-9a0c-0305e82c3301@lianxin',
    'DTSTAMP:20260302T013000Z',
    'SEQUENCE:3',
    'DTSTART:20260304T063000Z',
    'DTEND:20260304T080000Z',
    'SUMMARY:党员大会；讨论\\, 表决',
    'LOCATION:党群服务中心\\n二楼',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

it('gives what has no hour yet the whole day, and says what was cancelled', () => {
  const lines = calendarFile(
    [{ ...entry, day: '2026-12-31', startsAt: null, endsAt: null, cancelled: true }],
    stamp,
  )
  expect(lines).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101')
  expect(lines).toContain('STATUS:CANCELLED')
})

it('folds any line at 75 octets, and unfolding gives it back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (words) => {
      const line = words.replace(/[\r\n]/g, '')
      const written = folded(line)
      for (const piece of written.split('\r\n')) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75)
      expect(written.replaceAll('\r\n ', '')).toBe(line)
    }),
  )
})
