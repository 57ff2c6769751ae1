import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { Problem } from '../kernel/problems.ts'
import { recordFact } from '../matters/index.ts'
import { readPhone } from './rules.ts'

/** How the person who asked can be reached, as they may see it themselves: somebody may look over their shoulder. */
export async function contactSeen(house: House, matterId: string) {
  const { rows } = await sql<{ phone: string | null; person: string | null; anonymous: boolean }>`
    select phone, person_id as person, anonymous from matter_contacts where matter_id = ${matterId}`.execute(
    house.db,
  )
  const contact = rows[0]
  const phone = contact?.phone ?? null
  return {
    phone: phone && `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    by_account: Boolean(contact?.person),
  }
}

/** What was erased on its day is not filled anew: no job would look at it again. */
async function refuseErased(tx: Work, matterId: string): Promise<void> {
  const { rows } =
    await sql`select 1 from matter_words where matter_id = ${matterId} and erased_at is not null`.execute(tx)
  if (rows.length > 0)
    throw new Problem('matter.refused', {
      reason: 'matter.erased',
      zh: '这件事的个人信息已按期删除，不能再留电话',
      en: 'Its personal data was erased by rule; no number can be left any more',
    })
}

/**
 * Puts a wrong number right, or takes name, number and account away altogether; the matter goes on, and its code still
 * opens it (个人信息保护法 §46, §47). Messages that went to the old number are forgotten and their links end.
 * @throws Problem `input.invalid`, `matter.refused` where its personal data was erased already
 */
export async function changeContact(house: House, matterId: string, said: string | null): Promise<void> {
  const phone = said === null ? null : readPhone(said)
  if (phone === undefined)
    throw new Problem('input.invalid', { zh: '电话号码不对', en: 'This is not a phone number' })
  await house.db.transaction().execute(async (tx) => {
    await recordFact(house, tx, matterId, {
      kind: phone ? 'matter.contact_changed' : 'matter.contact_erased',
      payload: { open: true, by_person: true },
      actorId: null,
      actorOrganisationId: null,
    })
    if (phone) await refuseErased(tx, matterId)
    if (phone)
      await sql`update matter_contacts set phone = ${phone}, anonymous = false where matter_id = ${matterId}`.execute(
        tx,
      )
    else
      await sql`update matter_contacts set name = null, phone = null, person_id = null, anonymous = true
        where matter_id = ${matterId}`.execute(tx)
    // Whether the office can call is asked of the matter itself.
    await sql`update matters set reachable = ${phone !== null} where id = ${matterId}`.execute(tx)
    await sql`delete from matter_links where matter_id = ${matterId}`.execute(tx)
    await sql`delete from outbox_messages where purpose like 'matter.%'
      and position((select number from matters where id = ${matterId}) in text) > 0`.execute(tx)
  })
}
