import type { Generated } from 'kysely'
import type { AreaKind } from './rules.ts'
import type { Position } from './shape.ts'

export interface AreasTable {
  id: string
  code: string
  name: string
  name_en: string | null
  kind: AreaKind
  dedicated_to: string | null
  parent_id: string | null
  /** ltree text, root first. */
  path: string
  households: number | null
  active_from: Date
  active_to: Date | null
}

export interface AreaShapesTable {
  id: Generated<number>
  area_id: string
  /** PostgreSQL's own text form of a polygon. */
  outline: string
  holes: string
  /** The part as in RFC 7946: the outer ring anticlockwise, then the holes clockwise. */
  rings: Position[][]
  valid_from: Date
  valid_to: Date | null
}

export interface OrganisationsTable {
  id: string
  code: string
  name: string
  name_en: string | null
  kind: string
  function: string | null
  parent_id: string | null
  /** ltree text, root first. */
  path: string
  area_id: string | null
  phone: string | null
  address: string | null
  active_from: Date
  active_to: Date | null
}

export interface PeopleTable {
  id: string
  name: string
  phone: string | null
  email: string | null
  user_id: string | null
  created_at: Generated<Date>
  erased_at: Date | null
}

export interface DutiesTable {
  id: string
  person_id: string
  organisation_id: string
  role: string
  area_id: string | null
  active_from: Date
  active_to: Date | null
}

export interface PlaceCodesTable {
  code: string
  area_id: string
  name: string
  address: string | null
  /** PostgreSQL's own text form of a point: `(lng,lat)`. */
  spot: string
  active_to: Date | null
}

declare module '../kernel/database/index.ts' {
  interface Tables {
    areas: AreasTable
    area_shapes: AreaShapesTable
    organisations: OrganisationsTable
    people: PeopleTable
    duties: DutiesTable
    place_codes: PlaceCodesTable
  }
}
