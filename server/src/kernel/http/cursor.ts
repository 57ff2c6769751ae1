import { Problem } from '../problems.ts'

/** Where a keyset page ended: the time that orders it, as the database writes it, and the id of the last row. */
export interface PageMark {
  at: string
  id: string
}

export function cursorOf({ at, id }: PageMark): string {
  return Buffer.from(JSON.stringify({ at, id })).toString('base64url')
}

/** @throws Problem `input.invalid` where it is none of ours */
export function readCursor(cursor: string): PageMark {
  try {
    const { at, id } = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as PageMark
    if (!Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id)) return { at, id }
  } catch {
    // falls through to the refusal below
  }
  throw new Problem('input.invalid', { zh: '翻页标记无效', en: 'The page cursor is not valid' })
}
