import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggestByWords, suggestUrgency } from './keywords.ts'
import { WordIndex } from './word-index.ts'

const categories = [
  { id: 'heating', zh: '冬季采暖', words: ['暖气', '供暖', '不热'], path: ['城乡建设', '市政管理'] },
  { id: 'property', zh: '物业服务', words: ['物业费', '物业公司'], path: ['城乡建设', '住房保障'] },
  { id: 'insurance', zh: '医疗保险', words: ['医保', '报销'], path: ['劳动和社会保障', '社会保险'] },
  { id: 'doctors', zh: '医疗服务', words: ['医院', '医生', '看病'], path: ['卫生计生', '医疗'] },
  { id: 'noise', zh: '噪声污染', words: ['噪音', '扰民', '夜间施工'], path: ['环境保护', '污染防治'] },
]

describe('a category suggested by the words of the tree', () => {
  it.each([
    ['家里暖气一直不热，打了电话没人管', 'heating'],
    ['物业公司乱收物业费', 'property'],
    ['异地医疗保险怎么报销', 'insurance'],
    ['工地夜间施工噪音太大', 'noise'],
  ])('%s', (text, expected) => {
    expect(suggestByWords(categories, text)[0]?.id).toBe(expected)
  })

  it('tells which words spoke for it, the weightiest first', () => {
    expect(suggestByWords(categories, '工地夜间施工噪音太大')[0]?.because).toEqual(['夜间施工', '噪音'])
  })

  it('hears the longest word only: 医疗保险 does not speak for 医疗服务', () => {
    expect(suggestByWords(categories, '医疗保险').map(({ id }) => id)).toEqual(['insurance'])
  })

  it('trusts a word of one category more than a word that several share', () => {
    const tree = [
      { id: 'a', zh: '甲', words: ['收费', '停车'], path: [] },
      { id: 'b', zh: '乙', words: ['收费', '补课'], path: [] },
      { id: 'c', zh: '丙', words: ['收费'], path: [] },
    ]
    const [first, ...others] = suggestByWords(tree, '补课收费')
    expect(first?.id).toBe('b')
    expect(others.every(({ score }) => score < first!.score / 2)).toBe(true)
  })

  it('lets the name of an ancestor, given by id, lean towards what stands below it', () => {
    const tree = [
      { id: 'env', zh: '环境保护', words: [], path: ['env'] },
      { id: 'env.air', zh: '大气', words: ['异味'], path: ['env', 'env.air'] },
      { id: 'food', zh: '食品', words: ['异味'], path: ['food'] },
    ]
    const ids = suggestByWords(tree, '环境保护部门，这里有异味').map(({ id }) => id)
    expect(ids.indexOf('env.air')).toBeLessThan(ids.indexOf('food'))
  })

  it('says nothing where no word is known', () => {
    expect(suggestByWords(categories, '你好')).toEqual([])
    expect(suggestByWords(categories, '')).toEqual([])
    expect(suggestByWords([], '暖气')).toEqual([])
  })

  it('shares the evidence among the categories it names, best first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...categories.flatMap((c) => [c.zh, ...c.words]), '，', '我')),
        (parts) => {
          const suggestions = suggestByWords(categories, parts.join(''))
          const scores = suggestions.map(({ score }) => score)
          expect(scores).toEqual(scores.toSorted((a, b) => b - a))
          if (scores.length > 0) expect(scores.reduce((a, b) => a + b)).toBeCloseTo(1)
          for (const { because } of suggestions) expect(because.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe('urgency suggested by words', () => {
  const urgencies = [
    { id: 'danger', words: ['燃气泄漏', '着火', '被困'] },
    { id: 'supply', words: ['停水', '停电', '燃气'] },
  ]

  it('lets one word of danger outweigh many of inconvenience', () => {
    expect(suggestUrgency(urgencies, '停水停电，电梯里有人被困').map(({ id }) => id)).toEqual([
      'danger',
      'supply',
    ])
  })

  it('does not take 燃气泄漏 for a mere matter of supply', () => {
    expect(suggestUrgency(urgencies, '楼道燃气泄漏')).toEqual([{ id: 'danger', because: ['燃气泄漏'] }])
  })

  it('leaves a word listed twice with the more urgent class', () => {
    const both = [...urgencies, { id: 'later', words: ['着火'] }]
    expect(suggestUrgency(both, '着火了').map(({ id }) => id)).toEqual(['danger'])
  })

  it('says nothing about an ordinary message', () => {
    expect(suggestUrgency(urgencies, '建议增加健身器材')).toEqual([])
  })
})

describe('the word index', () => {
  it('finds what a search word by word finds, longest words only', () => {
    const letters = fc.string({ unit: fc.constantFrom('甲', '乙', '丙'), minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(
        fc.uniqueArray(letters, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('甲', '乙', '丙'), maxLength: 20 }),
        (words, text) => {
          const all = words.flatMap((word, number) =>
            Array.from({ length: text.length }, (_, start) => ({
              word: number,
              start,
              end: start + word.length,
            })).filter(({ start }) => text.startsWith(word, start)),
          )
          const outermost = all.filter(
            (m) => !all.some((o) => o !== m && o.start <= m.start && m.end <= o.end),
          )
          expect(new WordIndex(words).matches(text)).toEqual(outermost.toSorted((a, b) => a.start - b.start))
        },
      ),
    )
  })
})
