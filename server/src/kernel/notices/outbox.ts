import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiTime } from '../calendar/index.ts'
import type { Executor, Work } from '../database/index.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/index.ts'
import { isQuiet } from './mail.ts'

declare module '../database/index.ts' {
  interface Tables {
    outbox_messages: {
      id: string
      channel: 'sms' | 'mail'
      recipient: string
      text: string
      purpose: string
      created_at: Date
      sent_at: Date | null
      failure: string | null
    }
  }
}

/** A gateway that carries text messages. `deliver` throws where it could not; it is tried again then. */
export interface MessageProvider {
  deliver(message: { id: string; phone: string; text: string; purpose: string }): Promise<void>
}

const daysKept = 30

let provider: MessageProvider | undefined

/** Sets the gateway of this installation. Without one, messages end in the outbox, which demonstration mode shows. */
export function useMessageProvider(gateway: MessageProvider | undefined): void {
  provider = gateway
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** When quiet hours that run at this instant end; undefined where none run. */
export function endOfQuiet(at: Date, hours: { from: string; to: string }): Date | undefined {
  const time = shanghaiTime(at)
  if (!isQuiet(time, hours)) return undefined
  const minutes = (minutesOf(hours.to) - minutesOf(time) + 1440) % 1440
  return new Date(Math.floor(at.getTime() / 60_000) * 60_000 + minutes * 60_000)
}

/** Sends a text message to a phone, once the transaction commits; in quiet hours, where they are given, at their end. */
export async function sendMessage(
  tx: Work,
  message: {
    phone: string
    text: string
    purpose: string
    at?: Date
    quietHours?: { from: string; to: string }
  },
): Promise<string> {
  const id = randomUUID()
  await sql`insert into outbox_messages (id, channel, recipient, text, purpose, created_at)
    values (${id}, 'sms', ${message.phone}, ${message.text}, ${message.purpose}, coalesce(${message.at?.toISOString() ?? null}::timestamptz, now()))`.execute(
    tx,
  )
  if (provider) {
    const runAt = message.quietHours && endOfQuiet(message.at ?? new Date(), message.quietHours)
    await enqueue(tx, 'deliver_message', { id }, { maxAttempts: 8, ...(runAt ? { runAt } : {}) })
  }
  return id
}

/** Hands one message to the gateway, unless it went out already. Throws where the gateway does. */
export async function deliverMessage(house: House, id: string): Promise<void> {
  const gateway = provider
  if (!gateway) return
  const { rows } = await sql<{ id: string; phone: string; text: string; purpose: string }>`
    select id, recipient as phone, text, purpose from outbox_messages where id = ${id} and sent_at is null`.execute(
    house.db,
  )
  const message = rows[0]
  if (!message) return
  try {
    await gateway.deliver(message)
  } catch (error) {
    await sql`update outbox_messages set failure = ${String((error as Error).message).slice(0, 200)} where id = ${id}`.execute(
      house.db,
    )
    throw error
  }
  // A judging link opens the matter: once it is in the person's hands, nobody else needs to read it here.
  await sql`update outbox_messages set sent_at = ${house.now().toISOString()}::timestamptz, failure = null,
      text = regexp_replace(text, '/judge/[A-Za-z0-9_-]+', '/judge/…', 'g') where id = ${id}`.execute(
    house.db,
  )
}

export interface OutboxMessage {
  id: string
  channel: string
  recipient: string
  text: string
  purpose: string
  createdAt: Date
  sentAt: Date | null
  failure: string | null
}

/** The newest messages. */
export async function outbox(executor: Executor, most: number): Promise<OutboxMessage[]> {
  const { rows } =
    await sql<OutboxMessage>`select id, channel, recipient, text, purpose, created_at as "createdAt",
      sent_at as "sentAt", failure
    from outbox_messages order by created_at desc, id desc limit ${most}`.execute(executor)
  return rows
}

/** Messages hold phone numbers and codes: they go after a month. @returns how many */
export async function forgetOldMessages(house: House): Promise<number> {
  const before = new Date(house.now().getTime() - daysKept * 86_400_000)
  const { numAffectedRows } =
    await sql`delete from outbox_messages where created_at < ${before.toISOString()}::timestamptz`.execute(
      house.db,
    )
  return Number(numAffectedRows)
}
