import { expect, it } from 'vitest'
import { keptSignIns } from './kept-sign-ins.ts'

it('what a phone kept is read, and what is none of it passed over', () => {
  const one = { place: 'a', code: '123456', at: '2026-03-02T10:00:00.000Z' }
  expect(keptSignIns(JSON.stringify([one, { place: 1 }, null]))).toEqual([one])
  expect(keptSignIns('not json')).toEqual([])
  expect(keptSignIns(null)).toEqual([])
})
