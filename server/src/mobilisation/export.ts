import type { Executor } from '../kernel/database/index.ts'
import { shiftCounts } from './board.ts'

const stamp = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** A cell that no spreadsheet takes for a formula. */
function cell(value: string | number): string {
  const text = String(value)
  const safe = /^[=+\-@\t]/.test(text) && typeof value === 'string' ? `'${text}` : text
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Planned against came, one line a shift, as a spreadsheet reads it. Numbers only: people are behind their list. */
export async function reviewCsv(executor: Executor, mobilisationId: string): Promise<string> {
  const rows = await shiftCounts(executor, mobilisationId)
  const head = ['岗位', '负责单位', '开始', '结束', '需要', '已占', '到岗', '未到', '缺口']
  const lines = rows.map((row) => [
    row.post,
    row.unit,
    stamp.format(new Date(row.starts_at)),
    stamp.format(new Date(row.ends_at)),
    row.needed,
    row.taken,
    row.came,
    row.absent,
    row.needed - row.came,
  ])
  return `\uFEFF${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}
