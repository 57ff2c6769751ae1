import type { ColumnType } from 'kysely'

type At = ColumnType<Date, Date | string, Date | string>

export interface MattersTable {
  id: string
  number: string
  kind: 'request' | 'part' | 'task'
  state: string
  version: number
  request_kind: string | null
  category: string | null
  urgency: string
  channel: string
  desk_id: string
  owner_id: string
  owner_path: string
  handler_id: string | null
  area_id: string | null
  area_path: string | null
  parent_id: string | null
  original_id: string | null
  policy_hash: string
  from_person: boolean
  reachable: boolean
  created_at: At
  dispatched_at: At | null
  contacted_at: At | null
  answered_at: At | null
  closed_at: At | null
  step: string | null
  due_at: At | null
  overdue: boolean
  outcome: string | null
  reworks: number
  extensions: number
  returned: number
  designated: boolean
  proposal: unknown
  resume: unknown
  supervised_at: At | null
  open_parts: number
  due_day: string | null
  head_seq: number
  head_hash: Buffer
}

declare module '../kernel/database/index.ts' {
  interface Tables {
    matters: MattersTable
  }
}
