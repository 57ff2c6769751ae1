import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor, Work } from '../database/index.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/index.ts'

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

/** Sends a text message to a phone, once the transaction commits; not before `notBefore` where the hours are quiet. */
export async function sendMessage(
  tx: Work,
  message: { phone: string; text: string; purpose: string; at?: Date; notBefore?: Date },
): Promise<string> {
  const id = randomUUID()
  await sql`insert into outbox_messages (id, channel, recipient, text, purpose, created_at)
    values (${id}, 'sms', ${message.phone}, ${message.text}, ${message.purpose}, coalesce(${message.at?.toISOString() ?? null}::timestamptz, now()))`.execute(
    tx,
  )
  if (provider)
    await enqueue(
      tx,
      'deliver_message',
      { id },
      { maxAttempts: 8, ...(message.notBefore ? { runAt: message.notBefore } : {}) },
    )
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
      text = regexp_replace(text, '/judge/[A-Za-z0-9_-]+', '/judge/…', 'g') where id = ${id}`.execute(house.db)
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
