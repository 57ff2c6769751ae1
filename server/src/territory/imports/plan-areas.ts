import { randomUUID } from 'node:crypto'
import { type AreaRow, areaComplaints, insertAreas, setShapes, updateAreas } from '../area-writes.ts'
import { type AreaKind, areaKindNames, areaKinds, dedications } from '../rules.ts'
import { type Part, readShape } from '../shape.ts'
import { currentShapes } from '../shapes.ts'
import { type Entry, faultAt } from './entries.ts'
import type { FileFault } from './file-fault.ts'
import { areasByCode, filled, firstLines, type KnownArea, type Planner, twice } from './plan.ts'

const otherWords: Partial<Record<AreaKind, string[]>> = {
  city: ['市', '地级市'],
  district: ['区', '县', '县级市'],
  street: ['街道', '乡镇', '镇', '乡'],
  community: ['社区', '村', '行政村'],
  grid: ['社区网格', '农村网格', '单元网格'],
}

function kindOf(words: string): AreaKind | undefined {
  return areaKindNames.find(
    (kind) => kind === words || areaKinds[kind].zh === words || otherWords[kind]?.includes(words),
  )
}

function dedicationOf(words: string | undefined): string | null {
  if (words === undefined) return null
  return Object.entries(dedications).find(([id, { zh }]) => id === words || zh === words)?.[0] ?? words
}

interface Read {
  entry: Entry
  row: AreaRow
  shape: Part[] | undefined
}

/** Areas may stand in any order, and shapes come with them where the file is GeoJSON. */
export const planAreas: Planner = async (context, entries) => {
  const { tx, writer, rules, convert } = context
  const faults: FileFault[] = []
  const existing = await areasByCode(tx, [...filled(entries, 'code'), ...filled(entries, 'parent_code')])
  const seen = firstLines()
  const reads: Read[] = []
  for (const entry of entries) {
    const { code, name, kind: words, households } = entry.values
    if (code === undefined || name === undefined || words === undefined) continue
    const kind = kindOf(words)
    const before = seen(code, entry.line)
    if (before !== undefined)
      faults.push(
        faultAt(entry, 'code', `编码 ${code} ${twice(before).zh}`, `The code ${code} ${twice(before).en}`),
      )
    if (!kind)
      faults.push(
        faultAt(
          entry,
          'kind',
          `没有“${words}”这种区域，可用：${areaKindNames.map((each) => areaKinds[each].zh).join('、')}`,
          `There is no kind of area “${words}”; these are: ${areaKindNames.join(', ')}`,
        ),
      )
    if (households !== undefined && !/^\d{1,7}$/.test(households))
      faults.push(
        faultAt(entry, 'households', '户数应为不小于 0 的整数', 'Households are a whole number from 0'),
      )
    const shape = entry.geometry ? readShape(entry.geometry, convert) : undefined
    for (const { zh, en } of shape?.complaints ?? [])
      faults.push({ line: entry.line, column: entry.column, zh: `${name}：${zh}`, en: `${name}: ${en}` })
    if (!kind || before !== undefined) continue
    reads.push({
      entry,
      shape: shape?.parts,
      row: {
        id: existing.get(code)?.id ?? randomUUID(),
        code,
        name,
        nameEn: entry.values.name_en ?? null,
        kind,
        dedicatedTo: dedicationOf(entry.values.dedicated_to),
        parentId: null,
        path: code,
        households: households === undefined ? null : Number(households),
      },
    })
  }
  const rank = (kind: AreaKind) => areaKindNames.indexOf(kind)
  reads.sort((a, b) => rank(a.row.kind) - rank(b.row.kind))
  const standing = new Map<string, { id: string; code: string; kind: AreaKind; path: string }>()
  for (const area of existing.values())
    if (!area.ended) standing.set(area.code, { ...area, kind: area.kind as AreaKind })
  for (const { row } of reads) standing.set(row.code, row)
  for (const { entry, row } of reads) {
    const before = existing.get(row.code)
    const wrongCode = before && faultOfCode(entry, row, before)
    if (wrongCode) {
      faults.push(wrongCode)
      continue
    }
    const wanted = entry.values.parent_code
    const parent = wanted === undefined ? undefined : standing.get(wanted)
    if (wanted !== undefined && !parent) {
      faults.push(
        faultAt(
          entry,
          'parent_code',
          `没有编码为 ${wanted} 的上级区域`,
          `There is no area with the code ${wanted}`,
        ),
      )
      continue
    }
    const complaints = areaComplaints(row, parent, rules.grid_codes)
    for (const { field, zh, en } of complaints) faults.push(faultAt(entry, field, zh, en))
    if (parent) Object.assign(row, { parentId: parent.id, path: `${parent.path}.${row.code}` })
    if (before && before.parentId !== row.parentId && complaints.length === 0)
      faults.push(
        faultAt(
          entry,
          'parent_code',
          '已有区域的上级不能改：请停用后另建',
          'An area does not move: end it and open another',
        ),
      )
  }

  const fresh = reads.filter(({ row }) => !existing.has(row.code))
  const changed = reads.filter(({ row, entry }) => {
    const before = existing.get(row.code)
    if (before && entry.values.households === undefined) row.households = before.households
    if (before && entry.values.name_en === undefined) row.nameEn = before.nameEn
    return (
      before &&
      (before.name !== row.name || before.nameEn !== row.nameEn || before.households !== row.households)
    )
  })
  const shapesBefore = await currentShapes(
    tx,
    reads.filter(({ shape, row }) => shape && existing.has(row.code)).map(({ row }) => row.id),
  )
  const shaped = reads.filter(
    ({ shape, row }) => shape && JSON.stringify(shapesBefore.get(row.id)) !== JSON.stringify(shape),
  )
  const change = new Set(
    [...changed, ...shaped].map(({ row }) => row.code).filter((code) => existing.has(code)),
  )
  return {
    create: fresh.length,
    change: change.size,
    faults,
    async write() {
      await insertAreas(
        tx,
        writer,
        fresh.map(({ row }) => row),
      )
      await updateAreas(
        tx,
        writer,
        changed.map(({ row }) => row),
      )
      await setShapes(
        tx,
        writer,
        shaped.map(({ row, shape }) => ({ areaId: row.id, parts: shape! })),
      )
    },
  }
}

/** Why a code that is there already cannot stand for what the file says. */
function faultOfCode(entry: Entry, row: AreaRow, before: KnownArea): FileFault | undefined {
  if (before.ended)
    return faultAt(
      entry,
      'code',
      `编码 ${row.code} 已停用，不能再用`,
      `The code ${row.code} has ended and is not used again`,
    )
  return before.kind === row.kind
    ? undefined
    : faultAt(entry, 'kind', '已有区域的类型不能改', 'The kind of an area does not change')
}
