import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { plannedAnew, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type KnownBranch, knownBranches } from './facts.ts'
import { type Assessment, assess, soundRulesOf } from './rules.ts'

/** So many that reading them in one run through the facts pays, so few that who waits for a step waits briefly. */
const branchesAStep = 2000

/** Works out the state of some branches anew, and forgets those that stand no longer. */
export async function refreshStates(tx: Work, house: House, branchIds: string[]): Promise<number> {
  const ids = [...new Set(branchIds)]
  for (let from = 0; from < ids.length; from += branchesAStep)
    await refreshStep(tx, house, ids.slice(from, from + branchesAStep), { noteTheDay: true })
  return ids.length
}

/**
 * Reads and judges under a lock that is held until what was judged is written: whoever writes last has read last, so that
 * of two refreshes at once none lays an older state over a newer one. What comes out as it stands is not written again,
 * unless each row shall note the day.
 */
async function refreshStep(
  tx: Work,
  house: House,
  branchIds: string[],
  { noteTheDay }: { noteTheDay: boolean },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('branch states'))`.execute(tx)
  const rules = soundRulesOf(await house.rulesNow())
  const now = house.now()
  const today = shanghaiDate(now)
  const known = await knownBranches(tx, branchIds, rules, today, now)
  const before = await writtenBefore(tx, branchIds)
  const changed: StateRow[] = []
  for (const branch of known) {
    const row = rowOf(branch, assess(branch, rules, today))
    const written = before.get(row.branch_id)
    if (written?.fingerprint !== row.fingerprint || (noteTheDay && written.on !== today)) changed.push(row)
    before.delete(row.branch_id)
  }
  if (changed.length > 0) await writeStates(tx, changed, today)
  // What is left stands no longer.
  if (before.size > 0)
    await sql`delete from branch_states where branch_id = any(${[...before.keys()]}::uuid[])`.execute(tx)
}

async function writtenBefore(
  tx: Work,
  branchIds: string[],
): Promise<Map<string, { fingerprint: string | null; on: string }>> {
  const { rows } = await sql<{ id: string; fingerprint: string | null; on: string }>`${plannedAnew}
    select branch_id as id, fingerprint, refreshed_on as on from branch_states where branch_id = any(${branchIds}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

async function writeStates(tx: Work, states: StateRow[], today: string): Promise<void> {
  await sql`
    insert into branch_states (branch_id, path, area_id, area_path, full_members, probationary, coming, away, quiet, committee,
      has_secretary, term, size_findings, points, stars, missing, missing_next, indicators, needs, fingerprint, refreshed_on)
    select branch_id, path::ltree, area_id, area_path::ltree, full_members, probationary, coming, away, quiet, committee,
      has_secretary, term, size_findings, points, stars, missing, missing_next, indicators::jsonb, needs, fingerprint, ${today}::date
    from jsonb_to_recordset(${JSON.stringify(states)}::jsonb) as r (branch_id uuid, path text, area_id uuid, area_path text,
      full_members int, probationary int, coming int, away int, quiet int, committee int, has_secretary boolean, term text,
      size_findings text[], points real, stars int, missing text[], missing_next text[], indicators text, needs int, fingerprint text)
    on conflict (branch_id) do update set path = excluded.path, area_id = excluded.area_id, area_path = excluded.area_path,
      full_members = excluded.full_members, probationary = excluded.probationary, coming = excluded.coming, away = excluded.away,
      quiet = excluded.quiet, committee = excluded.committee, has_secretary = excluded.has_secretary, term = excluded.term,
      size_findings = excluded.size_findings, points = excluded.points, stars = excluded.stars, missing = excluded.missing,
      missing_next = excluded.missing_next, indicators = excluded.indicators, needs = excluded.needs,
      fingerprint = excluded.fingerprint, refreshed_on = excluded.refreshed_on`.execute(tx)
}

type StateRow = ReturnType<typeof rowOf>

function rowOf(branch: KnownBranch, judged: Assessment) {
  const row = {
    branch_id: branch.branchId,
    path: branch.path,
    area_id: branch.areaId,
    area_path: branch.areaPath,
    full_members: branch.full,
    probationary: branch.probationary,
    coming: branch.coming,
    away: branch.away,
    quiet: branch.quiet,
    committee: branch.committee,
    has_secretary: branch.hasSecretary,
    term: judged.term,
    size_findings: judged.sizeFindings,
    points: judged.points,
    stars: judged.stars,
    missing: judged.missing,
    missing_next: judged.missingNext,
    // As text within the rows: PostgreSQL then takes it apart once, not twice.
    indicators: JSON.stringify(judged.indicators),
    needs: judged.needs,
  }
  return { ...row, fingerprint: createHash('sha256').update(JSON.stringify(row)).digest('base64') }
}

/**
 * Every branch anew: after midnight, when months and terms turn, and when the rules change. Each step stands by itself:
 * what a crash cuts off is done again from the beginning, and what is right already is not written twice. That all states
 * hold for a day is noted once the last step stands.
 */
export async function refreshAllStates(house: House, onProgress?: (done: number) => void): Promise<number> {
  const begun = shanghaiDate(house.now())
  let after: string | null = null
  let done = 0
  for (;;) {
    const { rows }: { rows: { id: string }[] } = await sql<{ id: string }>`
      select organisation_id as id from party_organisations where form = 'branch' ${after ? sql`and organisation_id > ${after}::uuid` : sql``}
      order by organisation_id limit ${branchesAStep}`.execute(house.db)
    if (rows.length === 0) break
    const ids = rows.map(({ id }) => id)
    await house.db.transaction().execute((tx) => refreshStep(tx, house, ids, { noteTheDay: false }))
    done += rows.length
    after = ids.at(-1)!
    onProgress?.(done)
  }
  await sql`insert into branch_states_all (day) values (${begun}::date)
    on conflict (one) do update set day = excluded.day where branch_states_all.day < excluded.day`.execute(
    house.db,
  )
  return done
}
