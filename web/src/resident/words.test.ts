import { describe, expect, test } from 'vitest'
import type { Words } from '../foundation/i18n.ts'
import { en as sheetEn, zh as sheetZh } from '../foundation/visual-language/words.ts'
import { en as foundationEn, zh as foundationZh } from '../foundation/words.ts'
import { enCertificate } from './certificate/en.ts'
import { zhCertificate } from './certificate/zh.ts'
import { en } from './en.ts'
import { enMy } from './my/en.ts'
import { zhMy } from './my/zh.ts'
import { enPrivacy } from './privacy/en.ts'
import { zhPrivacy } from './privacy/zh.ts'
import { enSignIn } from './sign-in/en.ts'
import { zhSignIn } from './sign-in/zh.ts'
import { enTrack } from './track/en.ts'
import { zhTrack } from './track/zh.ts'
import { zh } from './zh.ts'

function leaves(words: Words, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  )
}

const holes = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]).sort()

describe.each([
  ['the resident’s words', zh, en],
  ['the words of following', zhTrack, enTrack],
  ['the words of my matters', zhMy, enMy],
  ['the words of privacy', zhPrivacy, enPrivacy],
  ['the words of signing in', zhSignIn, enSignIn],
  ['the words of checking a certificate', zhCertificate, enCertificate],
  ['the shared words', foundationZh, foundationEn],
  ['the words of the visual language', sheetZh, sheetEn],
])('%s', (_name, chinese, english) => {
  const inEnglish = new Map(leaves(english))

  test('English fills in the same values as Chinese', () => {
    for (const [key, sentence] of leaves(chinese))
      expect([key, holes(inEnglish.get(key) ?? '')]).toEqual([key, holes(sentence)])
  })

  test('English holds no Chinese left over, and Chinese no sentence left empty', () => {
    for (const [key, sentence] of inEnglish)
      expect([key, /\p{Script=Han}/u.test(sentence)]).toEqual([key, false])
    for (const [key, sentence] of leaves(chinese)) expect([key, sentence.trim()]).not.toEqual([key, ''])
  })
})
