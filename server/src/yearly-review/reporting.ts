import { randomUUID } from 'node:crypto'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { type Executor, sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { lockCounts, unlockCounts } from '../kernel/locked/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { recordOfYear, type YearSection, type YearSource } from '../membership/index.ts'
import {
  lockReport,
  type Report,
  type Round,
  readableReport,
  reportsFor,
  requireDeed,
  tellOf,
} from './store.ts'

const notYours = () =>
  new Problem('permission.denied', {
    reason: 'review.not_yours',
    zh: '述职由本单位的书记自己写',
    en: 'A report is written by the secretary of its organisation',
  })
const refused = (reason: string, zh: string, en: string) => new Problem('matter.refused', { reason, zh, en })

/** The year as the system has it: as it stood when it was handed in, else as it is today. */
export function recordOf(
  house: House,
  executor: Executor,
  sources: readonly YearSource[],
  round: Round,
  report: Report,
): Promise<YearSection[]> {
  if (report.record) return Promise.resolve(report.record)
  return recordOfYear(executor, sources, {
    organisationId: report.organisationId,
    path: report.organisationPath,
    year: round.year,
    today: shanghaiDate(house.now()),
  })
}

/** Keeps what the secretary writes; figures are nobody's to write. */
export async function writeWords(
  house: House,
  actor: Actor,
  reportId: string,
  said: { went_badly: string; comes_next: string; version: number },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { report } = await lockReport(tx, reportId, 'write')
    if (!reportsFor(actor, report.organisationId)) throw notYours()
    if (report.handedInAt)
      throw refused('review.handed_in', '已经交了，不能再改', 'It was handed in and is not changed any more')
    if (report.version !== said.version)
      throw new Problem('conflict.changed', { extra: { version: report.version } })
    await sql`update review_reports set went_badly = ${said.went_badly.trim()}, comes_next = ${said.comes_next.trim()},
      version = version + 1 where id = ${reportId}`.execute(tx)
  })
}

/** Hands it in: the figures stay as they are now. */
export async function handIn(
  house: House,
  actor: Actor,
  sources: readonly YearSource[],
  reportId: string,
  version: number,
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { round, report } = await lockReport(tx, reportId, 'write')
    if (!reportsFor(actor, report.organisationId)) throw notYours()
    if (report.handedInAt) throw refused('review.handed_in', '已经交了', 'It was handed in already')
    if (report.version !== version)
      throw new Problem('conflict.changed', { extra: { version: report.version } })
    if (!report.wentBadly || !report.comesNext)
      throw refused(
        'review.words_missing',
        '请先写明哪里没做好、下一步怎么做',
        'Write what went badly and what comes next first',
      )
    const record = await recordOf(house, tx, sources, round, report)
    await sql`update review_reports set record = ${JSON.stringify(record)}::jsonb, handed_in_at = ${house.now()},
      handed_in_by = ${actor.personId}, version = version + 1 where id = ${reportId}`.execute(tx)
    await tellOf(house, tx, round, { personId: actor.personId, organisationId: report.organisationId }, [
      {
        kind: 'yearly_review.handed_in',
        payload: {
          organisation: report.organisationId,
          in_time: shanghaiDate(house.now()) <= round.handInBy,
        },
      },
    ])
  })
}

/** A question, by whoever leads or may grade. The words stand beside the timeline. */
export async function ask(house: House, actor: Actor, reportId: string, words: string): Promise<string> {
  const id = randomUUID()
  await house.db.transaction().execute(async (tx) => {
    const { standing } = await readableReport(tx, actor, reportId)
    const { round, report } = await lockReport(tx, reportId, 'ask')
    if (standing.reports || (!standing.leads && !standing.grades))
      throw new Problem('permission.denied', {
        zh: '由上级和参加评议的人提问',
        en: 'Questions are asked by those above and those who grade',
      })
    await sql`insert into review_questions (id, report_id, asked_by, asked_at, words)
      values (${id}, ${reportId}, ${actor.personId}, ${house.now()}, ${words.trim()})`.execute(tx)
    await tellOf(house, tx, round, { personId: actor.personId, organisationId: null }, [
      {
        kind: 'yearly_review.question_asked',
        payload: { organisation: report.organisationId, question: id },
      },
    ])
  })
  return id
}

/** The answer, by the one who reports, or written down by who leads as it was given. Once. */
export async function answer(
  house: House,
  actor: Actor,
  reportId: string,
  questionId: string,
  words: string,
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { standing } = await readableReport(tx, actor, reportId)
    const { round, report } = await lockReport(tx, reportId, 'answer')
    if (!standing.leads && !standing.reports) throw notYours()
    const { numAffectedRows } =
      await sql`update review_questions set answer = ${words.trim()}, answered_by = ${actor.personId},
      answered_at = ${house.now()} where id = ${questionId} and report_id = ${reportId} and answer is null`.execute(
        tx,
      )
    if (numAffectedRows === 0n)
      throw new Problem('conflict.exists', {
        zh: '这个问题已经回答了，或没有这个问题',
        en: 'This was answered already, or there is no such question',
      })
    await tellOf(house, tx, round, { personId: actor.personId, organisationId: null }, [
      {
        kind: 'yearly_review.question_answered',
        payload: { organisation: report.organisationId, question: questionId },
      },
    ])
  })
}

/**
 * Uses a right, once. Who used it stands in one table, what was given is only added to the counts: nothing is told, and
 * no row, order or time links the two (0017). Where grades are signed the grade is kept with who gave it.
 */
export async function giveGrade(house: House, actor: Actor, reportId: string, grade: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { round, standing } = await readableReport(tx, actor, reportId)
    if (!standing.grades)
      throw new Problem('permission.denied', {
        reason: 'review.no_right',
        zh: '您没有评议权',
        en: 'You have no grade to give here',
      })
    // The round before the report, as everybody locks them: two who cross would wait for each other.
    const { rows: rounds } = await sql<{ state: Round['state'] }>`
      select state from review_rounds where id = ${round.id} for share`.execute(tx)
    const { rows } = await sql<{ counts: Buffer | null; heard: boolean }>`
      select running_counts as counts, heard_at is not null as heard from review_reports
      where id = ${reportId} for update`.execute(tx)
    const found = rows[0]!
    requireDeed('grade', { ...round, state: rounds[0]!.state })
    if (!found.heard || !found.counts)
      throw refused('review.not_heard', '听完述职再评议', 'Grades are given after it was heard')
    const rules = await house.rulesOf(round.rulesHash)
    if (!rules.yearly_review_grades.some(({ id }) => id === grade))
      throw new Problem('input.invalid', { zh: '规则里没有这个档次', en: 'The rules know no such grade' })
    const { numAffectedRows } =
      await sql`update review_rights set used = true, grade = ${round.grading === 'signed' ? grade : null}
      where report_id = ${reportId} and person_id = ${actor.personId} and not used`.execute(tx)
    if (numAffectedRows === 0n) {
      const { rows: right } =
        await sql`select 1 from review_rights where report_id = ${reportId} and person_id = ${actor.personId}`.execute(
          tx,
        )
      throw right.length
        ? new Problem('conflict.exists', {
            reason: 'review.graded',
            zh: '您已经评过了',
            en: 'You have graded it already',
          })
        : new Problem('permission.denied', {
            reason: 'review.no_right',
            zh: '您对这一份没有评议权',
            en: 'You have no grade to give to this one',
          })
    }
    const counts = unlockCounts(house, reportId, found.counts)
    counts[grade] = (counts[grade] ?? 0) + 1
    await sql`update review_reports set running_counts = ${lockCounts(house, reportId, counts)} where id = ${reportId}`.execute(
      tx,
    )
  })
}
