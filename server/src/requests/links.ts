import { sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { endOfQuiet, sendMessage } from '../kernel/notices/index.ts'
import { Problem } from '../kernel/problems.ts'
import type { Consumer, TimelineEvent } from '../kernel/timeline/index.ts'
import { hashOfCode, hashOfToken, makeToken } from './rules.ts'

/** The matter that a code opens; undefined for a wrong one. */
export async function matterOfCode(executor: Executor, code: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string
  }>`select matter_id as id from matter_contacts where code_hash = ${hashOfCode(code)}`.execute(executor)
  return rows[0]?.id
}

const days = 86_400_000
const lifeDays = 90

/**
 * The matter that a judging link opens. Only the newest one does: an older one may lie in a phone that changed hands.
 * @throws Problem `not_found`; `link.ended` with reason `link.newer`, `link.judged` or `link.expired`, and when it was sent
 * the newest one's day in `newest_sent_at`
 */
export async function matterOfToken(executor: Executor, token: string, now: Date): Promise<string> {
  const { rows } = await sql<{
    id: string
    expiresAt: Date
    endedAt: Date | null
    endedBy: 'newer' | 'judged' | null
    newestExpires: Date
  }>`
    select matter_id as id, expires_at as "expiresAt", ended_at as "endedAt", ended_by as "endedBy",
      (select max(n.expires_at) from matter_links n where n.matter_id = l.matter_id) as "newestExpires"
    from matter_links l where token_hash = ${hashOfToken(token)}`.execute(executor)
  const link = rows[0]
  if (!link)
    throw new Problem('not_found', {
      zh: '链接无效，请用查询码查看',
      en: 'This link is not valid; please use your code',
    })
  const ended = link.endedAt !== null && link.endedAt <= now ? link.endedBy : null
  if (ended === 'judged')
    throw new Problem('link.ended', {
      reason: 'link.judged',
      zh: '这件事已经评价过，链接随之失效，请用查询码查看',
      en: 'This has been judged, which ended the link; please use your code',
    })
  if (ended === 'newer')
    throw new Problem('link.ended', {
      reason: 'link.newer',
      zh: '后来又给您发过新的链接，请看最新的一条短信，或用查询码查看',
      en: 'A newer link was sent to you; please open the latest message, or use your code',
      extra: { newest_sent_at: new Date(link.newestExpires.getTime() - lifeDays * days).toISOString() },
    })
  if (link.expiresAt <= now) throw new Problem('link.ended', { reason: 'link.expired' })
  return link.id
}

/** A new link for the newest message; the older ones go on until that message may be read, and end then. */
async function makeLink(tx: Work, matterId: string, now: Date, readFrom: Date): Promise<string> {
  const token = makeToken()
  await sql`update matter_links set ended_at = ${readFrom}, ended_by = 'newer'
    where matter_id = ${matterId} and (ended_at is null or ended_at > ${readFrom})`.execute(tx)
  await sql`insert into matter_links (token_hash, matter_id, round, expires_at)
    select ${hashOfToken(token)}, id, reworks + 1, ${new Date(now.getTime() + lifeDays * days)} from matters where id = ${matterId}`.execute(
    tx,
  )
  return token
}

/**
 * A judgement ends the links before it. One that was given through a link leaves the newest, whose page says thanks and
 * reopens; one taken down at a call-back leaves it too: this person may hold nothing else.
 */
async function endLinksAfterJudgement(tx: Work, event: TimelineEvent, now: Date): Promise<void> {
  const holdsAnotherDoor = event.payload.channel === 'code' || event.payload.channel === 'account'
  await sql`update matter_links l set ended_at = ${now}, ended_by = 'judged'
    where matter_id = ${event.stream} and (ended_at is null or ended_at > ${now}) and (${holdsAnotherDoor}::boolean
      or expires_at < (select max(n.expires_at) from matter_links n where n.matter_id = l.matter_id))`.execute(
    tx,
  )
}

const words: Record<string, (number: string, link: string) => string> = {
  answered: (number, link) => `【连心】您反映的事项（${number}）已答复，请查看并评价：${link}`,
  progress: (number, link) => `【连心】您反映的事项（${number}）有新进展：${link}`,
  extended: (number, link) => `【连心】您反映的事项（${number}）经批准延期办理，原因见：${link}`,
  suspended: (number, link) => `【连心】您反映的事项（${number}）暂时挂账，原因和复核日期见：${link}`,
  closed: (number, link) => `【连心】您反映的事项（${number}）已办结，说明见：${link}`,
}

/** What the owner says on the way is news for all who wait for the same answer, not for the first alone. */
const newsForFollowers = new Set(['progress', 'extended', 'suspended'])

interface Addressee {
  id: string
  number: string
  urgency: string
  phone: string | null
}

async function addressees(tx: Work, matterId: string, withFollowers: boolean): Promise<Addressee[]> {
  const waiting = sql`
    with recursive waiting as (
      select id, 0 as depth from matters where id = ${matterId}
      union all select m.id, depth + 1 from matters m join waiting w on m.original_id = w.id
        where ${withFollowers}::boolean and m.state = 'following' and depth < 20)`
  // Whoever is just putting their number right is waited for: a message to the wrong one would open their matter.
  await sql`${waiting} select m.id from waiting join matters m on m.id = waiting.id order by m.id for key share of m`.execute(
    tx,
  )
  const { rows } = await sql<Addressee>`${waiting}
    select m.id, m.number, m.urgency, coalesce(c.phone, p.phone) as phone
    from waiting join matters m on m.id = waiting.id join matter_contacts c on c.matter_id = m.id
    left join people p on p.id = c.person_id order by m.id`.execute(tx)
  return rows
}

/**
 * Messages to the person who asked, on the phone they left, and to those who follow. Each carries a link of its own and
 * its own number; no words of the matter.
 */
export function personMessages(house: House): Consumer {
  return {
    name: 'requests.messages',
    kinds: 'all',
    handle: async (tx: Work, event: TimelineEvent) => {
      if (!event.kind.startsWith('matter.')) return
      const now = house.now()
      if (event.kind === 'matter.judged') await endLinksAfterJudgement(tx, event, now)
      const told = (event.payload.tell as { person?: boolean; purpose: string }[] | undefined)?.find(
        ({ person }) => person,
      )
      const text = told && words[told.purpose]
      if (!text) return
      const { quiet_hours: quietHours } = await house.rulesNow()
      for (const { id, number, urgency, phone } of await addressees(
        tx,
        event.stream,
        newsForFollowers.has(told.purpose),
      )) {
        if (!phone) continue
        const waits = urgency !== 'urgent'
        const token = await makeLink(tx, id, now, (waits && endOfQuiet(now, quietHours)) || now)
        await sendMessage(tx, {
          phone,
          text: text(number, `${house.configuration.publicUrl}/judge/${token}`),
          purpose: `matter.${told.purpose}`,
          at: now,
          ...(waits ? { quietHours } : {}),
        })
      }
    },
  }
}
