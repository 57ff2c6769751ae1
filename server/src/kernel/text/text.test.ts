import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise, searchQuery, searchTerms, searchVector, words } from './index.ts'

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'binary-ascii' }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '\\',
        '&',
        '|',
        '!',
        '<->',
        ':*',
        '(',
        ')',
        '\0',
        '\ud800',
        '丽发',
        '的',
        '3',
        'A',
        ' ',
      ),
    )
    .map((parts) => parts.join('')),
)
const complaint = 'A市丽发新城小区附近搅拌站噪音扰民，3栋2单元12号楼的住户无法休息，请领导尽快处理此事。'

/** What `a & b:*` finds, worked out on the terms themselves. */
function finds(query: string, text: string): boolean {
  const terms = new Set(searchTerms(text))
  return query.split(' & ').every((wanted) => {
    const term = wanted.replace(/^'|'(:\*)?$/g, '')
    return wanted.endsWith(':*') ? [...terms].some((known) => known.startsWith(term)) : terms.has(term)
  })
}

describe('search terms', () => {
  it('finds every dictionary word that can be read in a compound', () => {
    expect(searchTerms('市政府')).toEqual(expect.arrayContaining(['市政', '政府', '市政府']))
  })

  it('keeps a number with what it counts and drops the bare digit', () => {
    const terms = searchTerms('3栋，12号')
    expect(terms).toEqual(expect.arrayContaining(['3栋', '12号', '12']))
    expect(terms).not.toContain('3')
    expect(searchTerms('5')).toEqual(['5'])
    expect(searchTerms('公交5')).toContain('交5')
  })

  it('pairs the characters of a name that the dictionary does not know', () => {
    expect(searchTerms('住在丽发新城')).toContain('丽发')
  })

  it('folds width and case, and leaves traditional characters as written', () => {
    expect(searchTerms('ＡＢＣ')).toEqual(['abc'])
    expect(normalise('臺灣')).toBe('臺灣')
  })

  it('keeps words of other scripts whole', () => {
    expect(searchTerms('привет тилим')).toEqual(['привет', 'тилим'])
    expect(searchTerms('ئۇيغۇرچە')).toEqual(['ئۇيغۇرچە'])
    expect(searchTerms('𠮷野家')).toContain('𠮷')
  })

  it('drops punctuation and bare function words', () => {
    expect(searchTerms('，。！的了')).toEqual([])
  })

  it('gives PostgreSQL nothing but letters, marks and digits of bounded size, whatever was typed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const term of searchTerms(text)) {
          expect(term).toMatch(/^[\p{L}\p{N}\p{M}]+$/u)
          expect(Buffer.byteLength(term)).toBeLessThan(2047)
        }
        expect(searchVector(text)).toBe(searchTerms(text).join(' '))
      }),
    )
  })

  it('stays below the size that PostgreSQL allows for the longest text', () => {
    expect(Buffer.byteLength(searchVector(complaint.repeat(10_000)))).toBeLessThan(2 ** 20)
  })
})

describe('search query', () => {
  it('is well formed for any input', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(searchQuery(text)).toMatch(/^$|^'[\p{L}\p{N}\p{M}]+'(:\*)?( & '[\p{L}\p{N}\p{M}]+'(:\*)?)*$/u)
      }),
    )
  })

  it.each(['丽发新城', '搅拌站 噪音', '3栋', '12号楼', '丽发新城3栋', 'A市', '休息', '扰'])(
    'finds the complaint that contains %s',
    (typed) => {
      expect(finds(searchQuery(typed), complaint)).toBe(true)
    },
  )

  it.each(['丽新', '搅拌机', '4栋', '电梯'])('does not find a complaint that lacks %s', (typed) => {
    expect(finds(searchQuery(typed), complaint)).toBe(false)
  })

  it('finds every message by its own words', () => {
    const vocabulary = [
      '路灯',
      '不亮',
      '电梯',
      '垃圾',
      '噪音',
      '丽发',
      '小区',
      '物业',
      '3栋',
      '12号',
      '坏了',
      'wifi',
      '，',
      '的',
    ]
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 20 }),
        fc.nat(),
        (parts, at) => {
          const typed = parts[at % parts.length]!
          const query = searchQuery(typed)
          if (query !== '') expect(finds(query, parts.join('，'))).toBe(true)
        },
      ),
    )
  })

  it('wants nothing when nothing searchable was typed', () => {
    expect(searchQuery('')).toBe('')
    expect(searchQuery(' ！&|的')).toBe('')
  })

  it('does not let a pasted page become hundreds of look-ups', () => {
    expect(
      searchQuery(complaint.repeat(3) + Array.from({ length: 500 }, (_, i) => `x${i}`).join(' ')).split(' & ')
        .length,
    ).toBeLessThanOrEqual(64)
  })
})

describe('words', () => {
  it('puts each character of a text into exactly one word', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(words(text).join('')).toBe(normalise(text).replace(/[^\p{L}\p{N}\p{M}]+/gu, ''))
      }),
    )
  })
})
