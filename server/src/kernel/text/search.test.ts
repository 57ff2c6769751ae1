import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import { searchQuery, searchVector } from './index.ts'

describe('search in PostgreSQL', () => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(() => database.drop())

  async function finds(typed: string, message: string): Promise<boolean> {
    const { rows } = await database.pool.query(
      `select to_tsvector('simple', $1) @@ to_tsquery('simple', $2) as parsed,
              array_to_tsvector(string_to_array($1, ' ')) @@ to_tsquery('simple', $2) as listed`,
      [searchVector(message), searchQuery(typed)],
    )
    expect(rows[0].listed).toBe(rows[0].parsed)
    return rows[0].parsed
  }

  const message = 'A市丽发新城3栋2单元旁的搅拌站，夜里噪音扰民，WiFi也坏了 привет'

  it.each(['丽发新城', '丽发', '搅拌站 噪音', '3栋', '3', 'wifi坏了', 'ПРИВЕТ', 'Ａ市', '坏', "噪音' | 'x"])(
    'finds a message by %s',
    async (typed) => {
      expect(await finds(typed.replace('x', '夜里'), message)).toBe(true)
    },
  )

  it.each(['丽新', '13栋', '搅拌机', '噪音 电梯', '', '的'])('does not find it by %s', async (typed) => {
    expect(await finds(typed, message)).toBe(false)
  })

  it('refuses no text and no query, whatever was typed', async () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(..."'\\&|!<->:*()\0\ud800丽发3a ") }),
    )
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (typed, text) => {
        expect(typeof (await finds(typed, text))).toBe('boolean')
      }),
    )
  })
})
