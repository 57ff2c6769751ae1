import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deserialise } from '../insight/index.ts'
import { train } from './train.ts'

const folder = mkdtempSync(join(tmpdir(), 'lianxin-train-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function run(argv: string[], dataFolder?: string) {
  const written = { out: '', err: '' }
  const code = await train(argv, {
    ...(dataFolder === undefined ? {} : { dataFolder }),
    stdout: { write: (text: string) => (written.out += text) },
    stderr: { write: (text: string) => (written.err += text) },
  })
  return { code, ...written }
}

const messages = Array.from({ length: 80 }, (_, i) =>
  i % 2 === 0
    ? `${i},,"学校老师补课收费第${i}次\n请处理",教育`
    : `${i},"公交""${i}路""",公交车站不停车司机态度差${i},交通`,
)
const sound = `\ufeffid,title,body,label\r\n${messages.join('\r\n')}\r\n`

describe('lianxin train', () => {
  let labelled: string
  beforeAll(() => {
    labelled = file('labelled.csv', sound)
  })

  it('reads a byte order mark, empty titles and quoted line breaks, and cross-validates', async () => {
    const { code, out, err } = await run(['--labelled', labelled, '--json'])
    expect(err).toBe('')
    expect(code).toBe(0)
    const report = JSON.parse(out)
    expect(report).toMatchObject({
      accuracy: 1,
      macro_f1: 1,
      coverage_at_98: 1,
      method: 'cross-validation',
      messages_trained: 80,
      messages_evaluated: 80,
      labels: ['交通', '教育'],
      saved: null,
    })
    expect(report.messages_per_second).toBeGreaterThan(0)
  })

  it('saves into the data folder what a server can load', async () => {
    const dataFolder = join(folder, 'new', 'data')
    const { code, out } = await run(['--labelled', labelled], dataFolder)
    expect(code).toBe(0)
    expect(out).toContain('classifier.bin')
    const classifier = deserialise(readFileSync(join(dataFolder, 'classifier.bin')))
    expect(classifier.suggest({ title: '', body: '老师补课' }).label).toBe('教育')
  })

  it('is judged by another file, where a label it never learned counts as wrong', async () => {
    const evaluate = file(
      'evaluate.csv',
      'title,body,label\n,学校老师补课,教育\n,公交车站不停车,交通\n,老师补课收费,天文\n',
    )
    const chosen = join(folder, 'chosen.bin')
    const { code, out } = await run(
      ['--labelled', labelled, '--evaluate', evaluate, '--save', chosen, '--json'],
      folder,
    )
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ method: 'evaluation-file', messages_evaluated: 3, saved: chosen })
    expect(JSON.parse(out).accuracy).toBeCloseTo(2 / 3)
    expect(existsSync(chosen)).toBe(true)
  })

  it('leaves out rows without label or text, and says how many', async () => {
    const gaps = file('gaps.csv', `${sound}91,,有留言无类别,\r\n92,,,教育\r\n`)
    expect(JSON.parse((await run(['--labelled', gaps, '--json'])).out)).toMatchObject({
      messages_trained: 80,
      rows_without_label_or_text: 2,
    })
  })

  it('explains itself on --help', async () => {
    const { code, out } = await run(['--help'])
    expect(code).toBe(0)
    expect(out).toContain('coverage_at_98')
  })

  it.each([
    ['no file named', () => [], /--labelled/],
    ['an unknown option', () => ['--labeled', 'x'], /--labeled/],
    ['a file that is not there', () => ['--labelled', join(folder, 'absent.csv')], /absent\.csv/],
    ['a missing column', () => ['--labelled', file('a.csv', 'title,text,label\n,路灯,甲\n')], /缺少列 body/],
    ['an empty file', () => ['--labelled', file('b.csv', '')], /没有带类别的留言/],
    ['a header alone', () => ['--labelled', file('c.csv', 'title,body,label\n')], /没有带类别的留言/],
    [
      'one label',
      () => ['--labelled', file('d.csv', 'title,body,label\n,路灯,甲\n,电梯,甲\n')],
      /同一类别“甲”/,
    ],
    [
      'too few to part',
      () => ['--labelled', file('e.csv', 'title,body,label\n,路灯,甲\n,电梯,乙\n')],
      /留言太少/,
    ],
    ['a broken quote', () => ['--labelled', file('f.csv', 'title,body,label\n,"路灯,甲\n')], /CSV/],
    [
      'another encoding',
      () => ['--labelled', file('g.csv', Buffer.from([0xc2, 0xb7, 0xb5, 0xc6, 0xff]))],
      /UTF-8/,
    ],
    [
      'a place that cannot be written',
      () => ['--labelled', file('h.csv', sound), '--save', join(file('plain', ''), 'x.bin')],
      /无法保存/,
    ],
  ])('refuses %s with exit code 2 and nothing on standard output', async (_, argv, reason) => {
    const { code, out, err } = await run([...argv(), '--json'])
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(reason)
  })
})
