import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Classifier,
  ClassifierFileError,
  deserialise,
  measure,
  type Sample,
  serialise,
  TrainingError,
  trainClassifier,
} from './index.ts'
import { seededRandom } from './linear-svm.ts'

const subjects: Record<string, string[]> = {
  环境保护: ['污水', '噪音', '废气', '河道', '扬尘', '垃圾场', '异味', '焚烧'],
  教育文体: ['学校', '老师', '补课', '招生', '学费', '幼儿园', '学区', '考试'],
  交通运输: ['公交', '出租车', '地铁', '班车', '车站', '滴滴', '快递', '高速'],
}
const setting = [
  '小区',
  '领导',
  '请问',
  '希望',
  '尽快',
  '处理',
  '居民',
  '附近',
  '一直',
  '多次',
  '反映',
  '解决',
]

/** Made-up messages: each names two or three subjects of its label among words that any message holds. */
function madeUpMessages(count: number, seed: number): Sample[] {
  const random = seededRandom(seed)
  const one = (words: string[]) => words[Math.floor(random() * words.length)]!
  const labels = Object.keys(subjects)
  return Array.from({ length: count }, (_, i) => {
    const label = labels[i % labels.length]!
    const own = subjects[label]!
    const body = Array.from({ length: 10 }, (_, at) => (at % 4 === 1 ? one(own) : one(setting))).join('，')
    return { title: i % 3 === 0 ? `关于${one(own)}的问题` : '', body, label }
  })
}

describe('a classifier taught by clerks’ decisions', () => {
  let classifier: Classifier
  beforeAll(() => {
    classifier = trainClassifier(madeUpMessages(600, 1))
  })

  it('decides new messages as the clerks would', () => {
    const unseen = madeUpMessages(300, 2)
    const right = classifier.classifyMany(unseen).filter(({ label }, i) => label === unseen[i]!.label)
    expect(right.length / unseen.length).toBeGreaterThan(0.98)
  })

  it('tells which words weighed most and what else it may be', () => {
    const { label, because, alternatives, confidence, sure } = classifier.suggest({
      title: '',
      body: '学校老师一直强迫补课，请领导处理',
    })
    expect(label).toBe('教育文体')
    expect(because.slice(0, 3).sort()).toEqual(['学校', '老师', '补课'].sort())
    expect(alternatives.map((other) => other.label).sort()).toEqual(['环境保护', '交通运输'].sort())
    const chances = [confidence, ...alternatives.map((other) => other.confidence)]
    expect(chances.reduce((a, b) => a + b)).toBeCloseTo(1)
    expect(sure).toBe(true)
  })

  it('hears the title above the body', () => {
    expect(classifier.suggest({ title: '地铁', body: '学校' }).label).toBe('交通运输')
    expect(classifier.suggest({ title: '学校', body: '地铁' }).label).toBe('教育文体')
  })

  it('is not sure of a message that says nothing it knows', () => {
    const verdict = classifier.suggest({ title: '', body: '你好' })
    expect(verdict.sure).toBe(false)
    expect(verdict.because).toEqual([])
  })

  it('says the same alone, among many, and after being saved', () => {
    const messages = madeUpMessages(60, 3)
    const reread = deserialise(serialise(classifier))
    expect(reread.labels).toEqual(classifier.labels)
    const many = classifier.classifyMany(messages)
    messages.forEach((message, i) => {
      const suggestion = classifier.suggest(message)
      expect(reread.suggest(message)).toEqual(suggestion)
      expect(suggestion).toMatchObject(many[i]!)
    })
    expect(serialise(reread).equals(serialise(classifier))).toBe(true)
  })

  it('answers any text with a known label and a chance between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (title, body) => {
        const { label, confidence, alternatives } = classifier.suggest({ title, body })
        expect(classifier.labels).toContain(label)
        for (const chance of [confidence, ...alternatives.map((other) => other.confidence)]) {
          expect(chance).toBeGreaterThanOrEqual(0)
          expect(chance).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('learns the same from the same messages', () => {
    const samples = madeUpMessages(120, 4)
    expect(serialise(trainClassifier(samples)).equals(serialise(trainClassifier(samples)))).toBe(true)
  })
})

describe('what cannot be learned from', () => {
  it('is refused: no messages, or one label', () => {
    expect(() => trainClassifier([])).toThrow(TrainingError)
    expect(() => trainClassifier([{ title: '', body: '路灯', label: '甲' }])).toThrow(/one label/)
  })

  it('does not make a classifier sure after a handful of messages, however right it was', () => {
    const classifier = trainClassifier(madeUpMessages(30, 5))
    expect(classifier.suggest({ title: '', body: '学校老师补课' }).sure).toBe(false)
  })

  it('does not make it sure where labels are drawn by lot', () => {
    const random = seededRandom(6)
    const labels = Object.keys(subjects)
    const lots = madeUpMessages(300, 7).map((message) => ({
      ...message,
      label: labels[Math.floor(random() * 3)]!,
    }))
    const verdicts = trainClassifier(lots).classifyMany(madeUpMessages(300, 8))
    expect(verdicts.filter(({ sure }) => sure).length).toBeLessThan(6)
  })
})

describe('a classifier file', () => {
  it('is refused when damaged, cut short or of another kind', () => {
    const file = serialise(trainClassifier(madeUpMessages(30, 9)))
    const damaged = Buffer.from(file)
    damaged[Math.floor(file.length / 2)]! ^= 255
    for (const bytes of [damaged, file.subarray(0, file.length - 20), Buffer.from('{}'), Buffer.alloc(0)]) {
      expect(() => deserialise(bytes)).toThrow(ClassifierFileError)
    }
  })
})

const data = process.env.LIANXIN_REAL_DATA ?? join(import.meta.dirname, '../../../../shared/data')
const labelledFile = join(data, 'messages/labelled.csv')

describe.skipIf(!existsSync(labelledFile))('on real messages (skipped where the real data is absent)', () => {
  it('learns from two thousand and decides two thousand others about as a clerk does', () => {
    const samples: Sample[] = parse(readFileSync(labelledFile), { columns: true, bom: true })
    const known = samples.filter((_, i) => i % 7 < 2)
    const unseen = samples.filter((_, i) => i % 7 >= 5)
    const classifier = trainClassifier(known)
    const quality = measure(
      classifier.classifyMany(unseen).map((verdict, i) => ({ truth: unseen[i]!.label, ...verdict })),
    )
    expect(quality.accuracy).toBeGreaterThan(0.88)
    expect(quality.macro_f1).toBeGreaterThan(0.87)
    expect(quality.coverage_at_98).toBeGreaterThan(0.5)
    expect(quality.coverage_at_threshold).toBeGreaterThan(0.5)
    expect(quality.precision_at_threshold).toBeGreaterThan(0.97)
  }, 180_000)
})
