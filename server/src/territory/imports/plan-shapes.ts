import { sql } from '../../kernel/database/index.ts'
import { setShapes } from '../area-writes.ts'
import { type Part, readShape } from '../shape.ts'
import { currentShapes } from '../shapes.ts'
import { faultAt } from './entries.ts'
import type { FileFault } from './file-fault.ts'
import { areasByCode, filled, firstLines, type Planner, twice } from './plan.ts'

/** Shapes for areas that are there already, found by code, or by a name that only one of them has. */
export const planShapes: Planner = async ({ tx, writer, convert }, entries) => {
  const faults: FileFault[] = []
  const byCode = await areasByCode(tx, filled(entries, 'code'))
  const byName = await idsByName(filled(entries, 'name'))
  const seen = firstLines()
  const shapes: { areaId: string; parts: Part[] }[] = []
  for (const entry of entries) {
    const { code, name } = entry.values
    const { parts, complaints } = readShape(entry.geometry, convert)
    for (const { zh, en } of complaints)
      faults.push({
        line: entry.line,
        column: entry.column,
        zh: `${name ?? code ?? ''}：${zh}`,
        en: `${name ?? code ?? ''}: ${en}`,
      })
    if (code === undefined && name === undefined) {
      faults.push(
        faultAt(
          entry,
          'code',
          '要有编码或名称，才知道是哪个区域',
          'A code or a name must say which area it is',
        ),
      )
      continue
    }
    const known = code === undefined ? undefined : byCode.get(code)
    const ids = code === undefined ? (byName.get(name!) ?? []) : known && !known.ended ? [known.id] : []
    if (ids.length !== 1) {
      const many = ids.length > 1
      faults.push(
        faultAt(
          entry,
          code === undefined ? 'name' : 'code',
          many
            ? `有 ${ids.length} 个区域都叫“${name}”，请用编码`
            : `没有${code === undefined ? `名为“${name}”` : `编码为 ${code}`}的区域`,
          many
            ? `${ids.length} areas are called “${name}”; use the code`
            : `There is no area ${code === undefined ? `called “${name}”` : `with the code ${code}`}`,
        ),
      )
      continue
    }
    const before = seen(ids[0]!, entry.line)
    if (before !== undefined)
      faults.push(
        faultAt(
          entry,
          code === undefined ? 'name' : 'code',
          `区域${twice(before).zh}`,
          `The area ${twice(before).en}`,
        ),
      )
    shapes.push({ areaId: ids[0]!, parts })
  }
  const current = await currentShapes(
    tx,
    shapes.map(({ areaId }) => areaId),
  )
  const changed = shapes.filter(
    ({ areaId, parts }) => JSON.stringify(current.get(areaId)) !== JSON.stringify(parts),
  )
  const create = changed.filter(({ areaId }) => !current.has(areaId)).length
  return { create, change: changed.length - create, faults, write: () => setShapes(tx, writer, changed) }

  async function idsByName(names: string[]): Promise<Map<string, string[]>> {
    const { rows } = await sql<{ name: string; ids: string[] }>`
      select name, array_agg(id::text) as ids from areas
      where name = any(${[...new Set(names)]}::text[]) and active_to is null group by name`.execute(tx)
    return new Map(rows.map((row) => [row.name, row.ids]))
  }
}
