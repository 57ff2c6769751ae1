import { commandWords, outcomeWords, stateWords, stepWords } from '../../server/src/matters/words.ts'
import { en as deskEn } from '../../web/src/desk/words/en.ts'
import { zh as deskZh } from '../../web/src/desk/words/zh.ts'
import { en as foundationEn, zh as foundationZh } from '../../web/src/foundation/words.ts'
import { en as residentEn } from '../../web/src/resident/en.ts'
import { enMy } from '../../web/src/resident/my/en.ts'
import { zhMy } from '../../web/src/resident/my/zh.ts'
import { enPoll } from '../../web/src/resident/poll/en.ts'
import { zhPoll } from '../../web/src/resident/poll/zh.ts'
import { enSignIn } from '../../web/src/resident/sign-in/en.ts'
import { zhSignIn } from '../../web/src/resident/sign-in/zh.ts'
import { enTrack } from '../../web/src/resident/track/en.ts'
import { zhTrack } from '../../web/src/resident/track/zh.ts'
import { zh as residentZh } from '../../web/src/resident/zh.ts'

export type Language = 'zh' | 'en'
export type Command = keyof typeof commandWords
type Both = { zh: string; en: string }

/** The grades of satisfaction as `policies/national/kinds.yaml` words them. */
const grades = {
  satisfied: { zh: '满意', en: 'Satisfied' },
  dissatisfied: { zh: '不满意', en: 'Dissatisfied' },
}

const inLanguage = <K extends string>(table: Record<K, Both>, language: Language) =>
  Object.fromEntries(Object.entries<Both>(table).map(([id, both]) => [id, both[language]])) as Record<
    K,
    string
  >

const english = {
  shared: foundationEn,
  resident: { ...residentEn, track: enTrack, my: enMy, poll: enPoll, signIn: enSignIn },
  desk: deskEn,
  commands: inLanguage(commandWords, 'en'),
  states: inLanguage(stateWords, 'en'),
  outcomes: inLanguage(outcomeWords, 'en'),
  steps: inLanguage(stepWords, 'en'),
  grades: inLanguage(grades, 'en'),
}

/** Every sentence on the pages in one language, from the pages' own tables. */
export type Words = typeof english

const chinese: Words = {
  shared: foundationZh,
  resident: { ...residentZh, track: zhTrack, my: zhMy, poll: zhPoll, signIn: zhSignIn },
  desk: deskZh,
  commands: inLanguage(commandWords, 'zh'),
  states: inLanguage(stateWords, 'zh'),
  outcomes: inLanguage(outcomeWords, 'zh'),
  steps: inLanguage(stepWords, 'zh'),
  grades: inLanguage(grades, 'zh'),
}

export const words: Readonly<Record<Language, Words>> = { zh: chinese, en: english }

/** A sentence with its holes filled in: `照片 {{number}}`. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
}

/** A sentence whatever stands in its holes. */
export function anyOf(sentence: string): RegExp {
  return new RegExp(
    sentence
      .split(/\{\{\w+\}\}/)
      .map(escaped)
      .join('.+'),
  )
}

/** These words and no others, whatever space stands around them. */
export function exactly(sentence: string): RegExp {
  return new RegExp(`^\\s*${escaped(sentence)}\\s*$`)
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
