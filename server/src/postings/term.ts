import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql, type Work } from '../kernel/database/index.ts'
import { endRunning } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import { forgetPerson } from '../kernel/identity/index.ts'
import { paperPollsOf } from '../kernel/paper-polls/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { endDuty, peopleOf } from '../territory/index.ts'
import { insertPosting, requireMaker, requireTerm, startTerm } from './make.ts'
import { type Ending, type Lack, lacksToComplete, pollCounts } from './rules.ts'
import { type By, lockForLeading, type Posting, requireRunning, savePosting } from './store.ts'
import { tellOf } from './telling.ts'

async function lockForTerm(house: House, tx: Work, actor: Actor, id: string, version: number) {
  const { posting, duty } = await lockForLeading(tx, actor, id, version)
  requireMaker(await house.rulesNow(), duty)
  requireRunning(posting)
  const by: By = { personId: actor.personId, organisationId: duty.organisationId }
  return { posting, by }
}

/** A longer term, with words; the warnings run anew. */
export async function extendPosting(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; until: string; reason: string },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { posting, by } = await lockForTerm(house, tx, actor, id, said.version)
    requireTerm({ from: posting.from, until: said.until }, shanghaiDate(house.now()))
    if (said.until <= posting.until)
      throw new Problem('input.invalid', {
        reason: 'posting.not_longer',
        zh: `延长要到 ${posting.until} 以后；提前结束请用“结束”`,
        en: `An extension ends after ${posting.until}; to end earlier, end the posting`,
      })
    await endRunning(tx, id, house.now(), 'superseded')
    await startTerm(house, tx, await house.rulesNow(), id, said.until)
    await savePosting(
      house,
      tx,
      posting,
      by,
      sql`until_day = ${said.until}::date, extensions = extensions + 1`,
      [
        {
          kind: 'posting.extended',
          payload: { from: posting.until, until: said.until },
          personal: { text: said.reason },
        },
      ],
    )
    await tellOf(house, tx, posting, ['person', 'sender', 'village'], 'posting.extended', {
      zh: `${posting.village}驻村任期延长到 ${said.until}`,
      en: `The posting to ${posting.village} was extended to ${said.until}`,
    })
  })
  house.wake()
}

/** What is lacking before a term may be called completed. */
export async function lackingOf(
  house: House,
  executor: Work | House['db'],
  posting: Posting,
): Promise<Lack[]> {
  const polls = await paperPollsOf(executor, posting.id)
  const { posting_making: making } = await house.rulesNow()
  const counting = polls.filter(({ openedAt, closedAt, satisfied, dissatisfied, unsure }) =>
    pollCounts(
      {
        openedOn: shanghaiDate(openedAt),
        closed: closedAt !== null,
        returned: satisfied + dissatisfied + unsure,
      },
      posting.until,
      making,
    ),
  )
  return lacksToComplete({ ...posting, pollsThatCount: counting.length }, shanghaiDate(house.now()))
}

export interface EndWords {
  version: number
  as: Ending
  reason: string
  /** Who goes on with the open tasks, at the village. */
  hand_to?: string | null
}

/**
 * Ends a posting: its duty, its clocks, its leaves. Open tasks go to whom is named there; without a name nothing ends
 * while something is open.
 */
export async function endPosting(house: House, actor: Actor, id: string, said: EndWords): Promise<void> {
  const personId = await house.db.transaction().execute(async (tx) => {
    const { posting, by } = await lockForTerm(house, tx, actor, id, said.version)
    await close(house, tx, actor, posting, by, said, said.hand_to ?? null, null)
    return posting.personId
  })
  forgetPerson(house, personId)
  house.wake()
}

/** Somebody else goes on from today: open tasks pass to them, and the two postings name each other. */
export async function replacePosting(
  house: House,
  actor: Actor,
  id: string,
  said: EndWords & { person_id: string; sender_id: string; until: string },
): Promise<{ id: string }> {
  const rules = await house.rulesNow()
  const done = await house.db.transaction().execute(async (tx) => {
    const { posting, by } = await lockForTerm(house, tx, actor, id, said.version)
    const successor = await insertPosting(
      house,
      tx,
      actor,
      rules,
      {
        person_id: said.person_id,
        sender_id: said.sender_id,
        village_id: posting.villageId,
        kind: posting.kind,
        team: posting.team,
        from: shanghaiDate(house.now()),
        until: said.until,
      },
      posting,
    )
    await close(house, tx, actor, posting, by, said, said.person_id, successor)
    return { successor, personId: posting.personId }
  })
  forgetPerson(house, done.personId)
  forgetPerson(house, said.person_id)
  house.wake()
  return { id: done.successor }
}

async function close(
  house: House,
  tx: Work,
  actor: Actor,
  posting: Posting,
  by: By,
  said: EndWords,
  handTo: string | null,
  successorId: string | null,
): Promise<void> {
  const lacking = said.as === 'completed' ? await lackingOf(house, tx, posting) : []
  if (lacking.length > 0)
    throw new Problem('conflict.changed', {
      reason: 'posting.lacking',
      zh: '还不能按期满结束：任期没到，群众评议没有做或收回的份数不够，或者派出单位还没有评价',
      en: 'It cannot end as completed yet: the term, a villagers’ poll with enough papers, or the unit’s assessment is lacking',
      extra: { lacking },
    })
  const { rows: duty } = await sql`select 1 from duties where id = ${posting.dutyId}
    and (active_to is null or active_to > ${house.now()})`.execute(tx)
  if (posting.dutyId && duty.length > 0)
    await endDuty(tx, { house, actor }, posting.dutyId, undefined, handTo)
  const { rows: passed } = await sql<{ matter_id: string }>`
    ${
      successorId
        ? sql`update posting_tasks t set posting_id = ${successorId} from matters m
            where m.id = t.matter_id and t.posting_id = ${posting.id} and m.step is not null returning t.matter_id`
        : sql`select t.matter_id from posting_tasks t join matters m on m.id = t.matter_id
            where t.posting_id = ${posting.id} and m.step is not null`
    }`.execute(tx)
  await endRunning(tx, posting.id, house.now())
  await endLeaves(house, tx, posting.id)
  const today = shanghaiDate(house.now())
  await savePosting(
    house,
    tx,
    posting,
    by,
    sql`state = 'ended', ended_on = ${today}::date, ended_as = ${said.as}, ended_because = ${said.reason}`,
    [
      {
        kind: 'posting.ended',
        payload: {
          as: said.as,
          on: today,
          ...(successorId ? { successor: successorId } : {}),
          ...(passed.length > 0 ? { tasks: passed.map(({ matter_id }) => matter_id) } : {}),
        },
        personal: { text: said.reason },
      },
    ],
  )
  await tellOf(house, tx, posting, ['person', 'sender', 'village'], 'posting.ended', {
    zh: `${posting.village}的驻村工作已结束`,
    en: `The posting to ${posting.village} has ended`,
  })
}

/** Leaves end with the posting: what was asked is withdrawn, what runs is over. */
async function endLeaves(house: House, tx: Work, postingId: string): Promise<void> {
  const today = shanghaiDate(house.now())
  const { rows } = await sql<{ id: string }>`
    update posting_leaves set state = case state when 'asked' then 'withdrawn' else 'ended' end,
      back_on = case state when 'granted' then least(${today}::date, until_day + 1) end
    where posting_id = ${postingId} and state in ('asked', 'granted') returning id`.execute(tx)
  for (const { id } of rows) await endRunning(tx, id, house.now(), 'superseded')
}

export interface Taker {
  id: string
  name: string
}

/** Who at the village can go on with open tasks. */
export async function takersOf(house: House, posting: Posting): Promise<Taker[]> {
  const people = await peopleOf(house.db, posting.villageId, house.now())
  const able = people.filter(
    ({ role, personId }) =>
      ['secretary', 'posted', 'organiser'].includes(role) && personId !== posting.personId,
  )
  return [...new Map(able.map(({ personId, name }) => [personId, { id: personId, name }])).values()]
}
