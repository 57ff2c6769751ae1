import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprint, simhashDistance, similarity, similarityTo } from './similar.ts'

const lamp =
  '小区门口的路灯已经坏了半个月了，晚上老人出门很不方便，打了几次电话都没有人来修，请尽快派人处理。'
const lampAgain =
  '小区门口的路灯已经坏了一个月了！晚上老人出门很不方便，打了好几次电话都没有人来修，请派人处理。'
const school = '孩子今年秋季入学，想咨询一下外地户口需要准备哪些材料，学区是怎样划分的，什么时候开始报名？'

describe('fingerprint', () => {
  it('is exactly equal when only punctuation, spaces, case or width differ', () => {
    expect(fingerprint('路灯坏了，ＷＩＦＩ也坏了。').exact).toBe(fingerprint(' 路灯坏了 wifi也坏了').exact)
    expect(fingerprint('路灯坏了').exact).not.toBe(fingerprint('路灯不坏').exact)
  })

  it('differs in few bits for an edited copy and in many for another matter', () => {
    const original = fingerprint(lamp).simhash
    expect(simhashDistance(original, fingerprint(lampAgain).simhash)).toBeLessThanOrEqual(14)
    expect(simhashDistance(original, fingerprint(school).simhash)).toBeGreaterThan(18)
  })

  it('has one form for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fingerprint(text)).toEqual({
          exact: expect.stringMatching(/^[0-9a-f]{64}$/),
          simhash: expect.stringMatching(/^[0-9a-f]{16}$/),
        })
        expect(simhashDistance(fingerprint(text).simhash, fingerprint(text).simhash)).toBe(0)
      }),
    )
  })

  it('counts differing bits', () => {
    expect(simhashDistance('0000000000000000', 'ffffffffffffffff')).toBe(64)
    expect(simhashDistance('8000000000000001', '0000000000000000')).toBe(2)
  })
})

describe('similarity', () => {
  it('is 1 for the same text, the same both ways, and between 0 and 1', () => {
    const text = fc.string({ unit: fc.constantFrom('路', '灯', '坏', '了', '，', 'a'), maxLength: 40 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(similarity(a, a)).toBeCloseTo(1)
        expect(similarity(a, b)).toBeCloseTo(similarity(b, a))
        expect(similarity(a, b)).toBeGreaterThanOrEqual(0)
        expect(similarity(a, b)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('sets an edited copy far above another matter', () => {
    const toLamp = similarityTo(lamp)
    expect(toLamp(lampAgain)).toBeGreaterThan(0.7)
    expect(toLamp(school)).toBeLessThan(0.1)
  })
})

const data = process.env.LIANXIN_REAL_DATA ?? join(import.meta.dirname, '../../../../shared/data')
const streamFile = join(data, 'messages/stream.csv')

describe.skipIf(!existsSync(streamFile))('on the real stream (skipped where the real data is absent)', () => {
  type Message = { title: string; body: string }
  const messages: Message[] = existsSync(streamFile)
    ? parse(readFileSync(streamFile), { columns: true, bom: true })
    : []
  const repeats = (key: (message: Message) => string) => messages.length - new Set(messages.map(key)).size

  it('finds the repeated bodies as exact copies', () => {
    expect(repeats(({ body }) => fingerprint(body).exact)).toBeGreaterThanOrEqual(118)
    const letters = (body: string) => body.replace(/[\s\p{P}\p{S}]+/gu, '')
    expect(repeats(({ body }) => fingerprint(body).exact)).toBeLessThanOrEqual(
      repeats(({ body }) => letters(body)) + 5,
    )
  })

  it('sets messages about the mixing plant at 丽发新城 nearer to each other than to others', () => {
    const texts = messages.map(({ title, body }) => `${title}\n${body}`)
    const isPlant = (text: string) => text.includes('丽发新城') && text.includes('搅拌')
    const plant = texts.filter(isPlant)
    const others = texts.filter((text) => !isPlant(text)).filter((_, i) => i % 70 === 0)
    expect(plant.length).toBeGreaterThan(40)
    let nearer = 0
    let compared = 0
    for (const [i, text] of plant.entries()) {
      const similarityHere = similarityTo(text)
      const toNeighbour = similarityHere(plant[(i + 1) % plant.length]!)
      for (const other of others) {
        compared++
        if (toNeighbour > similarityHere(other)) nearer++
      }
    }
    expect(nearer / compared).toBeGreaterThan(0.99)
  })
})
