import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor, scopePredicate } from '../kernel/permissions/index.ts'
import { gradeWords } from './member-view.ts'
import { yearOf } from './reporting-view.ts'
import { servedFor, sideOf } from './units.ts'

const pageLength = 30

interface UnitRow {
  id: string
  organisationId: string
  unit: string
  communityId: string
  community: string
  state: string
  contactName: string | null
  contactPhone: string | null
  statements: {
    id: string
    kind: 'resource' | 'need'
    words: string
    until: string | null
    closed: boolean
    outcome: string | null
  }[]
  duties: {
    id: string
    words: string
    due_on: string
    state: 'proposed' | 'agreed' | 'done' | 'dropped'
    proposed_by: 'unit' | 'community'
    done_on: string | null
    done_words: string | null
  }[]
  evaluations: {
    year: number
    direction: 'of_reporter' | 'of_community'
    grade: string
    words: string | null
  }[]
}

/**
 * What a unit has done here, all of it from what stands in the register: offers and whether they were used, what was
 * agreed and whether it was kept, and who came to calls for it.
 */
function doneBy(
  { statements, duties }: Pick<UnitRow, 'statements' | 'duties'>,
  served: ReadonlyMap<string, { tasks: number; people: number; minutes: number }>,
  today: string,
) {
  const offers = statements.filter(({ kind }) => kind === 'resource')
  const kept = duties.filter(({ state }) => state === 'done')
  const sum = (key: 'tasks' | 'people' | 'minutes') =>
    duties.reduce((total, { id }) => total + (served.get(id)?.[key] ?? 0), 0)
  return {
    offers: offers.length,
    offers_settled: offers.filter(({ closed, outcome }) => closed && outcome !== null).length,
    agreed: duties.filter(({ state }) => state === 'agreed' || state === 'done').length,
    done: kept.length,
    in_time: kept.filter(({ done_on, due_on }) => done_on !== null && done_on <= due_on).length,
    overdue: duties.filter(({ state, due_on }) => state === 'agreed' && due_on < today).length,
    tasks: sum('tasks'),
    people: sum('people'),
    minutes: sum('minutes'),
  }
}

/**
 * The directory of member units: for the community and its street, and of a unit itself. Contacts are those that units
 * gave for it.
 */
export async function unitsOf(house: House, actor: Actor, filter: { community?: string; after?: string }) {
  const rules = await house.rulesNow()
  const communities = scopePredicate(actor, 'service.read', {
    organisationId: sql`r.community_id`,
    organisationPath: sql`r.community_path`,
    areaPath: sql`null::ltree`,
  })
  const ownUnits = dutiesFor(actor, 'reporting.unit').map(({ duty }) => duty)
  const ownIds = ownUnits.map(({ organisationId }) => organisationId)
  const { rows } = await sql<UnitRow>`
    select r.id, r.organisation_id as "organisationId", u.name as unit, r.community_id as "communityId", o.name as community, r.state,
      r.contact_name as "contactName", r.contact_phone as "contactPhone",
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'words', s.words, 'until', s.until_day,
        'closed', s.closed_at is not null, 'outcome', s.outcome) order by s.closed_at is not null, s.made_at)
        from unit_statements s where s.registration_id = r.id), '[]') as statements,
      coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'words', d.words, 'due_on', d.due_on, 'state', d.state,
        'proposed_by', d.proposed_as, 'done_on', d.done_on, 'done_words', d.done_words) order by d.due_on, d.id)
        from unit_duties d where d.registration_id = r.id), '[]') as duties,
      coalesce((select jsonb_agg(jsonb_build_object('year', e.year, 'direction', e.direction, 'grade', e.grade, 'words', e.words) order by e.year desc)
        from registration_evaluations e where e.registration_id = r.id), '[]') as evaluations
    from registrations r join organisations u on u.id = r.organisation_id join organisations o on o.id = r.community_id
    where r.kind = 'unit' and r.state in ('proposed', 'confirmed') and (${communities} or r.organisation_id = any(${ownIds}::uuid[]))
      ${filter.community ? sql`and r.community_id = ${filter.community}` : sql``}
      ${filter.after ? sql`and r.id > ${filter.after}::uuid` : sql``}
    order by r.id limit ${pageLength + 1}`.execute(house.db)
  const page = rows.slice(0, pageLength)
  const today = shanghaiDate(house.now())
  const served = await servedFor(
    house.db,
    page.flatMap(({ duties }) => duties.map(({ id }) => id)),
  )
  const confirming = dutiesFor(actor, 'reporting.confirm').map(({ duty }) => duty)
  return {
    items: page.map((row) => {
      const side = sideOf(actor, { ...row, kind: 'unit' })?.side ?? null
      return {
        id: row.id,
        unit: { id: row.organisationId, name: row.unit },
        community: { id: row.communityId, name: row.community },
        state: row.state,
        contact: row.contactName && side ? { name: row.contactName, phone: row.contactPhone } : null,
        side,
        did: doneBy(row, served, today),
        statements: row.statements,
        duties: row.duties.map((duty) => ({
          ...duty,
          overdue: duty.state === 'agreed' && duty.due_on < today,
          served: served.get(duty.id) ?? { tasks: 0, people: 0, minutes: 0 },
        })),
        evaluations: row.evaluations.map((each) => ({ ...each, grade: gradeWords(each.grade, rules) })),
      }
    }),
    next: rows.length > pageLength ? (page.at(-1)?.id ?? null) : null,
    needs: await needsOf(house, actor, [
      ...new Set([
        ...page.map(({ communityId }) => communityId),
        ...confirming.map((duty) => duty.organisationId),
      ]),
    ]),
    own: [...new Map(ownUnits.map((duty) => [duty.organisationId, duty.organisationName]))].map(
      ([id, name]) => ({ id, name }),
    ),
    communities: confirming.map(({ organisationId: id, organisationName: name }) => ({ id, name })),
    year: yearOf(house),
    grades: rules.reporting_grades.map(({ id, zh, en }) => ({ id, zh, en })),
    evaluate_per_year: rules.reporting_in.evaluate_per_year,
  }
}

/** What communities themselves need, for the units that could help. */
async function needsOf(house: House, actor: Actor, communityIds: string[]) {
  const { rows } = await sql<{
    id: string
    kind: 'resource' | 'need'
    words: string
    until: string | null
    communityId: string
    community: string
  }>`
    select s.id, s.kind, s.words, s.until_day as until, s.community_id as "communityId", o.name as community
    from unit_statements s join organisations o on o.id = s.community_id
    where s.registration_id is null and s.closed_at is null and s.community_id = any(${communityIds}::uuid[])
      and (s.until_day is null or s.until_day >= ${shanghaiDate(house.now())}::date) order by s.made_at, s.id limit 100`.execute(
    house.db,
  )
  const own = new Set(dutiesFor(actor, 'reporting.confirm').map(({ duty }) => duty.organisationId))
  return rows.map(({ communityId, community, ...row }) => ({
    ...row,
    closed: false,
    outcome: null,
    community: { id: communityId, name: community },
    may_close: own.has(communityId),
  }))
}
