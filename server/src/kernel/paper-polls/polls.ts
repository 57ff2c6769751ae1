import { createHash, randomInt, randomUUID } from 'node:crypto'
import { type Executor, sql, type Work } from '../database/index.ts'
import type { House } from '../house.ts'
import { Problem } from '../problems.ts'

/** Without letters and digits that are taken for one another. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const length = 10

const newCode = () => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
/** As it is typed from paper: spaces, dashes and small letters are forgiven. */
const folded = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '')
// The salt is that of the first papers, which are still in people's hands.
const hashOf = (code: string) =>
  createHash('sha256')
    .update(`weak poll ${folded(code)}`)
    .digest()

/** What a poll is about: a kind, of which a feature says what its subjects are, and one of its subjects. */
export interface PollSubject {
  kind: string
  id: string
}

/**
 * Opens a poll and makes its codes, which are told this once and kept only as hashes: printed, cut apart and handed out.
 * The caller holds the transaction, has locked the subject and checked who asks.
 * @throws Problem `conflict.exists` where one is open
 */
export async function openPaperPoll(
  tx: Work,
  subject: PollSubject,
  wanted: number,
  at: Date,
): Promise<{ id: string; codes: string[] }> {
  const open =
    await sql`select 1 from paper_polls where subject_id = ${subject.id} and closed_at is null`.execute(tx)
  if (open.rows.length > 0)
    throw new Problem('conflict.exists', { zh: '已有一次评议正在进行', en: 'A poll is open already' })
  const codes = [...new Set(Array.from({ length: wanted }, newCode))]
  const id = randomUUID()
  await sql`insert into paper_polls (id, kind, subject_id, opened_at, issued)
    values (${id}, ${subject.kind}, ${subject.id}, ${at}, ${codes.length})`.execute(tx)
  await sql`insert into paper_poll_codes (code_hash, poll_id)
    select decode(h, 'hex'), ${id}::uuid from unnest(${codes.map((code) => hashOf(code).toString('hex'))}::text[]) h
    order by h`.execute(tx)
  return { id, codes }
}

export interface PollCounts {
  satisfied: number
  dissatisfied: number
  unsure: number
}

/** Ends the running poll: from now on its counts are shown. @throws Problem `conflict.changed` where none is open */
export async function closePaperPoll(
  tx: Work,
  subjectId: string,
  at: Date,
): Promise<{ id: string } & PollCounts> {
  const { rows } = await sql<{ id: string } & PollCounts>`
    update paper_polls set closed_at = ${at} where subject_id = ${subjectId} and closed_at is null
    returning id, satisfied, dissatisfied, unsure`.execute(tx)
  if (!rows[0]) throw new Problem('conflict.changed', { zh: '没有正在进行的评议', en: 'No poll is open' })
  return rows[0]
}

export interface PaperPoll extends PollCounts {
  id: string
  openedAt: Date
  closedAt: Date | null
  issued: number
}

/** The polls of a subject, the newest first. Whoever shows an open one leaves its counts out. */
export async function paperPollsOf(executor: Executor, subjectId: string): Promise<PaperPoll[]> {
  const { rows } = await sql<PaperPoll>`
    select id, opened_at as "openedAt", closed_at as "closedAt", issued, satisfied, dissatisfied, unsure
    from paper_polls where subject_id = ${subjectId} order by opened_at desc`.execute(executor)
  return rows
}

export interface Paper extends PollSubject {
  used: boolean
  closed: boolean
}

/** What the paper with a code is about; undefined where there is no such code. */
export async function paperOf(executor: Executor, code: string): Promise<Paper | undefined> {
  const { rows } = await sql<Paper>`
    select p.kind, p.subject_id as id, k.used, p.closed_at is not null as closed
    from paper_poll_codes k join paper_polls p on p.id = k.poll_id where k.code_hash = ${hashOf(code)}`.execute(
    executor,
  )
  return rows[0]
}

export const pollAnswers = ['satisfied', 'dissatisfied', 'unsure'] as const
export type PollAnswer = (typeof pollAnswers)[number]

/**
 * Counts one answer, once for each code. The code is marked used and the count goes up in one transaction; nothing ties
 * the one to the other, and no time is kept.
 * @throws Problem `not_found`, `conflict.exists` where it was used, `conflict.changed` where the poll is over
 */
export async function answerPaperPoll(house: House, code: string, answer: PollAnswer): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pollId: string; used: boolean; closed: boolean }>`
      select k.poll_id as "pollId", k.used, p.closed_at is not null as closed
      from paper_poll_codes k join paper_polls p on p.id = k.poll_id where k.code_hash = ${hashOf(code)} for update of p, k`.execute(
      tx,
    )
    const paper = rows[0]
    if (!paper) throw new Problem('not_found', { zh: '没有这个评议码', en: 'There is no such code' })
    if (paper.closed)
      throw new Problem('conflict.changed', { zh: '这次评议已经结束', en: 'This poll is over' })
    if (paper.used)
      throw new Problem('conflict.exists', { zh: '这个评议码已经用过', en: 'This code has been used' })
    await sql`update paper_poll_codes set used = true where code_hash = ${hashOf(code)}`.execute(tx)
    await sql`update paper_polls set ${sql.ref(answer)} = ${sql.ref(answer)} + 1 where id = ${paper.pollId}`.execute(
      tx,
    )
  })
}

/** Polls that count other than the codes that were used, or issued another number than there are codes. */
export async function wrongPaperPolls(executor: Executor): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select p.id::text as id from paper_polls p
    where p.satisfied + p.dissatisfied + p.unsure <> (select count(*) from paper_poll_codes k where k.poll_id = p.id and k.used)
      or p.issued <> (select count(*) from paper_poll_codes k where k.poll_id = p.id)`.execute(executor)
  return rows.map(({ id }) => id)
}
