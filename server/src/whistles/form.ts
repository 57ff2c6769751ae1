import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { categoryOf, type Level, routeFor } from '../kernel/policy/index.ts'
import { canTakeOn, getMatter } from '../matters/index.ts'
import { limitsOf } from './clock.ts'
import { blowingDuty, kindsFor } from './rights.ts'

/** What somebody may blow now, by when each would be due, and whom they may call: what the routing directory names first. */
export async function formFor(
  house: House,
  actor: Actor,
  matterId: string | undefined,
  q: string | undefined,
) {
  const rules = await house.rulesNow()
  const loaded = matterId ? await getMatter(house.db, matterId) : null
  const duty = blowingDuty(actor, rules, loaded?.matter.ownerId)
  const now = house.now()
  const kinds = kindsFor(rules, duty.organisationKind)
  const category =
    loaded?.matter.category && categoryOf(rules, loaded.matter.category) ? loaded.matter.category : undefined
  const wanted = category
    ? (['district', 'street'] as Level[]).flatMap((level) => routeFor(rules, category, level))
    : []
  const suggested = wanted.length
    ? sql<boolean>`(${sql.join(
        wanted.map(
          (route) =>
            sql`(o.kind = ${route.organisation_kind} ${route.function ? sql`and o.function = ${route.function}` : sql``})`,
        ),
        sql` or `,
      )})`
    : sql<boolean>`false`
  // Stations serve a part of the territory: only those of the caller's own, and what lies above it.
  const own = sql`(select oa.path from organisations mine join areas oa on oa.id = mine.area_id where mine.id = ${duty.organisationId})`
  const { rows: organisations } = await sql<{ id: string; name: string; kind: string; suggested: boolean }>`
    select o.id, o.name, o.kind, ${suggested} as suggested from organisations o left join areas a on a.id = o.area_id
    where o.active_to is null and o.id <> ${duty.organisationId} and o.kind = any(${[...new Set(kinds.flatMap(({ calls }) => calls))]})
      and ${canTakeOn(now)} and (a.path is null or a.path @> ${own} or a.path <@ ${own}) and ${q ? sql`o.name ilike ${`%${q.replace(/[%_\\]/g, '\\$&')}%`}` : sql`true`}
    order by suggested desc, o.kind = 'department' desc, nlevel(a.path) desc nulls last, o.name limit 200`.execute(
    house.db,
  )
  const about = loaded
    ? (
        await sql<{
          title: string
          address: string | null
          running: string | null
          runningNumber: string | null
        }>`
          select w.title, w.address, r.id as running, r.number as "runningNumber" from matter_words w
          left join whistles r on r.matter_id = w.matter_id and r.state = 'running' where w.matter_id = ${loaded.matter.id}`.execute(
          house.db,
        )
      ).rows[0]!
    : null
  return {
    caller: { id: duty.organisationId, name: duty.organisationName },
    matter:
      loaded && about
        ? { id: loaded.matter.id, number: loaded.matter.number, title: about.title, address: about.address }
        : null,
    running: about?.running ? { id: about.running, number: about.runningNumber! } : null,
    kinds: kinds.map(({ kind, calls }) => {
      const limits = limitsOf(kind, now, null, house.calendar)
      return {
        id: kind.id,
        zh: kind.zh,
        en: kind.en,
        urgent: kind.urgent,
        acknowledge_by: limits.acknowledge.at.toISOString(),
        arrive_by: limits.arrive.at.toISOString(),
        limits: { acknowledge: limits.acknowledge.explanation, arrive: limits.arrive.explanation },
        unverified: kind.unverified ?? false,
        source: kind.source,
        calls,
      }
    }),
    organisations,
  }
}
