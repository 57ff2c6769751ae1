import { randomUUID } from 'node:crypto'
import { sql } from '../../kernel/database/index.ts'
import {
  insertOrganisations,
  type OrganisationRow,
  organisationComplaints,
  updateOrganisations,
} from '../organisation-writes.ts'
import { type Organisation, organisationColumns } from '../organisations.ts'
import { type Entry, faultAt } from './entries.ts'
import type { FileFault } from './file-fault.ts'
import { areasByCode, filled, firstLines, type Planner, twice } from './plan.ts'

/** A kind or function by its id, its Chinese name, or one of the names that this joins. */
function idOf(rows: { id: string; zh: string }[], words: string): string {
  return (
    rows.find(({ id, zh }) => id === words || zh === words || zh.split('、').includes(words))?.id ?? words
  )
}

interface Read {
  entry: Entry
  row: OrganisationRow
}

export const planOrganisations: Planner = async ({ tx, writer, rules }, entries) => {
  const faults: FileFault[] = []
  const areas = await areasByCode(tx, filled(entries, 'area_code'))
  const { rows } = await sql<Organisation>`
    select ${organisationColumns} from organisations o
    where o.code = any(${[...new Set([...filled(entries, 'code'), ...filled(entries, 'parent_code')])]}::text[])`.execute(
    tx,
  )
  const existing = new Map(rows.map((row) => [row.code, row]))
  const seen = firstLines()
  const reads = new Map<string, Read>()
  for (const entry of entries) {
    const { code, name, kind, area_code: areaCode } = entry.values
    if (code === undefined || name === undefined || kind === undefined) continue
    const before = seen(code, entry.line)
    if (before !== undefined)
      faults.push(
        faultAt(entry, 'code', `编码 ${code} ${twice(before).zh}`, `The code ${code} ${twice(before).en}`),
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
    const known = existing.get(code)
    const row: OrganisationRow = {
      id: known?.id ?? randomUUID(),
      code,
      name,
      nameEn: entry.values.name_en ?? known?.nameEn ?? null,
      kind: idOf(rules.organisation_kinds, kind),
      function: entry.values.function === undefined ? null : idOf(rules.functions, entry.values.function),
      parentId: null,
      path: code,
      areaId: area?.id ?? known?.areaId ?? null,
      phone: entry.values.phone ?? known?.phone ?? null,
      address: entry.values.address ?? known?.address ?? null,
    }
    for (const { field, zh, en } of organisationComplaints(row, rules))
      faults.push(faultAt(entry, field, zh, en))
    if (before === undefined) reads.set(code, { entry, row })
  }

  const ordered: Read[] = []
  const state = new Map<string, 'open' | 'done'>()
  for (const code of reads.keys()) place(code)

  /** Superiors first; a path can only be written once the one above has its own. */
  function place(code: string): void {
    const { entry, row } = reads.get(code)!
    if (state.get(code) === 'done') return
    state.set(code, 'open')
    const wanted = entry.values.parent_code
    if (wanted !== undefined) {
      const listed = reads.get(wanted)
      if (listed && state.get(wanted) === 'open')
        faults.push(
          faultAt(entry, 'parent_code', `${wanted} 与它互为上级`, `${wanted} and it stand above each other`),
        )
      else {
        if (listed) place(wanted)
        const parent = listed?.row ?? existing.get(wanted)
        if (!parent || ('activeTo' in parent && parent.activeTo))
          faults.push(
            faultAt(
              entry,
              'parent_code',
              `没有编码为 ${wanted} 的上级机构`,
              `There is no organisation with the code ${wanted}`,
            ),
          )
        else Object.assign(row, { parentId: parent.id, path: `${parent.path}.${code}` })
      }
    }
    state.set(code, 'done')
    ordered.push({ entry, row })
    const before = existing.get(code)
    if (before) faults.push(...faultsOfChange(entry, row, before))
  }

  const fresh = ordered.filter(({ row }) => !existing.has(row.code)).map(({ row }) => row)
  const changed = ordered.flatMap(({ row }) => {
    const before = existing.get(row.code)
    return before &&
      (['name', 'nameEn', 'areaId', 'phone', 'address'] as const).some(
        (field) => before[field] !== row[field],
      )
      ? [row]
      : []
  })
  return {
    create: fresh.length,
    change: changed.length,
    faults,
    async write() {
      await insertOrganisations(tx, writer, fresh)
      await updateOrganisations(
        tx,
        writer,
        changed.map(({ function: _, ...facts }) => facts),
      )
    },
  }
}

function faultsOfChange(entry: Entry, row: OrganisationRow, before: Organisation): FileFault[] {
  if (before.activeTo)
    return [
      faultAt(
        entry,
        'code',
        `编码 ${row.code} 已停用，不能再用`,
        `The code ${row.code} has ended and is not used again`,
      ),
    ]
  const faults: FileFault[] = []
  if (before.kind !== row.kind)
    faults.push(faultAt(entry, 'kind', '已有机构的类型不能改', 'The kind of an organisation does not change'))
  if (entry.values.function !== undefined && before.function !== row.function)
    faults.push(
      faultAt(entry, 'function', '已有机构的职能不能改', 'The function of an organisation does not change'),
    )
  if (before.parentId !== row.parentId)
    faults.push(
      faultAt(
        entry,
        'parent_code',
        '已有机构的上级不能改：请停用后另建',
        'An organisation does not move: end it and open another',
      ),
    )
  return faults
}
