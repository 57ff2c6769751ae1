import { randomUUID } from 'node:crypto'
import { addDays, isDate, startOfDay } from '../../kernel/calendar/index.ts'
import { sql, type Work } from '../../kernel/database/index.ts'
import { roles } from '../../kernel/permissions/index.ts'
import {
  type DutyRow,
  endDuties,
  insertDuties,
  insertPeople,
  isDutyRole,
  type Person,
  personComplaints,
  updatePeople,
} from '../people-writes.ts'
import { type Entry, faultAt } from './entries.ts'
import type { FileFault } from './file-fault.ts'
import { areasByCode, filled, firstLines, type Planner, twice } from './plan.ts'

async function peopleByPhone(tx: Work, phones: string[]): Promise<Map<string, Person[]>> {
  const { rows } = await sql<Person>`
    select id, name, phone, email from people where phone = any(${[...new Set(phones)]}::text[]) and erased_at is null`.execute(
    tx,
  )
  const groups = new Map<string, Person[]>()
  for (const row of rows) groups.set(row.phone!, [...(groups.get(row.phone!) ?? []), row])
  return groups
}

/** A person is known by the telephone number. */
export const planPeople: Planner = async ({ tx, writer }, entries) => {
  const faults: FileFault[] = []
  const existing = await peopleByPhone(tx, filled(entries, 'phone'))
  const seen = firstLines()
  const fresh: Person[] = []
  const changed: Person[] = []
  for (const entry of entries) {
    const { name, phone, email } = entry.values
    if (name === undefined || phone === undefined) continue
    for (const { field, zh, en } of personComplaints({ phone, email }))
      faults.push(faultAt(entry, field, zh, en))
    const before = seen(phone, entry.line)
    if (before !== undefined)
      faults.push(
        faultAt(
          entry,
          'phone',
          `电话 ${phone} ${twice(before).zh}`,
          `The number ${phone} ${twice(before).en}`,
        ),
      )
    const [known, ...others] = existing.get(phone) ?? []
    if (others.length > 0)
      faults.push(
        faultAt(
          entry,
          'phone',
          `电话 ${phone} 已有 ${others.length + 1} 人在用，分不清是谁`,
          `${others.length + 1} people have the number ${phone}`,
        ),
      )
    if (!known) fresh.push({ id: randomUUID(), name, phone, email: email ?? null })
    else if (known.name !== name || (email !== undefined && known.email !== email))
      changed.push({ ...known, name, email: email ?? known.email })
  }
  return {
    create: fresh.length,
    change: changed.length,
    faults,
    people: changed.map(({ id }) => id),
    async write() {
      await insertPeople(tx, writer, fresh)
      await updatePeople(tx, writer, changed)
    },
  }
}

interface RunningDuty {
  id: string
  personId: string
  organisationId: string
  role: string
  areaId: string | null
  activeTo: Date | null
}

/** Who serves where, as what, from when to when; dates are whole days in China. */
export const planDuties: Planner = async ({ tx, writer }, entries) => {
  const faults: FileFault[] = []
  const now = writer.house.now()
  const people = await peopleByPhone(tx, filled(entries, 'phone'))
  const areas = await areasByCode(tx, filled(entries, 'area_code'))
  const organisations = await activeOrganisations(tx, filled(entries, 'organisation_code'))
  const running = await runningDuties(
    tx,
    [...people.values()].flat().map(({ id }) => id),
    now,
  )
  const seen = firstLines()
  const fresh: DutyRow[] = []
  const changed: { id: string; personId: string; activeTo: string | null }[] = []
  for (const entry of entries) {
    const { phone, name, organisation_code: organisationCode, area_code: areaCode } = entry.values
    if (phone === undefined || organisationCode === undefined || entry.values.role === undefined) continue
    const mistakes: FileFault[] = []
    const [person, ...others] = people.get(phone) ?? []
    if (!person || others.length > 0)
      mistakes.push(
        faultAt(
          entry,
          'phone',
          person ? `电话 ${phone} 不止一人在用` : `没有电话为 ${phone} 的人，请先导入人员`,
          person
            ? `More than one person has the number ${phone}`
            : `Nobody has the number ${phone}; import people first`,
        ),
      )
    else if (name !== undefined && name !== person.name)
      mistakes.push(
        faultAt(
          entry,
          'name',
          `电话 ${phone} 登记的不是“${name}”`,
          `The number ${phone} is not registered to “${name}”`,
        ),
      )
    const organisationId = organisations.get(organisationCode)
    if (!organisationId)
      mistakes.push(
        faultAt(
          entry,
          'organisation_code',
          `没有编码为 ${organisationCode} 的机构`,
          `There is no organisation with the code ${organisationCode}`,
        ),
      )
    const area = areaCode === undefined ? undefined : areas.get(areaCode)
    if (areaCode !== undefined && (!area || area.ended))
      mistakes.push(
        faultAt(
          entry,
          'area_code',
          `没有编码为 ${areaCode} 的区域`,
          `There is no area with the code ${areaCode}`,
        ),
      )
    const role = roleOf(entry.values.role)
    if (!role)
      mistakes.push(
        faultAt(
          entry,
          'role',
          `没有“${entry.values.role}”这个岗位`,
          `There is no role “${entry.values.role}”`,
        ),
      )
    if (role === 'grid_worker' && areaCode === undefined)
      mistakes.push(
        faultAt(entry, 'area_code', '网格员要写明负责的网格', 'A grid worker’s duty names its area'),
      )
    const from = dayOf(entry, 'active_from', 0, mistakes)
    const to = dayOf(entry, 'active_to', 1, mistakes)
    if (to && to <= (from ?? now))
      mistakes.push(
        faultAt(
          entry,
          'active_to',
          '结束日期应晚于开始日期，也不能已经过去',
          'A duty ends after it begins, and not in the past',
        ),
      )
    faults.push(...mistakes)
    if (mistakes.length > 0) continue
    const duty = {
      personId: person!.id,
      organisationId: organisationId!,
      role: role!,
      areaId: area?.id ?? null,
    }
    const key = Object.values(duty).join(' ')
    const before = seen(key, entry.line)
    if (before !== undefined)
      faults.push(faultAt(entry, 'phone', `这项职责${twice(before).zh}`, `This duty ${twice(before).en}`))
    const known = running.get(key)
    if (!known)
      fresh.push({
        ...duty,
        id: randomUUID(),
        activeFrom: (from ?? now).toISOString(),
        activeTo: to?.toISOString() ?? null,
      })
    else if (to && known.activeTo?.getTime() !== to.getTime())
      changed.push({ id: known.id, personId: known.personId, activeTo: to.toISOString() })
  }
  return {
    create: fresh.length,
    change: changed.length,
    faults,
    people: [...fresh, ...changed].map(({ personId }) => personId),
    async write() {
      await insertDuties(tx, writer, fresh)
      await endDuties(tx, writer, changed)
    },
  }
}

function roleOf(words: string): string | undefined {
  const id = Object.entries(roles).find(([role, { zh }]) => role === words || zh === words)?.[0]
  return id !== undefined && isDutyRole(id) ? id : undefined
}

/** The beginning of a day in China, some days later. A last day counts whole, so a duty ends as the next one begins. */
function dayOf(entry: Entry, field: string, daysLater: number, mistakes: FileFault[]): Date | undefined {
  const words = entry.values[field]?.replace(
    /^(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?$/,
    (_, year: string, month: string, day: string) =>
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  )
  if (words === undefined) return undefined
  if (isDate(words)) return startOfDay(addDays(words, daysLater))
  mistakes.push(
    faultAt(
      entry,
      field,
      `“${words}”不是日期，应如 2026-03-31`,
      `“${words}” is not a date such as 2026-03-31`,
    ),
  )
  return undefined
}

async function activeOrganisations(tx: Work, codes: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; id: string }>`
    select code, id from organisations where code = any(${[...new Set(codes)]}::text[]) and active_to is null`.execute(
    tx,
  )
  return new Map(rows.map(({ code, id }) => [code, id]))
}

async function runningDuties(tx: Work, personIds: string[], now: Date): Promise<Map<string, RunningDuty>> {
  const { rows } = await sql<RunningDuty>`
    select id, person_id as "personId", organisation_id as "organisationId", role, area_id as "areaId", active_to as "activeTo"
    from duties where person_id = any(${personIds}::uuid[]) and (active_to is null or active_to > ${now})`.execute(
    tx,
  )
  return new Map(rows.map((row) => [[row.personId, row.organisationId, row.role, row.areaId].join(' '), row]))
}
