import { once } from 'node:events'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'csv-stringify/sync'
import { recordLook } from '../kernel/audit/index.ts'
import type { Configuration } from '../kernel/configuration.ts'
import type { House } from '../kernel/house.ts'
import { system } from '../kernel/permissions/index.ts'
import { categoryPath } from '../kernel/policy/index.ts'
import { exportSeals } from '../kernel/timeline/seal.ts'
import { outcomeWords, type State, stateWords } from '../matters/index.ts'
import { progressBar } from './progress.ts'
import { withHouse } from './with-house.ts'

const help = `lianxin export FOLDER [--with-personal --reason 理由]

导出全部事项（matters.csv，UTF-8，可用 Excel 打开）和时间线的每日封存（seals.json）。
姓名、电话和文字里的号码默认打码；--with-personal 导出原文，须写明理由，并记入审计日志。
Exports all matters (matters.csv, UTF-8 for spreadsheets) and the daily seals of the timeline (seals.json).
Names, phone numbers and numbers within the words are masked; --with-personal exports them as they are, asks for a
--reason, and is kept in the audit log.`

interface Row {
  id: string
  number: string
  kind: string
  state: State
  request_kind: string | null
  category: string | null
  urgency: string
  policy_hash: string
  original_id: string | null
  supervised: boolean
  overdue: boolean
  anonymous: boolean | null
  title: string
  body: string
  address: string | null
  name: string | null
  phone: string | null
  areas: Record<string, string> | null
  owner: string
  created_at: Date
  closed_at: Date | null
  outcome: string | null
  answer: string | null
  solved: boolean | null
  satisfaction: string | null
}

const pageSize = 500

/** The columns of a 12345 work-order table, in its order. */
const columns = [
  '工单编号',
  '类型',
  '问题分类',
  '标签',
  '标题',
  '主要内容',
  '状态',
  '来电人',
  '电话',
  '被反映区',
  '被反映街乡镇',
  '村/社区',
  '小区点位',
  '主办单位',
  '来电时间',
  '办结时间',
  '办理结果',
  '回复内容',
  '是否解决',
  '是否满意',
  '工单性质',
] as const

export interface Exported {
  matters: number
  seals: number
}

/**
 * Writes `matters.csv` and `seals.json` into a folder; each has its name only when it is whole.
 * @param options.personal why personal data is exported unmasked; kept in the audit log before the first row is written
 */
export async function exportTo(
  house: House,
  folder: string,
  options: { personal?: string; onProgress?: (done: number, about: number) => void } = {},
): Promise<Exported> {
  mkdirSync(folder, { recursive: true })
  const { rows: counted } = await house.pool.query<{ n: number }>('select count(*)::int as n from matters')
  const about = counted[0]!.n
  if (options.personal !== undefined)
    await recordLook(house.db, {
      actor: system,
      action: 'export.personal',
      reason: `${userInfo().username}: ${options.personal}`,
      outcome: 'done',
    })
  const file = join(folder, 'matters.csv')
  const out = createWriteStream(`${file}.part`, { mode: 0o600 })
  const closed = once(out, 'close')
  out.write(stringify([[...columns]], { bom: true }))
  let matters = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await house.pool.query<Row>(pageQuery, [after, pageSize])
    const cells: string[][] = []
    for (const row of rows) cells.push(await cellsOf(house, row, options.personal !== undefined))
    // A cell that a spreadsheet would take for a formula is led by an apostrophe.
    if (!out.write(stringify(cells, { escape_formulas: true })))
      await Promise.race([once(out, 'drain'), closed])
    matters += rows.length
    options.onProgress?.(matters, about)
    if (rows.length < pageSize) break
    after = rows.at(-1)!.id
  }
  out.end()
  await closed
  await rename(`${file}.part`, file)
  const seals = await exportSeals(house.pool)
  writeFileSync(join(folder, 'seals.json'), `${JSON.stringify(seals, null, 1)}\n`)
  return { matters, seals: seals.seals.length }
}

const pageQuery = `
  select m.id, m.number, m.kind, m.state, m.request_kind, m.category, m.urgency, m.policy_hash, m.original_id,
    m.supervised_at is not null as supervised, m.overdue, c.anonymous, w.title, w.body, w.address, c.name, c.phone,
    (select jsonb_object_agg(a.kind, a.name) from areas a where a.path @> m.area_path) as areas, o.name as owner,
    m.created_at, m.closed_at, m.outcome, j.solved, j.satisfaction,
    (select tp.data->>'text' from timeline t join timeline_personal tp on tp.event_id = t.id
      where t.stream = m.id and t.kind in ('matter.answered', 'matter.declined') order by t.seq desc limit 1) as answer
  from matters m join matter_words w on w.matter_id = m.id join organisations o on o.id = m.owner_id
  left join matter_contacts c on c.matter_id = m.id
  left join lateral (select solved, satisfaction from judgements where matter_id = m.id order by round desc limit 1) j on true
  where m.id > $1 order by m.id limit $2`

async function cellsOf(house: House, row: Row, personal: boolean): Promise<string[]> {
  const rules = await house.rulesOf(row.policy_hash)
  const named = (list: { id: string; zh: string }[], id: string | null) =>
    list.find((each) => each.id === id)?.zh ?? id ?? ''
  const shown = personal ? (text: string | null) => text ?? '' : (text: string | null) => masked(text ?? '')
  const cells: Record<(typeof columns)[number], string> = {
    工单编号: row.number,
    类型: named(rules.kinds, row.request_kind),
    问题分类: row.category
      ? categoryPath(rules, row.category)
          .map(({ zh }) => zh)
          .join('/') || row.category
      : '',
    标签: [
      named(rules.urgencies, row.urgency),
      ...(row.supervised ? ['督办'] : []),
      ...(row.overdue ? ['超期'] : []),
      ...(row.anonymous ? ['匿名'] : []),
    ].join('、'),
    标题: shown(row.title),
    主要内容: shown(row.body),
    状态: stateWords[row.state].zh,
    来电人: personal ? (row.name ?? '') : maskedName(row.name),
    电话: shown(row.phone),
    被反映区: row.areas?.district ?? '',
    被反映街乡镇: row.areas?.street ?? '',
    '村/社区': row.areas?.community ?? '',
    小区点位: shown(row.address),
    主办单位: row.owner,
    来电时间: localTime(row.created_at),
    办结时间: localTime(row.closed_at),
    办理结果: row.outcome ? (outcomeWords[row.outcome as keyof typeof outcomeWords]?.zh ?? row.outcome) : '',
    回复内容: shown(row.answer),
    是否解决: row.solved === null ? '未评价' : row.solved ? '是' : '否',
    是否满意: row.satisfaction ? named(rules.satisfaction, row.satisfaction) : '未评价',
    工单性质:
      row.kind === 'part' ? '协办件' : row.kind === 'task' ? '交办件' : row.original_id ? '并案件' : '主办件',
  }
  return columns.map((column) => cells[column])
}

/** 张三 as 张*: a spreadsheet goes from hand to hand. */
function maskedName(name: string | null): string {
  const letters = [...(name ?? '')]
  return letters.length ? `${letters[0]}${'*'.repeat(Math.max(1, letters.length - 1))}` : ''
}

/** Phone numbers, identity cards and plates, wherever they stand in the words. */
function masked(text: string): string {
  return text.replace(/[A-Za-z0-9][A-Za-z0-9 -]{3,}[A-Za-z0-9]/g, (run) =>
    run.replace(/[^A-Za-z0-9]/g, '').length < 6 || !/\d{4}/.test(run)
      ? run
      : `${run.slice(0, 3)}****${run.slice(-2)}`,
  )
}

/** In Asia/Shanghai, as spreadsheets read it. */
function localTime(at: Date | null): string {
  return at ? new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ') : ''
}

/** The `export` command. @returns the exit code */
export async function exportCommand(argv: string[], configuration: Configuration): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      'with-personal': { type: 'boolean' },
      reason: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const folder = positionals[0]
  if (!folder || positionals.length > 1) {
    console.error(help)
    return 2
  }
  const reason = values.reason?.trim()
  if (values['with-personal'] && !reason) {
    console.error('导出个人信息须写明理由：--reason / exporting personal data needs a --reason')
    return 2
  }
  return withHouse(configuration, async (house) => {
    const bar = progressBar('matters')
    const done = await exportTo(house, folder, {
      ...(values['with-personal'] ? { personal: reason! } : {}),
      onProgress: bar.at,
    }).finally(() => bar.end())
    console.log(
      `已导出到 / exported to ${folder}: ${done.matters} 件事项 matters, ${done.seals} 个封存 seals`,
    )
    return 0
  })
}
