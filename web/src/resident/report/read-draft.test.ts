import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Draft, freshDraft, isTouched, readDraft } from './read-draft.ts'

const now = Date.parse('2026-03-02T04:00:00Z')
const day = 24 * 3600_000

function kept(change: object = {}): string {
  const draft: Draft = {
    ...freshDraft(),
    key: 'the-key',
    savedAt: now - day,
    text: '三号楼的路灯坏了',
    photos: [{ id: 'p1', claim: 'c1', key: 'k1' }],
    place: { how: 'code', location: { place_code: 'QH0011' }, name: '江畔花园1号楼', chain: '清河区' },
  }
  return JSON.stringify({ ...draft, ...change })
}

test('what was half-written yesterday is there again, under the same key', () => {
  expect(readDraft(kept(), now)).toEqual(JSON.parse(kept()))
})

test('after two weeks it is gone: words of a person do not lie about for ever', () => {
  expect(isTouched(readDraft(kept({ savedAt: now - 14 * day }), now))).toBe(false)
  expect(isTouched(readDraft(kept({ savedAt: now - 14 * day + 1 }), now))).toBe(true)
})

test('what an older version wrote keeps its words; fields that it did not know begin anew', () => {
  const { photosMayBeShown: _later, ...older } = JSON.parse(kept())
  const draft = readDraft(JSON.stringify({ ...older, colour: 'red' }), now)
  expect(draft).toMatchObject({ key: 'the-key', text: '三号楼的路灯坏了', photosMayBeShown: false })
  expect(draft).not.toHaveProperty('colour')
})

test('a photo without its claim, a place without a location and words in the wrong form are left out alone', () => {
  const draft = readDraft(
    kept({
      photos: [{ id: 'p1' }, null, { id: 'p2', claim: 'c2' }],
      place: { name: '某处' },
      kind: { id: 'help' },
      contact: 'pigeon',
    }),
    now,
  )
  expect(draft).toMatchObject({
    text: '三号楼的路灯坏了',
    photos: [{ id: 'p2', claim: 'c2' }],
    place: null,
    kind: null,
    contact: 'phone',
  })
})

test('half a line, or anything else, begins a new draft with every field in its form', () => {
  const whole = freshDraft()
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.constant(kept().slice(0, 80))), (written) => {
      const draft = readDraft(written, now)
      for (const field of Object.keys(whole) as (keyof Draft)[])
        if (whole[field] !== null) expect(typeof draft[field]).toBe(typeof whole[field])
    }),
  )
  const field = fc.constantFrom(...Object.keys(whole))
  fc.assert(
    fc.property(field, fc.jsonValue(), (name, value) => {
      const draft = readDraft(kept({ [name]: value }), now)
      expect(Array.isArray(draft.photos)).toBe(true)
      expect([null, 'string']).toContain(draft.kind === null ? null : typeof draft.kind)
      expect(typeof draft.text).toBe('string')
      expect(['phone', 'anonymous']).toContain(draft.contact)
    }),
  )
})
