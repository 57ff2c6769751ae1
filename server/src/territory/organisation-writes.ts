import { randomUUID } from 'node:crypto'
import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { definedOf, refuse } from './area-writes.ts'
import { areaById } from './areas.ts'
import { changingTerritory, record, type Writer } from './history.ts'
import { type Organisation, organisationColumns } from './organisations.ts'
import { type Complaint, isPhone, organisationCodeComplaint } from './rules.ts'

export interface NewOrganisation {
  code: string
  name: string
  nameEn?: string | null
  kind: string
  function?: string | null
  parentId?: string | null
  areaId?: string | null
  phone?: string | null
  address?: string | null
}

export interface OrganisationChanges {
  name?: string
  nameEn?: string | null
  /** What matters it is there for: decides what the routing directory sends to it from now on. */
  function?: string | null
  areaId?: string | null
  phone?: string | null
  address?: string | null
  /** When its door is open, in its own words. */
  hours?: string | null
}

export type OrganisationRow = Omit<Organisation, 'activeTo'>

type Vocabulary = Pick<Rules, 'organisation_kinds' | 'functions'>

/** What is wrong with an organisation's own facts, under the kinds and functions of the pack. */
export function organisationComplaints(
  organisation: { code: string; kind: string; function?: string | null; phone?: string | null },
  vocabulary: Vocabulary,
): Complaint[] {
  const { code, kind, phone } = organisation
  const complaints: (Complaint | undefined)[] = [organisationCodeComplaint(code)]
  if (!vocabulary.organisation_kinds.some(({ id }) => id === kind))
    complaints.push({
      field: 'kind',
      zh: `没有“${kind}”这种机构类型`,
      en: `There is no kind of organisation “${kind}”`,
    })
  const known = vocabulary.functions.some(({ id }) => id === organisation.function)
  if (organisation.function && !known)
    complaints.push({
      field: 'function',
      zh: `没有“${organisation.function}”这种职能`,
      en: `There is no function “${organisation.function}”`,
    })
  if (phone && !isPhone(phone))
    complaints.push({
      field: 'phone',
      zh: `电话 ${phone} 写得不对`,
      en: `${phone} is not a telephone number`,
    })
  return complaints.filter((complaint) => complaint !== undefined)
}

/** Opens one organisation. @throws Problem `input.invalid`, `conflict.exists`, `not_found` (its parent or area) */
export function openOrganisation(
  executor: Executor,
  writer: Writer,
  organisation: NewOrganisation,
  vocabulary: Vocabulary,
): Promise<Organisation> {
  return changingTerritory(executor, writer, async (tx) => {
    refuse(organisationComplaints(organisation, vocabulary))
    const parent = organisation.parentId ? await activeOrganisation(tx, organisation.parentId) : undefined
    if (organisation.areaId) await requireArea(tx, organisation.areaId)
    const { rows } = await sql`select 1 from organisations where code = ${organisation.code}`.execute(tx)
    if (rows.length > 0)
      throw new Problem('conflict.exists', {
        zh: `编码 ${organisation.code} 已经用过`,
        en: `The code ${organisation.code} is taken`,
      })
    const row: OrganisationRow = {
      id: randomUUID(),
      code: organisation.code,
      name: organisation.name,
      nameEn: organisation.nameEn ?? null,
      kind: organisation.kind,
      function: organisation.function ?? null,
      parentId: parent?.id ?? null,
      path: parent ? `${parent.path}.${organisation.code}` : organisation.code,
      areaId: organisation.areaId ?? null,
      phone: organisation.phone ?? null,
      address: organisation.address ?? null,
    }
    await insertOrganisations(tx, writer, [row])
    return { ...row, activeTo: null }
  })
}

/** Inserts organisations whose superiors stand before them, or are there already. Only inside `changingTerritory`. */
export async function insertOrganisations(tx: Work, writer: Writer, rows: OrganisationRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 5000)
    await sql`
      insert into organisations (id, code, name, name_en, kind, function, parent_id, path, area_id, phone, address, active_from)
      select r.id, r.code, r.name, r."nameEn", r.kind, r.function, r."parentId", r.path::ltree, r."areaId", r.phone, r.address, ${writer.house.now()}
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + 5000))}::jsonb) as r (
        id uuid, code text, name text, "nameEn" text, kind text, function text, "parentId" uuid, path text, "areaId" uuid, phone text, address text)`.execute(
      tx,
    )
  await record(
    tx,
    writer,
    rows.map(({ id, code, name, kind, function: organisationFunction, parentId, areaId }) => ({
      stream: id,
      streamKind: 'organisation',
      kind: 'organisation.opened',
      payload: { code, name, kind, function: organisationFunction, parent_id: parentId, area_id: areaId },
    })),
  )
}

/** @throws Problem `input.invalid`, `not_found` */
export function changeOrganisation(
  executor: Executor,
  writer: Writer,
  id: string,
  changes: OrganisationChanges,
  vocabulary: Vocabulary,
): Promise<Organisation> {
  return changingTerritory(executor, writer, async (tx) => {
    const before = await activeOrganisation(tx, id)
    if (changes.areaId) await requireArea(tx, changes.areaId)
    const after = { ...before, ...definedOf(changes) }
    const touched = new Set(Object.keys(changes))
    refuse(organisationComplaints(after, vocabulary).filter(({ field }) => touched.has(field)))
    await updateOrganisations(tx, writer, [after])
    if (changes.hours !== undefined)
      await sql`update organisations set hours = ${changes.hours} where id = ${id}`.execute(tx)
    return after
  })
}

/** What may change while an organisation keeps its code, kind and superior. Only inside `changingTerritory`. */
export async function updateOrganisations(
  tx: Work,
  writer: Writer,
  rows: (Pick<OrganisationRow, 'id' | 'name' | 'nameEn' | 'areaId' | 'phone' | 'address'> & {
    /** Stays where it is left out. */
    function?: string | null
  })[],
): Promise<void> {
  if (rows.length === 0) return
  const facts = rows.map(({ id, name, nameEn, function: duty, areaId, phone, address }) => ({
    id,
    name,
    nameEn,
    ...(duty === undefined ? {} : { setsFunction: true, function: duty }),
    areaId,
    phone,
    address,
  }))
  await sql`
    update organisations set name = r.name, name_en = r."nameEn", area_id = r."areaId", phone = r.phone, address = r.address,
      function = case when r."setsFunction" then r.function else organisations.function end
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r (id uuid, name text, "nameEn" text, "setsFunction" boolean,
      function text, "areaId" uuid, phone text, address text)
    where organisations.id = r.id`.execute(tx)
  await record(
    tx,
    writer,
    facts.map(({ id, name, nameEn, areaId, phone, address, ...more }) => ({
      stream: id,
      streamKind: 'organisation',
      kind: 'organisation.changed',
      payload: {
        name,
        name_en: nameEn,
        ...('function' in more ? { function: more.function } : {}),
        area_id: areaId,
        phone,
        address,
      },
    })),
  )
}

/** What still holds an organisation, in words; null where nothing does. */
export type EndGuard = (tx: Work, organisationId: string) => Promise<{ zh: string; en: string } | null>

const endGuards = new Set<EndGuard>()

/** A feature says what must be settled before an organisation ends. @returns takes it back */
export function registerEndGuard(guard: EndGuard): () => void {
  endGuards.add(guard)
  return () => void endGuards.delete(guard)
}

/** Ends an organisation. @throws Problem `not_found`, `conflict.changed` while something still belongs to it */
export function endOrganisation(executor: Executor, writer: Writer, id: string): Promise<void> {
  return changingTerritory(executor, writer, async (tx) => {
    await activeOrganisation(tx, id)
    const now = writer.house.now()
    const { rows } = await sql<{ zh: string; en: string }>`
      select '下级机构' as zh, 'organisations below it' as en
        where exists (select 1 from organisations where parent_id = ${id} and active_to is null)
      union all
      select '在任人员', 'people on duty'
        where exists (select 1 from duties where organisation_id = ${id} and (active_to is null or active_to > ${now}))`.execute(
      tx,
    )
    for (const guard of endGuards) {
      const held = await guard(tx, id)
      if (held) rows.push(held)
    }
    if (rows.length > 0)
      throw new Problem('conflict.changed', {
        reason: 'organisation.in_use',
        zh: `还有${rows.map(({ zh }) => zh).join('、')}，请先处理`,
        en: `It still has ${rows.map(({ en }) => en).join(' and ')}; settle these first`,
      })
    await sql`update organisations set active_to = ${now} where id = ${id}`.execute(tx)
    await record(tx, writer, [{ stream: id, streamKind: 'organisation', kind: 'organisation.ended' }])
  })
}

async function requireArea(tx: Work, areaId: string): Promise<void> {
  const area = await areaById(tx, areaId)
  if (!area || area.activeTo)
    throw new Problem('not_found', { zh: '没有这个区域', en: 'There is no such area' })
}

async function activeOrganisation(tx: Work, id: string): Promise<Organisation> {
  const { rows } = await sql<Organisation>`
    select ${organisationColumns} from organisations o where o.id = ${id} and o.active_to is null`.execute(tx)
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这个机构', en: 'There is no such organisation' })
  return rows[0]
}
