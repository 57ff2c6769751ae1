import { expect, it } from 'vitest'
import { yearInstants } from './year-record.ts'

it('a year begins and ends at midnight in Shanghai, and a running one with its day', () => {
  expect(yearInstants({ year: 2026, today: '2027-02-01' })).toEqual({
    from: new Date('2025-12-31T16:00:00Z'),
    before: new Date('2026-12-31T16:00:00Z'),
  })
  expect(yearInstants({ year: 2026, today: '2026-11-28' }).before).toEqual(new Date('2026-11-28T16:00:00Z'))
})
