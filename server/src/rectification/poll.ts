import { createHash, randomInt, randomUUID } from 'node:crypto'
import { type Executor, sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { mayDo } from './rules.ts'
import { lockForDeciding, saveCase } from './store.ts'

/** Without letters and digits that are taken for one another. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const length = 10

const newCode = () => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
/** As it is typed from paper: spaces, dashes and small letters are forgiven. */
const folded = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '')
const hashOf = (code: string) =>
  createHash('sha256')
    .update(`weak poll ${folded(code)}`)
    .digest()

/**
 * Opens a poll and makes its codes, which are told this once and kept only as hashes: printed, cut apart and handed out
 * by the community. @returns the codes
 */
export async function openPoll(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; codes: number },
): Promise<{ poll_id: string; codes: string[] }> {
  const codes = [...new Set(Array.from({ length: said.codes }, newCode))]
  const pollId = randomUUID()
  await house.db.transaction().execute(async (tx) => {
    const { found, organisationId } = await lockForDeciding(tx, actor, id, said.version)
    if (!mayDo('poll', found.state))
      throw new Problem('conflict.changed', { zh: '现在不能开评议', en: 'No poll can be opened now' })
    const open = await sql`select 1 from weak_polls where case_id = ${id} and closed_at is null`.execute(tx)
    if (open.rows.length > 0)
      throw new Problem('conflict.exists', { zh: '已有一次评议正在进行', en: 'A poll is open already' })
    await sql`insert into weak_polls (id, case_id, opened_at, issued) values (${pollId}, ${id}, ${house.now()}, ${codes.length})`.execute(
      tx,
    )
    await sql`insert into weak_poll_codes (code_hash, poll_id)
      select decode(h, 'hex'), ${pollId}::uuid from unnest(${codes.map((code) => hashOf(code).toString('hex'))}::text[]) h
      order by h`.execute(tx)
    await saveCase(house, tx, found, { personId: actor.personId, organisationId }, null, [
      { kind: 'weak.poll_opened', payload: { poll: pollId, issued: codes.length } },
    ])
  })
  house.wake()
  return { poll_id: pollId, codes }
}

/** Ends the running poll: from now on its counts are shown. */
export async function closePoll(house: House, actor: Actor, id: string, version: number): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { found, organisationId } = await lockForDeciding(tx, actor, id, version)
    const { rows } = await sql<{ id: string; satisfied: number; dissatisfied: number; unsure: number }>`
      update weak_polls set closed_at = ${house.now()} where case_id = ${id} and closed_at is null
      returning id, satisfied, dissatisfied, unsure`.execute(tx)
    if (!rows[0]) throw new Problem('conflict.changed', { zh: '没有正在进行的评议', en: 'No poll is open' })
    const { id: poll, ...counts } = rows[0]
    await saveCase(house, tx, found, { personId: actor.personId, organisationId }, null, [
      { kind: 'weak.poll_closed', payload: { poll, ...counts } },
    ])
  })
  house.wake()
}

export interface PollPaper {
  branch: string
  used: boolean
  closed: boolean
}

/** What the paper with a code is about; undefined where there is no such code. */
export async function paperOf(executor: Executor, code: string): Promise<PollPaper | undefined> {
  const { rows } = await sql<PollPaper>`
    select o.name as branch, k.used, p.closed_at is not null as closed
    from weak_poll_codes k join weak_polls p on p.id = k.poll_id join weak_cases c on c.id = p.case_id
    join organisations o on o.id = c.branch_id where k.code_hash = ${hashOf(code)}`.execute(executor)
  return rows[0]
}

export const answers = ['satisfied', 'dissatisfied', 'unsure'] as const
export type Answer = (typeof answers)[number]

/**
 * Counts one answer, once for each code. The code is marked used and the count goes up in one transaction; nothing ties
 * the one to the other, and no time is kept.
 * @throws Problem `not_found`, `conflict.exists` where it was used, `conflict.changed` where the poll is over
 */
export async function answerPoll(house: House, code: string, answer: Answer): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pollId: string; used: boolean; closed: boolean }>`
      select k.poll_id as "pollId", k.used, p.closed_at is not null as closed
      from weak_poll_codes k join weak_polls p on p.id = k.poll_id where k.code_hash = ${hashOf(code)} for update of p, k`.execute(
      tx,
    )
    const paper = rows[0]
    if (!paper) throw new Problem('not_found', { zh: '没有这个评议码', en: 'There is no such code' })
    if (paper.closed)
      throw new Problem('conflict.changed', { zh: '这次评议已经结束', en: 'This poll is over' })
    if (paper.used)
      throw new Problem('conflict.exists', { zh: '这个评议码已经用过', en: 'This code has been used' })
    await sql`update weak_poll_codes set used = true where code_hash = ${hashOf(code)}`.execute(tx)
    await sql`update weak_polls set ${sql.ref(answer)} = ${sql.ref(answer)} + 1 where id = ${paper.pollId}`.execute(
      tx,
    )
  })
}
