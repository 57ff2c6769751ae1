import { inTransaction, sql, type Work } from '../../kernel/database/index.ts'
import type { House } from '../../kernel/house.ts'
import { enqueue, type JobSet } from '../../kernel/jobs/index.ts'
import { privacyNumbersOf } from '../../kernel/privacy-numbers/index.ts'
import type { Consumer, TimelineEvent } from '../../kernel/timeline/index.ts'

/** Once the transaction commits, and again until the service has taken them back. */
export async function giveBackLater(tx: Work, ids: string[]): Promise<void> {
  for (const id of ids)
    await enqueue(tx, 'give_back_number', { id }, { key: `give_back_number ${id}`, maxAttempts: 12 })
}

const closes = ({ payload }: TimelineEvent) =>
  (payload.after as { state?: string } | undefined)?.state === 'closed'

/** A matter closed: numbers that were lent for it lead nowhere from now on. */
async function endWithMatters(house: House, tx: Work, events: TimelineEvent[]): Promise<void> {
  const closed = events.filter(closes).map(({ stream }) => stream)
  if (closed.length === 0) return
  const { rows } = await sql<{ id: string }>`
    update masked_calls c set ended_at = ${house.now()}, ended_because = 'closed', number = null, extension = null
    from matters m where m.id = c.matter_id and m.state = 'closed' and c.ended_at is null and c.matter_id = any(${closed}::uuid[])
    returning c.id`.execute(tx)
  await giveBackLater(
    tx,
    rows.map(({ id }) => id),
  )
}

/** Ends what has lived its time; all of it where a job was lost. */
async function endOver(house: House): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      update masked_calls set ended_at = ${house.now()}, ended_because = case when binding_id is null then 'not_lent' else 'over' end,
        number = null, extension = null
      where ended_at is null and lives_until <= ${house.now()} returning id`.execute(tx)
    await giveBackLater(
      tx,
      rows.map(({ id }) => id),
    )
  })
}

async function giveBack(house: House, id: string): Promise<void> {
  const { rows } = await sql<{ bindingId: string }>`
    select binding_id as "bindingId" from masked_calls
    where id = ${id} and binding_id is not null and ended_at is not null and given_back_at is null`.execute(
    house.db,
  )
  const lent = rows[0]
  if (!lent) return
  await privacyNumbersOf(house)?.giveBack(lent.bindingId)
  await sql`update masked_calls set given_back_at = ${house.now()} where id = ${id}`.execute(house.db)
}

export function maskedCallConsumer(house: House): Consumer {
  return {
    name: 'matters.masked_calls',
    kinds: 'all',
    handleMany: (tx, events) => endWithMatters(house, tx, events),
  }
}

export function maskedCallJobs(house: House): JobSet {
  return {
    handlers: {
      end_masked_call: () => endOver(house),
      end_masked_calls: () => endOver(house),
      give_back_number: (payload) => giveBack(house, String(payload.id)),
    },
    crontab: '*/15 * * * * end_masked_calls',
  }
}
