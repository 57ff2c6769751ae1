import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import { type Actor, dutyReaching } from '../kernel/permissions/index.ts'
import {
  type Columns,
  changingTerritory,
  type FileFault,
  faultAt,
  filled,
  firstLines,
  readTable,
  twice,
} from '../territory/index.ts'
import { type DraftUnit, unitFaults } from './rules.ts'
import { enterUnit } from './store.ts'

export const unitColumnsOfFile: Columns = {
  name: { also: ['名称', '单位名称'], required: true, longest: 100 },
  register_code: { also: ['统一社会信用代码', '编号'], required: true, longest: 40 },
  sector: { also: ['类别'], required: true, longest: 40 },
  area_code: { also: ['社区编码', '区域编码', '街道编码'], required: true, longest: 40 },
  people: { also: ['人数', '从业人数'], required: true, longest: 7 },
  full_members: { also: ['正式党员数', '党员数'], required: true, longest: 7 },
  care: { also: ['覆盖方式'], required: true, longest: 20 },
  branch_code: { also: ['党支部编码', '支部编码'], longest: 40 },
}

const cares: Record<string, DraftUnit['care']> = {
  own: 'own',
  单独建立: 'own',
  已建: 'own',
  attached: 'attached',
  挂靠: 'attached',
  联合: 'attached',
  none: 'none',
  未覆盖: 'none',
  未建: 'none',
}

export interface UnitsReport {
  rows: number
  faults: FileFault[]
  would: { create: number; already: number }
  written: boolean
}

/** Reads a table of units: without faults, and unless it is a dry run, enters all of it; with any fault nothing. */
export async function importUnits(
  house: House,
  actor: Actor,
  bytes: Uint8Array,
  dryRun: boolean,
): Promise<UnitsReport> {
  const read = await readTable(bytes, unitColumnsOfFile)
  const rules = await house.rulesNow()
  return changingTerritory(house.db, { house, actor }, async (tx) => {
    const faults = [...read.faults]
    const { rows: areas } = await sql<{ code: string; id: string; path: string }>`
      select code, id, path::text as path from areas where code = any(${filled(read.entries, 'area_code')}::text[])
        and kind in ('community', 'street') and active_to is null`.execute(tx)
    const { rows: branches } = await sql<{ code: string; id: string }>`
      select o.code, o.id from organisations o join party_organisations b on b.organisation_id = o.id
      where b.form = 'branch' and o.active_to is null and o.code = any(${filled(read.entries, 'branch_code')}::text[])`.execute(
      tx,
    )
    const { rows: known } = await sql<{ code: string }>`
      select register_code as code from coverage_units where register_code = any(${filled(read.entries, 'register_code')}::text[])`.execute(
      tx,
    )
    const areaOf = new Map(areas.map((area) => [area.code, area]))
    const branchOf = new Map(branches.map(({ code, id }) => [code, id]))
    const there = new Set(known.map(({ code }) => code))
    const seen = firstLines()
    const fresh: { areaId: string; draft: DraftUnit }[] = []
    let already = 0
    for (const entry of read.entries) {
      const {
        name,
        register_code: registerCode,
        sector,
        area_code: areaCode,
        people,
        full_members,
        care,
        branch_code,
      } = entry.values
      if (!name || !registerCode || !sector || !areaCode || !people || !full_members || !care) continue
      const before = faults.length
      const earlier = seen(registerCode, entry.line)
      if (earlier !== undefined)
        faults.push({ ...faultAt(entry, 'register_code', '', ''), ...twice(earlier) })
      const area = areaOf.get(areaCode)
      if (!area)
        faults.push(faultAt(entry, 'area_code', '没有这个社区或街道', 'There is no such community or street'))
      else if (actor.kind !== 'system' && !dutyReaching(actor, 'coverage.write', { areaPath: area.path }))
        faults.push(faultAt(entry, 'area_code', '这个区域不在您的范围内', 'This area is outside your reach'))
      for (const [field, value] of [
        ['people', people],
        ['full_members', full_members],
      ] as const)
        if (!/^\d{1,6}$/.test(value))
          faults.push(faultAt(entry, field, '要填整数', 'A whole number is wanted'))
      const branchId = branch_code ? branchOf.get(branch_code) : null
      if (branchId === undefined)
        faults.push(faultAt(entry, 'branch_code', '没有这个党支部', 'There is no such branch'))
      const how = cares[care]
      if (!how)
        faults.push(
          faultAt(
            entry,
            'care',
            '覆盖方式应为：单独建立、挂靠、未覆盖',
            'Care is one of: own, attached, none',
          ),
        )
      const row = rules.coverage_sectors.find(({ id, zh }) => id === sector || zh === sector)
      if (faults.length > before || !how || !area) continue
      const draft: DraftUnit = {
        sector: row?.id ?? sector,
        name,
        registerCode,
        people: Number(people),
        fullMembers: Number(full_members),
        care: how,
        branchId: branchId ?? null,
      }
      for (const fault of unitFaults(draft, rules))
        faults.push(
          faultAt(entry, fault.at!.slice(1).replace('branch_id', 'branch_code'), fault.zh, fault.en),
        )
      if (faults.length > before) continue
      if (there.has(registerCode)) already++
      else fresh.push({ areaId: area.id, draft })
    }
    faults.sort((a, b) => a.line - b.line || a.column - b.column)
    const report = { rows: read.entries.length, faults, would: { create: fresh.length, already } }
    if (faults.length > 0 || dryRun) return { ...report, written: false }
    for (const { areaId, draft } of fresh) await enterUnit(house, actor, areaId, draft, tx)
    return { ...report, written: true }
  })
}
