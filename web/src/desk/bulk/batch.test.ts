import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type BatchRow, carryOut, newBatch, unfinished, waiting } from './batch.ts'

const rows: BatchRow[] = Array.from({ length: 23 }, (_, n) => ({
  id: `m${n}`,
  number: String(n),
  title: '',
  version: 1,
  command: { type: 'sign' },
}))
const stored = new Map<string, string>()
let sent: { batch: string; rows: { id: string }[] }[]
let breakAt: number | null

beforeEach(() => {
  sent = []
  breakAt = null
  stored.clear()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  })
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    const asked = JSON.parse(body) as (typeof sent)[number]
    sent.push(asked)
    if (sent.length === breakAt) throw new TypeError('no network')
    const items = asked.rows.map(({ id }) => ({
      id,
      result: 'done',
      repeated: false,
      words: null,
      changes: [],
    }))
    return new Response(JSON.stringify({ items }), { status: 200 })
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('a batch', () => {
  it('is sent in pieces, each matter once, and then forgotten', async () => {
    const seen: number[] = []
    const done = await carryOut('me', newBatch('sign', rows), ({ results }) => seen.push(results.length))
    expect(seen).toEqual([10, 20, 23])
    expect(sent.flatMap((piece) => piece.rows.map(({ id }) => id))).toEqual(rows.map(({ id }) => id))
    expect(waiting(done)).toEqual([])
    expect(unfinished('me')).toBeNull()
  })

  it('that broke in the middle is kept, and goes on under the same key with what has no answer', async () => {
    breakAt = 2
    await expect(carryOut('me', newBatch('sign', rows), () => {})).rejects.toThrow()
    const kept = unfinished('me')!
    expect(kept.results).toHaveLength(10)
    expect(unfinished('somebody else')).toBeNull()
    const done = await carryOut('me', kept, () => {})
    expect(done.results).toHaveLength(23)
    expect(new Set(sent.map(({ batch }) => batch)).size).toBe(1)
    expect(sent[2]!.rows.map(({ id }) => id)).toEqual(sent[1]!.rows.map(({ id }) => id))
  })
})
