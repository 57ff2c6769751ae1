import type { House } from '../kernel/house.ts'
import { type Role, reachOf, roles } from '../kernel/permissions/index.ts'
import { hotlineCentre } from '../territory/index.ts'

/** What the privacy page tells, from the rules in force and the permission matrix: nothing of it is written twice. */
export async function privacyNotice(house: House) {
  const [rules, centre] = await Promise.all([house.rulesNow(), hotlineCentre(house.db)])
  const who = (Object.keys(roles) as Role[])
    .filter((role) => reachOf(role, 'contact.see') !== undefined)
    .map((role) => ({ zh: roles[role].zh, en: roles[role].en }))
  return {
    pack: rules.title,
    responsible: centre ? { name: centre.name, phone: centre.phone } : null,
    kept: rules.retention.map(({ id, zh, en, limit, clock, bound, source, unverified }) => ({
      id,
      zh,
      en,
      limit,
      clock,
      bound,
      source,
      unverified: unverified ?? false,
    })),
    who_sees_contact: who,
  }
}
