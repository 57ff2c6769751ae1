import { addDays, dueDate, shanghaiDate } from '../kernel/calendar/index.ts'
import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import { attachDocuments, attachPhotos, registerPhotoReader } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, requireReach, system } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { canTakeOn, execute, openTask, paperPurpose, recordFact, registerOwnRoom } from '../matters/index.ts'
import { answersTo, mayFollow, mostDocuments, needsWords, outcomeOf, type Verdict } from './rules.ts'
import { lockPaper, mayReadPaper, ofAsker, ofSuperior } from './store.ts'

export const channel = 'report_up'

/** Papers are answered on their own page, and their attachments read by those who read the paper. @returns takes it back */
export function upwardDoor(house: House): () => void {
  const closeReader = registerPhotoReader(
    async ({ actor }, photo) =>
      photo.purpose === paperPurpose &&
      photo.subjectId !== null &&
      (await mayReadPaper(house.db, actor, photo.subjectId)),
  )
  const closeRoom = registerOwnRoom(channel, {
    commands: ['answer', 'accept_part', 'propose_extension'],
    zh: '请示报告在它自己的页面上批复、收悉',
    en: 'A paper sent upward is answered on its own page',
    page: (id) => `/upward/${id}`,
  })
  return () => {
    closeReader()
    closeRoom()
  }
}

export interface Superior {
  id: string
  name: string
}

/** To whom an organisation asks and reports: the nearest one above where somebody can take it on; never past them. */
export async function superiorWithPeople(
  house: House,
  executor: Executor,
  askerId: string,
): Promise<(Superior & { path: string }) | undefined> {
  const { rows } = await sql<Superior & { path: string }>`
    select o.id, o.name, o.path::text as path from organisations o, organisations a
    where a.id = ${askerId} and o.id <> a.id and o.path @> a.path and o.active_to is null and ${canTakeOn(house.now(), 'task')}
    order by nlevel(o.path) desc limit 1`.execute(executor)
  return rows[0]
}

export interface NewPaper {
  asker_id: string
  kind: string
  title: string
  body: string
  follows: string | null
  photos: { id: string; claim: string }[]
  documents: { id: string; claim: string }[]
}

/** One paper, one matter (一文一事): a task of the superior's, due by the kind's day. Its words stay with the two. */
export async function sendUp(house: House, tx: Work, actor: Actor, paper: NewPaper): Promise<{ id: string }> {
  const rules = await house.rulesNow()
  const duty = requireReach(actor, 'upward.ask', { organisationId: paper.asker_id })!
  const kind = rules.upward_kinds.find((each) => each.id === paper.kind)
  if (!kind)
    throw new Problem('input.invalid', {
      reason: 'upward.kind',
      zh: '没有这种请示报告',
      en: 'There is no such kind of paper',
    })
  if (paper.documents.length > mostDocuments)
    throw new Problem('input.invalid', {
      reason: 'upward.documents',
      zh: `一份请示报告最多带 ${mostDocuments} 份文件，现在有 ${paper.documents.length} 份`,
      en: `A paper carries at most ${mostDocuments} documents; this one has ${paper.documents.length}`,
    })
  const superior = await superiorWithPeople(house, tx, paper.asker_id)
  if (!superior)
    throw new Problem('input.invalid', {
      reason: 'upward.no_superior',
      zh: '上级单位还没有可以承办的人，请先联系上级',
      en: 'Nobody above can take it on yet; speak with them first',
    })
  if (paper.follows) await requireFollowable(tx, paper.follows, paper.asker_id)
  const due = dueDate(house.now(), kind.limit, kind.clock, house.calendar)
  const word = kind.form === 'ask' ? '请示' : '报告'
  const { id } = await openTask(house, tx, {
    channel,
    purpose: 'asked_upward',
    by: duty.organisationId,
    to: superior.id,
    title: `${word}：${paper.title}`,
    body: `${kind.zh}。正文和答复在这份${word}自己的页面上，只有双方看得到。`,
    // A day ends where the next begins: due at its 0:00 is done by the end of the day before.
    dueDay: addDays(shanghaiDate(due.at), -1),
    actorPersonId: actor.personId,
  })
  const { rows } = await sql<{ path: string }>`
    select path::text as path from organisations where id = ${paper.asker_id}`.execute(tx)
  await sql`insert into upward_papers (matter_id, kind, form, asker_id, asker_path, superior_id, superior_path, body, follows_id)
    values (${id}, ${kind.id}, ${kind.form}, ${paper.asker_id}, ${rows[0]!.path}::ltree, ${superior.id}, ${superior.path}::ltree,
      ${paper.body}, ${paper.follows})`.execute(tx)
  if (paper.photos.length > 0)
    await attachPhotos(tx, {
      subjectId: id,
      photos: paper.photos,
      purpose: paperPurpose,
      visibility: 'staff',
    })
  await attachDocuments(tx, { subjectId: id, documents: paper.documents, purpose: paperPurpose })
  return { id }
}

async function requireFollowable(tx: Work, id: string, askerId: string): Promise<void> {
  const before = await lockPaper(tx, id)
  if (before.askerId !== askerId)
    throw new Problem('not_found', { zh: '没有这份请示报告', en: 'There is no such paper' })
  if (!mayFollow(before.verdict))
    throw new Problem('input.invalid', {
      reason: 'upward.not_returned',
      zh: '只有退回或不同意的才能重新请示',
      en: 'Only what was returned or refused is asked anew',
    })
  if (before.followedBy)
    throw new Problem('conflict.exists', {
      reason: 'upward.asked_again',
      zh: '已经重新请示过',
      en: 'It was asked anew already',
    })
}

const verdictWords: Record<Verdict, string> = {
  agreed: '同意',
  conditions: '原则同意，附条件',
  refused: '不同意',
  not_ours: '退回：不属本级办理',
  noted: '收悉',
}

/** 批复、收悉: the superior's answer, once. A report is closed with it; a request when the asker has received it. */
export async function answerPaper(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; verdict: Verdict; words: string | null },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const paper = await lockPaper(tx, id)
    const duty = requireReach(actor, 'upward.answer', ofSuperior(paper))!
    if (actor.duties.some(({ organisationId }) => organisationId === paper.askerId))
      throw new Problem('permission.denied', {
        reason: 'upward.own',
        zh: '自己单位的请示不能由自己批复',
        en: 'Nobody answers what their own organisation asked',
      })
    if (paper.version !== said.version)
      throw new Problem('conflict.changed', { extra: { version: paper.version } })
    if (!answersTo(paper.form).includes(said.verdict))
      throw new Problem('input.invalid', {
        reason: 'upward.verdict',
        zh: paper.form === 'ask' ? '请示要批复，不能只收悉' : '报告不用批复',
        en:
          paper.form === 'ask'
            ? 'A request is decided, not only received'
            : 'A report is received, not decided',
      })
    if (needsWords(said.verdict) && !said.words)
      throw new Problem('input.invalid', {
        reason: 'upward.words',
        zh: '请写明条件或理由',
        en: 'Say under which conditions, or why',
      })
    const run = (command: Parameters<typeof execute>[1]['command'], as = actor) =>
      execute(house, { actor: as, matterId: id, command, room: channel }, tx)
    if (paper.state === 'dispatched') await run({ type: 'sign' })
    await run({ type: 'answer', text: verdictWords[said.verdict], outcome: outcomeOf(said.verdict) })
    await sql`update upward_papers set verdict = ${said.verdict}, verdict_words = ${said.words},
      answered_by = ${actor.personId}, answered_at = ${house.now()} where matter_id = ${id}`.execute(tx)
    await recordFact(house, tx, id, {
      kind: 'matter.paper_answered',
      payload: { verdict: said.verdict, open: false },
      actorId: actor.personId,
      actorOrganisationId: duty.organisationId,
    })
    // A report asks for nothing: nobody judges it.
    if (paper.form === 'report') await run({ type: 'lapse' }, system)
  })
  house.wake()
}

/** 收到批复: the asker has the answer. */
export async function receiveAnswer(house: House, actor: Actor, id: string, version: number): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const paper = await lockPaper(tx, id)
    requireReach(actor, 'upward.ask', ofAsker(paper))
    if (paper.version !== version)
      throw new Problem('conflict.changed', { extra: { version: paper.version } })
    await execute(
      house,
      {
        actor,
        matterId: id,
        command: { type: 'accept_part', accept: true, reason: '收到批复' },
        room: channel,
      },
      tx,
    )
  })
  house.wake()
}

/** 撤回: before it is answered. */
export async function withdrawPaper(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; reason: string },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const paper = await lockPaper(tx, id)
    requireReach(actor, 'upward.ask', ofAsker(paper))
    if (paper.version !== said.version)
      throw new Problem('conflict.changed', { extra: { version: paper.version } })
    await execute(
      house,
      { actor, matterId: id, command: { type: 'recall_part', reason: said.reason }, room: channel },
      tx,
    )
  })
  house.wake()
}
