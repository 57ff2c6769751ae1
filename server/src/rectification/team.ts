import { shanghaiDate } from '../kernel/calendar/index.ts'
import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, scopePredicate } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { committeeOf, memberFactsOf, partyOrganisation } from '../membership/index.ts'
import { bandOf, withoutSmallGroups } from './rules.ts'
import type { WeakCase } from './store.ts'

interface Team {
  seats: number | null
  officers: number
  /** By band of age, one longer than the rule's bounds. */
  ages: number[]
  /** By level of education, as many as the pack names. */
  education: number[]
}

async function teamNow(executor: Executor, rules: Rules, branchId: string, at: Date): Promise<Team> {
  const [branch, officers] = await Promise.all([
    partyOrganisation(executor, branchId),
    committeeOf(executor, branchId, at),
  ])
  const facts = await memberFactsOf(
    executor,
    officers.map(({ personId }) => personId),
  )
  const { age_bands: bands } = rules.small_groups
  const year = Number(shanghaiDate(at).slice(0, 4))
  const ages = Array.from({ length: bands.length + 1 }, () => 0)
  const education = rules.education_levels.map(() => 0)
  for (const { birthYear, education: level } of facts) {
    if (birthYear !== null) ages[bandOf(year - birthYear, bands)]! += 1
    const index = rules.education_levels.findIndex(({ id }) => id === level)
    if (index >= 0) education[index]! += 1
  }
  return { seats: branch?.committeeSeats ?? null, officers: officers.length, ages, education }
}

/** Keeps the team's counts of this day beside the case: names are not needed later, and are not kept. */
export async function keepTeam(
  house: House,
  tx: Work,
  found: Pick<WeakCase, 'id' | 'branchId'>,
  moment: 'before' | 'after',
): Promise<void> {
  const team = await teamNow(tx, await house.rulesNow(), found.branchId, house.now())
  await sql`insert into weak_teams (case_id, moment, day, seats, officers, ages, education)
    values (${found.id}, ${moment}, ${shanghaiDate(house.now())}::date, ${team.seats}, ${team.officers},
      ${JSON.stringify(team.ages)}::jsonb, ${JSON.stringify(team.education)}::jsonb)
    on conflict (case_id, moment) do nothing`.execute(tx)
}

export interface TeamCounts {
  branches: number
  seats: number
  officers: number
  vacant: number
  /** Null where the group is too small to be shown; no list at all where all of them together are. */
  ages: (number | null)[] | null
  education: (number | null)[] | null
}

const added = (lists: number[][], length: number) =>
  Array.from({ length }, (_, index) => lists.reduce((sum, list) => sum + (list[index] ?? 0), 0))

/** Counts over many teams, small groups left out. Pure. */
export function countTeams(
  teams: Team[],
  rules: Pick<Rules, 'small_groups' | 'education_levels'>,
): TeamCounts {
  const { least_people: least, age_bands: bands } = rules.small_groups
  const officers = teams.reduce((sum, team) => sum + team.officers, 0)
  const seats = teams.reduce((sum, team) => sum + (team.seats ?? team.officers), 0)
  const shown = (lists: number[][], length: number) => {
    const counts = added(lists, length)
    const total = counts.reduce((sum, count) => sum + count, 0)
    return total < least ? null : withoutSmallGroups(counts, least)
  }
  return {
    branches: teams.length,
    seats,
    officers,
    vacant: teams.reduce((sum, team) => sum + Math.max(0, (team.seats ?? team.officers) - team.officers), 0),
    ages: shown(
      teams.map(({ ages }) => ages),
      bands.length + 1,
    ),
    education: shown(
      teams.map(({ education }) => education),
      rules.education_levels.length,
    ),
  }
}

/** 整顿前后: the teams of branches that were listed, when they were listed and once they were accepted. */
export async function teamsBeforeAndAfter(house: House, actor: Actor) {
  const rules = await house.rulesNow()
  const { rows } = await sql<Team & { moment: 'before' | 'after'; paired: boolean }>`
    select t.moment, t.seats, t.officers, t.ages, t.education,
      exists (select 1 from weak_teams o where o.case_id = t.case_id and o.moment = 'after') as paired
    from weak_teams t join weak_cases c on c.id = t.case_id
    where ${scopePredicate(actor, 'weak.read', {
      organisationId: sql`c.branch_id`,
      organisationPath: sql`c.branch_path`,
      areaPath: sql`c.area_path`,
    })}`.execute(house.db)
  // The same branches on both sides, so that what is compared is what changed.
  const of = (moment: 'before' | 'after') =>
    countTeams(
      rows.filter((row) => row.moment === moment && row.paired),
      rules,
    )
  return {
    least_people: rules.small_groups.least_people,
    unverified: rules.small_groups.unverified ?? false,
    age_bands: [...rules.small_groups.age_bands],
    education_levels: rules.education_levels.map(({ id, zh, en }) => ({ id, zh, en })),
    before: of('before'),
    after: of('after'),
  }
}
