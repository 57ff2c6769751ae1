import type { MultiPolygon, Polygon } from 'geojson'
import { get } from '../../foundation/api.ts'
import type { AreaName } from '../places-api.ts'

export interface Office {
  id: string
  name: string
  name_en: string | null
  phone: string | null
  address: string | null
  hours: string | null
}

export interface Care {
  area: AreaName & { code: string; dedicated_to: string | null }
  place: { code: string; name: string; address: string | null } | null
  chain: (AreaName & { code: string })[]
  outline: Polygon | MultiPolygon | null
  worker: { name: string; office: string; phone: string | null } | null
  community: Office | null
  complain: { office: Office | null; hotline: Office | null }
  report_path: string
}

export type Corner = { code: string } | { lng: number; lat: number }

export const readCare = (corner: Corner) => get<Care>('/api/care', { ...corner })

/** What is said of a corner by its code. */
export const codeOf = ({ place, area }: Care) => place?.code ?? area.code
