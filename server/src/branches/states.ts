import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { addMonths, monthOf } from '../membership/index.ts'
import { type Assessment, assess, type BranchFacts, soundRulesOf } from './rules.ts'

const branchesAStep = 1000

interface BranchRow extends Omit<BranchFacts, 'months' | 'duesSettled'> {
  path: string
  areaId: string | null
  areaPath: string | null
  coming: number
  away: number
  settled: number
  months: [string, string, number, number, number, number, number][] | null
}

/** Everything that the indicators of some branches are worked out from, in one reading. */
async function factsOf(
  executor: Executor,
  branchIds: string[],
  rules: Rules,
  today: string,
  now: Date,
): Promise<BranchRow[]> {
  const year = today.slice(0, 4)
  const quietFrom = Math.min(...rules.member_alerts.map(({ months }) => months))
  const silentSince = addMonths(today, -quietFrom)
  const { rows } = await sql<BranchRow>`
    with asked as (select unnest(${branchIds}::uuid[]) as id),
    people as (
      select m.branch_id as id,
        count(*) filter (where m.stage = 'full') as full, count(*) filter (where m.stage = 'probationary') as probationary,
        count(*) filter (where m.stage not in ('full', 'probationary')) as coming, count(*) filter (where m.away_to is not null) as away,
        count(*) filter (where m.admitted_on is not null and (m.last_dues_month >= ${addMonths(monthOf(today), -1)}::date
          or m.watched_from >= ${addMonths(monthOf(today), -1)}::date)) as settled,
        count(*) filter (where m.admitted_on is not null and (
          greatest(m.watched_from, (m.last_dues_month + interval '1 month - 1 day')::date) <= ${silentSince}::date
          or greatest(m.watched_from, m.last_activity_on) <= ${silentSince}::date
          or (m.last_work_on is not null and greatest(m.watched_from, m.last_work_on) <= ${silentSince}::date))) as quiet
      from party_members m where m.branch_id = any(${branchIds}::uuid[]) and m.left_on is null group by 1
    ),
    -- Each fact as it lies there: to group what is nearly always one of its kind in its month costs a sort and saves nothing.
    happened as (
      select f.branch_id as id, json_agg(json_build_array(f.held_by, f.kind, extract(month from f.counts_for)::int, (not f.made_up)::int,
        f.made_up::int, f.should_attend, f.attended)) as months
      from branch_facts f
      where f.branch_id = any(${branchIds}::uuid[]) and f.counts_for between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
      group by 1
    )
    select b.organisation_id as "branchId", b.type, b.path::text as path, o.area_id as "areaId", b.area_path::text as "areaPath",
      (o.active_from at time zone 'Asia/Shanghai')::date as since, b.term_until as "termUntil", b.stands_until as "standsUntil",
      array(select g.id from organisations g where g.parent_id = b.organisation_id and g.kind = 'party_group' and g.active_to is null) as groups,
      (select count(*) from party_branch_units u where u.organisation_id = b.organisation_id) as units,
      (select count(distinct d.person_id) from duties d where d.organisation_id = b.organisation_id
        and d.role in ('secretary', 'deputy_secretary', 'committee_member') and (d.active_to is null or d.active_to > ${now})) as committee,
      exists (select 1 from duties d where d.organisation_id = b.organisation_id and d.role = 'secretary' and (d.active_to is null or d.active_to > ${now})) as "hasSecretary",
      coalesce(p.full, 0) as full, coalesce(p.probationary, 0) as probationary, coalesce(p.coming, 0) as coming, coalesce(p.away, 0) as away,
      coalesce(p.settled, 0) as settled, coalesce(p.quiet, 0) as quiet, h.months
    from asked join party_organisations b on b.organisation_id = asked.id join organisations o on o.id = b.organisation_id
    left join people p on p.id = asked.id left join happened h on h.id = asked.id
    where b.form = 'branch' and o.active_to is null`.execute(executor)
  return rows
}

const factsFrom = ({ months, settled, ...row }: BranchRow): BranchFacts => ({
  ...row,
  duesSettled: settled,
  months: (months ?? []).map(([heldBy, kind, month, inTime, madeUp, shouldAttend, attended]) => ({
    heldBy,
    kind,
    month,
    inTime,
    madeUp,
    shouldAttend,
    attended,
  })),
})

/** Works out the state of some branches anew, and forgets those that stand no longer. */
export async function refreshStates(tx: Work, house: House, branchIds: string[]): Promise<number> {
  const rules = soundRulesOf(await house.rulesNow())
  const today = shanghaiDate(house.now())
  const ids = [...new Set(branchIds)]
  for (let from = 0; from < ids.length; from += branchesAStep) {
    const part = ids.slice(from, from + branchesAStep)
    const rows = await factsOf(tx, part, rules, today, house.now())
    const standing = new Set(rows.map(({ branchId }) => branchId))
    const gone = part.filter((id) => !standing.has(id))
    if (gone.length > 0)
      await sql`delete from branch_states where branch_id = any(${gone}::uuid[])`.execute(tx)
    await writeStates(
      tx,
      rows.map((row) => ({ row, assessed: assess(factsFrom(row), rules, today) })),
      today,
    )
  }
  return ids.length
}

async function writeStates(
  tx: Work,
  states: { row: BranchRow; assessed: Assessment }[],
  today: string,
): Promise<void> {
  if (states.length === 0) return
  const written = states.map(({ row, assessed }) => ({
    branch_id: row.branchId,
    path: row.path,
    area_id: row.areaId,
    area_path: row.areaPath,
    full_members: row.full,
    probationary: row.probationary,
    coming: row.coming,
    away: row.away,
    quiet: row.quiet,
    committee: row.committee,
    has_secretary: row.hasSecretary,
    term: assessed.term,
    size_findings: assessed.sizeFindings,
    points: assessed.points,
    stars: assessed.stars,
    missing: assessed.missing,
    missing_next: assessed.missingNext,
    indicators: assessed.indicators,
    needs: assessed.needs,
  }))
  await sql`
    insert into branch_states (branch_id, path, area_id, area_path, full_members, probationary, coming, away, quiet, committee,
      has_secretary, term, size_findings, points, stars, missing, missing_next, indicators, needs, refreshed_on)
    select branch_id, path::ltree, area_id, area_path::ltree, full_members, probationary, coming, away, quiet, committee,
      has_secretary, term, size_findings, points, stars, missing, missing_next, indicators, needs, ${today}::date
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as r (branch_id uuid, path text, area_id uuid, area_path text,
      full_members int, probationary int, coming int, away int, quiet int, committee int, has_secretary boolean, term text,
      size_findings text[], points real, stars int, missing text[], missing_next text[], indicators jsonb, needs int)
    on conflict (branch_id) do update set area_id = excluded.area_id, full_members = excluded.full_members,
      probationary = excluded.probationary, coming = excluded.coming, away = excluded.away, quiet = excluded.quiet,
      committee = excluded.committee, has_secretary = excluded.has_secretary, term = excluded.term,
      size_findings = excluded.size_findings, points = excluded.points, stars = excluded.stars, missing = excluded.missing,
      missing_next = excluded.missing_next, indicators = excluded.indicators, needs = excluded.needs,
      refreshed_on = excluded.refreshed_on`.execute(tx)
}

/** Every branch anew: after midnight, when months and terms turn, and when the rules change. Each step stands by itself. */
export async function refreshAllStates(house: House, onProgress?: (done: number) => void): Promise<number> {
  let after: string | null = null
  let done = 0
  for (;;) {
    const { rows }: { rows: { id: string }[] } = await sql<{ id: string }>`
      select organisation_id as id from party_organisations where form = 'branch' ${after ? sql`and organisation_id > ${after}::uuid` : sql``}
      order by organisation_id limit ${branchesAStep}`.execute(house.db)
    if (rows.length === 0) return done
    await house.db.transaction().execute((tx) =>
      refreshStates(
        tx,
        house,
        rows.map(({ id }) => id),
      ),
    )
    done += rows.length
    after = rows.at(-1)!.id
    onProgress?.(done)
  }
}
