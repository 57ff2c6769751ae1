import { randomUUID } from 'node:crypto'
import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import type { GridCode } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { type Area, areaByCode } from './areas.ts'
import { changingTerritory, record, type Writer } from './history.ts'
import {
  type AreaKind,
  type Complaint,
  codeComplaint,
  dedicationComplaint,
  parentComplaint,
} from './rules.ts'
import { type Part, polygonArrayText, polygonText } from './shape.ts'

export interface NewArea {
  code: string
  name: string
  nameEn?: string | null
  kind: AreaKind
  dedicatedTo?: string | null
  parentId?: string | null
  households?: number | null
}

export interface AreaChanges {
  name?: string
  nameEn?: string | null
  households?: number | null
}

export type AreaRow = Omit<Area, 'activeTo'>

export function areaComplaints(
  area: { code: string; kind: AreaKind; dedicatedTo: string | null },
  parent: { code: string; kind: AreaKind } | undefined,
  gridCodes: readonly GridCode[],
): Complaint[] {
  const wrongParent = parentComplaint(area.kind, parent?.kind)
  return [
    wrongParent,
    codeComplaint(area, wrongParent ? undefined : parent, gridCodes),
    dedicationComplaint(area.kind, area.dedicatedTo),
  ].filter((complaint) => complaint !== undefined)
}

export function refuse(complaints: Complaint[], reason?: string): void {
  if (complaints.length === 0) return
  throw new Problem('input.invalid', {
    ...(reason ? { reason } : {}),
    zh: complaints.map(({ zh }) => zh).join('；'),
    en: complaints.map(({ en }) => en).join('; '),
    faults: complaints.map(({ field, zh, en }) => ({ at: `body/${field}`, zh, en })),
  })
}

/** Opens one area. @throws Problem `input.invalid`, `conflict.exists`, `not_found` (its parent) */
export function openArea(
  executor: Executor,
  writer: Writer,
  area: NewArea,
  gridCodes: readonly GridCode[],
): Promise<Area> {
  return changingTerritory(executor, writer, async (tx) => {
    const parent = area.parentId ? await activeArea(tx, area.parentId) : undefined
    const dedicatedTo = area.dedicatedTo ?? null
    const complaints = areaComplaints({ ...area, dedicatedTo }, parent, gridCodes)
    refuse(complaints.map((each) => (each.field === 'parent_code' ? { ...each, field: 'parent_id' } : each)))
    if (await areaByCode(tx, area.code))
      throw new Problem('conflict.exists', {
        zh: `编码 ${area.code} 已经用过`,
        en: `The code ${area.code} is taken`,
      })
    const row: AreaRow = {
      id: randomUUID(),
      code: area.code,
      name: area.name,
      nameEn: area.nameEn ?? null,
      kind: area.kind,
      dedicatedTo,
      parentId: parent?.id ?? null,
      path: parent ? `${parent.path}.${area.code}` : area.code,
      households: area.households ?? null,
    }
    await insertAreas(tx, writer, [row])
    return { ...row, activeTo: null }
  })
}

/** Inserts areas whose parents stand before them, or are there already. Only inside `changingTerritory`. */
export async function insertAreas(tx: Work, writer: Writer, rows: AreaRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 5000)
    await sql`
      insert into areas (id, code, name, name_en, kind, dedicated_to, parent_id, path, households, active_from)
      select r.id, r.code, r.name, r."nameEn", r.kind, r."dedicatedTo", r."parentId", r.path::ltree, r.households, ${writer.house.now()}
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + 5000))}::jsonb) as r (
        id uuid, code text, name text, "nameEn" text, kind text, "dedicatedTo" text, "parentId" uuid, path text, households int)`.execute(
      tx,
    )
  await record(
    tx,
    writer,
    rows.map(({ id, code, name, kind, parentId }) => ({
      stream: id,
      streamKind: 'area',
      kind: 'area.opened',
      payload: { code, name, kind, parent_id: parentId },
    })),
  )
}

/** @throws Problem `not_found` */
export function changeArea(
  executor: Executor,
  writer: Writer,
  id: string,
  changes: AreaChanges,
): Promise<Area> {
  return changingTerritory(executor, writer, async (tx) => {
    const before = await activeArea(tx, id)
    const after = { ...before, ...definedOf(changes) }
    await updateAreas(tx, writer, [after])
    return after
  })
}

/** What may change while an area keeps its code, kind and parent. Only inside `changingTerritory`. */
export async function updateAreas(
  tx: Work,
  writer: Writer,
  rows: Pick<AreaRow, 'id' | 'name' | 'nameEn' | 'households'>[],
): Promise<void> {
  if (rows.length === 0) return
  const facts = rows.map(({ id, name, nameEn, households }) => ({ id, name, nameEn, households }))
  await sql`
    update areas set name = r.name, name_en = r."nameEn", households = r.households
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r (id uuid, name text, "nameEn" text, households int)
    where areas.id = r.id`.execute(tx)
  await record(
    tx,
    writer,
    facts.map(({ id, name, nameEn, households }) => ({
      stream: id,
      streamKind: 'area',
      kind: 'area.changed',
      payload: { name, name_en: nameEn, households },
    })),
  )
}

/** Ends an area and its shape. @throws Problem `not_found`, `conflict.changed` while something still belongs to it */
export function endArea(executor: Executor, writer: Writer, id: string): Promise<void> {
  return changingTerritory(executor, writer, async (tx) => {
    await activeArea(tx, id)
    const now = writer.house.now()
    const { rows } = await sql<{ zh: string; en: string }>`
      select '下级区域' as zh, 'areas below it' as en where exists (select 1 from areas where parent_id = ${id} and active_to is null)
      union all
      select '机构', 'organisations' where exists (select 1 from organisations where area_id = ${id} and active_to is null)
      union all
      select '在任职责', 'running duties' where exists (select 1 from duties where area_id = ${id} and (active_to is null or active_to > ${now}))`.execute(
      tx,
    )
    if (rows.length > 0)
      throw new Problem('conflict.changed', {
        reason: 'area.in_use',
        zh: `还有${rows.map(({ zh }) => zh).join('、')}属于它，请先处理`,
        en: `It still has ${rows.map(({ en }) => en).join(', ')}; settle these first`,
      })
    await closeAreas(tx, writer, [id])
  })
}

/** Ends areas with their shapes and place codes, whatever still belongs to them. Only inside `changingTerritory`. */
export async function closeAreas(tx: Work, writer: Writer, ids: string[]): Promise<void> {
  const now = writer.house.now()
  await sql`update areas set active_to = ${now} where id = any(${ids}::uuid[])`.execute(tx)
  await sql`update area_shapes set valid_to = ${now} where area_id = any(${ids}::uuid[]) and valid_to is null`.execute(
    tx,
  )
  await sql`update place_codes set active_to = ${now} where area_id = any(${ids}::uuid[]) and active_to is null`.execute(
    tx,
  )
  await record(
    tx,
    writer,
    ids.map((id) => ({ stream: id, streamKind: 'area', kind: 'area.ended' })),
  )
}

/** Gives an area a new boundary; the old one ends and stays. @throws Problem `not_found` */
export function reshapeArea(executor: Executor, writer: Writer, id: string, parts: Part[]): Promise<void> {
  return changingTerritory(executor, writer, async (tx) => {
    await activeArea(tx, id)
    await setShapes(tx, writer, [{ areaId: id, parts }])
  })
}

/** Ends the current shapes of areas and begins new ones. Only inside `changingTerritory`. */
export async function setShapes(
  tx: Work,
  writer: Writer,
  shapes: { areaId: string; parts: Part[] }[],
): Promise<void> {
  const now = writer.house.now()
  const ids = shapes.map(({ areaId }) => areaId)
  await sql`update area_shapes set valid_to = ${now} where area_id = any(${ids}::uuid[]) and valid_to is null`.execute(
    tx,
  )
  const rows = shapes.flatMap(({ areaId, parts }) =>
    parts.map((rings) => ({
      areaId,
      outline: polygonText(rings[0]!),
      holes: polygonArrayText(rings.slice(1)),
      rings,
    })),
  )
  for (let from = 0; from < rows.length; from += 500)
    await sql`
      insert into area_shapes (area_id, outline, holes, rings, valid_from)
      select r."areaId", r.outline::polygon, r.holes::polygon[], r.rings, ${now}
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + 500))}::jsonb) as r (
        "areaId" uuid, outline text, holes text, rings jsonb)`.execute(tx)
  await record(
    tx,
    writer,
    shapes.map(({ areaId, parts }) => ({
      stream: areaId,
      streamKind: 'area',
      kind: 'area.shaped',
      payload: { parts: parts.length, positions: parts.flat().reduce((sum, ring) => sum + ring.length, 0) },
    })),
  )
}

async function activeArea(tx: Work, id: string): Promise<Area> {
  const { rows } = await sql<Area>`
    select id, code, name, name_en as "nameEn", kind, dedicated_to as "dedicatedTo", parent_id as "parentId", path::text as path,
           households, active_to as "activeTo"
    from areas where id = ${id} and active_to is null`.execute(tx)
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这个区域', en: 'There is no such area' })
  return rows[0]
}

export function definedOf<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>
}
