import { sql, type Work } from '../../kernel/database/index.ts'
import { type Place, setPlaces } from '../places.ts'
import { type Position, readPosition } from '../shape.ts'
import { type Entry, faultAt } from './entries.ts'
import type { FileFault } from './file-fault.ts'
import { areasByCode, filled, firstLines, type Planner, twice } from './plan.ts'

type Spotted = Omit<Place, 'areaId'> & { areaId: string | undefined; entry: Entry }

/** Codes on walls. Where no area is named, the spot says which one it is. */
export const planPlaces: Planner = async ({ tx, writer, convert }, entries) => {
  const faults: FileFault[] = []
  const areas = await areasByCode(tx, filled(entries, 'area_code'))
  const seen = firstLines()
  const spotted: Spotted[] = []
  for (const entry of entries) {
    const { code, name, address = null, area_code: areaCode } = entry.values
    if (code === undefined || name === undefined) continue
    const before = seen(code, entry.line)
    if (before !== undefined)
      faults.push(
        faultAt(entry, 'code', `编码 ${code} ${twice(before).zh}`, `The code ${code} ${twice(before).en}`),
      )
    if (!/^[A-Za-z0-9_-]{2,40}$/.test(code))
      faults.push(
        faultAt(
          entry,
          'code',
          '编码由 2 到 40 个字母、数字、连字符或下划线组成',
          'A code has 2 to 40 letters, digits, hyphens or underscores',
        ),
      )
    const area = areaCode === undefined ? undefined : areas.get(areaCode)
    if (areaCode !== undefined && (!area || area.ended))
      faults.push(
        faultAt(
          entry,
          'area_code',
          `没有编码为 ${areaCode} 的区域`,
          `There is no area with the code ${areaCode}`,
        ),
      )
    const spot = spotOf(entry, faults)
    if (!spot || (areaCode !== undefined && !area)) continue
    const [lng, lat] = convert(spot)
    spotted.push({ entry, code, name, address, lng, lat, areaId: area?.id })
  }
  const places = await placed(tx, spotted, faults)
  const existing = await placesByCode(
    tx,
    places.map(({ code }) => code),
  )
  const changed = places.filter((place) => {
    const before = existing.get(place.code)
    return (
      before &&
      (['areaId', 'name', 'address', 'lng', 'lat'] as const).some((field) => before[field] !== place[field])
    )
  })
  const fresh = places.filter(({ code }) => !existing.has(code))
  return {
    create: fresh.length,
    change: changed.length,
    faults,
    write: () => setPlaces(tx, writer, [...fresh, ...changed]),
  }
}

function spotOf(entry: Entry, faults: FileFault[]): Position | undefined {
  const { type, coordinates } = (entry.geometry ?? {}) as { type?: unknown; coordinates?: unknown }
  const { lng, lat } = entry.values
  if (type === undefined && (lng === undefined || lat === undefined)) {
    faults.push(
      faultAt(
        entry,
        lng === undefined ? 'lng' : 'lat',
        '没有经纬度',
        'The longitude or the latitude is missing',
      ),
    )
    return undefined
  }
  const position = readPosition(
    type === 'Point' ? coordinates : type === undefined ? [Number(lng), Number(lat)] : undefined,
  )
  if ('at' in position) return position.at
  faults.push(faultAt(entry, 'lng', `位置${position.zh}`, `The place ${position.en}`))
  return undefined
}

async function placed(tx: Work, spotted: Spotted[], faults: FileFault[]): Promise<Place[]> {
  const unknown = spotted.filter(({ areaId }) => areaId === undefined)
  const { rows } = await sql<{ code: string; areaId: string | null }>`
    select r.code, area_at(r.lng, r.lat) as "areaId"
    from jsonb_to_recordset(${JSON.stringify(unknown.map(({ code, lng, lat }) => ({ code, lng, lat })))}::jsonb) as r (code text, lng float8, lat float8)`.execute(
    tx,
  )
  const found = new Map(rows.map(({ code, areaId }) => [code, areaId]))
  return spotted.flatMap(({ entry, areaId, ...place }) => {
    const there = areaId ?? found.get(place.code)
    if (there) return [{ ...place, areaId: there }]
    faults.push(
      faultAt(
        entry,
        'lng',
        '这个位置不在任何区域内，请填区域编码',
        'This place lies in no area; give the code of its area',
      ),
    )
    return []
  })
}

async function placesByCode(tx: Work, codes: string[]): Promise<Map<string, Place>> {
  const { rows } = await sql<Place>`
    select code, area_id as "areaId", name, address, spot[0] as lng, spot[1] as lat
    from place_codes where code = any(${codes}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.code, row]))
}
