import { sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { sendMessage } from '../kernel/notices/index.ts'
import type { Consumer, TimelineEvent } from '../kernel/timeline/index.ts'
import { hashOfCode, hashOfToken, makeToken } from './rules.ts'

/** The matter that a code opens; undefined for a wrong one. */
export async function matterOfCode(executor: Executor, code: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string
  }>`select matter_id as id from matter_contacts where code_hash = ${hashOfCode(code)}`.execute(executor)
  return rows[0]?.id
}

export async function matterOfToken(
  executor: Executor,
  token: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select matter_id as id from matter_links where token_hash = ${hashOfToken(token)} and expires_at > ${now}`.execute(
    executor,
  )
  return rows[0]?.id
}

const days = 86_400_000

async function makeLink(tx: Work, matterId: string, now: Date): Promise<string> {
  const token = makeToken()
  await sql`insert into matter_links (token_hash, matter_id, round, expires_at)
    select ${hashOfToken(token)}, id, reworks + 1, ${new Date(now.getTime() + 90 * days)} from matters where id = ${matterId}`.execute(
    tx,
  )
  return token
}

const words: Record<string, (number: string, link: string) => string> = {
  answered: (number, link) => `【连心】您反映的事项（${number}）已答复，请查看并评价：${link}`,
  progress: (number, link) => `【连心】您反映的事项（${number}）有新进展：${link}`,
  extended: (number, link) => `【连心】您反映的事项（${number}）经批准延期办理，原因见：${link}`,
  suspended: (number, link) => `【连心】您反映的事项（${number}）暂时挂账，原因和复核日期见：${link}`,
  closed: (number, link) => `【连心】您反映的事项（${number}）已办结，说明见：${link}`,
}

/** Messages to the person who asked, on the phone they left. Each carries a link of its own; no words of the matter. */
export function personMessages(house: House): Consumer {
  return {
    name: 'requests.messages',
    kinds: 'all',
    handle: async (tx: Work, event: TimelineEvent) => {
      if (!event.kind.startsWith('matter.')) return
      const told = (event.payload.tell as { person?: boolean; purpose: string }[] | undefined)?.find(
        ({ person }) => person,
      )
      const text = told && words[told.purpose]
      if (!text) return
      const { rows } = await sql<{ number: string; urgency: string; phone: string | null }>`
        select m.number, m.urgency, coalesce(c.phone, p.phone) as phone from matters m join matter_contacts c on c.matter_id = m.id
        left join people p on p.id = c.person_id where m.id = ${event.stream}`.execute(tx)
      const matter = rows[0]
      if (!matter?.phone) return
      const token = await makeLink(tx, event.stream, house.now())
      await sendMessage(tx, {
        phone: matter.phone,
        text: text(matter.number, `${house.configuration.publicUrl}/judge/${token}`),
        purpose: `matter.${told.purpose}`,
        at: house.now(),
        ...(matter.urgency === 'urgent' ? {} : { quietHours: (await house.rulesNow()).quiet_hours }),
      })
    },
  }
}
