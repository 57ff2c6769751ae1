import { type Executor, sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import {
  type Area,
  areaAt,
  areaByCode,
  areaById,
  areaChain,
  changingTerritory,
  communityFor,
  currentShapes,
  gridWorkerOf,
  hotlineCentre,
  isPhone,
  type Organisation,
  placeByCode,
  record,
  refuse,
  superiorOf,
} from '../territory/index.ts'
import { requireDrawing, requireSeen } from './change.ts'
import { geometryOf } from './geometry.ts'
import { gridOf } from './plan.ts'
import { settingOf } from './store.ts'

/** How somebody says which corner they mean: the code on a wall or of an area, or a point. */
export interface Corner {
  code?: string | undefined
  lng?: number | undefined
  lat?: number | undefined
}

const unknown = () =>
  new Problem('not_found', { zh: '没有这个地点码或区域编码', en: 'There is no such code' })

async function cornerOf(executor: Executor, { code, lng, lat }: Corner) {
  if (code !== undefined) {
    const place = await placeByCode(executor, code)
    const area = place ? await areaById(executor, place.areaId) : await areaByCode(executor, code)
    if (!area || area.activeTo) throw unknown()
    return { area, place: place && !place.isArea ? place : null }
  }
  if (lng === undefined || lat === undefined)
    throw new Problem('input.invalid', {
      zh: '请给出地点码，或经度和纬度',
      en: 'Give a code, or both longitude and latitude',
    })
  const found = await areaAt(executor, { lng, lat })
  if (!found) throw new Problem('place.unknown')
  return { area: (await areaById(executor, found.id))!, place: null }
}

/** An office as it may be shown to anybody. */
async function officeOf(executor: Executor, office: Organisation | undefined) {
  if (!office) return null
  const { rows } = await sql<{
    hours: string | null
  }>`select hours from organisations where id = ${office.id}`.execute(executor)
  const { id, name, nameEn, phone, address } = office
  return { id, name, name_en: nameEn, phone, address, hours: rows[0]?.hours ?? null }
}

/**
 * Who looks after a corner: the name of the area, its extent, the grid worker and how to reach them on duty, and where to
 * complain about them (滨州市网格化服务管理条例 §§6, 10). Never a person's own number.
 */
export async function careOf(house: House, corner: Corner) {
  const { db } = house
  const { area, place } = await cornerOf(db, corner)
  const [chain, shapes, worker, community, centre] = await Promise.all([
    areaChain(db, area.id),
    currentShapes(db, [area.id]),
    gridWorkerOf(db, area.id, house.now()),
    communityFor(db, area.id),
    hotlineCentre(db),
  ])
  const above = community ? await superiorOf(db, community.id) : undefined
  const parts = shapes.get(area.id) ?? []
  return {
    area: areaShown(area),
    place: place && { code: place.code, name: place.name, address: place.address },
    chain: chain.map(({ nameEn, ...rest }) => ({ ...rest, name_en: nameEn })),
    outline: parts.length ? geometryOf(parts) : null,
    worker: worker && {
      name: worker.name,
      office: worker.organisationName,
      phone: (await publicPhone(db, worker.dutyId)) ?? worker.organisationPhone,
    },
    community: await officeOf(db, community),
    complain: { office: await officeOf(db, above), hotline: await officeOf(db, centre) },
    report_path: `/p/${encodeURIComponent(place?.code ?? area.code)}`,
  }
}

const areaShown = ({ id, code, name, nameEn, kind, dedicatedTo }: Area) => ({
  id,
  code,
  name,
  name_en: nameEn,
  kind,
  dedicated_to: dedicatedTo,
})

async function publicPhone(executor: Executor, dutyId: string): Promise<string | null> {
  const { rows } = await sql<{ phone: string | null }>`
    select public_phone as phone from duties where id = ${dutyId}`.execute(executor)
  return rows[0]?.phone ?? null
}

/** The address behind a code to scan: the report page, with the place known already. @throws Problem `not_found` */
export async function addressOfCode(house: House, code: string): Promise<string> {
  if (!(await placeByCode(house.db, code))) throw unknown()
  return new URL(`/p/${encodeURIComponent(code)}`, house.configuration.publicUrl).toString()
}

/** Publishes the number on which whoever works a grid is reached on duty; null takes it back. @throws Problem `conflict.changed` */
export async function publishPhone(
  house: House,
  actor: Actor,
  areaId: string,
  told: { phone: string | null; version: number },
): Promise<void> {
  const { phone } = told
  if (phone !== null && !isPhone(phone))
    refuse([{ field: 'phone', zh: `电话 ${phone} 写得不对`, en: `${phone} is not a telephone number` }])
  await changingTerritory(house.db, { house, actor }, async (tx) => {
    const setting = await settingOf(tx, areaId)
    await requireDrawing(tx, actor, setting.community)
    await requireSeen(tx, [gridOf(setting, areaId)], { [areaId]: told.version })
    const now = house.now()
    const { rows } = await sql<{ id: string; personId: string }>`
      update duties set public_phone = ${phone} where area_id = ${areaId} and role = 'grid_worker'
        and active_from <= ${now} and (active_to is null or active_to > ${now})
      returning id, person_id as "personId"`.execute(tx)
    if (rows.length === 0)
      throw new Problem('not_found', {
        zh: '这个网格还没有网格员，请先指定',
        en: 'Nobody works this grid yet; name a worker first',
      })
    await record(
      tx,
      { house, actor },
      rows.map(({ id, personId }) => ({
        stream: personId,
        streamKind: 'person',
        kind: 'duty.published',
        payload: { duty_id: id, published: phone !== null },
        personal: { phone },
      })),
    )
  })
}
