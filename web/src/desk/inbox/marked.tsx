/** Text with the searched words marked where they stand. */
export function Marked({ text, q }: { text: string; q: string | undefined }) {
  const words = (q ?? '').split(/\s+/).filter((word) => word.length > 0)
  if (words.length === 0) return text
  const pattern = new RegExp(
    `(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`,
    'giu',
  )
  return text.split(pattern).map((piece, index) =>
    // Every second piece is a match.
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text stay in order
    index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece,
  )
}
