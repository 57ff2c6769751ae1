import { stringify } from 'csv-stringify/sync'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { system } from '../kernel/permissions/index.ts'
import {
  adoptPartyOrganisations,
  changeMember,
  describeOrganisation,
  insertMembers,
  type NewMember,
  noteDues,
  noteTakingPart,
} from '../membership/index.ts'
import { importFile } from '../territory/index.ts'
import { namesFrom } from './names.ts'
import { houseOfThePast } from './past/telling.ts'

interface DemoBranch {
  id: string
  code: string
  areaId: string
  version: number
  /** The branch of the accounts `secretary` and `member`. */
  isOpen: boolean
}

interface Servant {
  personId: string
  branchId: string
  groupId: string | null
  account: string | null
}

const levels = ['junior', 'senior', 'senior', 'college', 'college', 'bachelor', 'bachelor', 'postgraduate']
const units = [
  null,
  null,
  '清河区供水有限公司',
  '临江市第二中学',
  '清河区人民医院',
  '江城机械厂（退休）',
  '自己经营',
  null,
]

/** How long ago branches elected their committees: a few terms of five years run out soon, fewer have run out. */
const electedDaysAgo = [400, 1100, 1500, 1760, 700, 1300, 900, 1640, 250, 1480, 1760, 600, 1840]

/** Numbers that look strewn and are the same at every start. */
const strewn = (of: number, below: number) => (Math.imul(of + 1, 2654435761) >>> 7) % below

/**
 * The members of the city's branches: those on duty there, and some more without any duty. Done once, by the real
 * commands, on a clock of the past; does nothing where there are members already.
 */
export async function enterDemonstrationMembers(house: StandingHouse): Promise<void> {
  const { rows: present } = await sql`select 1 from party_members limit 1`.execute(house.db)
  if (present.length > 0) return
  const clock = { at: house.now() }
  const past = await houseOfThePast(house, clock)
  const ago = (days: number) => {
    clock.at = new Date(house.now().getTime() - days * 86_400_000)
    return shanghaiDate(clock.at)
  }
  const began = ago(196)
  await house.db.transaction().execute((tx) => adoptPartyOrganisations(past, system, tx))
  const branches = await branchesHere(house)
  const servants = await servantsOf(house)
  const strangers = await moreMembers(past, branches)
  let number = 0
  const person = (personId: string, branch: DemoBranch, groupId: string | null): NewMember => {
    number++
    const age = 26 + strewn(number, 50)
    // Whoever serves here is a full member: at least two years in it.
    const joined = Math.min(age - 19, 2 + strewn(number * 7, 29))
    const year = Number(began.slice(0, 4))
    const admitted = `${year - joined}-07-01`
    return {
      personId,
      branchId: branch.id,
      groupId,
      unit: units[strewn(number * 3, units.length)] ?? null,
      communityId: branch.areaId,
      birthYear: year - age,
      education: levels[strewn(number * 5, levels.length)]!,
      appliedOn: `${year - joined - 2}-05-04`,
      activistOn: `${year - joined - 1}-04-01`,
      prospectOn: `${year - joined - 1}-12-01`,
      admittedOn: admitted,
      fullOn: `${year - joined + 1}-07-01`,
      since: began,
    }
  }
  const members: NewMember[] = []
  for (const branch of branches) {
    const here = servants.filter(({ branchId }) => branchId === branch.id)
    const groups = [...new Set(here.flatMap(({ groupId }) => groupId ?? []))]
    const groupAt = (index: number) => (groups.length > 0 ? groups[index % groups.length]! : null)
    for (const [index, { personId, groupId }] of here.entries())
      members.push(person(personId, branch, groupId ?? groupAt(index)))
    for (const [index, personId] of (strangers.get(branch.id) ?? []).entries()) {
      const member = person(personId, branch, groupAt(index))
      // Some are on their way: this year's applicant, last year's activist.
      if (index === 0)
        Object.assign(member, {
          appliedOn: addDays(began, -40),
          activistOn: null,
          prospectOn: null,
          admittedOn: null,
          fullOn: null,
        })
      if (index === 1)
        Object.assign(member, {
          appliedOn: addDays(began, -700),
          activistOn: addDays(began, -330),
          prospectOn: null,
          admittedOn: null,
          fullOn: null,
        })
      // Most branches admit somebody each year; in a few nobody has come for long.
      if (index === 2 && strewn(branches.indexOf(branch), 9) > 0) {
        const last = Number(began.slice(0, 4)) - 1
        Object.assign(member, {
          birthYear: last - 27,
          appliedOn: `${last - 2}-05-04`,
          activistOn: `${last - 1}-04-01`,
          prospectOn: `${last - 1}-12-01`,
          admittedOn: `${last}-07-01`,
          fullOn: null,
        })
      }
      members.push(member)
    }
  }
  const open = branches.find(({ isOpen }) => isOpen)
  const isOpen = ({ branchId }: NewMember) => branchId === open?.id
  await house.db.transaction().execute((tx) => insertMembers(tx, past, system, members.filter(isOpen)))
  ago(75)
  await house.db.transaction().execute((tx) =>
    insertMembers(
      tx,
      past,
      system,
      members.filter((one) => !isOpen(one)),
    ),
  )
  if (open) await aYearInTheOpenBranch(past, open, clock, house)
  // In the district of the accounts alone: enough to look at, and the first start stays short.
  const near = branches.filter(({ code }) => code.startsWith('QH_'))
  for (const [index, branch] of near.entries()) {
    if (!branch.isOpen && index % 16 !== 2) await settleLastMonth(past, branch, clock, house)
    // Most were elected within the last years; the term of a few runs out soon, of one it has run out.
    const electedAgo = branch.isOpen ? 900 : electedDaysAgo[index % electedDaysAgo.length]!
    await describeOrganisation(past, system, branch.id, branch.version, {
      electedOn: addDays(shanghaiDate(house.now()), -electedAgo),
      committeeSeats: 3,
    })
  }
}

async function branchesHere(house: House): Promise<DemoBranch[]> {
  const { rows } = await sql<DemoBranch>`
    select o.id, o.code, o.area_id as "areaId", b.version, exists (
        select 1 from duties d join accounts a on a.person_id = d.person_id where d.organisation_id = o.id and a.name = 'secretary'
      ) as "isOpen"
    from party_organisations b join organisations o on o.id = b.organisation_id where b.form = 'branch' order by o.code`.execute(
    house.db,
  )
  return rows
}

async function servantsOf(house: House): Promise<Servant[]> {
  const { rows } = await sql<Servant>`
    select distinct on (p.phone, d.person_id) d.person_id as "personId", case when b.form = 'group' then o.parent_id else o.id end as "branchId",
      case when b.form = 'group' then o.id end as "groupId", a.name as account
    from duties d join people p on p.id = d.person_id join organisations o on o.id = d.organisation_id
    join party_organisations b on b.organisation_id = o.id and b.form in ('branch', 'group')
    left join accounts a on a.person_id = d.person_id
    where d.role in ('secretary', 'member') order by p.phone, d.person_id, o.code`.execute(house.db)
  return rows
}

/** People of the register without a duty, a few for each branch: 4 to 9, and enough for a full meeting in the open one. */
async function moreMembers(past: House, branches: DemoBranch[]): Promise<Map<string, string[]>> {
  const nextName = namesFrom(77_001)
  const wanted = branches.flatMap((branch, index) =>
    Array.from({ length: branch.isOpen ? 16 : 4 + strewn(index, 6) }, () => branch.id),
  )
  const people = wanted.map((branchId, index) => ({
    branchId,
    name: nextName(),
    phone: `1390002${String(index).padStart(4, '0')}`,
  }))
  const { faults } = await importFile(past, system, {
    kind: 'people',
    bytes: Buffer.from(
      stringify(
        people.map(({ name, phone }) => ({ name, phone })),
        { header: true },
      ),
    ),
  })
  if (faults[0]) throw new Error(`demonstration members, line ${faults[0].line}: ${faults[0].en}`)
  const { rows } = await sql<{ id: string; phone: string }>`
    select id, phone from people where phone = any(${people.map(({ phone }) => phone)}::text[])`.execute(
    past.db,
  )
  const ids = new Map(rows.map(({ id, phone }) => [phone, id]))
  const found = new Map<string, string[]>()
  for (const { branchId, phone } of people)
    found.set(branchId, [...(found.get(branchId) ?? []), ids.get(phone)!])
  return found
}

async function settleLastMonth(
  past: House,
  branch: DemoBranch,
  clock: { at: Date },
  house: House,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from party_members
    where branch_id = ${branch.id} and admitted_on is not null`.execute(past.db)
  clock.at = house.now()
  await noteDues(
    past,
    system,
    branch.id,
    monthBefore(shanghaiDate(house.now()), 1),
    rows.map(({ id }) => id),
  )
}

/** Half a year of dues, two members of whom nothing is known for long, one who works in another city. */
async function aYearInTheOpenBranch(
  past: House,
  branch: DemoBranch,
  clock: { at: Date },
  house: House,
): Promise<void> {
  const { rows } = await sql<{ id: string; personId: string; version: number; serves: boolean }>`
    select m.id, m.person_id as "personId", m.version, exists (select 1 from duties d where d.person_id = m.person_id) as serves
    from party_members m where m.branch_id = ${branch.id} and m.admitted_on is not null order by serves desc, m.id`.execute(
    past.db,
  )
  const quiet = rows.filter(({ serves }) => !serves).slice(-2)
  const heardOf = rows.filter(({ id }) => id !== quiet[0]?.id).map(({ personId }) => personId)
  await house.db
    .transaction()
    .execute((tx) => noteTakingPart(tx, heardOf, addDays(shanghaiDate(house.now()), -18), 'activity'))
  for (let back = 6; back >= 0; back--) {
    const month = monthBefore(shanghaiDate(house.now()), back)
    clock.at = new Date(
      Math.min(house.now().getTime(), new Date(`${month}T02:00:00Z`).getTime() + 5 * 86_400_000),
    )
    const settled = rows.filter(({ id }) => !(id === quiet[0]?.id || (id === quiet[1]?.id && back < 4)))
    await noteDues(
      past,
      system,
      branch.id,
      month,
      settled.map(({ id }) => id),
    )
  }
  const away = rows.filter(({ serves }) => !serves)[0]
  if (away)
    await changeMember(past, system, away.id, away.version, {
      awayTo: '浙江省杭州市',
      awaySince: addDays(shanghaiDate(house.now()), -60),
    })
}

function monthBefore(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10)
}
