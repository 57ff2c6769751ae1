import { sql } from 'kysely'
import { type Executor, plannedAnew } from '../kernel/database/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { addMonths, monthOf } from '../membership/index.ts'
import type { BranchFacts, KindHeld } from './rules.ts'

/** What is known of a branch: what its indicators are worked out from, and what is shown beside them. */
export interface KnownBranch extends BranchFacts {
  path: string
  areaId: string | null
  areaPath: string | null
  coming: number
  away: number
}

interface HeldOfYear extends KindHeld {
  branchId: string
  shouldAttend: number
  attended: number
}

type Gathered = Pick<BranchFacts, 'held' | 'shouldAttend' | 'attended'>

const twelve = Array.from({ length: 12 }, (_, index) => index + 1)

/**
 * All that is known today of those branches that stand, read set by set: each kind of fact in one pass over many branches.
 * Planned anew, as a few branches are found by their keys and thousands faster in one run through the table.
 */
export async function knownBranches(
  executor: Executor,
  branchIds: string[],
  rules: Rules,
  today: string,
  now: Date,
): Promise<KnownBranch[]> {
  const quietFrom = Math.min(...rules.member_alerts.map(({ months }) => months))
  const silentSince = addMonths(today, -quietFrom)
  const settledFrom = addMonths(monthOf(today), -1)
  const { rows } = await sql<Omit<KnownBranch, keyof Gathered>>`${plannedAnew}
    with people as (
      select m.branch_id as id,
        count(*) filter (where m.stage = 'full') as full, count(*) filter (where m.stage = 'probationary') as probationary,
        count(*) filter (where m.stage not in ('full', 'probationary')) as coming, count(*) filter (where m.away_to is not null) as away,
        count(*) filter (where m.admitted_on is not null and (m.last_dues_month >= ${settledFrom}::date
          or m.watched_from >= ${settledFrom}::date)) as settled,
        count(*) filter (where m.admitted_on is not null and (
          greatest(m.watched_from, (m.last_dues_month + interval '1 month - 1 day')::date) <= ${silentSince}::date
          or greatest(m.watched_from, m.last_activity_on) <= ${silentSince}::date
          or (m.last_work_on is not null and greatest(m.watched_from, m.last_work_on) <= ${silentSince}::date))) as quiet
      from party_members m where m.branch_id = any(${branchIds}::uuid[]) and m.left_on is null group by 1
    ),
    officers as (
      select d.organisation_id as id, count(distinct d.person_id) as committee, bool_or(d.role = 'secretary') as has_secretary
      from duties d where d.organisation_id = any(${branchIds}::uuid[]) and (d.active_to is null or d.active_to > ${now})
        and d.role in ('secretary', 'deputy_secretary', 'committee_member') group by 1
    ),
    party_groups as (
      select g.parent_id as id, array_agg(g.id) as groups from organisations g
      where g.parent_id = any(${branchIds}::uuid[]) and g.kind = 'party_group' and g.active_to is null group by 1
    ),
    units as (
      select u.organisation_id as id, count(*) as units from party_branch_units u
      where u.organisation_id = any(${branchIds}::uuid[]) group by 1
    )
    select b.organisation_id as "branchId", b.type, b.path::text as path, o.area_id as "areaId", b.area_path::text as "areaPath",
      (o.active_from at time zone 'Asia/Shanghai')::date as since, b.term_until as "termUntil", b.stands_until as "standsUntil",
      coalesce(g.groups, '{}') as groups, coalesce(u.units, 0) as units,
      coalesce(d.committee, 0) as committee, coalesce(d.has_secretary, false) as "hasSecretary",
      coalesce(p.full, 0) as full, coalesce(p.probationary, 0) as probationary, coalesce(p.coming, 0) as coming, coalesce(p.away, 0) as away,
      coalesce(p.settled, 0) as "duesSettled", coalesce(p.quiet, 0) as quiet
    from party_organisations b join organisations o on o.id = b.organisation_id
    left join people p on p.id = b.organisation_id left join officers d on d.id = b.organisation_id
    left join party_groups g on g.id = b.organisation_id left join units u on u.id = b.organisation_id
    where b.organisation_id = any(${branchIds}::uuid[]) and b.form = 'branch' and o.active_to is null`.execute(
    executor,
  )
  const gathered = await gatheredIn(executor, branchIds, Number(today.slice(0, 4)))
  return rows.map((row) => ({ ...row, ...(gathered.get(row.branchId) ?? nothingGathered()) }))
}

const nothingGathered = (): Gathered => ({ held: [], shouldAttend: 0, attended: 0 })

/** What each branch and its groups held for the months of a year, a row for each kind and holder. */
async function gatheredIn(
  executor: Executor,
  branchIds: string[],
  year: number,
): Promise<Map<string, Gathered>> {
  const { rows } = await sql<HeldOfYear>`${plannedAnew}
    select f.branch_id as "branchId", f.held_by as "heldBy", f.kind, f.made_up as "madeUp",
      array_to_json(array[${sql.join(twelve.map((month) => sql`count(*) filter (where f.month = ${sql.lit(month)})`))}]) as times,
      sum(f.should_attend) as "shouldAttend", sum(f.attended) as attended
    from (
      select branch_id, held_by, kind, made_up, extract(month from counts_for)::int as month, should_attend, attended from branch_facts
      where branch_id = any(${branchIds}::uuid[]) and counts_for between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
      -- The month is taken from the day once, not for each of the twelve again.
      offset 0
    ) f
    group by f.branch_id, f.held_by, f.kind, f.made_up`.execute(executor)
  const gathered = new Map<string, Gathered>()
  for (const { branchId, shouldAttend, attended, ...held } of rows) {
    const branch = gathered.get(branchId) ?? nothingGathered()
    branch.shouldAttend += shouldAttend
    branch.attended += attended
    branch.held.push(held)
    gathered.set(branchId, branch)
  }
  return gathered
}
