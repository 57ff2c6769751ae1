import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CsvError, parse } from 'csv-parse/sync'
import {
  classifierPath,
  crossValidate,
  type Decision,
  measure,
  type Quality,
  type Sample,
  serialise,
  TrainingError,
  trainClassifier,
} from '../insight/index.ts'

export type TrainSetting = {
  /** Where the classifier is saved as `classifier.bin`, unless `--save` names a file. Without both it is not saved. */
  dataFolder?: string
  stdout?: { write(text: string): unknown }
  stderr?: { write(text: string): unknown; isTTY?: boolean }
}

const help = `lianxin train --labelled FILE.csv [--evaluate FILE.csv] [--save FILE] [--json]

从已分类的留言中学习，为新来的诉求推荐类别。
Learns from labelled messages to suggest categories for new ones.

  --labelled FILE   学习用的 CSV（UTF-8），须有 title,body,label 三列
                    CSV to learn from (UTF-8) with the columns title, body, label
  --evaluate FILE   评测用的 CSV，列相同；不给则作五折交叉验证
                    CSV to be judged by, same columns; without it: five-fold cross-validation
  --save FILE       模型保存到哪里，默认为数据文件夹中的 classifier.bin
                    where to save; default classifier.bin in the data folder
  --json            标准输出只有 JSON / JSON alone on standard output

accuracy, macro_f1        准确率与宏平均 F1
coverage_at_98            按把握从高到低排列，正确率仍不低于 98 % 的最大份额
                          largest share, by confidence, of which at least 98 % are right
coverage_at_threshold, precision_at_threshold
                          用学习时定下的门槛（未看评测标签）自动判定的份额及其正确率
                          what the threshold learned in training decides, and how much of that is right
`

/** A fault in what was asked for, told in both languages; ends the command with exit code 2. */
class Refusal extends Error {}

/**
 * The `lianxin train` command. Returns its exit code: 0 when trained and measured, 2 when the arguments or the files
 * do not allow it.
 */
export async function train(argv: string[], setting: TrainSetting = {}): Promise<number> {
  const { stdout = process.stdout, stderr = process.stderr } = setting
  try {
    const wishes = readArguments(argv)
    if (wishes === 'help') {
      stdout.write(help)
      return 0
    }
    const report = run(wishes, setting.dataFolder, progressBar(stderr))
    stdout.write(wishes.json ? `${JSON.stringify(report)}\n` : inWords(report))
    return 0
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof TrainingError)) throw error
    stderr.write(`${error.message}\n`)
    return 2
  }
}

type Wishes = { labelled: string; evaluate: string | undefined; save: string | undefined; json: boolean }

function readArguments(argv: string[]): Wishes | 'help' {
  let values: { labelled?: string; evaluate?: string; save?: string; json?: boolean; help?: boolean }
  try {
    values = parseArgs({
      args: argv,
      options: {
        labelled: { type: 'string' },
        evaluate: { type: 'string' },
        save: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new Refusal(`参数有误 Wrong arguments: ${(error as Error).message}\n\n${help}`)
  }
  if (values.help) return 'help'
  if (!values.labelled)
    throw new Refusal(`缺少参数 --labelled FILE.csv。The option --labelled is missing.\n\n${help}`)
  return {
    labelled: values.labelled,
    evaluate: values.evaluate,
    save: values.save,
    json: values.json === true,
  }
}

type Report = Quality & {
  messages_per_second: number
  method: 'evaluation-file' | 'cross-validation'
  messages_trained: number
  messages_evaluated: number
  rows_without_label_or_text: number
  labels: string[]
  seconds: number
  saved: string | null
}

function run(wishes: Wishes, dataFolder: string | undefined, onProgress: (done: number) => void): Report {
  const start = performance.now()
  const learning = readSamples(wishes.labelled)
  const judging = wishes.evaluate === undefined ? undefined : readSamples(wishes.evaluate)
  const target = wishes.save ?? (dataFolder === undefined ? undefined : classifierPath(dataFolder))
  if (!judging) refuseTooFew(learning.samples)
  const trained = judging
    ? evaluate(learning.samples, judging.samples, target, onProgress)
    : validate(learning.samples, target, onProgress)
  return {
    ...measure(trained.decisions),
    messages_per_second: trained.decisions.length / trained.seconds,
    method: judging ? 'evaluation-file' : 'cross-validation',
    messages_trained: learning.samples.length,
    messages_evaluated: trained.decisions.length,
    rows_without_label_or_text: learning.skipped + (judging?.skipped ?? 0),
    labels: [...new Set(learning.samples.map(({ label }) => label))].sort(),
    seconds: (performance.now() - start) / 1000,
    saved: target === undefined ? null : resolve(target),
  }
}

type Trained = { decisions: Decision[]; seconds: number }

function evaluate(
  learning: Sample[],
  judging: Sample[],
  target: string | undefined,
  onProgress: (done: number) => void,
): Trained {
  const classifier = trainClassifier(learning, { onProgress })
  const start = performance.now()
  const verdicts = classifier.classifyMany(judging)
  const seconds = (performance.now() - start) / 1000
  if (target !== undefined) save(target, serialise(classifier))
  return { decisions: verdicts.map((verdict, i) => ({ truth: judging[i]!.label, ...verdict })), seconds }
}

/** Cross-validation trains five times; learning from all, only when it is to be saved, is the sixth. */
function validate(
  learning: Sample[],
  target: string | undefined,
  onProgress: (done: number) => void,
): Trained {
  const validation = target === undefined ? 1 : 5 / 6
  const result = crossValidate(learning, (done) => onProgress(done * validation))
  if (target !== undefined) {
    const classifier = trainClassifier(learning, { onProgress: (done) => onProgress((5 + done) / 6) })
    save(target, serialise(classifier))
  }
  return result
}

function refuseTooFew(samples: readonly Sample[]): void {
  const labels = new Set(samples.map(({ label }) => label))
  const times = new Map<string, number>()
  for (const { label } of samples) times.set(label, (times.get(label) ?? 0) + 1)
  if (labels.size > 1 && [...times.values()].filter((count) => count > 1).length < 2) {
    throw new Refusal(
      '留言太少，无法交叉验证：至少要有两个类别各有两条。Too few messages for cross-validation: two labels need two each.',
    )
  }
}

/** A reader never sees half a file: it is written beside its place and then renamed. */
function save(target: string, bytes: Buffer): void {
  try {
    mkdirSync(dirname(resolve(target)), { recursive: true })
    writeFileSync(`${target}.new`, bytes)
    renameSync(`${target}.new`, target)
  } catch (error) {
    throw new Refusal(`无法保存到 ${target}。Cannot save: ${(error as Error).message}`)
  }
}

const columns = ['title', 'body', 'label'] as const

function readSamples(file: string): { samples: Sample[]; skipped: number } {
  const rows = readRows(file, readText(file))
  const samples: Sample[] = []
  for (const row of rows) {
    const label = row.label.trim()
    if (label !== '' && `${row.title}${row.body}`.trim() !== '')
      samples.push({ title: row.title, body: row.body, label })
  }
  if (samples.length === 0) {
    throw new Refusal(`文件 ${file} 中没有带类别的留言。There are no labelled messages in the file.`)
  }
  return { samples, skipped: rows.length - samples.length }
}

function readText(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new Refusal(`无法读取文件 ${file}。Cannot read the file: ${(error as Error).message}`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal(
      `文件 ${file} 不是 UTF-8 编码，请另存为 UTF-8 的 CSV。The file is not UTF-8: save it as UTF-8 CSV.`,
    )
  }
}

function readRows(file: string, text: string): Sample[] {
  let header: string[] = []
  let rows: Sample[]
  try {
    rows = parse(text, {
      bom: true,
      skip_empty_lines: true,
      columns: (names: string[]) => {
        header = names.map((name) => name.trim())
        return header
      },
    }) as Sample[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new Refusal(`文件 ${file} 不是完好的 CSV。The file is not sound CSV: ${error.message}`)
  }
  const missing = columns.filter((column) => !header.includes(column))
  if (header.length > 0 && missing.length > 0) {
    throw new Refusal(
      `文件 ${file} 缺少列 ${missing.join('、')}（现有：${header.join('、')}）。Missing columns: ${missing.join(', ')}.`,
    )
  }
  return rows
}

const barWidth = 30

function progressBar(stderr: { write(text: string): unknown; isTTY?: boolean }): (done: number) => void {
  if (!stderr.isTTY) return () => {}
  return (done) => {
    const filled = Math.round(done * barWidth)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`
    stderr.write(`\r学习中 Training ${bar} ${Math.round(done * 100)} %${done >= 1 ? '\n' : ''}`)
  }
}

function inWords(report: Report): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  const method =
    report.method === 'evaluation-file'
      ? `评测 ${report.messages_evaluated} 条 evaluated`
      : `五折交叉验证 ${report.messages_evaluated} 条 five-fold cross-validation`
  return `学习 ${report.messages_trained} 条 learned from，${report.labels.length} 个类别 labels；${method}；用时 ${report.seconds.toFixed(1)} s
准确率 accuracy                          ${percent(report.accuracy)}
宏平均 macro_f1                          ${percent(report.macro_f1)}
98 % 正确时可自动判定 coverage_at_98      ${percent(report.coverage_at_98)}
按门槛自动判定 coverage_at_threshold      ${percent(report.coverage_at_threshold)}
其中正确 precision_at_threshold           ${percent(report.precision_at_threshold)}
每秒 messages_per_second                 ${Math.round(report.messages_per_second)}
${report.saved === null ? '未保存 not saved（--save FILE）' : `已保存 saved: ${report.saved}`}
`
}
