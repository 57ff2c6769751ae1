/** What the inbox shows, as it stands in the page's address. */
export const views = [
  'mine',
  'inbox',
  'to_decide',
  'overdue',
  'supervised',
  'passed_on',
  'came_up',
  'below',
  'all',
] as const
export type View = (typeof views)[number]

/** What narrows the list: what the server is asked for, and what a saved view keeps. */
export interface ListFilters {
  view?: View
  state?: string
  category?: string
  urgency?: string
  kind?: 'request' | 'part' | 'task'
  q?: string
  area?: string
  /** Only what lies in the area itself and in none below it. */
  here?: boolean
  /** true: those not closed. */
  open?: boolean
  owner?: string
  handler?: string
}

export interface InboxAddress extends ListFilters {
  /** The saved view it came from. */
  saved?: string
  /** Laid out for paper. */
  print?: 1
}

const word = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() ? text : undefined
}

const id = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : undefined

const yes = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined)

/** Reads the address; what it does not know it leaves out. */
export function readAddress(search: Record<string, unknown>): InboxAddress {
  const kind = (['request', 'part', 'task'] as const).find((each) => each === search.kind)
  return present({
    view: views.find((each) => each === search.view),
    state: word(search.state),
    category: word(search.category),
    urgency: word(search.urgency),
    kind,
    q: word(search.q),
    area: id(search.area),
    here: yes(search.here),
    open: yes(search.open),
    owner: id(search.owner),
    handler: id(search.handler),
    saved: id(search.saved),
    print: search.print ? 1 : undefined,
  }) as InboxAddress
}

const present = (read: object) =>
  Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))

export const filterNames = [
  'state',
  'category',
  'urgency',
  'kind',
  'q',
  'area',
  'here',
  'open',
  'owner',
  'handler',
] as const

/** The part of the address that says which matters. */
export function filtersOf({ saved: _, print: __, ...filters }: InboxAddress): ListFilters {
  return filters
}

export function isFiltered(address: ListFilters): boolean {
  return filterNames.some((name) => address[name] !== undefined)
}

/** Whether two addresses list the same matters. */
export function listSame(a: ListFilters, b: ListFilters): boolean {
  return (a.view ?? 'inbox') === (b.view ?? 'inbox') && filterNames.every((name) => a[name] === b[name])
}
