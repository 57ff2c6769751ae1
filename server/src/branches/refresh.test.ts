import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inTransaction, sql } from '../kernel/database/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { addMonths } from '../membership/index.ts'
import { assess, type BranchFacts, soundRulesOf } from './rules.ts'
import { refreshAllStates, refreshStates } from './states.ts'

const today = '2026-07-15'
const settledFrom = '2026-06-01'

let database: FreshDatabase
let house: StandingHouse
beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => new Date(`${today}T04:00:00Z`) })
})
afterAll(() => database.drop())

const day = fc
  .tuple(
    fc.integer({ min: 2024, max: 2026 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, date]) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })

const anyMember = fc.record({
  stage: fc.constantFrom('applicant', 'activist', 'prospect', 'probationary', 'full', 'full', 'full'),
  admittedOn: day,
  watchedFrom: day,
  duesMonth: maybe(day.map((some) => `${some.slice(0, 7)}-01`)),
  activityOn: maybe(day),
  workOn: maybe(day),
  away: fc.boolean(),
})
const anyFact = fc.record({
  holder: fc.nat(2),
  kind: fc.constantFrom(
    'topic_day',
    'general_meeting',
    'committee_meeting',
    'group_meeting',
    'party_lesson',
    'heart_to_heart',
  ),
  countsFor: day,
  madeUp: fc.boolean(),
  shouldAttend: fc.nat(9),
  attended: fc.nat(9),
})
const anyBranch = fc.record({
  type: fc.constantFrom('ordinary' as const, 'joint' as const, 'temporary' as const, 'mobile' as const),
  since: day,
  termUntil: maybe(day),
  standsUntil: maybe(day),
  groups: fc.nat(2),
  units: fc.nat(6),
  ended: fc.nat(5).map((chance) => chance === 0),
  members: fc.array(anyMember, { maxLength: 9 }),
  /** Of somebody in a role; a person can have several. */
  duties: fc.array(
    fc.record({
      who: fc.nat(2),
      role: fc.constantFrom('secretary', 'deputy_secretary', 'committee_member', 'member'),
      over: fc.boolean(),
    }),
    { maxLength: 5 },
  ),
  facts: fc.array(anyFact, { maxLength: 25 }),
})
type Branch = typeof anyBranch extends fc.Arbitrary<infer T> ? T : never

const plain: Branch = {
  type: 'ordinary',
  since: '2024-01-01',
  termUntil: null,
  standsUntil: null,
  groups: 0,
  units: 0,
  ended: false,
  members: [],
  duties: [],
  facts: [],
}

interface Built {
  id: string
  groups: string[]
  branch: Branch
}

async function build(branch: Branch): Promise<Built> {
  const [id, ...groups] = Array.from({ length: 1 + branch.groups }, () => randomUUID()) as [
    string,
    ...string[],
  ]
  const path = `B${id.replaceAll('-', '')}`
  const person = async () => {
    const one = randomUUID()
    await sql`insert into people (id, name) values (${one}, '某人')`.execute(house.db)
    return one
  }
  await sql`insert into organisations (id, code, name, kind, path, active_from, active_to) values (${id}, ${path}, '支部', 'party_branch',
    ${path}::ltree, ${`${branch.since}T00:00:00+08:00`}, ${branch.ended ? '2026-07-01T00:00:00Z' : null})`.execute(
    house.db,
  )
  await sql`insert into party_organisations (organisation_id, stream_id, path, form, type, in_community, term_from, term_until, stands_until,
      head_seq, head_hash) values (${id}, ${randomUUID()}, ${path}::ltree, 'branch', ${branch.type}, true,
      ${branch.termUntil ? '2020-01-01' : null}, ${branch.termUntil}, ${branch.standsUntil}, 0, '')`.execute(
    house.db,
  )
  for (const group of groups)
    await sql`insert into organisations (id, code, name, kind, parent_id, path) values (${group}, ${group}, '小组', 'party_group', ${id},
      ${`${path}.G${group.replaceAll('-', '')}`}::ltree)`.execute(house.db)
  for (let unit = 0; unit < branch.units; unit++)
    await sql`insert into party_branch_units (organisation_id, name) values (${id}, ${`单位${unit}`})`.execute(
      house.db,
    )
  for (const one of branch.members) {
    const admitted = ['probationary', 'full'].includes(one.stage) ? one.admittedOn : null
    await sql`insert into party_members (id, person_id, branch_id, stage, admitted_on, full_on, watched_from, last_dues_month,
        last_activity_on, last_work_on, away_to, away_since, head_seq, head_hash)
      values (${randomUUID()}, ${await person()}, ${id}, ${one.stage}, ${admitted}, ${one.stage === 'full' ? admitted : null},
        ${one.watchedFrom}, ${one.duesMonth}, ${one.activityOn}, ${one.workOn}, ${one.away ? '外地' : null},
        ${one.away ? '2025-01-01' : null}, 0, '')`.execute(house.db)
  }
  const officers = [await person(), await person(), await person()]
  for (const { who, role, over } of branch.duties)
    await sql`insert into duties (id, person_id, organisation_id, role, active_from, active_to) values (${randomUUID()}, ${officers[who]!},
      ${id}, ${role}, '2024-01-01', ${over ? '2026-01-01' : null})`.execute(house.db)
  const holders = [id, ...groups]
  for (const fact of branch.facts)
    await sql`insert into branch_facts (id, branch_id, held_by, kind, day, counts_for, made_up, should_attend, attended) values
      (${randomUUID()}, ${id}, ${holders[fact.holder % holders.length]!}, ${fact.kind}, ${fact.countsFor}, ${fact.countsFor}, ${fact.madeUp},
        ${fact.shouldAttend}, ${fact.attended})`.execute(house.db)
  return { id, groups, branch }
}

/** The same facts, counted one at a time from what was put in. */
function countedByHand({ id, groups, branch }: Built, silentSince: string): BranchFacts {
  const holders = [id, ...groups]
  const admitted = branch.members.filter(({ stage }) => stage === 'full' || stage === 'probationary')
  const latest = (...days: (string | null)[]) =>
    days
      .filter((some) => some !== null)
      .toSorted()
      .at(-1)!
  const ofThisYear = branch.facts.filter(({ countsFor }) => countsFor.startsWith('2026'))
  const serving = branch.duties.filter(({ role, over }) => role !== 'member' && !over)
  return {
    branchId: id,
    type: branch.type,
    since: branch.since,
    groups,
    units: branch.units,
    full: branch.members.filter(({ stage }) => stage === 'full').length,
    probationary: branch.members.filter(({ stage }) => stage === 'probationary').length,
    committee: new Set(serving.map(({ who }) => who)).size,
    hasSecretary: serving.some(({ role }) => role === 'secretary'),
    termUntil: branch.termUntil,
    standsUntil: branch.standsUntil,
    duesSettled: admitted.filter(
      ({ duesMonth, watchedFrom }) => (duesMonth ?? '') >= settledFrom || watchedFrom >= settledFrom,
    ).length,
    quiet: admitted.filter(
      ({ duesMonth, activityOn, workOn, watchedFrom }) =>
        latest(watchedFrom, duesMonth && addMonths(duesMonth, 1, -1)) <= silentSince ||
        latest(watchedFrom, activityOn) <= silentSince ||
        (workOn !== null && latest(watchedFrom, workOn) <= silentSince),
    ).length,
    held: ofThisYear.map(({ holder, kind, countsFor, madeUp }) => ({
      heldBy: holders[holder % holders.length]!,
      kind,
      madeUp,
      times: Array.from({ length: 12 }, (_, index) => (index + 1 === Number(countsFor.slice(5, 7)) ? 1 : 0)),
    })),
    shouldAttend: ofThisYear.reduce((sum, one) => sum + one.shouldAttend, 0),
    attended: ofThisYear.reduce((sum, one) => sum + one.attended, 0),
  }
}

const statesOf = async (ids: string[]) =>
  (
    await sql<Record<string, unknown> & { id: string }>`
      select branch_id as id, full_members, probationary, coming, away, quiet, committee, has_secretary, term, size_findings, points, stars,
        missing, missing_next, indicators, needs from branch_states where branch_id = any(${ids}::uuid[]) order by branch_id`.execute(
      house.db,
    )
  ).rows
const wipe = (ids: string[]) =>
  sql`delete from branch_states where branch_id = any(${ids}::uuid[])`.execute(house.db)

async function byHand(built: Built[]) {
  const rules = soundRulesOf(await house.rulesNow())
  const silentSince = addMonths(today, -Math.min(...rules.member_alerts.map(({ months }) => months)))
  return built
    .filter(({ branch }) => !branch.ended)
    .map((one) => {
      const facts = countedByHand(one, silentSince)
      const judged = assess(facts, rules, today)
      return {
        id: one.id,
        full_members: facts.full,
        probationary: facts.probationary,
        coming: one.branch.members.length - facts.full - facts.probationary,
        away: one.branch.members.filter(({ away }) => away).length,
        quiet: facts.quiet,
        committee: facts.committee,
        has_secretary: facts.hasSecretary,
        term: judged.term,
        size_findings: judged.sizeFindings,
        points: judged.points,
        stars: judged.stars,
        missing: judged.missing,
        missing_next: judged.missingNext,
        indicators: judged.indicators,
        needs: judged.needs,
      }
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

it('comes out as if each fact were counted by hand: all branches in one, one by one, or two refreshes at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyBranch, { minLength: 1, maxLength: 5 }), async (branches) => {
      const built: Built[] = []
      for (const branch of branches) built.push(await build(branch))
      const ids = built.map(({ id }) => id)
      const wanted = await byHand(built)
      await refreshAllStates(house)
      expect(await statesOf(ids)).toEqual(wanted)
      await wipe(ids)
      for (const id of ids) await inTransaction(house.db, (tx) => refreshStates(tx, house, [id]))
      expect(await statesOf(ids)).toEqual(wanted)
      await wipe(ids)
      await Promise.all([
        refreshAllStates(house),
        inTransaction(house.db, (tx) => refreshStates(tx, house, ids.toReversed())),
        refreshAllStates(house),
      ])
      expect(await statesOf(ids)).toEqual(wanted)
    }),
    { numRuns: 5 },
  )
})

const versions = async () =>
  (
    await sql<{
      id: string
      xmin: string
    }>`select branch_id as id, xmin::text from branch_states order by 1`.execute(house.db)
  ).rows

it('does not write a state again that comes out as it stands, and writes the one that does not', async () => {
  const { id } = await build(plain)
  await refreshAllStates(house)
  const before = await versions()
  await refreshAllStates(house)
  expect(await versions()).toEqual(before)
  await sql`insert into party_branch_units (organisation_id, name) select ${id}, '又一个单位' || n from generate_series(1, 9) n`.execute(
    house.db,
  )
  await sql`update party_organisations set type = 'joint' where organisation_id = ${id}`.execute(house.db)
  await refreshAllStates(house)
  const after = await versions()
  expect(after.filter(({ xmin }, index) => xmin !== before[index]!.xmin).map((row) => row.id)).toEqual([id])
})

it('lays no older state over a newer one: whoever comes second reads what the first has written', async () => {
  const { id } = await build(plain)
  await refreshAllStates(house)
  let nightly: Promise<number> | undefined
  await inTransaction(house.db, async (tx) => {
    await sql`update party_organisations set type = 'temporary', stands_until = '2026-01-01' where organisation_id = ${id}`.execute(
      tx,
    )
    await refreshStates(tx, house, [id])
    nightly = refreshAllStates(house)
    // It waits before it reads: only then does it see what is not committed yet.
    await expect
      .poll(
        async () =>
          (
            await sql`select 1 from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database())`.execute(house.db)
          ).rows.length,
      )
      .toBe(1)
  })
  await nightly
  expect((await statesOf([id]))[0]!.size_findings).toContain('outlived')
})
