import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { enqueue } from '../kernel/jobs/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { type HolderRow, holderById, holdersAfter } from './membership-door.ts'
import { type DuePlan, planOfYear } from './plan-rules.ts'

const batchSize = 500

/** Kinds of organisations that hold anything by rule. */
const holderKinds = (rules: Rules): string[] => [
  ...new Set(
    rules.gathering_kinds.flatMap((kind) => (kind.per && kind.planned !== false ? (kind.holders ?? []) : [])),
  ),
]

async function usualDaysOf(tx: Work, ids: string[]): Promise<Map<string, Record<string, number>>> {
  const { rows } = await sql<{ id: string; days: Record<string, number> }>`
    select organisation_id as id, jsonb_object_agg(kind, day) as days from gathering_usual_days
    where organisation_id = any(${ids}::uuid[]) group by 1`.execute(tx)
  return new Map(rows.map(({ id, days }) => [id, days]))
}

/**
 * Writes the plans of some organisations: one statement, however many. What was moved, called or held stays as it is;
 * what the rules no longer ask for goes, as long as it lies ahead and nobody has touched it.
 * @returns how many gatherings were added
 */
async function writePlans(
  house: House,
  tx: Work,
  rules: Rules,
  year: number,
  holders: HolderRow[],
): Promise<number> {
  if (holders.length === 0) return 0
  const today = shanghaiDate(house.now())
  const usualDays = await usualDaysOf(
    tx,
    holders.map(({ id }) => id),
  )
  const plans = new Map<string, { plan: number; due: DuePlan[] }>()
  const rows = holders.map(({ id, path, kind, hasCommittee }) => {
    const days = usualDays.get(id) ?? {}
    const same = JSON.stringify([kind, hasCommittee, Object.entries(days).sort()])
    const known = plans.get(same) ?? {
      plan: plans.size,
      due: planOfYear(
        year,
        rules.gathering_kinds,
        { organisationKind: kind, hasCommittee, usualDays: days },
        house.calendar,
        today,
      ),
    }
    plans.set(same, known)
    return { id, path, plan: known.plan }
  })
  const titles = new Map(rules.gathering_kinds.map(({ id, zh }) => [id, zh]))
  const due = [...plans.values()].flatMap(({ plan, due }) =>
    due.map(({ kind, key, day, periodEnd }) => ({
      plan,
      kind,
      key,
      day,
      period_end: periodEnd,
      title: titles.get(kind),
    })),
  )
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as h(id uuid, path text, plan int)`
  const asked = sql`jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as p(plan int, kind text, key text, day date, period_end date, title text)`
  await sql`
    delete from gatherings g using ${given}
    where g.organisation_id = h.id and g.state = 'planned' and g.plan_key is not null and not g.moved and g.day > ${today}::date
      and extract(year from g.day) = ${year} and g.head_seq = 0
      and not exists (select 1 from ${asked} where p.plan = h.plan and p.key = g.plan_key)`.execute(tx)
  const { rows: counted } = await sql<{ added: number }>`
    with written as (
      insert into gatherings as g (id, organisation_id, organisation_path, kind, title, state, plan_key, period_end, day, rules_hash)
      select gen_random_uuid(), h.id, h.path::ltree, p.kind, p.title, 'planned', p.key, p.period_end, p.day, ${rules.hash}
      from ${given} join ${asked} on p.plan = h.plan
      on conflict (organisation_id, plan_key) where plan_key is not null do update
        set day = excluded.day, period_end = excluded.period_end, rules_hash = excluded.rules_hash, version = g.version + 1
        where g.state = 'planned' and not g.moved and g.day >= ${today}::date
          and (g.day, g.period_end) is distinct from (excluded.day, excluded.period_end)
      returning g.xmax = 0 as added
    )
    select count(*) filter (where added) as added from written`.execute(tx)
  return counted[0]!.added
}

export interface PlanRun {
  id: string
  year: number
  organisationId: string | null
  organisations: number
  done: number
  planned: number
  askedAt: Date
  endedAt: Date | null
}

const runColumns = sql`id, year, organisation_id as "organisationId", organisations, done, planned, asked_at as "askedAt", ended_at as "endedAt"`

async function beginRun(
  house: House,
  tx: Work,
  run: {
    id: string
    year: number
    organisationId: string | null
    askedBy: string | null
    organisations: number
  },
): Promise<boolean> {
  const head = await appendEvents(tx, {
    stream: run.id,
    streamKind: 'gathering_plan_run',
    head: { seq: 0, hash: null },
    at: house.now(),
    actorId: run.askedBy,
    actorOrganisationId: run.organisationId,
    digest: house.configuration.digest,
    events: [
      {
        kind: 'gathering.plans_asked',
        payload: { year: run.year, organisation_id: run.organisationId, organisations: run.organisations },
      },
    ],
  })
  const { numAffectedRows } = await sql`
    insert into gathering_plan_runs (id, year, organisation_id, asked_by, asked_at, organisations, head_seq, head_hash)
    values (${run.id}, ${run.year}, ${run.organisationId}, ${run.askedBy}, ${house.now()}, ${run.organisations}, ${head.seq}, ${head.hash})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

async function endRun(house: House, tx: Work, id: string): Promise<void> {
  const { rows } = await sql<{
    year: number
    organisationId: string | null
    done: number
    planned: number
    seq: number
    hash: Buffer
  }>`
    select year, organisation_id as "organisationId", done, planned, head_seq as seq, head_hash as hash
    from gathering_plan_runs where id = ${id}`.execute(tx)
  const run = rows[0]!
  const head = await appendEvents(tx, {
    stream: id,
    streamKind: 'gathering_plan_run',
    head: { seq: run.seq, hash: run.hash },
    at: house.now(),
    actorId: null,
    actorOrganisationId: null,
    digest: house.configuration.digest,
    events: [
      {
        kind: 'gathering.plans_written',
        payload: {
          year: run.year,
          organisation_id: run.organisationId,
          organisations: run.done,
          planned: run.planned,
        },
      },
    ],
  })
  await sql`update gathering_plan_runs set ended_at = ${house.now()}, head_seq = ${head.seq}, head_hash = ${head.hash}
    where id = ${id}`.execute(tx)
}

/** Writes one organisation's plan of a year, now. */
export async function writePlanOf(
  house: House,
  organisationId: string,
  year: number,
  askedBy: string | null,
): Promise<PlanRun> {
  const rules = await house.rulesNow()
  const id = randomUUID()
  await house.db.transaction().execute(async (tx) => {
    const holder = await holderById(tx, organisationId)
    if (!holder || !holderKinds(rules).includes(holder.kind))
      throw new Problem('input.invalid', {
        reason: 'gathering.no_plan',
        zh: '规则没有要求这个单位按期开会，不用写计划；可以直接召集会议',
        en: 'The rules ask no regular gatherings of this organisation; call one as you need it',
      })
    await beginRun(house, tx, { id, year, organisationId, askedBy, organisations: 1 })
    const planned = await writePlans(house, tx, rules, year, [holder])
    await sql`update gathering_plan_runs set done = 1, planned = ${planned}, reached = ${organisationId} where id = ${id}`.execute(
      tx,
    )
    await endRun(house, tx, id)
  })
  return getRun(house, id)
}

/** Asks for every plan of a year to be written in the background. Asked again while one runs: that one is answered. */
export async function askForAllPlans(house: House, year: number, askedBy: string | null): Promise<PlanRun> {
  const rules = await house.rulesNow()
  const id = randomUUID()
  const begun = await house.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('gathering_plan_runs'), ${year})`.execute(tx)
    const { rows: running } = await sql<{ id: string }>`select id from gathering_plan_runs
      where year = ${year} and organisation_id is null and ended_at is null`.execute(tx)
    if (running[0]) return running[0].id
    const { rows } = await sql<{ count: number }>`select count(*) as count from organisations
      where kind = any(${holderKinds(rules)}::text[]) and active_to is null`.execute(tx)
    await beginRun(house, tx, { id, year, organisationId: null, askedBy, organisations: rows[0]!.count })
    await enqueue(tx, 'write_gathering_plans', { run: id }, { key: `gathering_plans ${id}` })
    return id
  })
  return getRun(house, begun)
}

/**
 * Works through a run, batch by batch, each in a transaction of its own; what was cut off goes on where it stood.
 * @param onProgress after each batch: organisations done, of how many
 */
export async function carryOutRun(
  house: House,
  id: string,
  onProgress?: (done: number, of: number) => void,
): Promise<PlanRun> {
  const rules = await house.rulesNow()
  for (;;) {
    const more = await house.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ year: number; reached: string | null; endedAt: Date | null }>`
        select year, reached, ended_at as "endedAt" from gathering_plan_runs where id = ${id} for update`.execute(
        tx,
      )
      const run = rows[0]
      if (!run || run.endedAt) return false
      const holders = await holdersAfter(tx, holderKinds(rules), run.reached, batchSize)
      const planned = await writePlans(house, tx, rules, run.year, holders)
      await sql`update gathering_plan_runs set done = done + ${holders.length}, planned = planned + ${planned},
        reached = ${holders.at(-1)?.id ?? run.reached} where id = ${id}`.execute(tx)
      if (holders.length === batchSize) return true
      await endRun(house, tx, id)
      return false
    })
    const run = await getRun(house, id)
    onProgress?.(run.done, run.organisations)
    if (!more) return run
  }
}

export async function getRun(house: House, id: string): Promise<PlanRun> {
  const { rows } = await sql<PlanRun>`select ${runColumns} from gathering_plan_runs where id = ${id}`.execute(
    house.db,
  )
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这次生成', en: 'There is no such run' })
  return rows[0]
}

export async function lastRun(house: House, year: number): Promise<PlanRun | undefined> {
  const { rows } = await sql<PlanRun>`select ${runColumns} from gathering_plan_runs
    where year = ${year} and organisation_id is null order by asked_at desc limit 1`.execute(house.db)
  return rows[0]
}

/** The plan writes itself: this year's where nobody asked for it, the next one's from December on. */
export async function keepPlans(house: House): Promise<void> {
  const today = shanghaiDate(house.now())
  const year = Number(today.slice(0, 4))
  for (const each of today.slice(5, 7) === '12' ? [year, year + 1] : [year])
    if (!(await lastRun(house, each))) await askForAllPlans(house, each, null)
}

/** Writes every plan of a year, here and now. */
export async function writeAllPlans(
  house: House,
  year: number,
  onProgress?: (done: number, of: number) => void,
): Promise<PlanRun> {
  const run = await askForAllPlans(house, year, null)
  return carryOutRun(house, run.id, onProgress)
}

/** A branch settles its relatively fixed day for a kind; the plan is written anew from today on. */
export async function chooseUsualDay(
  house: House,
  organisationId: string,
  kind: string,
  day: number | null,
): Promise<void> {
  if (day === null)
    await sql`delete from gathering_usual_days where organisation_id = ${organisationId} and kind = ${kind}`.execute(
      house.db,
    )
  else
    await sql`insert into gathering_usual_days (organisation_id, kind, day) values (${organisationId}, ${kind}, ${day})
      on conflict (organisation_id, kind) do update set day = excluded.day`.execute(house.db)
}
