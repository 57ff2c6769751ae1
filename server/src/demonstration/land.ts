import { stringify } from 'csv-stringify/sync'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { createAccount, demonstrationAccounts, hashPassword } from '../kernel/identity/index.ts'
import { system } from '../kernel/permissions/index.ts'
import { areaByCode, type ImportKind, importFile } from '../territory/index.ts'
import { buildings } from './buildings.ts'
import { offices } from './offices.ts'
import { type Servant, staff } from './staff.ts'
import { cityCode, terrain } from './terrain.ts'

/** Printed on the sign-in page. */
const demonstrationPassword = 'lianxin-demo'

/**
 * Loads the land, the offices, the people and their accounts through the same import that an operator uses. Each step
 * is done once: a second call goes on where a first was cut off, and leaves alone what was changed since.
 * @param founded a house whose clock stands on the day on which all of it began
 * @returns false in an installation with areas of its own, where nothing is written
 */
export async function loadLand(house: House, founded: House): Promise<boolean> {
  const city = await areaByCode(house.db, cityCode)
  if (!city) {
    if (await holdsAnything(house, 'areas')) return false
    await take(founded, 'areas', terrain())
  }
  const people = staff()
  if (!(await isThere(house, 'organisations', 'code', offices()[0]!.code)))
    await take(founded, 'organisations', officesAsCsv())
  if (!(await isThere(house, 'people', 'phone', people[0]!.phone)))
    await take(
      founded,
      'people',
      stringify(
        people.map(({ name, phone }) => ({ name, phone })),
        { header: true },
      ),
    )
  if (!(await hasDuty(house, people[1]!.phone))) await take(founded, 'duties', dutiesAsCsv(people))
  const places = buildings()
  if (!(await isThere(house, 'place_codes', 'code', places[0]!.code)))
    await take(
      founded,
      'place_codes',
      stringify(
        places.map(({ code, name, address, lng, lat }) => ({ code, name, address, lng, lat })),
        { header: true },
      ),
    )
  const missing = people.filter(({ account }) => account !== undefined)
  if (await isThere(house, 'accounts', 'name', missing.at(-1)!.account!)) return true
  // Each hash costs a tenth of a second of a core, and all have the one password that everybody knows.
  const hashed = await hashPassword(demonstrationPassword)
  for (const person of missing) await openAccount(house, person, hashed)
  return true
}

async function take(house: House, kind: ImportKind, text: string): Promise<void> {
  const { faults } = await importFile(house, system, { kind, bytes: Buffer.from(text) })
  if (faults[0]) throw new Error(`demonstration ${kind}, line ${faults[0].line}: ${faults[0].en}`)
}

function officesAsCsv(): string {
  return stringify(
    offices().map(
      ({ code, name, nameEn, kind, function: organisationFunction, parent, area, phone, address }) => ({
        code,
        name,
        name_en: nameEn,
        kind,
        function: organisationFunction,
        parent_code: parent,
        area_code: area,
        phone,
        address,
      }),
    ),
    { header: true },
  )
}

function dutiesAsCsv(people: Servant[]): string {
  return stringify(
    people.flatMap(({ phone, name, duties }) =>
      duties.map(({ office, role, area }) => ({
        phone,
        name,
        organisation_code: office,
        role,
        area_code: area,
      })),
    ),
    { header: true },
  )
}

async function openAccount(house: House, { phone, account }: Servant, hashed: string): Promise<void> {
  if (!account || (await isThere(house, 'accounts', 'name', account))) return
  const { rows } = await sql<{ id: string }>`
    select id from people where phone = ${phone} order by created_at limit 1`.execute(house.db)
  const personId = rows[0]?.id
  if (!personId) return
  await house.db.transaction().execute(async (tx) => {
    // Only the well-known names may have so simple a password by the rules; the hash is the same.
    const password = demonstrationAccounts.includes(account) ? { password: demonstrationPassword } : {}
    const { id } = await createAccount(
      house,
      { account, personId, ...password, hashed, passwordDue: false },
      tx,
    )
    await sql`update accounts set demonstration = true where id = ${id}`.execute(tx)
    // Residents sign in by a code to their phone as well.
    if (account === 'resident') await sql`update accounts set phone = ${phone} where id = ${id}`.execute(tx)
  })
}

async function isThere(house: House, table: string, column: string, value: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from ${sql.table(table)} where ${sql.ref(column)} = ${value} limit 1`.execute(house.db)
  return rows.length > 0
}

async function holdsAnything(house: House, table: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(house.db)
  return rows.length > 0
}

async function hasDuty(house: House, phone: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from duties d join people p on p.id = d.person_id where p.phone = ${phone} limit 1`.execute(
    house.db,
  )
  return rows.length > 0
}
