import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { recordLook } from '../kernel/audit/index.ts'
import { isDate, shanghaiDate } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutyReaching } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import {
  type Columns,
  changingTerritory,
  type Entry,
  type FileFault,
  faultAt,
  filled,
  firstLines,
  insertPeople,
  isPhone,
  readTable,
  twice,
} from '../territory/index.ts'
import { insertMembers } from './entering.ts'
import { memberFaults, type NewMember } from './members.ts'

const day = (also: string[]) => ({ also, longest: 20 })

/** The columns of a roll of members, as branches keep it. */
export const memberColumnsOfFile: Columns = {
  name: { also: ['姓名'], required: true, longest: 100 },
  phone: { also: ['手机', '手机号', '电话', '联系电话'], required: true, longest: 30 },
  branch_code: { also: ['党支部编码', '支部编码', '党组织编码'], required: true, longest: 40 },
  group_code: { also: ['党小组编码'], longest: 40 },
  applied_on: day(['申请入党日期', '申请日期']),
  activist_on: day(['列为积极分子日期', '积极分子日期']),
  prospect_on: day(['列为发展对象日期', '发展对象日期']),
  admitted_on: day(['入党日期']),
  full_on: day(['转正日期']),
  unit: { also: ['工作单位', '单位'], longest: 200 },
  community_code: { also: ['居住社区编码', '社区编码'], longest: 40 },
  birth_year: { also: ['出生年份', '出生年'], longest: 4 },
  education: { also: ['学历'], longest: 64 },
  away_to: { also: ['流动去向'], longest: 200 },
  away_since: day(['流出日期']),
}

export interface RollReport {
  rows: number
  faults: FileFault[]
  would: { create: number; already: number }
  written: boolean
}

/** `2026/3/1`, `2026.3.1` or `2026-03-01` as a day; undefined where it is none. */
function dayOf(text: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (!match) return undefined
  const written = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
  return isDate(written) ? written : undefined
}

const dayFields = {
  applied_on: 'appliedOn',
  activist_on: 'activistOn',
  prospect_on: 'prospectOn',
  admitted_on: 'admittedOn',
  full_on: 'fullOn',
  away_since: 'awaySince',
} as const

/**
 * Reads a roll of members from CSV or Excel. Without faults, and unless it is a dry run, writes all of it; with any fault
 * nothing. Who is in the branch already is passed over, so that the same file may come twice.
 */
export async function importMembers(
  house: House,
  actor: Actor,
  bytes: Uint8Array,
  dryRun: boolean,
): Promise<RollReport> {
  const read = await readTable(bytes, memberColumnsOfFile)
  const rules = await house.rulesNow()
  const today = shanghaiDate(house.now())
  return changingTerritory(house.db, { house, actor }, async (tx) => {
    const faults = [...read.faults]
    const known = await knownIn(tx, read.entries)
    const seen = firstLines()
    const fresh: { entry: Entry; member: Omit<NewMember, 'personId'>; personId: string | undefined }[] = []
    let already = 0
    for (const entry of read.entries) {
      const { name, phone, branch_code, group_code } = entry.values
      if (!name || !phone || !branch_code) continue
      const before = faults.length
      const earlier = seen(phone, entry.line)
      if (earlier !== undefined) faults.push({ ...faultAt(entry, 'phone', '', ''), ...twice(earlier) })
      if (!isPhone(phone))
        faults.push(faultAt(entry, 'phone', `电话 ${phone} 写得不对`, `${phone} is no telephone number`))
      const branch = known.organisations.get(branch_code)
      if (branch?.form !== 'branch')
        faults.push(
          faultAt(
            entry,
            'branch_code',
            `没有编码为 ${branch_code} 的党支部`,
            `No branch has the code ${branch_code}`,
          ),
        )
      else if (!dutyReaching(actor, 'membership.write', branch) && actor.kind !== 'system')
        faults.push(
          faultAt(entry, 'branch_code', '这个党支部不在您的范围内', 'This branch is outside your reach'),
        )
      const group = group_code ? known.organisations.get(group_code) : undefined
      if (group_code && (group?.form !== 'group' || group.parentId !== branch?.organisationId))
        faults.push(
          faultAt(entry, 'group_code', '这个党小组不属于该支部', 'This group is none of the branch’s'),
        )
      const member = memberOf(entry, rules, known.areas, faults, today)
      const person = known.people.get(phone)
      if (person && person.name !== name)
        faults.push(
          faultAt(entry, 'name', `这个电话登记的是另一个人`, 'This number belongs to somebody else'),
        )
      if (person?.branchId && person.branchId !== branch?.organisationId)
        faults.push(
          faultAt(
            entry,
            'branch_code',
            '已经在另一个党支部，请办理组织关系转接',
            'Is in another branch; transfer the membership',
          ),
        )
      if (faults.length > before || !branch) continue
      if (person?.branchId) already++
      else
        fresh.push({
          entry,
          personId: person?.id,
          member: { ...member, branchId: branch.organisationId, groupId: group?.organisationId ?? null },
        })
    }
    faults.sort((a, b) => a.line - b.line || a.column - b.column)
    const report = { rows: read.entries.length, faults, would: { create: fresh.length, already } }
    if (faults.length > 0 || dryRun) return { ...report, written: false }
    const named = fresh.map((one) => ({
      ...one,
      personId: one.personId ?? randomUUID(),
      isNew: one.personId === undefined,
    }))
    await insertPeople(
      tx,
      { house, actor },
      named
        .filter(({ isNew }) => isNew)
        .map(({ personId, entry: { values } }) => ({
          id: personId,
          name: values.name!,
          phone: values.phone!,
          email: null,
        })),
    )
    await insertMembers(
      tx,
      house,
      actor,
      named.map(({ member, personId }) => ({ ...member, personId })),
    )
    await recordLook(tx, { actor, action: 'membership.import', reason: `${named.length}`, outcome: 'done' })
    return { ...report, written: true }
  })
}

function memberOf(
  entry: Entry,
  rules: Rules,
  areas: ReadonlyMap<string, string>,
  faults: FileFault[],
  today: string,
): Omit<NewMember, 'personId' | 'branchId'> {
  const member: Omit<NewMember, 'personId' | 'branchId'> = {}
  const { values } = entry
  for (const [field, key] of Object.entries(dayFields)) {
    if (!values[field]) continue
    const found = dayOf(values[field])
    if (found) member[key as 'appliedOn'] = found
    else faults.push(faultAt(entry, field, `“${values[field]}”不是日期`, `“${values[field]}” is no day`))
  }
  if (values.birth_year) {
    if (/^\d{4}$/.test(values.birth_year)) member.birthYear = Number(values.birth_year)
    else faults.push(faultAt(entry, 'birth_year', '出生年份应为四位数字', 'A year of birth has four digits'))
  }
  if (values.education) {
    const level = rules.education_levels.find(
      ({ id, zh }) => id === values.education || zh === values.education,
    )
    if (level) member.education = level.id
    else
      faults.push(
        faultAt(
          entry,
          'education',
          `学历应为：${rules.education_levels.map(({ zh }) => zh).join('；')}`,
          `Education is one of: ${rules.education_levels.map(({ id }) => id).join(', ')}`,
        ),
      )
  }
  if (values.community_code) {
    const area = areas.get(values.community_code)
    if (area) member.communityId = area
    else faults.push(faultAt(entry, 'community_code', '没有这个社区', 'There is no such community'))
  }
  if (values.unit) member.unit = values.unit
  if (values.away_to) member.awayTo = values.away_to
  for (const fault of memberFaults(member, rules, today))
    faults.push(faultAt(entry, fault.at === '/stage' ? 'applied_on' : fault.at!.slice(1), fault.zh, fault.en))
  return member
}

/** What the file names, looked up at once. */
async function knownIn(tx: Work, entries: Entry[]) {
  const codes = [...new Set([...filled(entries, 'branch_code'), ...filled(entries, 'group_code')])]
  const { rows: organisations } = await sql<{
    code: string
    organisationId: string
    form: string
    parentId: string | null
    organisationPath: string
    areaPath: string | null
  }>`
    select o.code, o.id as "organisationId", b.form, o.parent_id as "parentId", b.path::text as "organisationPath", b.area_path::text as "areaPath"
    from organisations o join party_organisations b on b.organisation_id = o.id
    where o.code = any(${codes}::text[]) and o.active_to is null`.execute(tx)
  const { rows: people } = await sql<{ id: string; name: string; phone: string; branchId: string | null }>`
    select distinct on (p.phone) p.id, p.name, p.phone, m.branch_id as "branchId" from people p left join party_members m on m.person_id = p.id
    where p.phone = any(${filled(entries, 'phone')}::text[]) and p.erased_at is null
    order by p.phone, (m.branch_id is not null) desc, p.created_at`.execute(tx)
  const { rows: areas } = await sql<{ code: string; id: string }>`
    select code, id from areas where code = any(${filled(entries, 'community_code')}::text[]) and kind = 'community' and active_to is null`.execute(
    tx,
  )
  return {
    organisations: new Map(organisations.map((row) => [row.code, row])),
    people: new Map(people.map((row) => [row.phone, row])),
    areas: new Map(areas.map(({ code, id }) => [code, id])),
  }
}
