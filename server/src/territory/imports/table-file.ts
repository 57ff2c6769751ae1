import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { type FileFault, readText, UnreadableFile } from './file-fault.ts'

export interface TableRow {
  line: number
  cells: string[]
}

export interface Table {
  /** The first row is the header. */
  rows: TableRow[]
  faults: FileFault[]
}

const formula: Pick<FileFault, 'zh' | 'en'> = {
  zh: '单元格里是公式，请粘贴为数值',
  en: 'The cell holds a formula; paste its value instead',
}

/** A cell that a spreadsheet would run: `=…`, `@…`, or a sign before a name, a bracket or a quote. */
function isFormula(text: string): boolean {
  return /^[=@]|^[+-]\s*[A-Za-z("'@=+-]/.test(text)
}

/** @throws UnreadableFile where the text is not CSV */
export function readCsv(bytes: Uint8Array): Table {
  const text = readText(bytes).replace(/\r\n?/g, '\n')
  if (text.includes('\0')) throw new UnreadableFile('这不是文本文件', 'This is not a text file')
  const rows: TableRow[] = []
  let line = 1
  try {
    parse(text, {
      info: true,
      relax_column_count: true,
      on_record: (read) => {
        const { record, info } = read as unknown as { record: string[]; info: { lines: number } }
        rows.push({ line, cells: record.map((cell) => cell.trim()) })
        line = info.lines + 1
        return null
      },
    })
  } catch (error) {
    const { code } = error as { code?: string }
    const isOpen = code === 'CSV_QUOTE_NOT_CLOSED'
    throw new UnreadableFile(
      isOpen ? '从这一行开始的引号没有结束' : '引号用法有误：带引号的内容应整格加引号，内部的引号写两遍',
      isOpen ? 'A quote that opens here is never closed' : 'A quote stands where CSV allows none',
      line,
    )
  }
  return withoutBlankRows(rows, [])
}

/** Excel inflates its parts into memory; a file that says it holds more than this is not opened. */
const mostInflatedBytes = 256 * 1024 * 1024

/** The first sheet of an .xlsx workbook. @throws UnreadableFile */
export async function readWorkbook(bytes: Uint8Array): Promise<Table> {
  if (inflatedBytes(bytes) > mostInflatedBytes)
    throw new UnreadableFile('Excel 文件解开后太大', 'The workbook is too large once unpacked')
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer)
  } catch {
    throw new UnreadableFile(
      '打不开这个 Excel 文件，请另存为 .xlsx 或 CSV',
      'The workbook cannot be opened; save it as .xlsx or CSV',
    )
  }
  const sheet = workbook.worksheets[0]
  if (!sheet) throw new UnreadableFile('Excel 文件里没有工作表', 'The workbook has no sheet')
  const rows: TableRow[] = []
  const faults: FileFault[] = []
  sheet.eachRow({ includeEmpty: false }, (row, line) => {
    const cells: string[] = []
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const read = readCell(cell.value)
      if (typeof read === 'string') cells[column - 1] = read.trim()
      else faults.push({ line, column, ...read })
    })
    rows.push({ line, cells: Array.from(cells, (cell) => cell ?? '') })
  })
  return withoutBlankRows(rows, faults)
}

function readCell(value: ExcelJS.CellValue): string | Pick<FileFault, 'zh' | 'en'> {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string' || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
      return {
        zh: '长数字被 Excel 存成了数值，末尾已经丢失，请把这一列设为文本',
        en: 'Excel kept a long code as a number and lost its last digits; make the column text',
      }
    return String(value)
  }
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '')
  if ('error' in value)
    return { zh: `单元格里是错误值 ${value.error}`, en: `The cell holds the error ${value.error}` }
  if ('formula' in value || 'sharedFormula' in value) return formula
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('text' in value) return typeof value.text === 'string' ? value.text : ''
  return ''
}

/** Sum of the sizes that the archive's own directory states. */
function inflatedBytes(bytes: Uint8Array): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entry = Buffer.from([0x50, 0x4b, 0x01, 0x02])
  let sum = 0
  for (let at = view.indexOf(entry); at !== -1 && at + 28 <= view.length; at = view.indexOf(entry, at + 4))
    sum += view.readUInt32LE(at + 24)
  return sum
}

function withoutBlankRows(rows: TableRow[], faults: FileFault[]): Table {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  for (const { line, cells } of filled)
    for (const [index, cell] of cells.entries())
      if (isFormula(cell)) faults.push({ line, column: index + 1, ...formula })
  return { rows: filled, faults }
}
