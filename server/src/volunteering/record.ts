import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { clerksOf, requireMember } from './party.ts'
import { minutesServed } from './rules.ts'
import { aMember, inOffice, tell } from './telling.ts'

export interface Served {
  source: 'call' | 'mobilisation'
  /** Of the place that was taken; a second telling of the same changes nothing. */
  sourceId: string
  callId: string | null
  personId: string | null
  branchId: string | null
  organisationId: string
  title: string
  startedAt: Date
  endedAt: Date
  endedByHouse: boolean
}

/** Writes down that somebody served, once for its source. */
export async function recordService(house: House, tx: Work, served: Served): Promise<void> {
  const id = randomUUID()
  const minutes = minutesServed(served.startedAt, served.endedAt)
  const { rows } = await sql`
    insert into service_records (id, source, source_id, call_id, person_id, branch_id, organisation_id, organisation_path, title,
      started_at, ended_at, minutes, ended_by_house, recorded_at)
    select ${id}, ${served.source}, ${served.sourceId}, ${served.callId}, ${served.personId}, ${served.branchId}, o.id, o.path,
      ${served.title}, ${served.startedAt}, ${served.endedAt}, ${minutes}, ${served.endedByHouse}, ${house.now()}
    from organisations o where o.id = ${served.organisationId}
    on conflict (source, source_id) do nothing returning 1`.execute(tx)
  if (rows.length === 0) return
  await tell(house, tx, 'service_records', id, aMember(served.organisationId), [
    {
      kind: 'service.recorded',
      payload: { source: served.source, minutes, ended_by_house: served.endedByHouse },
    },
  ])
}

interface Kept {
  id: string
  personId: string | null
  organisationId: string
  title: string
  startedAt: Date
  minutes: number
  objection: string | null
  objectionAnswer: string | null
}

async function lockRecord(tx: Work, id: string): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`
    select id, person_id as "personId", organisation_id as "organisationId", title, started_at as "startedAt", minutes, objection,
      objection_answer as "objectionAnswer" from service_records where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** The person says that a record is not right. Once for each record; who recorded it answers. */
export async function object(house: House, actor: Actor, id: string, words: string): Promise<void> {
  const { personId, branch } = requireMember(actor)
  await house.db.transaction().execute(async (tx) => {
    const record = await lockRecord(tx, id)
    if (!record || record.personId !== personId)
      throw new Problem('not_found', { zh: '没有这条服务记录', en: 'There is no such record of yours' })
    if (record.objection === words) return
    if (record.objection !== null)
      throw new Problem('conflict.exists', {
        zh: '这条记录您已经提过异议',
        en: 'You have objected to this record already',
      })
    await tell(house, tx, 'service_records', id, aMember(branch.organisationId), [
      { kind: 'service.objected', personal: { words } },
    ])
    await sql`update service_records set objection = ${words}, objected_at = ${house.now()} where id = ${id}`.execute(
      tx,
    )
    await notify(tx, {
      personIds: await clerksOf(tx, record.organisationId, house.now()),
      kind: 'service.objected',
      subjectId: id,
      words: {
        zh: `“${record.title}”的服务记录有人提出异议，请答复`,
        en: `There is an objection to a service record of “${record.title}”; please answer`,
      },
      link: '/desk/volunteering?tab=objections',
      at: house.now(),
    })
  })
}

/** Who recorded it answers; where it was wrong, the minutes are put right, and what they were stands in the timeline. */
export async function answerObjection(
  house: House,
  actor: Actor,
  id: string,
  answer: { words: string; minutes: number | null },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const record = await lockRecord(tx, id)
    if (!record?.objection)
      throw new Problem('not_found', { zh: '没有这条异议', en: 'There is no such objection' })
    const duty = requireReach(actor, 'service.call', { organisationId: record.organisationId })
    if (record.objectionAnswer !== null)
      throw new Problem('conflict.changed', { zh: '这条异议已经答复过', en: 'It was answered already' })
    const minutes = answer.minutes ?? record.minutes
    const endedAt = new Date(record.startedAt.getTime() + minutes * 60_000)
    await tell(house, tx, 'service_records', id, inOffice(actor, duty), [
      {
        kind: 'service.objection_answered',
        payload: { minutes_before: record.minutes, minutes },
        personal: { words: answer.words },
      },
    ])
    await sql`update service_records set objection_answer = ${answer.words}, objection_answered_at = ${house.now()},
      minutes = ${minutes}, ended_at = ${minutes === record.minutes ? sql`ended_at` : endedAt} where id = ${id}`.execute(
      tx,
    )
    if (record.personId)
      await notify(tx, {
        personId: record.personId,
        kind: 'service.objection_answered',
        subjectId: id,
        words: {
          zh: `“${record.title}”的服务记录：${answer.words}`,
          en: `Your record of “${record.title}”: ${answer.words}`,
        },
        link: '/field/member/service',
        at: house.now(),
      })
  })
}
