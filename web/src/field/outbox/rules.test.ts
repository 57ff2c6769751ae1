import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry, EntryAnswer } from './entry.ts'
import { answered, isSendable, nextBatch, withDependents } from './rules.ts'

const entry = (order: number, more: Partial<Entry> = {}): Entry => ({
  id: `e${order}`,
  person: 'p',
  order,
  kind: 'finding',
  happenedAt: new Date(1_700_000_000_000 + order * 60_000).toISOString(),
  body: {},
  photos: [],
  after: [],
  title: { zh: '', en: '' },
  state: 'waiting',
  trouble: null,
  sentAt: null,
  result: null,
  triedAt: null,
  similar: [],
  ...more,
})

const accepted = (id: string): EntryAnswer => ({
  id,
  status: 'accepted',
  words: { zh: '', en: '' },
  again: false,
})

/** A server as the field's door is: each id once, whatever is sent again; told in the order of arrival. */
function door(refuses: ReadonlySet<string>) {
  const taken: string[] = []
  return {
    taken,
    take(batch: Entry[]): EntryAnswer[] {
      const failed = new Set<string>()
      return batch.map(({ id, after }) => {
        if (taken.includes(id)) return { ...accepted(id), status: 'already' }
        if (refuses.has(id) || after.some((each) => failed.has(each))) {
          failed.add(id)
          return { id, status: 'refused', words: { zh: '不行', en: 'no' }, again: !refuses.has(id) }
        }
        taken.push(id)
        return accepted(id)
      })
    },
  }
}

const outboxes = fc.integer({ min: 1, max: 45 }).chain((size) =>
  fc.tuple(
    fc.tuple(
      ...Array.from({ length: size }, (_, i) =>
        fc.record({
          photos: fc.integer({ min: 0, max: 2 }),
          after: i === 0 ? fc.constant<number[]>([]) : fc.uniqueArray(fc.nat(i - 1), { maxLength: 2 }),
          refused: fc.boolean().map((yes) => yes && i % 4 === 3),
        }),
      ),
    ),
    fc.array(fc.constantFrom('arrives', 'lost before', 'lost after', 'photo lost'), { maxLength: 60 }),
  ),
)

describe('the outbox', () => {
  it('brings everything over once and in order, wherever the line breaks', () => {
    fc.assert(
      fc.property(outboxes, ([made, line]) => {
        let entries = made.map(({ photos, after }, i) =>
          entry(i, {
            photos: Array.from({ length: photos }, (_, p) => `e${i}-${p}`),
            after: after.map((each) => `e${each}`),
          }),
        )
        const refuses = new Set(made.flatMap(({ refused }, i) => (refused ? [`e${i}`] : [])))
        const server = door(refuses)
        const uploaded = new Set<string>()
        const faults = [...line]
        for (let turn = 0; turn < 2000; turn++) {
          const { batch, upload } = nextBatch(entries, (photo) => uploaded.has(photo))
          if (batch.length === 0 && upload.length === 0) break
          const luck = faults.pop() ?? 'arrives'
          if (upload.length > 0) {
            if (luck !== 'photo lost') uploaded.add(upload[0]!)
            continue
          }
          if (luck === 'lost before') continue
          const answers = server.take(batch)
          if (luck === 'lost after') continue
          const said = new Map(answers.map((answer) => [answer.id, answer]))
          entries = entries.map((each) => {
            const answer = said.get(each.id)
            return answer ? answered(each, answer, 'now') : each
          })
        }
        const all = new Map(entries.map((each) => [each.id, each]))
        const through = entries.filter(({ state }) => state === 'sent').map(({ id }) => id)
        expect(new Set(server.taken).size).toBe(server.taken.length)
        expect(server.taken).toEqual(server.taken.toSorted((a, b) => all.get(a)!.order - all.get(b)!.order))
        expect(server.taken).toEqual(through)
        for (const each of entries) {
          if (each.state === 'sent') expect(refuses.has(each.id)).toBe(false)
          else if (each.state === 'stuck') expect(refuses.has(each.id)).toBe(true)
          else expect(isSendable(each, all)).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never lets a thing overtake one whose photos are still on the phone', () => {
    const entries = [entry(0), entry(1, { photos: ['x'] }), entry(2)]
    expect(nextBatch(entries, () => false)).toEqual({ batch: [entries[0]], upload: [] })
    const rest = [entry(0, { state: 'sent' }), ...entries.slice(1)]
    expect(nextBatch(rest, () => false)).toEqual({ batch: [], upload: ['x'] })
    expect(nextBatch(rest, () => true).batch.map(({ id }) => id)).toEqual(['e1', 'e2'])
  })

  it('goes on with what does not depend on what is stuck', () => {
    const entries = [entry(0, { state: 'stuck' }), entry(1, { after: ['e0'] }), entry(2)]
    expect(nextBatch(entries, () => true).batch.map(({ id }) => id)).toEqual(['e2'])
  })

  it('throws away, with a thing, what means nothing without it', () => {
    const entries = [
      entry(0, { state: 'stuck' }),
      entry(1, { after: ['e0'] }),
      entry(2),
      entry(3, { after: ['e1'] }),
    ]
    expect(withDependents('e0', entries).map(({ id }) => id)).toEqual(['e0', 'e1', 'e3'])
  })

  it('keeps what may pass by itself waiting, and sets aside what will not', () => {
    const refusal = { id: 'e0', status: 'refused', words: { zh: '稍后', en: 'later' } } as const
    expect(answered(entry(0), { ...refusal, again: true }, 'now').state).toBe('waiting')
    expect(answered(entry(0), { ...refusal, again: false, reason: 'x.y' }, 'now')).toMatchObject({
      state: 'stuck',
      trouble: { zh: '稍后', code: 'x.y' },
    })
  })
})
