import { get } from '../foundation/api.ts'

export interface AreaName {
  id: string
  name: string
  kind: string
  name_en?: string | null
}

export interface PlaceFound {
  kind: 'place' | 'area'
  code: string
  area_id: string
  area_kind?: string
  name: string
  address: string | null
  lng: number | null
  lat: number | null
  chain: AreaName[]
}

export interface AreaFound extends AreaName {
  chain?: AreaName[]
}

export const areaAt = (lng: number, lat: number) => get<AreaFound>('/api/areas/at', { lng, lat })

export const placeByCode = (code: string) =>
  get<Omit<PlaceFound, 'kind'>>(`/api/places/${encodeURIComponent(code)}`)

export const findPlaces = async (words: string) =>
  (await get<{ items: PlaceFound[] }>('/api/places', { q: words })).items

export const areasWithin = async (parent: string | null, kind?: string) =>
  (await get<{ items: AreaName[] }>('/api/areas', { parent, kind, limit: 200 })).items

/** Names from the widest down, for a person: 「区 · 街道 · 社区」. */
export function chainWords(chain: AreaName[] | undefined): string {
  return (chain ?? []).map(({ name }) => name).join(' · ')
}
