import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql, type Work } from '../kernel/database/index.ts'
import { endRunning } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, system } from '../kernel/permissions/index.ts'
import { Problem, problemCatalogue } from '../kernel/problems.ts'
import { partyOrganisation } from '../membership/index.ts'
import { requireMaker, requirePerson, startPostedDuty, startTerm } from './make.ts'
import { type By, lockForLeading, lockPosting, type Posting, requireRunning, savePosting } from './store.ts'
import { tellOf } from './telling.ts'

interface Words {
  zh: string
  en: string
}

const byItself: By = { personId: null, organisationId: null }

/**
 * The first day has come: duty and term begin. What was so when it was decided must still be so; else it is called off
 * by itself, and whoever decided it hears why.
 */
export async function beginPosting(house: House, tx: Work, id: string): Promise<void> {
  const posting = await lockPosting(tx, id)
  if (posting.state !== 'planned' || posting.from > shanghaiDate(house.now())) return
  const against = await whatStandsAgainst(house, tx, posting)
  if (against) return notBegun(house, tx, posting, against)
  const dutyId = await startPostedDuty(house, tx, system, {
    person_id: posting.personId,
    village_id: posting.villageId,
    from: posting.from,
  })
  await endRunning(tx, id, house.now())
  await startTerm(house, tx, await house.rulesOf(posting.rulesHash), id, posting.until)
  await savePosting(house, tx, posting, byItself, sql`state = 'running', duty_id = ${dutyId}`, [
    { kind: 'posting.begun', payload: { from: posting.from } },
  ])
  await tellOf(house, tx, posting, ['person', 'sender', 'village'], 'posting.begun', {
    zh: `${posting.sender}派到${posting.village}的驻村工作今天开始`,
    en: `The posting from ${posting.sender} to ${posting.village} begins today`,
  })
}

/** Why it cannot begin any more; null where it can. */
async function whatStandsAgainst(house: House, tx: Work, posting: Posting): Promise<Words | null> {
  const village = await partyOrganisation(tx, posting.villageId)
  if (!village || village.ended)
    return { zh: '村党组织已经撤销', en: 'The party organisation of the village has ended' }
  try {
    const wanted = { person_id: posting.personId, sender_id: posting.senderId }
    await requirePerson(house, tx, system, wanted, village.path, posting.id)
    return null
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { zh, en } = problemCatalogue[error.code]!
    return { zh: error.options.zh ?? zh, en: error.options.en ?? en }
  }
}

async function notBegun(house: House, tx: Work, posting: Posting, because: Words): Promise<void> {
  await settle(house, tx, posting, byItself, 'posting.not_begun', because.zh)
  await tellOf(house, tx, posting, ['person', 'sender', 'maker', 'village'], 'posting.not_begun', {
    zh: `定于 ${posting.from} 到${posting.village}的驻村没有开始：${because.zh}。请重新派出`,
    en: `The posting to ${posting.village}, planned for ${posting.from}, did not begin: ${because.en}. Decide anew`,
  })
}

/** Takes a planned posting back before its first day, with a reason. @throws Problem */
export async function callOffPosting(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; reason: string },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { posting, duty } = await lockForLeading(tx, actor, id, said.version)
    requireMaker(await house.rulesNow(), duty)
    if (posting.state !== 'planned') {
      requireRunning(posting)
      throw new Problem('conflict.changed', {
        reason: 'posting.begun',
        zh: '已经到村，不能取消；请用“结束驻村”',
        en: 'It has begun and cannot be called off; end it instead',
      })
    }
    const by = { personId: actor.personId, organisationId: duty.organisationId }
    await settle(house, tx, posting, by, 'posting.called_off', said.reason)
    await tellOf(house, tx, posting, ['person', 'sender', 'village'], 'posting.called_off', {
      zh: `定于 ${posting.from} 到${posting.village}的驻村已取消`,
      en: `The posting to ${posting.village}, planned for ${posting.from}, was called off`,
    })
  })
  house.wake()
}

async function settle(
  house: House,
  tx: Work,
  posting: Posting,
  by: By,
  kind: 'posting.called_off' | 'posting.not_begun',
  reason: string,
): Promise<void> {
  const today = shanghaiDate(house.now())
  await endRunning(tx, posting.id, house.now(), 'superseded')
  await savePosting(
    house,
    tx,
    posting,
    by,
    sql`state = 'called_off', ended_on = ${today}::date, ended_because = ${reason}`,
    [{ kind, payload: { on: today }, personal: { text: reason } }],
  )
}
