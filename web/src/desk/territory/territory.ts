import type { Both } from '../../foundation/api.ts'

export interface Area {
  id: string
  code: string
  name: string
  name_en: string | null
  kind: string
  dedicated_to: string | null
  parent_id: string | null
  households: number | null
}

export interface AreaPage extends Area {
  chain: { id: string; code: string; kind: string; name: string }[]
  worker: { name: string; office: string; office_phone: string | null } | null
  community: { id: string; name: string; phone: string | null } | null
}

export interface Organisation {
  id: string
  code: string
  name: string
  name_en: string | null
  kind: string
  function: string | null
  parent_id: string | null
  area_id: string | null
  phone: string | null
  address: string | null
}

export interface OrganisationPage extends Organisation {
  parent: { id: string; name: string } | null
  area: { id: string; name: string } | null
  active_to: string | null
}

export interface DutyRow {
  id: string
  role: string
  organisation_id: string
  organisation: string
  area_id: string | null
  area: string | null
  active_from: string
  active_to: string | null
}

export interface Person {
  id: string
  name: string
  phone: string | null
  duties: DutyRow[]
}

/** The server's pages of a list: the next one begins after `next`. */
export interface ListPage<T> {
  items: T[]
  next: string | null
}

export interface Fault extends Both {
  line: number
  column: number
  field?: string
}

export interface ImportReport {
  kind: string
  rows: number
  faults: Fault[]
  would: { create: number; change: number }
  written: boolean
}
