import { sql, type Work } from '../kernel/database/index.ts'
import type { Deadline, Sweeper } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import { leaveTimeIsUp } from './leave.ts'
import { beginPosting } from './planned.ts'
import { warningsAt } from './rules.ts'
import { lockPosting, savePosting } from './store.ts'
import { tellOf } from './telling.ts'

async function lockSubject(tx: Work, subjectId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from postings where id = coalesce(
    (select posting_id from posting_leaves where id = ${subjectId}), ${subjectId}::uuid) for update skip locked`.execute(
    tx,
  )
  return rows.length > 0
}

/** A term that nears its end or is over while nobody acts: it is said aloud, and in the end those above hear of it. */
async function termTimeIsUp(house: House, tx: Work, deadline: Deadline): Promise<Date | null> {
  const posting = await lockPosting(tx, deadline.subjectId)
  if (posting.state !== 'running') return null
  const rules = await house.rulesOf(posting.rulesHash)
  const { rows } = await sql<{
    given: number
  }>`select coalesce(max((payload->>'given')::int), 0) as given from timeline
    where stream = ${posting.id} and kind = 'posting.term_warned' and payload->>'until' = ${posting.until}`.execute(
    tx,
  )
  const { current, given, nextAt } = warningsAt(
    posting.until,
    rules.posting_warnings,
    rows[0]!.given,
    house.now(),
  )
  if (!current) return nextAt
  await savePosting(house, tx, posting, { personId: null, organisationId: null }, null, [
    { kind: 'posting.term_warned', payload: { warning: current.id, until: posting.until, given } },
  ])
  await tellOf(house, tx, posting, current.told, `posting.${current.id}`, {
    zh: `${current.zh}：${posting.sender}派到${posting.village}，任期到 ${posting.until}。请延长、结束或轮换`,
    en: `${current.en}: ${posting.sender} to ${posting.village}, until ${posting.until}. Extend, end or replace`,
  })
  return nextAt
}

/** First days, terms and leaves whose time has come. */
export function postingSweeper(house: House): Sweeper {
  return {
    steps: 'posting.',
    lockSubject,
    async fire(tx, deadline) {
      if (deadline.step === 'posting.term') return termTimeIsUp(house, tx, deadline)
      if (deadline.step === 'posting.begin') {
        await beginPosting(house, tx, deadline.subjectId)
        return null
      }
      await leaveTimeIsUp(house, tx, deadline.subjectId)
      return null
    },
  }
}
