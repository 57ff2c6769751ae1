import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, type Duty, dutyReaching } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { lockRegistration, type Registration } from './registrations.ts'
import { inOffice, tell } from './telling.ts'

type Side = 'unit' | 'community'

/** On which side somebody stands in what a unit and a community have to do with each other. */
export function sideOf(
  actor: Actor,
  registration: Pick<Registration, 'organisationId' | 'communityId' | 'kind'>,
): { side: Side; duty: Duty } | undefined {
  const community = dutyReaching(actor, 'reporting.confirm', { organisationId: registration.communityId })
  if (community) return { side: 'community', duty: community }
  const unit =
    registration.kind === 'unit' &&
    dutyReaching(actor, 'reporting.unit', { organisationId: registration.organisationId })
  return unit ? { side: 'unit', duty: unit } : undefined
}

async function entered(tx: Work, actor: Actor, id: string) {
  const registration = await lockRegistration(tx, id)
  const standing = sideOf(actor, registration)
  if (!standing)
    throw new Problem('permission.denied', {
      zh: '这不是您单位的共建事项',
      en: 'This is not a matter of your unit',
    })
  if (registration.state !== 'confirmed')
    throw new Problem('matter.refused', {
      reason: 'registration.not_confirmed',
      zh: '报到还没有确认，或已经结束',
      en: 'The registration is not confirmed, or has ended',
    })
  return { registration, ...standing }
}

export interface Statement {
  kind: 'resource' | 'need'
  words: string
  until: string | null
}

/** A unit says what it offers or needs; the community what it needs. */
export async function state(
  house: House,
  actor: Actor,
  of: { registrationId: string } | { communityId: string },
  statement: Statement,
): Promise<string> {
  const id = randomUUID()
  await house.db.transaction().execute(async (tx) => {
    let communityId: string
    let registrationId: string | null = null
    if ('registrationId' in of) {
      const { registration, duty } = await entered(tx, actor, of.registrationId)
      communityId = registration.communityId
      registrationId = registration.id
      await tell(house, tx, 'registrations', registration.id, inOffice(actor, duty), [
        {
          kind: 'unit.stated',
          payload: { statement: id, kind: statement.kind },
          personal: { words: statement.words },
        },
      ])
    } else {
      communityId = of.communityId
      if (!dutyReaching(actor, 'reporting.confirm', { organisationId: communityId }))
        throw new Problem('permission.denied')
    }
    await sql`
      insert into unit_statements (id, community_id, registration_id, kind, words, until_day, made_at)
      values (${id}, ${communityId}, ${registrationId}, ${statement.kind}, ${statement.words}, ${statement.until}::date, ${house.now()})`.execute(
      tx,
    )
  })
  return id
}

/** What was offered is taken up, what was needed is met, or it no longer stands: in a sentence. */
export async function closeStatement(house: House, actor: Actor, id: string, outcome: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ registrationId: string | null; communityId: string; closedAt: Date | null }>`
      select registration_id as "registrationId", community_id as "communityId", closed_at as "closedAt"
      from unit_statements where id = ${id} for update`.execute(tx)
    const found = rows[0]
    if (!found) throw new Problem('not_found')
    if (found.closedAt) return
    if (found.registrationId) {
      const { duty } = await entered(tx, actor, found.registrationId)
      await tell(house, tx, 'registrations', found.registrationId, inOffice(actor, duty), [
        { kind: 'unit.statement_closed', payload: { statement: id }, personal: { outcome } },
      ])
    } else if (!dutyReaching(actor, 'reporting.confirm', { organisationId: found.communityId }))
      throw new Problem('permission.denied')
    await sql`update unit_statements set closed_at = ${house.now()}, outcome = ${outcome} where id = ${id}`.execute(
      tx,
    )
  })
}

/** One side proposes what the unit shall do for the community; the other agrees. */
export async function proposeDuty(
  house: House,
  actor: Actor,
  registrationId: string,
  duty: { words: string; dueOn: string },
): Promise<string> {
  if (duty.dueOn < shanghaiDate(house.now()))
    throw new Problem('input.invalid', {
      zh: '约定的日期不能在今天之前',
      en: 'It cannot be due before today',
    })
  const id = randomUUID()
  await house.db.transaction().execute(async (tx) => {
    const standing = await entered(tx, actor, registrationId)
    await tell(house, tx, 'registrations', registrationId, inOffice(actor, standing.duty), [
      {
        kind: 'unit.duty_proposed',
        payload: { duty: id, due_on: duty.dueOn, by: standing.side },
        personal: { words: duty.words },
      },
    ])
    await sql`
      insert into unit_duties (id, registration_id, words, due_on, state, proposed_as, made_at)
      values (${id}, ${registrationId}, ${duty.words}, ${duty.dueOn}::date, 'proposed', ${standing.side}, ${house.now()})`.execute(
      tx,
    )
  })
  return id
}

/** `agree`: by the other side. `done`: the community says so, and what was done. `drop`: either side, with why. */
export async function moveDuty(
  house: House,
  actor: Actor,
  dutyId: string,
  move: { to: 'agree' | 'done' | 'drop'; words: string | null },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ registrationId: string; state: string; proposedAs: Side }>`
      select registration_id as "registrationId", state, proposed_as as "proposedAs" from unit_duties where id = ${dutyId} for update`.execute(
      tx,
    )
    const found = rows[0]
    if (!found) throw new Problem('not_found')
    const { side, duty } = await entered(tx, actor, found.registrationId)
    const refused = refusalOf(found, side, move.to)
    if (refused) throw new Problem('matter.refused', { reason: 'duty.refused', ...refused })
    await tell(house, tx, 'registrations', found.registrationId, inOffice(actor, duty), [
      {
        kind: `unit.duty_${{ agree: 'agreed', done: 'done', drop: 'dropped' }[move.to]}`,
        payload: { duty: dutyId },
        ...(move.words ? { personal: { words: move.words } } : {}),
      },
    ])
    if (move.to === 'agree')
      await sql`update unit_duties set state = 'agreed', agreed_at = ${house.now()} where id = ${dutyId}`.execute(
        tx,
      )
    else if (move.to === 'done')
      await sql`update unit_duties set state = 'done', done_on = ${shanghaiDate(house.now())}::date, done_words = ${move.words} where id = ${dutyId}`.execute(
        tx,
      )
    else
      await sql`update unit_duties set state = 'dropped', done_words = ${move.words} where id = ${dutyId}`.execute(
        tx,
      )
  })
}

/** Nobody judges their own work: the unit never says that it is done. */
function refusalOf(
  duty: { state: string; proposedAs: Side },
  side: Side,
  to: 'agree' | 'done' | 'drop',
): { zh: string; en: string } | undefined {
  if (to === 'agree' && duty.state !== 'proposed')
    return { zh: '这一项不是待同意的', en: 'This one does not wait for agreement' }
  if (to === 'agree' && duty.proposedAs === side)
    return { zh: '自己提出的，要由对方同意', en: 'Who proposed it cannot agree to it; the other side does' }
  if (to === 'done' && side !== 'community')
    return { zh: '做没做到，由社区来说', en: 'Whether it is done is for the community to say' }
  if (to === 'done' && duty.state !== 'agreed') return { zh: '要先双方约定', en: 'It must be agreed first' }
  if (to === 'drop' && duty.state !== 'proposed' && duty.state !== 'agreed')
    return { zh: '这一项已经结束', en: 'This one is over' }
  return undefined
}

/** Once a year each way. The community speaks of the unit or member; the unit of the community. */
export async function evaluate(
  house: House,
  actor: Actor,
  registrationId: string,
  judgement: { grade: string; words: string | null },
): Promise<void> {
  const rules = await house.rulesNow()
  if (!rules.reporting_grades.some(({ id }) => id === judgement.grade))
    throw new Problem('input.invalid', { zh: '没有这个等次', en: 'There is no such grade' })
  const year = Number(shanghaiDate(house.now()).slice(0, 4))
  await house.db.transaction().execute(async (tx) => {
    const { side, duty } = await entered(tx, actor, registrationId)
    const direction = side === 'community' ? 'of_reporter' : 'of_community'
    const { rows } = await sql`
      insert into registration_evaluations (registration_id, year, direction, grade, words, made_at)
      values (${registrationId}, ${year}, ${direction}, ${judgement.grade}, ${judgement.words}, ${house.now()})
      on conflict do nothing returning 1`.execute(tx)
    if (rows.length === 0)
      throw new Problem('conflict.exists', {
        zh: '今年已经评价过了',
        en: 'It was evaluated this year already',
      })
    await tell(house, tx, 'registrations', registrationId, inOffice(actor, duty), [
      {
        kind: 'registration.evaluated',
        payload: { year, direction, grade: judgement.grade },
        ...(judgement.words ? { personal: { words: judgement.words } } : {}),
      },
    ])
  })
}

/** What was done for a duty, computed from the calls that named it. */
export async function servedFor(executor: Executor, dutyIds: string[]) {
  const { rows } = await sql<{ dutyId: string; tasks: number; people: number; minutes: number }>`
    select c.duty_id as "dutyId", count(distinct c.id)::int as tasks, count(s.id)::int as people, coalesce(sum(s.minutes), 0)::int as minutes
    from service_calls c left join service_records s on s.call_id = c.id
    where c.duty_id = any(${dutyIds}::uuid[]) and c.state <> 'cancelled' group by c.duty_id`.execute(executor)
  return new Map(rows.map((row) => [row.dutyId, row]))
}
