import { sql } from 'kysely'
import { recordLook } from '../kernel/audit/index.ts'
import type { House } from '../kernel/house.ts'
import { spend } from '../kernel/identity/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import {
  contactDuty,
  lockMatter,
  type MatterRow,
  matterRows,
  mayRead,
  recordContactLook,
} from '../matters/index.ts'
import { matterOfCode } from './links.ts'
import { readCode } from './rules.ts'

const minute = 60_000
/** Ours: nobody at a desk is called oftener, and whoever tries numbers one by one is stopped. */
const codesTried = { most: 30, within: 10 * minute } as const
const phonesTried = { most: 20, within: 60 * minute } as const
/** Running matters of one caller that a search shows. */
const mostOfCaller = 10

const noSuchCode = () =>
  new Problem('not_found', {
    reason: 'find.code',
    zh: '没有这个查询码，或这件事不在您的范围内',
    en: 'There is no such code, or its matter is outside your reach',
  })

/**
 * The matter that a caller's code opens, where it lies within the searcher's reach. A wrong code and one beyond reach
 * are answered alike; each try is kept.
 * @throws Problem `not_found`, `rate.limited`
 */
export async function findByCode(
  house: House,
  actor: Actor,
  typed: string,
): Promise<{ id: string; number: string }> {
  await spend(house, `find code ${actor.personId}`, codesTried)
  const code = readCode(typed)
  const id = code ? await matterOfCode(house.db, code) : undefined
  const isTheirs = id !== undefined && (await mayRead(house.db, actor, id))
  await recordLook(house.db, {
    actor,
    action: 'find.code',
    subjectId: isTheirs ? id : null,
    outcome: isTheirs ? 'done' : 'refused',
  })
  if (!id || !isTheirs) throw noSuchCode()
  const { rows } = await sql<{ number: string }>`select number from matters where id = ${id}`.execute(
    house.db,
  )
  return { id, number: rows[0]!.number }
}

/** People leave it with the country's code or without. */
const spellings = (phone: string) => {
  const national = phone.replace(/^(\+|00)86/, '')
  return [...new Set([phone, national, `+86${national}`])]
}

/**
 * Matters that run now and were asked for from this number: only those whose contact the searcher may look at anyway,
 * as their owner, their desk or the clerk who calls back. Never anonymous ones, and never what is closed: somebody's
 * earlier matters take their consent (`POST /api/callers`). Every search is kept with its purpose, and each matter that
 * it finds says so on its timeline; the number itself is kept nowhere.
 * @throws Problem `rate.limited`
 */
export async function findByPhone(
  house: House,
  actor: Actor,
  typed: string,
  purpose: string,
): Promise<MatterRow[]> {
  await spend(house, `find phone ${actor.personId}`, phonesTried)
  const phone = typed.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^\+?\d{7,18}$/.test(phone))
    throw new Problem('input.invalid', {
      reason: 'find.phone',
      zh: '请输入完整的电话号码',
      en: 'Enter the whole phone number',
    })
  const rules = await house.rulesNow()
  const { rows } = await sql<{ id: string; ownerId: string; deskId: string }>`
    select m.id, m.owner_id as "ownerId", m.desk_id as "deskId"
    from matter_contacts c join matters m on m.id = c.matter_id
    where c.phone = any(${spellings(phone)}) and not c.anonymous and m.closed_at is null order by m.id desc limit 100`.execute(
    house.db,
  )
  const mine = rows.filter((row) => contactDuty(actor, row))
  const readable = await Promise.all(mine.map(({ id }) => mayRead(house.db, actor, id)))
  const found = mine.filter((_, index) => readable[index]).slice(0, mostOfCaller)
  const recorded: string[] = []
  await house.db.transaction().execute(async (tx) => {
    await recordLook(tx, { actor, action: 'find.phone', reason: purpose, outcome: 'done' })
    for (const { id } of found.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const loaded = await lockMatter(tx, id)
      const duty = contactDuty(actor, loaded.matter)
      if (!duty) continue
      await recordContactLook(house, tx, { actor, duty, reason: purpose }, loaded)
      recorded.push(id)
    }
  })
  house.wake()
  const shown = await matterRows(
    house.db,
    rules,
    house.now(),
    sql`m.id = any(${recorded}::uuid[])`,
    mostOfCaller,
  )
  return shown.reverse()
}
