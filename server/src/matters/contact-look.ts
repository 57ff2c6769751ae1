import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, type Duty, dutiesFor } from '../kernel/permissions/index.ts'
import { privacyNumbersOf } from '../kernel/privacy-numbers/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import type { Matter } from './matter.ts'
import { type LoadedMatter, lockMatter, saveHead } from './store.ts'

/** The duty in which an actor may see who asked: at its owner, at its desk, or as the clerk who calls back. */
export function contactDuty(actor: Actor, matter: Pick<Matter, 'ownerId' | 'deskId'>): Duty | undefined {
  const duties = dutiesFor(actor, 'contact.see').map(({ duty }) => duty)
  return (
    duties.find(
      ({ organisationId }) => organisationId === matter.ownerId || organisationId === matter.deskId,
    ) ?? duties.find(({ role }) => role === 'centre_clerk')
  )
}

/** Promise 8: a look at masked data stands on the timeline, with who looked and why. */
export async function recordContactLook(
  house: House,
  tx: Work,
  look: { actor: Actor; duty: Duty; reason: string; masked?: boolean },
  { matter, head }: LoadedMatter,
): Promise<void> {
  const next = await appendEvents(tx, {
    stream: matter.id,
    streamKind: 'matter',
    head,
    at: house.now(),
    actorId: look.actor.personId,
    actorOrganisationId: look.duty.organisationId,
    digest: house.configuration.digest,
    events: [
      {
        kind: look.masked ? 'matter.masked_call' : 'matter.contact_seen',
        payload: { open: false },
        personal: { text: look.reason },
      },
    ],
  })
  await saveHead(tx, matter.id, next)
}

/** Outdoors a number is called, not seen, wherever a service lends temporary ones. @throws Problem `permission.denied` */
function requireMasked(house: House, duty: Duty): void {
  if (duty.role !== 'grid_worker' || !privacyNumbersOf(house)) return
  throw new Problem('permission.denied', {
    reason: 'contact.masked_only',
    zh: '请用隐私号码联系：网格员看到的是临时号码，不查看群众的真实电话',
    en: 'Please call through the temporary number: grid workers do not see the real one',
  })
}

/** Name and phone of who asked, whole. @throws Problem `permission.denied`, `not_found` */
export async function lookAtContact(
  house: House,
  actor: Actor,
  id: string,
  reason: string,
): Promise<{ name: string | null; phone: string | null }> {
  return house.db.transaction().execute(async (tx) => {
    const loaded = await lockMatter(tx, id)
    const duty = contactDuty(actor, loaded.matter)
    if (!duty)
      throw new Problem('permission.denied', {
        zh: '只有主办、派单单位和回访坐席可以查看联系方式',
        en: 'Only the owner, the desk and the call-back clerk may see the contact details',
      })
    requireMasked(house, duty)
    const { rows } = await sql<{
      name: string | null
      phone: string | null
    }>`select name, phone from matter_contacts where matter_id = ${id}`.execute(tx)
    await recordContactLook(house, tx, { actor, duty, reason }, loaded)
    return rows[0] ?? { name: null, phone: null }
  })
}
