import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { canonical } from '../kernel/timeline/index.ts'
import { requireStanding, standingIn } from './access.ts'
import { getGathering, kindNow, lockGathering, refused, tellOf } from './store.ts'

export interface MinutesContent {
  items: { title: string; words: string; decision: string }[]
  other: string
}

export interface Minutes {
  version: number
  content: MinutesContent
  editedBy: string | null
  editedAt: Date
  recorder: { name: string; at: Date } | null
  chair: { name: string; at: Date } | null
  isFixed: boolean
}

export const hashOfMinutes = (content: MinutesContent) =>
  createHash('sha256').update(canonical(content)).digest()

export async function minutesOf(executor: Executor, gatheringId: string): Promise<Minutes | undefined> {
  const { rows } = await sql<{
    version: number
    content: MinutesContent
    editedBy: string | null
    editedAt: Date
    recorderName: string | null
    recorderAt: Date | null
    chairName: string | null
    chairAt: Date | null
  }>`
    select m.version, m.content, e.name as "editedBy", m.edited_at as "editedAt", r.name as "recorderName", m.recorder_signed_at as "recorderAt",
      c.name as "chairName", m.chair_signed_at as "chairAt"
    from gathering_minutes m left join people e on e.id = m.edited_by left join people r on r.id = m.recorder_id left join people c on c.id = m.chair_id
    where m.gathering_id = ${gatheringId}`.execute(executor)
  const row = rows[0]
  if (!row) return undefined
  return {
    version: row.version,
    content: row.content,
    editedBy: row.editedBy,
    editedAt: row.editedAt,
    recorder: row.recorderAt && { name: row.recorderName ?? '', at: row.recorderAt },
    chair: row.chairAt && { name: row.chairName ?? '', at: row.chairAt },
    isFixed: row.recorderAt !== null && row.chairAt !== null,
  }
}

/** What the one screen begins with: a line for each of the agenda, and what was decided by vote. */
export async function blankMinutes(executor: Executor, gatheringId: string): Promise<MinutesContent> {
  const { rows } = await sql<{ title: string }>`
    select a.title from gathering_agenda a where a.gathering_id = ${gatheringId} order by a.position`.execute(
    executor,
  )
  return { items: rows.map(({ title }) => ({ title, words: '', decision: '' })), other: '' }
}

/**
 * Keeps a draft. Two people at once: the second is told what the first wrote, and loses nothing of their own.
 * @param version of the draft that was read; 0 where there was none
 */
export async function keepMinutes(
  house: House,
  actor: Actor,
  id: string,
  version: number,
  content: MinutesContent,
): Promise<number> {
  const rules = await house.rulesNow()
  return house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id)
    requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'leads')
    if (gathering.state !== 'running' && gathering.state !== 'held')
      throw refused('gathering.state', '会议开始后才有记录', 'Minutes begin with the gathering')
    const now = await minutesOf(tx, id)
    if (now?.recorder || now?.chair)
      throw refused(
        'minutes.signed',
        '已经有人签字，不能再改；签字的人可以先撤回',
        'It is signed; who signed may take that back first',
      )
    if ((now?.version ?? 0) !== version) {
      // The same words again are no conflict: a draft that was sent twice over a bad line.
      if (now && canonical(now.content) === canonical(content)) return now.version
      throw new Problem('conflict.changed', {
        zh: `${now?.editedBy ?? '另一个人'}刚刚改了记录，请对照后再保存`,
        en: `${now?.editedBy ?? 'Somebody'} has just changed the minutes; compare before you save`,
        extra: { version: now?.version ?? 0, content: now?.content ?? null, by: now?.editedBy ?? null },
      })
    }
    await sql`insert into gathering_minutes (gathering_id, version, content, edited_by, edited_at)
      values (${id}, 1, ${JSON.stringify(content)}::jsonb, ${actor.personId}, ${house.now()})
      on conflict (gathering_id) do update set version = gathering_minutes.version + 1, content = excluded.content,
        edited_by = excluded.edited_by, edited_at = excluded.edited_at`.execute(tx)
    return version + 1
  })
}

/** The recorder signs what they wrote, the chair what they read; each in their own session, to the same words. */
export async function signMinutes(
  house: House,
  actor: Actor,
  id: string,
  as: 'recorder' | 'chair',
  version: number,
): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id)
    requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'reads')
    if (
      actor.personId === null ||
      (as === 'chair' ? gathering.chairId : gathering.recorderId) !== actor.personId
    )
      throw refused(
        'minutes.not_yours',
        as === 'chair' ? '要由主持人本人签字' : '要由记录人本人签字',
        as === 'chair' ? 'The chair signs this in person' : 'The recorder signs this in person',
      )
    if (gathering.state !== 'held')
      throw refused('gathering.state', '会议结束后才能签字', 'It is signed once the gathering is over')
    const now = await minutesOf(tx, id)
    if (!now) throw refused('minutes.none', '还没有写记录', 'There are no minutes yet')
    if (now.version !== version)
      throw new Problem('conflict.changed', {
        extra: { version: now.version, content: now.content, by: now.editedBy },
      })
    if (as === 'chair' ? now.chair : now.recorder) return
    if (as === 'chair' && !now.recorder)
      throw refused(
        'minutes.recorder_first',
        '先由记录人签字，再由主持人签字',
        'The recorder signs first, then the chair',
      )
    const hash = hashOfMinutes(now.content)
    await sql`update gathering_minutes set content_hash = ${hash},
      ${as === 'chair' ? sql`chair_id = ${actor.personId}, chair_signed_at = ${house.now()}` : sql`recorder_id = ${actor.personId}, recorder_signed_at = ${house.now()}`}
      where gathering_id = ${id}`.execute(tx)
    await tellOf(house, tx, gathering, actor, [
      as === 'chair'
        ? { kind: 'gathering.minutes_fixed', payload: { day: gathering.day, hash: hash.toString('hex') } }
        : { kind: 'gathering.minutes_signed', payload: { as } },
    ])
    if (as === 'recorder' && gathering.chairId)
      await notify(tx, {
        personId: gathering.chairId,
        kind: 'gathering.minutes_to_sign',
        subjectId: id,
        words: {
          zh: `“${gathering.title}”的记录等您签字`,
          en: `The minutes of “${gathering.title}” wait for your signature`,
        },
        link: `/desk/gatherings/${id}/minutes`,
        at: house.now(),
      })
  })
}

/** The recorder takes their signature back while the chair has not signed: then it can be mended. */
export async function withdrawSignature(house: House, actor: Actor, id: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id)
    const now = await minutesOf(tx, id)
    if (gathering.recorderId !== actor.personId || !now?.recorder)
      throw refused(
        'minutes.not_yours',
        '只有签字的记录人能撤回',
        'Only the recorder who signed may take it back',
      )
    if (now.isFixed)
      throw refused('minutes.fixed', '两人都已签字，记录定稿，不能再改', 'Both have signed; it is fixed')
    await sql`update gathering_minutes set recorder_id = null, recorder_signed_at = null, content_hash = null
      where gathering_id = ${id}`.execute(tx)
    await tellOf(house, tx, gathering, actor, [
      { kind: 'gathering.minutes_signature_withdrawn', payload: {} },
    ])
  })
}

/** The minutes with what stands around them, for paper and files. @throws Problem where they may not be read */
export async function minutesForReading(house: House, actor: Actor, id: string) {
  const rules = await house.rulesNow()
  const gathering = await getGathering(house.db, id)
  const kind = kindNow(rules, gathering)
  requireStanding(await standingIn(house.db, gathering, kind, actor), 'reads')
  const minutes = await minutesOf(house.db, id)
  if (!minutes) throw new Problem('not_found', { zh: '还没有会议记录', en: 'There are no minutes yet' })
  return { gathering, kind, minutes }
}
