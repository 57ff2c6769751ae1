import type { House } from '../../kernel/house.ts'
import { forgetPerson } from '../../kernel/identity/index.ts'
import type { Actor } from '../../kernel/permissions/index.ts'
import { Problem } from '../../kernel/problems.ts'
import { fromGcj02 } from '../gcj02.ts'
import { changingTerritory } from '../history.ts'
import { type Entries, entriesOfFeatures, entriesOfTable, type ImportKind } from './entries.ts'
import { readFeatures } from './feature-file.ts'
import { asProblemFault, type FileFault, UnreadableFile } from './file-fault.ts'
import type { Planner } from './plan.ts'
import { planAreas } from './plan-areas.ts'
import { planOrganisations } from './plan-organisations.ts'
import { planDuties, planPeople } from './plan-people.ts'
import { planPlaces } from './plan-places.ts'
import { planShapes } from './plan-shapes.ts'
import { readCsv, readWorkbook } from './table-file.ts'

export { guideOf, type ImportKind, importKinds } from './entries.ts'
export type { FileFault } from './file-fault.ts'
export { sampleOf } from './samples.ts'

export const datums = ['wgs84', 'gcj02'] as const
export type Datum = (typeof datums)[number]

export interface ImportRequest {
  kind: ImportKind
  bytes: Uint8Array
  /** Only looks; writes nothing. */
  dryRun?: boolean
  /** Of the coordinates in the file. GCJ-02 is taken only where it is said. */
  crs?: Datum
}

export interface ImportReport {
  kind: ImportKind
  rows: number
  /** In the order of the file. */
  faults: FileFault[]
  would: { create: number; change: number }
  written: boolean
}

const planners: Record<ImportKind, Planner> = {
  areas: planAreas,
  shapes: planShapes,
  organisations: planOrganisations,
  people: planPeople,
  duties: planDuties,
  place_codes: planPlaces,
}

/**
 * Reads a CSV, Excel or GeoJSON file, told apart by its first bytes, and lists every fault in it. Without faults, and
 * unless it is a dry run, writes all of it in one transaction; with any fault nothing.
 */
export async function importFile(house: House, actor: Actor, request: ImportRequest): Promise<ImportReport> {
  const { kind, dryRun = false, crs = 'wgs84' } = request
  const report: ImportReport = { kind, rows: 0, faults: [], would: { create: 0, change: 0 }, written: false }
  let read: Entries
  try {
    read = await readEntries(kind, request.bytes)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { ...report, faults: [error.fault] }
  }
  const rules = await house.rulesNow()
  const writer = { house, actor }
  const convert = crs === 'gcj02' ? fromGcj02 : (position: [number, number]) => position
  const changedPeople = await changingTerritory(house.db, writer, async (tx) => {
    const plan = await planners[kind]({ tx, writer, rules, convert }, read.entries)
    report.rows = read.entries.length
    report.faults = [...read.faults, ...plan.faults].sort((a, b) => a.line - b.line || a.column - b.column)
    report.would = { create: plan.create, change: plan.change }
    if (report.faults.length > 0 || dryRun) return []
    await plan.write()
    report.written = true
    return plan.people ?? []
  })
  for (const id of changedPeople) forgetPerson(house, id)
  return report
}

/** The most faults that one answer lists; the rest are counted. */
const mostListed = 5000

/** @throws Problem `import.faulty` with every fault */
export function requireFaultless({ faults, rows }: ImportReport): void {
  if (faults.length === 0) return
  throw new Problem('import.faulty', {
    zh: `文件有 ${faults.length} 处错误，一行都没有写入`,
    en: `The file has ${faults.length} faults; nothing was written`,
    faults: faults.slice(0, mostListed).map(asProblemFault),
    extra: { rows, faults_total: faults.length },
  })
}

async function readEntries(kind: ImportKind, bytes: Uint8Array): Promise<Entries> {
  const beginning = Buffer.from(bytes.subarray(0, 64))
  if (beginning.subarray(0, 2).toString('latin1') === 'PK')
    return tableEntries(kind, () => readWorkbook(bytes))
  if (beginning.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw new UnreadableFile(
      '这是旧版 .xls 文件，请另存为 .xlsx 或 CSV',
      'This is an old .xls file; save it as .xlsx or CSV',
    )
  if (/^(\u00ef\u00bb\u00bf)?\s*[{[]/.test(beginning.toString('latin1'))) {
    const { features, faults } = readFeatures(bytes)
    const read = entriesOfFeatures(kind, features)
    return { entries: read.entries, faults: [...faults, ...read.faults] }
  }
  return tableEntries(kind, async () => readCsv(bytes))
}

async function tableEntries(
  kind: ImportKind,
  read: () => Promise<Parameters<typeof entriesOfTable>[1]>,
): Promise<Entries> {
  if (kind === 'shapes') throw new UnreadableFile('边界要用 GeoJSON 文件', 'Shapes come as GeoJSON')
  return entriesOfTable(kind, await read())
}
