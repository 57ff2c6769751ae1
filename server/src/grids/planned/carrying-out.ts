import { shanghaiDate } from '../../kernel/calendar/index.ts'
import { inTransaction, type Work } from '../../kernel/database/index.ts'
import type { House } from '../../kernel/house.ts'
import { actorLater } from '../../kernel/identity/index.ts'
import type { JobSet } from '../../kernel/jobs/index.ts'
import { notify } from '../../kernel/notices/index.ts'
import { Problem, problemCatalogue } from '../../kernel/problems.ts'
import { makeChange } from '../change.ts'
import { wordsOfChange } from '../present.ts'
import type { Both } from '../rules.ts'
import { duePlans, findPlanned, lockPlanned, type PlannedChange, settlePlan } from './store.ts'

/** Another job, or whoever took it back, was first. */
class Settled extends Error {}

const gone: Both = {
  zh: '决定这项调整的人已不在岗，请由在岗的人重新决定',
  en: 'Whoever decided the change is no longer on duty; somebody who is must decide anew',
}

/**
 * Carries a planned change out on its day, as its author, with the duties that they hold then: all of it in one
 * transaction with the note that it was done, its versions checked again. Where the ground has changed meanwhile, or
 * something else stands against it, it is refused and its author told why; nothing is half done.
 */
export async function carryOutPlanned(house: House, id: string): Promise<void> {
  const plan = await findPlanned(house.db, id)
  if (plan?.state !== 'planned' || plan.onDay > shanghaiDate(house.now())) return
  const actor = await actorLater(house.db, plan.plannedById, house.now())
  if (!actor || actor.duties.length === 0) return refuse(house, id, gone)
  let locked: PlannedChange = plan
  try {
    await makeChange(
      house,
      actor,
      { change: plan.asked, reason: plan.reason, document: plan.document, versions: plan.versions },
      {
        async first(tx) {
          locked = await stillPlanned(tx, id)
        },
        async last(tx, changeId) {
          await settlePlan(house, tx, locked, {
            state: 'done',
            byId: plan.plannedById,
            organisationId: plan.organisationId,
            changeId,
          })
          await tell(house, tx, plan, {
            zh: `${nameOf(plan).zh}今天起生效`,
            en: `${nameOf(plan).en} is in force from today`,
          })
        },
      },
    )
  } catch (error) {
    if (error instanceof Settled) return
    if (!(error instanceof Problem)) throw error
    await refuse(house, id, {
      zh: error.options.zh ?? problemCatalogue[error.code]!.zh,
      en: error.options.en ?? problemCatalogue[error.code]!.en,
    })
  }
}

async function stillPlanned(tx: Work, id: string): Promise<PlannedChange> {
  const plan = await lockPlanned(tx, id)
  if (plan?.state !== 'planned') throw new Settled()
  return plan
}

async function refuse(house: House, id: string, because: Both): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    const plan = await lockPlanned(tx, id)
    if (plan?.state !== 'planned') return
    await settlePlan(house, tx, plan, { state: 'refused', byId: null, organisationId: null, because })
    await tell(house, tx, plan, {
      zh: `${nameOf(plan).zh}没有生效：${because.zh}。请重新预览后再定`,
      en: `${nameOf(plan).en} did not come into force: ${because.en}. Preview it again and decide anew`,
    })
  })
}

function nameOf(plan: PlannedChange): Both {
  const words = wordsOfChange(plan.kind)
  const areas = plan.foreseen.areas.map(({ name }) => name).join('、')
  return {
    zh: `定于 ${plan.onDay} 的“${words.zh}”（${areas}）`,
    en: `“${words.en}” planned for ${plan.onDay} (${areas})`,
  }
}

async function tell(house: House, tx: Work, plan: PlannedChange, words: Both): Promise<void> {
  await notify(tx, {
    personIds: [plan.plannedById],
    kind: 'grid.planned_change',
    subjectId: plan.id,
    words,
    link: `/desk/grids${plan.communityIds[0] ? `?community=${plan.communityIds[0]}` : ''}`,
    at: house.now(),
  })
}

/** All whose day has come, one after the other; one that fails does not hold up the others. */
async function carryOutDue(house: House): Promise<void> {
  for (const id of await duePlans(house.db, shanghaiDate(house.now())))
    await carryOutPlanned(house, id).catch((error: unknown) =>
      house.log.error({ err: error, plan: id }, 'a planned change of grids failed'),
    )
}

export function gridJobs(house: House): JobSet {
  return {
    handlers: {
      carry_out_planned_change: (payload) => carryOutPlanned(house, String(payload.id)),
      carry_out_due_changes: () => carryOutDue(house),
    },
    // 00:20 in Asia/Shanghai, for those whose own job was lost.
    crontab: '20 16 * * * carry_out_due_changes',
  }
}
