import type { House } from '../../kernel/house.ts'
import { forgetPerson } from '../../kernel/identity/index.ts'
import type { Actor } from '../../kernel/permissions/index.ts'
import { Problem } from '../../kernel/problems.ts'
import { fromGcj02 } from '../gcj02.ts'
import { changingTerritory } from '../history.ts'
import {
  type Columns,
  columnsOf,
  type Entries,
  entriesOfFeatures,
  entriesOfTable,
  guideOf as guideOfColumns,
  type ImportKind,
} from './entries.ts'
import { readFeatures } from './feature-file.ts'
import { asProblemFault, type FileFault, UnreadableFile } from './file-fault.ts'
import type { Planner } from './plan.ts'
import { planAreas } from './plan-areas.ts'
import { planOrganisations } from './plan-organisations.ts'
import { planDuties, planPeople } from './plan-people.ts'
import { planPlaces } from './plan-places.ts'
import { planShapes } from './plan-shapes.ts'
import { readCsv, readWorkbook, type Table } from './table-file.ts'

export { type Columns, type Entry, faultAt, type ImportKind, importKinds } from './entries.ts'
export type { FileFault } from './file-fault.ts'
export { filled, firstLines, twice } from './plan.ts'
export { sampleOf } from './samples.ts'

/** The columns of a kind of file, for whoever fills one in. */
export const guideOf = (kind: ImportKind): string => guideOfColumns(columnsOf[kind])

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
export function requireFaultless({ faults, rows }: Pick<ImportReport, 'faults' | 'rows'>): void {
  if (faults.length === 0) return
  throw new Problem('import.faulty', {
    zh: `文件有 ${faults.length} 处错误，一行都没有写入`,
    en: `The file has ${faults.length} faults; nothing was written`,
    faults: faults.slice(0, mostListed).map(asProblemFault),
    extra: { rows, faults_total: faults.length },
  })
}

/**
 * Reads a CSV or an Excel file whose columns are given, whatever its header calls them, and lists every fault in it.
 * For registers of the rooms above; the file that cannot be read at all is one fault.
 */
export async function readTable(bytes: Uint8Array, columns: Columns): Promise<Entries> {
  try {
    return entriesOfTable(columns, await tableOf(bytes))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { entries: [], faults: [error.fault] }
  }
}

/** @throws UnreadableFile */
async function tableOf(bytes: Uint8Array): Promise<Table> {
  const beginning = Buffer.from(bytes.subarray(0, 4))
  if (beginning.subarray(0, 2).toString('latin1') === 'PK') return readWorkbook(bytes)
  if (beginning.equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw new UnreadableFile(
      '这是旧版 .xls 文件，请另存为 .xlsx 或 CSV',
      'This is an old .xls file; save it as .xlsx or CSV',
    )
  return readCsv(bytes)
}

async function readEntries(kind: ImportKind, bytes: Uint8Array): Promise<Entries> {
  const beginning = Buffer.from(bytes.subarray(0, 64))
  if (/^(\u00ef\u00bb\u00bf)?\s*[{[]/.test(beginning.toString('latin1'))) {
    const { features, faults } = readFeatures(bytes)
    const read = entriesOfFeatures(kind, features)
    return { entries: read.entries, faults: [...faults, ...read.faults] }
  }
  const table = await tableOf(bytes)
  if (kind === 'shapes') throw new UnreadableFile('边界要用 GeoJSON 文件', 'Shapes come as GeoJSON')
  return entriesOfTable(columnsOf[kind], table)
}
