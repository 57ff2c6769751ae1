export interface WhistleAddress {
  tab?: string
  behind?: string
  caller?: string
  from?: string
  to?: string
}

/** What stands behind the question mark of the list: which tab, and which number of the figures was opened. */
export function readWhistleAddress(search: Record<string, unknown>): WhistleAddress {
  const found: WhistleAddress = {}
  for (const key of ['tab', 'behind', 'caller', 'from', 'to'] as const)
    if (typeof search[key] === 'string') found[key] = search[key]
  return found
}

/** What a whistle is blown about, or to which one more are called. */
export const readBlowAddress = (search: Record<string, unknown>): { matter?: string; more?: string } => ({
  ...(typeof search.matter === 'string' ? { matter: search.matter } : {}),
  ...(typeof search.more === 'string' ? { more: search.more } : {}),
})
