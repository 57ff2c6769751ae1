import type { Fault } from '../../kernel/problems.ts'

/** Something wrong in a file that was handed in: where, and what, for the one who must mend it. */
export interface FileFault {
  /** From 1; in a table the row, in GeoJSON the line of the feature. */
  line: number
  /** From 1; in a table the column of the cell, in GeoJSON the character in the line. */
  column: number
  /** The name of the column or property, where it is about one. */
  field?: string
  zh: string
  en: string
}

/** The file as a whole cannot be read; nothing in it was looked at. */
export class UnreadableFile extends Error {
  readonly fault: FileFault
  constructor(zh: string, en: string, line = 1, column = 1) {
    super(en)
    this.fault = { line, column, zh, en }
  }
}

export function asProblemFault({ line, column, field, zh, en }: FileFault): Fault {
  const zhField = field ? `“${field}”` : ''
  return {
    at: `${line}:${column}`,
    zh: `第 ${line} 行第 ${column} 列${zhField}：${zh}`,
    en: `line ${line}, column ${column}${field ? ` (${field})` : ''}: ${en}`,
  }
}

/** UTF-8 with or without a mark at its beginning; what is not UTF-8 is read as GB18030, which Excel in China writes. */
export function readText(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {}
  }
  throw new UnreadableFile('文字编码既不是 UTF-8 也不是 GB18030', 'The text is neither UTF-8 nor GB18030')
}
