/** What was typed into the one search box, by its shape. */
export type Typed = 'nothing' | 'words' | 'code' | 'phone'

const flat = (text: string) => text.normalize('NFKC').replace(/[\s-]/g, '')

/**
 * A caller's number or code must not come to stand in an address, a history or a log, so both are told from words
 * before anything is sent.
 */
export function shapeOf(text: string): Typed {
  const typed = flat(text)
  if (!typed) return 'nothing'
  if (/^(\+?86|0086)?1[3-9]\d{9}$/.test(typed) || /^0\d{9,11}$/.test(typed)) return 'phone'
  // The letters of a tracking code: no 0, O, 1, I or L.
  if (/^[2-9A-HJKMNP-Z]{10}$/.test(typed.toUpperCase())) return 'code'
  return 'words'
}
