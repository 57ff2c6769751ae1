import { randomUUID } from 'node:crypto'
import type { RawBuilder } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Rules, WeakMeasure } from '../kernel/policy/index.ts'
import { appendToEach } from '../kernel/timeline/index.ts'
import { timeOrderedId } from '../matters/index.ts'
import { addMonths } from '../membership/index.ts'
import type { Reason } from './rules.ts'

/** Branches that stand: what every measure looks at. */
const branches = sql`party_organisations b join organisations o on o.id = b.organisation_id`
const standing = sql<boolean>`b.form = 'branch' and o.active_to is null`

type Found = RawBuilder<unknown>

/** Each measure selects `branch_id, since, value, total` of the branches that it points to. Everything is counted from what happened. */
function measured(measure: WeakMeasure, now: Date): Found {
  const today = shanghaiDate(now)
  switch (measure.kind) {
    case 'secretary_vacant': {
      const bound = addMonths(today, -measure.months)
      return sql`select o.id as branch_id, v.since, null::int as value, null::int as total
        from ${branches} cross join lateral (
          select coalesce(max(d.active_to)::date, b.founded_on) as since from duties d
          where d.organisation_id = o.id and d.role = 'secretary' and d.active_to <= ${now}) v
        where ${standing} and v.since < ${bound}::date and not exists (
          select 1 from duties d where d.organisation_id = o.id and d.role = 'secretary' and d.active_from <= ${now}
            and (d.active_to is null or d.active_to > ${now}))`
    }
    case 'team_incomplete':
      return sql`select o.id as branch_id, null::date as since, t.officers as value, b.committee_seats as total
        from ${branches} cross join lateral (
          select count(distinct d.person_id)::int as officers from duties d
          where d.organisation_id = o.id and d.role in ('secretary', 'deputy_secretary', 'committee_member')
            and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now})) t
        where ${standing} and t.officers < b.committee_seats`
    case 'meetings_lapsed':
      return sql`select w.branch_id, min(w.day) as since, count(*)::int as value, null::int as total
        from weak_missed w join ${branches} on o.id = w.branch_id
        where ${standing} and not w.made_up and w.day >= ${addMonths(today, -measure.months)}::date
        group by w.branch_id having count(*) >= ${measure.at_least}`
    case 'satisfaction_low':
      return sql`select o.id as branch_id, null::date as since, s.good as value, s.judged as total
        from ${branches} join (
          select community_id, sum(good)::int as good, sum(judged)::int as judged from weak_served
          where month >= date_trunc('month', ${addMonths(today, -measure.months)}::date) group by community_id) s
          on s.community_id = o.area_id
        where ${standing} and s.judged >= ${measure.at_least_judged} and s.good * 100 < ${measure.percent} * s.judged`
    case 'no_new_members': {
      const bound = addMonths(today, -12 * measure.years)
      return sql`select m.branch_id, max(m.admitted_on) as since, null::int as value, null::int as total
        from party_members m join ${branches} on o.id = m.branch_id
        where ${standing} and m.left_on is null and m.admitted_on is not null
        group by m.branch_id having max(m.admitted_on) < ${bound}::date`
    }
  }
}

interface Pointed {
  branchId: string
  path: string
  areaPath: string | null
  reasons: Reason[]
}

/** Every reason there is now, by branch. */
function reasonsNow(rules: Rules, now: Date): Found {
  const computed = rules.weak_situations.flatMap(({ id, measure }) =>
    measure
      ? [
          sql`select branch_id, ${id}::text as situation, since, value, total, null::text as source from (${measured(measure, now)}) m`,
        ]
      : [],
  )
  const known = rules.weak_situations.map(({ id }) => id)
  const entered = sql`select branch_id, situation, since_day as since, null::int as value, null::int as total, source
    from weak_facts where withdrawn_at is null and situation = any(${known}::text[])`
  return sql.join([...computed, entered], sql` union all `)
}

const asJson = sql`jsonb_agg(jsonb_build_object('situation', r.situation, 'since', r.since, 'value', r.value, 'of', r.total,
  'source', r.source) order by r.situation)`

/**
 * Looks at every branch: facts propose, with their reasons; nobody is listed by them. Whoever was looked at and rejected is
 * proposed again only when other facts point to it than those that were looked at.
 * @returns how many branches were looked at and how many were newly proposed
 */
export async function survey(
  house: House,
  askedBy: string | null,
): Promise<{ branches: number; found: number }> {
  const rules = await house.rulesNow()
  const now = house.now()
  return house.db.transaction().execute(async (tx) => {
    // One at a time: two surveys would propose the same.
    await sql`select pg_advisory_xact_lock(hashtext('weak survey'))`.execute(tx)
    await refresh(tx, rules, now)
    const { rows } = await sql<Pointed>`
      with pointed as (select r.branch_id, ${asJson} as reasons from (${reasonsNow(rules, now)}) r group by r.branch_id)
      select o.id as "branchId", o.path::text as path, b.area_path::text as "areaPath", p.reasons
      from pointed p join ${branches} on o.id = p.branch_id
      where ${standing} and not exists (select 1 from weak_cases c where c.branch_id = o.id and c.ended_at is null)
        and not exists (
          select 1 from weak_cases c where c.branch_id = o.id and c.state = 'rejected'
            and c.id = (select last.id from weak_cases last where last.branch_id = o.id order by last.opened_at desc limit 1)
            and (select array_agg(x->>'situation') from jsonb_array_elements(c.reasons) x)
              @> (select array_agg(x->>'situation') from jsonb_array_elements(p.reasons) x))
      order by o.code`.execute(tx)
    await propose(tx, house, rules, now, rows)
    const looked = await sql<{
      n: number
    }>`select count(*)::int as n from ${branches} where ${standing}`.execute(tx)
    await sql`insert into weak_surveys (id, asked_by, started_at, ended_at, branches, found)
      values (${randomUUID()}, ${askedBy}, ${now}, ${house.now()}, ${looked.rows[0]!.n}, ${rows.length})`.execute(
      tx,
    )
    return { branches: looked.rows[0]!.n, found: rows.length }
  })
}

/** Opens a case for each branch that is pointed to, all in one. */
async function propose(tx: Work, house: House, rules: Rules, now: Date, pointed: Pointed[]): Promise<void> {
  if (pointed.length === 0) return
  const proposed = pointed.map((one) => ({ ...one, id: timeOrderedId(now) }))
  const heads = await appendToEach(tx, {
    heads: new Map(),
    at: now,
    actorId: null,
    actorOrganisationId: null,
    digest: house.configuration.digest,
    events: proposed.map(({ id, branchId, reasons }) => ({
      stream: id,
      streamKind: 'weak_case',
      kind: 'weak.proposed',
      payload: { branch: branchId, situations: reasons.map(({ situation }) => situation) },
    })),
  })
  const rows = proposed.map((one) => {
    const { seq, hash } = heads.get(one.id)!
    return { ...one, seq, hash: hash.toString('hex') }
  })
  await sql`
    insert into weak_cases (id, branch_id, branch_path, area_path, state, reasons, opened_at, refreshed_at, rules_hash, head_seq, head_hash)
    select r.id, r."branchId", r.path::ltree, r."areaPath"::ltree, 'candidate', r.reasons, ${now}, ${now}, ${rules.hash}, r.seq, decode(r.hash, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "branchId" uuid, path text, "areaPath" text, reasons jsonb,
      seq int, hash text)`.execute(tx)
}

/** What the facts say today of those who are looked at or listed; what was said at first stands on the timeline. */
async function refresh(tx: Work, rules: Rules, now: Date): Promise<void> {
  await sql`
    with pointed as (select r.branch_id, ${asJson} as reasons from (${reasonsNow(rules, now)}) r group by r.branch_id)
    update weak_cases c set reasons = coalesce(p.reasons, '[]'::jsonb), refreshed_at = ${now}
    from weak_cases own left join pointed p on p.branch_id = own.branch_id
    where own.id = c.id and c.ended_at is null`.execute(tx)
}

export async function lastSurvey(
  house: House,
): Promise<{ at: Date; branches: number; found: number } | undefined> {
  const { rows } = await sql<{ at: Date; branches: number; found: number }>`
    select ended_at as at, branches, found from weak_surveys where ended_at is not null order by started_at desc limit 1`.execute(
    house.db,
  )
  return rows[0]
}
