import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Consumer, TimelineEvent } from '../kernel/timeline/index.ts'
import { appraiseDemonstrationMembers } from './appraisals.ts'
import { liveInDemonstrationBranches } from './branch-life.ts'
import { enterDemonstrationCoverage } from './coverage.ts'
import { holdDemonstrationGatherings } from './gatherings.ts'
import { loadLand } from './land.ts'
import { enterDemonstrationMembers } from './members.ts'
import { mobiliseDemonstration } from './mobilisation.ts'
import type { PastSize } from './past/plan.ts'
import { houseOfThePast, type Telling, tellPast } from './past/telling.ts'
import { planDemonstrationPatrols } from './patrols.ts'
import { planDemonstrationChange } from './planned-change.ts'
import { sendDemonstrationCadres } from './postings.ts'
import { putDemonstrationBranchesRight } from './rectification.ts'
import { showDemonstrationService } from './service.ts'
import { writeDemonstrationTemplates } from './templates.ts'
import { askDemonstrationSuperiors } from './upward.ts'
import { tellWhistles } from './whistles.ts'
import { reviewDemonstrationYear } from './yearly-review.ts'

/** The city was founded so long before the visitor's first start: nothing of its past is older. */
const foundedBefore = 200 * 86_400_000

export interface Loading extends Telling {
  /** How much of an invented past comes with the land and its people; none where it is left out. */
  past?: PastSize | false
}

/** What `LIANXIN_DEMO_PAST` asks for: `full` (also where it is not set), `small`, or `off`. */
export function pastAskedFor(env: NodeJS.ProcessEnv = process.env): PastSize | false {
  const asked = env.LIANXIN_DEMO_PAST
  return asked === 'off' ? false : asked === 'small' ? 'small' : 'full'
}

/**
 * Loads the fictional city, its people and their accounts, and its past: matters that went their way through the real
 * commands, on a clock of their own. A second call goes on where a first was cut off, and changes nothing that is there.
 * @returns `nothing` outside demonstration mode or in an installation with areas of its own; `partly` where the past
 * was asked not to go on
 */
export async function loadDemonstration(
  house: StandingHouse,
  loading: Loading = {},
): Promise<'nothing' | 'partly' | 'whole'> {
  if (!house.configuration.demo) return 'nothing'
  const founded = { at: new Date(house.now().getTime() - foundedBefore) }
  if (!(await loadLand(house, await houseOfThePast(house, founded)))) return 'nothing'
  const { rows: before } = await sql`select 1 from notices limit 1`.execute(house.db)
  await planDemonstrationPatrols(house)
  await planDemonstrationChange(house)
  await enterDemonstrationMembers(house)
  await putDemonstrationBranchesRight(house)
  await enterDemonstrationCoverage(house)
  if (loading.past) await liveInDemonstrationBranches(house, loading.past)
  await holdDemonstrationGatherings(house)
  await appraiseDemonstrationMembers(house)
  await showDemonstrationService(house)
  await mobiliseDemonstration(house)
  await reviewDemonstrationYear(house)
  await sendDemonstrationCadres(house)
  await askDemonstrationSuperiors(house)
  await writeDemonstrationTemplates(house)
  if (before.length === 0) await forgetOldNews(house)
  if (!loading.past) return 'whole'
  return (await loadPast(house, loading.past, loading)) ? 'whole' : 'partly'
}

/** What was told weeks ago in the invented past everybody has long read; what happened today is news. */
async function forgetOldNews(house: House): Promise<void> {
  const today = new Date(house.now().getTime() - 86_400_000)
  await sql`delete from notices where created_at < ${today}`.execute(house.db)
  await sql`delete from outbox_messages where created_at < ${today}`.execute(house.db)
}

/** Whether some of the past stands already: then a visitor need not wait for the rest. */
export async function pastHasBegun(house: House): Promise<boolean> {
  const { rows } = await sql`select 1 from demonstration_stories limit 1`.execute(house.db)
  return rows.length > 0
}

async function loadPast(house: StandingHouse, size: PastSize, telling: Telling): Promise<boolean> {
  const { rows } = await sql<{ present_at: Date; past: PastSize; loaded_at: Date | null }>`
    insert into demonstration as d (present_at, past) values (${house.now()}, ${size})
    on conflict (only_one) do update set past = coalesce(d.past, excluded.past),
      present_at = case when d.past is null then excluded.present_at else d.present_at end
    returning present_at, past, loaded_at`.execute(house.db)
  const { present_at: present, past, loaded_at: loadedAt } = rows[0]!
  if (loadedAt) return true
  if (!(await tellPast(house, past, present, telling))) return false
  await tellWhistles(house, present)
  await sql`update demonstration set loaded_at = ${house.now()}`.execute(house.db)
  return true
}

/**
 * In its own time everybody heard of the invented past: readers of the timeline pass over it, so that nobody is told
 * today of what was done weeks ago. Outside demonstration mode they are as they were.
 */
export function passingOverThePast(house: House, consumers: Consumer[]): Consumer[] {
  if (!house.configuration.demo) return consumers
  let present: Promise<Date | undefined> | undefined
  const isNews = async (event: TimelineEvent) => {
    present ??= presentOf(house).catch((error) => {
      present = undefined
      throw error
    })
    const since = await present
    return !since || event.at > since
  }
  return consumers.map(({ handle, handleMany, ...consumer }) => ({
    ...consumer,
    ...(handle
      ? {
          handle: async (tx, event) => {
            if (await isNews(event)) await handle(tx, event)
          },
        }
      : {}),
    ...(handleMany
      ? {
          handleMany: async (tx, events) => {
            const news = await Promise.all(events.map(isNews))
            await handleMany(
              tx,
              events.filter((_, index) => news[index]),
            )
          },
        }
      : {}),
  }))
}

async function presentOf(house: House): Promise<Date | undefined> {
  const { rows } = await sql<{ present_at: Date }>`select present_at from demonstration`.execute(house.db)
  return rows[0]?.present_at
}
