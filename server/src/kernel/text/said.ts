/** The first sentence, short enough for a list. */
export function titleFrom(text: string): string {
  const line = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[。！？!?；;])/)[0]!
  const letters = [...line]
  return letters.length <= 36 ? line.replace(/[。；;]$/, '') : `${letters.slice(0, 35).join('')}…`
}

/** What people paste: control characters go, line breaks stay, NUL and lone surrogates are a wrong encoding. */
export function cleanText(text: string): { text: string } | { fault: 'encoding' | 'empty' } {
  if (text.includes('\u0000') || !text.isWellFormed()) return { fault: 'encoding' }
  const clean = text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u2028\u2029\ufeff]/g, '')
    .trim()
  // U+FFFD is what a decoder leaves of bytes that were no UTF-8.
  const broken = [...clean].filter((letter) => letter === '\ufffd').length
  if (broken > 0 && broken * 20 >= clean.length) return { fault: 'encoding' }
  return /[\p{L}\p{N}]/u.test(clean) ? { text: clean } : { fault: 'empty' }
}
