import { expect, test } from 'vitest'
import { addWords, sayFoundation, setLanguage, speak } from './i18n.ts'

const zh = {
  apples_one: '{{count}} 个苹果',
  apples_other: '{{count}} 个苹果',
  hello: '{{name}}，您好',
} as const
const en = { apples_one: '{{count}} apple', apples_other: '{{count}} apples', hello: 'Hello {{name}}' }

// The hook reads the language from the page; here the sentences are said through the shared words.
test('one and many are told apart where the language does, and every value is filled in', () => {
  addWords('foundation', zh as never, en as never)
  const say = sayFoundation as unknown as (key: string, values?: Record<string, string | number>) => string
  expect(say('apples', { count: 1 })).toBe('1 个苹果')
  setLanguage('en')
  expect([0, 1, 2].map((count) => say('apples', { count }))).toEqual(['0 apples', '1 apple', '2 apples'])
  expect(say('hello', { name: '$& <b>王</b>' })).toBe('Hello $& <b>王</b>')
  setLanguage('zh')
  expect(say('hello', { name: '王' })).toBe('王，您好')
})

test('what English has not yet is said in Chinese, and what nobody wrote shows its key', () => {
  addWords('foundation', { only: '只有中文' } as never, {} as never)
  const say = sayFoundation as unknown as (key: string) => string
  setLanguage('en')
  expect(say('only')).toBe('只有中文')
  expect(say('nowhere.at.all')).toBe('nowhere.at.all')
  setLanguage('zh')
  expect(typeof speak('another', zh, en)).toBe('function')
})
