import type { Executor } from '../kernel/database/index.ts'
import { Problem } from '../kernel/problems.ts'
import { areaAt, areaById, areaChain } from './areas.ts'
import { placeByCode } from './places.ts'

/** How a person says where: a point, the code on a wall, or a name from the list of areas. */
export interface SaidPlace {
  lat?: number
  lng?: number
  address?: string
  place_code?: string
  area_id?: string
}

export interface SaidAndFound {
  /** Null where only an address was typed: a person at the desk finds the area. */
  areaId: string | null
  spot: { lng: number; lat: number } | null
  address: string | null
  placeCode: string | null
  /** Names from the district down, for search. */
  names: string
}

/** Null where nothing was said. @throws Problem `place.unknown` when it lies outside every area, or nobody has such a code */
export async function placeOf(executor: Executor, said: SaidPlace): Promise<SaidAndFound | null> {
  const address = said.address?.trim() || null
  if (said.place_code) {
    const place = await placeByCode(executor, said.place_code)
    if (!place)
      throw new Problem('place.unknown', { zh: '没有这个楼栋码', en: 'There is no such place code' })
    return {
      areaId: place.areaId,
      // A grid's own code says which grid, not where in it.
      spot: place.isArea ? null : { lng: place.lng, lat: place.lat },
      address: [place.address ?? place.name, address].filter(Boolean).join(' '),
      placeCode: place.code,
      names: place.chain.map(({ name }) => name).join(' '),
    }
  }
  if (said.lat !== undefined && said.lng !== undefined) {
    const spot = { lng: said.lng, lat: said.lat }
    const area = await areaAt(executor, spot)
    if (!area) throw new Problem('place.unknown')
    return { areaId: area.id, spot, address, placeCode: null, names: await namesOf(executor, area.id) }
  }
  if (said.area_id) {
    const area = await areaById(executor, said.area_id)
    if (!area || area.activeTo)
      throw new Problem('place.unknown', { zh: '没有这个区域', en: 'There is no such area' })
    return { areaId: area.id, spot: null, address, placeCode: null, names: await namesOf(executor, area.id) }
  }
  if (said.lat !== undefined || said.lng !== undefined)
    throw new Problem('input.invalid', { zh: '位置要同时有经度和纬度', en: 'A place needs both lat and lng' })
  return address ? { areaId: null, spot: null, address, placeCode: null, names: '' } : null
}

async function namesOf(executor: Executor, areaId: string): Promise<string> {
  return (await areaChain(executor, areaId)).map(({ name }) => name).join(' ')
}
