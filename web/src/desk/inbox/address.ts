/** What the inbox shows, as it stands in the page's address. */
export const views = [
  'mine',
  'inbox',
  'to_decide',
  'overdue',
  'supervised',
  'passed_on',
  'below',
  'all',
] as const
export type View = (typeof views)[number]

export interface InboxAddress {
  view?: View
  state?: string
  category?: string
  urgency?: string
  kind?: 'request' | 'part'
  q?: string
  /** Of one organisation alone: its page in the register leads here. */
  owner?: string
}

const word = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() ? text : undefined
}

/** Reads the address; what it does not know it leaves out. */
export function readAddress(search: Record<string, unknown>): InboxAddress {
  const view = views.find((each) => each === search.view)
  const kind = search.kind === 'request' || search.kind === 'part' ? search.kind : undefined
  const read = {
    view,
    state: word(search.state),
    category: word(search.category),
    urgency: word(search.urgency),
    kind,
    q: word(search.q),
    owner: word(search.owner),
  }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as InboxAddress
}

export const filterNames = ['state', 'category', 'urgency', 'kind', 'q', 'owner'] as const

export function isFiltered(address: InboxAddress): boolean {
  return filterNames.some((name) => address[name] !== undefined)
}
