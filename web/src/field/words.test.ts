import { expect, test } from 'vitest'
import type { Words } from '../foundation/i18n.ts'
import { en as dutyEn } from './duty/en.ts'
import { zh as dutyZh } from './duty/zh.ts'
import { en } from './en.ts'
import { en as memberEn } from './member/en.ts'
import { zh as memberZh } from './member/zh.ts'
import { zh } from './zh.ts'

function leaves(words: Words, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  )
}
const holes = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]).sort()

test.each([
  { pages: 'walkers', inOne: zh, inOther: en },
  { pages: 'members', inOne: memberZh, inOther: memberEn },
  { pages: 'mobilisation', inOne: dutyZh, inOther: dutyEn },
])(
  'both languages of the pages of $pages fill in the same values, and neither is left in the other',
  ({ inOne, inOther }) => {
    const inEnglish = new Map(leaves(inOther))
    for (const [key, sentence] of leaves(inOne)) {
      expect([key, holes(inEnglish.get(key) ?? '')]).toEqual([key, holes(sentence)])
      expect([key, /\p{Script=Han}/u.test(inEnglish.get(key) ?? '汉')]).toEqual([key, false])
    }
  },
)
