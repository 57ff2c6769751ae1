import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, isDate, shanghaiDate, shanghaiTime } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { linkHash, requireStanding, standingIn } from './access.ts'
import { type Calling, faultsOf, refuseFaults, writeAgenda, writeMaterials } from './calling.ts'
import { may } from './rules.ts'
import { type Gathering, getGathering, kindNow, lockGathering, refused, tellOf } from './store.ts'

/** Another day for what is planned or called; within its period it still counts as the one that the rules ask for. */
export async function move(
  house: House,
  actor: Actor,
  id: string,
  version: number,
  day: string,
): Promise<void> {
  const rules = await house.rulesNow()
  if (!isDate(day) || day < shanghaiDate(house.now()) || day > addDays(shanghaiDate(house.now()), 800))
    refuseFaults([{ at: '/day', zh: '日期要在今天以后', en: 'The day lies ahead' }])
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id, version)
    requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'holds')
    if (!may.move(gathering.state))
      throw refused(
        'gathering.state',
        '已经开始、结束或取消的会议不能改期',
        'It has begun, ended or was cancelled',
      )
    if (gathering.periodEnd && day > gathering.periodEnd)
      throw refused(
        'gathering.outside_period',
        `按规定最晚要在 ${gathering.periodEnd} 前召开；过期的请补开`,
        `The rules ask for it by ${gathering.periodEnd}; what is missed is made up for`,
      )
    if (gathering.day === day) return
    const shift = gathering.startsAt
      ? Date.parse(`${day}T${shanghaiTime(gathering.startsAt)}:00+08:00`) - gathering.startsAt.getTime()
      : 0
    await sql`update gatherings set day = ${day}::date, moved = true,
      starts_at = starts_at + ${shift / 1000} * interval '1 second', ends_at = ends_at + ${shift / 1000} * interval '1 second'
      where id = ${id}`.execute(tx)
    await sql`delete from gathering_reminders where gathering_id = ${id}`.execute(tx)
    await tellOf(house, tx, gathering, actor, [
      { kind: 'gathering.moved', payload: { from: gathering.day, to: day } },
    ])
    if (gathering.state === 'called')
      await tellAttendees(house, tx, gathering, 'gathering.moved', {
        zh: `“${gathering.title}”改到 ${day}`,
        en: `“${gathering.title}” is moved to ${day}`,
      })
  })
}

async function tellAttendees(
  house: House,
  tx: Work,
  gathering: Gathering,
  kind: string,
  words: { zh: string; en: string },
) {
  const { rows } = await sql<{ id: string }>`select person_id as id from gathering_attendees
    where gathering_id = ${gathering.id} and person_id is not null`.execute(tx)
  await notify(tx, {
    personIds: rows.map(({ id }) => id),
    kind,
    subjectId: gathering.id,
    words,
    link: `/meeting?g=${gathering.id}`,
    at: house.now(),
  })
}

/** Not held after all. What the rules ask for goes back into the plan, so that it is still due. */
export async function cancel(
  house: House,
  actor: Actor,
  id: string,
  version: number,
  reason: string,
): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id, version)
    requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'holds')
    if (!may.cancel(gathering.state) || (gathering.state === 'planned' && gathering.planKey))
      throw refused(
        'gathering.state',
        '规则要求的会议不能取消，可以改期；已开始的请直接结束',
        'What the rules ask for is moved, not cancelled; what has begun is closed',
      )
    await tellAttendees(house, tx, gathering, 'gathering.cancelled', {
      zh: `“${gathering.title}”不开了：${reason}`,
      en: `“${gathering.title}” is cancelled: ${reason}`,
    })
    await sql`update gatherings set state = 'cancelled', cancelled_because = ${reason}, sign_in_secret = null,
      plan_key = null, period_end = null where id = ${id}`.execute(tx)
    await tellOf(house, tx, gathering, actor, [
      { kind: 'gathering.cancelled', payload: { plan_key: gathering.planKey }, personal: { reason } },
    ])
    if (gathering.planKey)
      await sql`insert into gatherings (id, organisation_id, organisation_path, kind, title, state, plan_key, period_end, day, rules_hash)
        select gen_random_uuid(), organisation_id, organisation_path, kind, title, 'planned', ${gathering.planKey}, ${gathering.periodEnd}::date,
          ${gathering.periodEnd}::date, rules_hash from gatherings where id = ${id}`.execute(tx)
  })
}

/** Replaces the agenda or the materials until it is over; what minutes or votes refer to stays. */
export async function changePapers(
  house: House,
  actor: Actor,
  id: string,
  version: number,
  papers: Pick<Calling, 'agenda' | 'materials'>,
): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id, version)
    requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'leads')
    if (!may.change(gathering.state))
      throw refused('gathering.state', '会议已经结束，议程不能再改', 'It is over; its agenda stays')
    refuseFaults(faultsOf(house, { startsAt: house.now().toISOString(), materials: papers.materials ?? [] }))
    if (papers.agenda) {
      const { rows: voted } =
        await sql`select 1 from gathering_votes v join gathering_agenda a on a.id = v.agenda_id
        where v.gathering_id = ${id} limit 1`.execute(tx)
      if (voted.length)
        throw refused(
          'gathering.voted',
          '已经就议程表决过，不能再改议程',
          'There was a vote on the agenda; it stays',
        )
      await sql`delete from gathering_agenda where gathering_id = ${id}`.execute(tx)
      await writeAgenda(tx, id, papers.agenda)
    }
    if (papers.materials) {
      await sql`delete from gathering_materials where gathering_id = ${id} and document_id is null`.execute(
        tx,
      )
      await writeMaterials(tx, id, papers.materials)
    }
    await tellOf(house, tx, gathering, actor, [{ kind: 'gathering.papers_changed', payload: {} }])
  })
}

/** A personal link for somebody who attends from elsewhere; a new one ends the one before. @returns the token */
export async function makeLink(house: House, actor: Actor, id: string, attendeeId: string): Promise<string> {
  const rules = await house.rulesNow()
  const gathering = await getGathering(house.db, id)
  const standing = await standingIn(house.db, gathering, kindNow(rules, gathering), actor)
  if (standing.attendee?.id !== attendeeId) requireStanding(standing, 'leads')
  if (!gathering.remote)
    throw refused(
      'gathering.not_remote',
      '这次会议没有开通远程参加',
      'This gathering is not open to those elsewhere',
    )
  if (!may.change(gathering.state)) throw refused('gathering.state', '会议已经结束', 'The gathering is over')
  const token = randomBytes(24).toString('base64url')
  const { numAffectedRows } = await sql`update gathering_attendees set link_hash = ${linkHash(token)}
    where id = ${attendeeId} and gathering_id = ${id}`.execute(house.db)
  if (numAffectedRows !== 1n) throw new Problem('not_found')
  return token
}
