import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDate, workingCalendar } from '../calendar/index.ts'
import { readCalendarYears } from './calendar-files.ts'
import { requireConsistent } from './consistency.ts'
import { PolicyFault } from './fault.ts'
import { changeDates, requireRemovable, rowsInForce, rulesOf } from './overlay.ts'
import { type Pack, readPack } from './pack-files.ts'
import type { PackSummary, PolicyLibrary, Rules } from './rules.ts'

const CALENDAR_FOLDER = 'calendar'

/** One pack with those it lies over, and the dates on which its rules change. */
interface Jurisdiction {
  lineage: Pack[]
  changes: string[]
  rulesSince: Map<string, Rules>
  rulesOn: Map<string, Rules>
}

/** Days whose rules are kept at hand; more are rebuilt from the period they lie in, which is cheap. */
const DAYS_AT_HAND = 400

/**
 * Reads every policy pack and the working calendar of a folder, and checks them for each period in which
 * the rules differ. Throws PolicyFault, with file, line and reason, for the first thing that cannot be used.
 */
export async function loadPolicies(folder: string): Promise<PolicyLibrary> {
  const names = await subfolders(folder)
  const years = names.includes(CALENDAR_FOLDER) ? await readCalendarYears(join(folder, CALENDAR_FOLDER)) : []
  const packs = new Map<string, Pack>()
  for (const name of names)
    if (name !== CALENDAR_FOLDER) packs.set(name, await readPack(join(folder, name), name))
  if (packs.size === 0)
    throw new PolicyFault({ file: folder, line: 1, column: 1 }, '文件夹里没有规则包（no policy pack here）')
  const jurisdictions = new Map([...packs.values()].map((pack) => [pack.id, jurisdictionOf(pack, packs)]))
  return {
    packs: [...jurisdictions.values()].map(summaryOf),
    calendar: workingCalendar(years),
    rulesOn(pack, date) {
      const jurisdiction = jurisdictions.get(pack)
      if (!jurisdiction) throw new RangeError(`没有规则包 ${pack}（unknown policy pack）`)
      return jurisdiction.rulesOn.get(date) ?? lookUp(jurisdiction, date)
    },
  }
}

async function subfolders(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const name of (await readdir(folder)).sort())
    if (!name.startsWith('.') && (await stat(join(folder, name))).isDirectory()) found.push(name)
  return found
}

function jurisdictionOf(pack: Pack, packs: ReadonlyMap<string, Pack>): Jurisdiction {
  const lineage = lineageOf(pack, packs)
  requireRemovable(lineage)
  const changes = changeDates(lineage)
  for (const date of changes) requireConsistent(pack, rowsInForce(lineage, date), date)
  return { lineage, changes, rulesSince: new Map(), rulesOn: new Map() }
}

function lineageOf(pack: Pack, packs: ReadonlyMap<string, Pack>): Pack[] {
  const lineage = [pack]
  for (let below = pack; below.parent !== undefined; ) {
    const parent = packs.get(below.parent)
    if (!parent) throw below.fault(`没有上级规则包 ${below.parent}（no such parent pack）`, 'parent')
    if (lineage.includes(parent))
      throw pack.fault('规则包互为上级（packs are each other’s parents）', 'parent')
    lineage.unshift(parent)
    below = parent
  }
  return lineage
}

function lookUp(jurisdiction: Jurisdiction, date: string): Rules {
  if (!isDate(date)) throw new RangeError(`没有 ${date} 这一天（no such date）`)
  const since = jurisdiction.changes.findLast((change) => change <= date)
  if (since === undefined)
    throw new RangeError(
      `${jurisdiction.lineage.at(-1)!.id} 的规则自 ${jurisdiction.changes[0]} 起才有（not in force yet）`,
    )
  const rules: Rules = Object.freeze({ ...rulesOfPeriod(jurisdiction, since), onDate: date })
  if (jurisdiction.rulesOn.size >= DAYS_AT_HAND) jurisdiction.rulesOn.clear()
  jurisdiction.rulesOn.set(date, rules)
  return rules
}

function rulesOfPeriod({ lineage, rulesSince }: Jurisdiction, since: string): Rules {
  const known = rulesSince.get(since)
  if (known) return known
  const rules = rulesOf(lineage, rowsInForce(lineage, since), since)
  rulesSince.set(since, rules)
  return rules
}

function summaryOf({ lineage, changes }: Jurisdiction): PackSummary {
  const { id, parent, title, area, timezone, rows } = lineage.at(-1)!
  return {
    id,
    ...(parent === undefined ? {} : { parent }),
    title,
    area,
    timezone,
    in_force_from: changes[0]!,
    lineage: lineage.map((pack) => pack.id),
    rows: rows.length,
    unverified: rows.filter(({ value }) => value.unverified).length,
  }
}
