import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { House } from '../kernel/house.ts'
import { system } from '../kernel/permissions/index.ts'
import { type Datum, datums, guideOf, type ImportKind, importFile, importKinds } from '../territory/index.ts'

const mostBytes = 512 * 1024 * 1024

const help = `lianxin import KIND FILE [--dry-run] [--json] [--crs wgs84|gcj02]

把 CSV、Excel（.xlsx）或 GeoJSON 文件导入系统：要么全部写入，要么一行不写。
Imports a CSV, Excel (.xlsx) or GeoJSON file: all of it or nothing.

  KIND        ${importKinds.join(' | ')}
  --dry-run   只检查，列出每一处错误 / look only, and list every fault
  --crs       文件里坐标的基准，默认 wgs84 / datum of the coordinates in the file
  --json      只输出 JSON / print JSON alone

可用的列，带 * 的必填 / columns, * where required:
${importKinds.map((kind) => `  ${kind}: ${guideOf(kind)}`).join('\n')}
`

/**
 * The `import` command. Prints what it did, and every fault with its line and column.
 * @returns the exit code: 0 only where nothing was wrong
 */
export async function importCommand(argv: string[], { house }: { house: House }): Promise<number> {
  const read = readArguments(argv)
  if (read === 'help') {
    process.stdout.write(help)
    return 0
  }
  if (typeof read === 'string') return complain(read)
  const { kind, file, dryRun, json, crs } = read
  const size = await stat(file).catch(() => undefined)
  if (!size?.isFile()) return complain(`读不到文件 ${file} / cannot read the file ${file}`)
  if (size.size > mostBytes) return complain(`文件超过 ${mostBytes / 1024 / 1024} MB / the file is too large`)
  const report = await importFile(house, system, { kind, bytes: await readFile(file), dryRun, crs })
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
  else {
    for (const fault of report.faults)
      process.stdout.write(
        `${file}:${fault.line}:${fault.column} ${fault.field ?? ''} ${fault.zh} / ${fault.en}\n`,
      )
    const { create, change } = report.would
    const done = report.written ? '已写入 / written' : '没有写入 / nothing written'
    process.stdout.write(
      `共 ${report.rows} 行，新增 ${create}，更改 ${change}，错误 ${report.faults.length}：${done}\n`,
    )
  }
  return report.faults.length === 0 ? 0 : 1
}

interface Arguments {
  kind: ImportKind
  file: string
  dryRun: boolean
  json: boolean
  crs: Datum
}

/** The arguments, `help`, or a sentence about what is wrong with them. */
function readArguments(argv: string[]): Arguments | string {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(argv)
  } catch (error) {
    return (error as Error).message
  }
  const { values, positionals } = parsed
  if (values.help) return 'help'
  const [kind, file, ...others] = positionals
  if (!importKinds.includes(kind as ImportKind))
    return `KIND 应为 ${importKinds.join('、')} 之一 / KIND must be one of these`
  if (!file || others.length > 0) return '要指明一个文件 / name one FILE'
  if (!datums.includes(values.crs as Datum))
    return `--crs 应为 ${datums.join(' 或 ')} / --crs must be one of these`
  return {
    kind: kind as ImportKind,
    file,
    dryRun: values['dry-run'],
    json: values.json,
    crs: values.crs as Datum,
  }
}

function parse(argv: string[]) {
  return parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      crs: { type: 'string', default: 'wgs84' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
}

function complain(words: string): number {
  process.stderr.write(`${words}\nlianxin import --help\n`)
  return 2
}
