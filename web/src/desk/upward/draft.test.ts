import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dropDraft, keepDraft, newDraft, readDraft } from './draft.ts'

const kept = new Map<string, string>()
beforeEach(() =>
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  }),
)
afterEach(() => {
  kept.clear()
  vi.unstubAllGlobals()
})

const document = (key: string, until?: number) => ({
  key,
  name: `${key}.pdf`,
  bytes: 9,
  share: 1,
  ...(until === undefined ? {} : { until }),
})

test('a paper that was not sent is still there, with the documents that arrived and are still kept', () => {
  const draft = {
    ...newDraft(),
    typed: {
      title: '改建活动室',
      documents: [document('arrived', 2000), document('expired', 1000), document('under way')],
    },
  }
  keepDraft('community', undefined, draft)
  expect(readDraft('community', undefined, 1500)).toEqual({
    key: draft.key,
    typed: { title: '改建活动室', documents: [document('arrived', 2000)] },
  })
})

test('it is of one person and one paper, and goes once it was sent', () => {
  keepDraft('community', undefined, newDraft())
  expect(readDraft('street', undefined)).toBeUndefined()
  expect(readDraft('community', 'another')).toBeUndefined()
  dropDraft('community', undefined)
  expect(readDraft('community', undefined)).toBeUndefined()
})

test('where the device keeps nothing, nothing is lost but the draft', () => {
  vi.stubGlobal('sessionStorage', undefined)
  keepDraft('community', undefined, newDraft())
  expect(readDraft('community', undefined)).toBeUndefined()
})
