import type { Search } from '../../foundation/ways.tsx'
import { type InboxAddress, readAddress, type View } from '../inbox/address.ts'

/** What the map shows, as it stands in the page's address: the filters of the inbox, and the window. */
export interface MapAddress
  extends Pick<InboxAddress, 'view' | 'state' | 'category' | 'urgency' | 'kind' | 'q' | 'area' | 'here'> {
  /** Open matters unless said otherwise. */
  which?: 'closed' | 'every'
  /** `zoom/lat/lng` of the window, as the base map counts. */
  at?: string
}

const window = /^\d{1,2}(\.\d+)?\/-?\d{1,2}(\.\d+)?\/-?\d{1,3}(\.\d+)?$/

/** Reads the address; what it does not know it leaves out. */
export function readMapAddress(search: Record<string, unknown>): MapAddress {
  const {
    saved: _saved,
    print: _print,
    owner: _owner,
    handler: _handler,
    open: _open,
    ...rest
  } = readAddress(search)
  const { which, at } = search
  return {
    ...rest,
    ...(which === 'closed' || which === 'every' ? { which } : {}),
    ...(typeof at === 'string' && window.test(at) ? { at } : {}),
  }
}

/** What the server is asked for: the same for the tiles and for the table. */
export type MapFilters = Omit<MapAddress, 'which' | 'at'> & { open?: boolean }

export function filtersOfMap({ which, at: _, ...rest }: MapAddress): MapFilters {
  const open =
    which === undefined ? rest.state !== 'closed' || undefined : which === 'every' ? undefined : false
  return { ...rest, view: rest.view ?? 'all', ...(open === undefined ? {} : { open }) }
}

/** Views that also hold what is closed. */
const lasting: View[] = ['all', 'passed_on', 'came_up']

/** From the inbox to the same matters on the map. */
export function toMap({
  saved: _,
  print: __,
  owner: ___,
  handler: ____,
  open,
  ...rest
}: InboxAddress): Search {
  const view = rest.view ?? 'inbox'
  return { ...rest, view, ...(lasting.includes(view) && !open ? { which: 'every' } : {}) }
}

/** From the map to the same matters in the inbox, those without a point too. */
export function toInbox(address: MapAddress): Search {
  const { open, ...rest } = filtersOfMap(address)
  return { ...rest, ...(open && lasting.includes(rest.view!) ? { open } : {}) }
}
