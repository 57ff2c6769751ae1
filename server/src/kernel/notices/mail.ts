import { sql } from 'kysely'
import { createTransport, type Transporter } from 'nodemailer'
import { shanghaiTime } from '../calendar/index.ts'
import type { Work } from '../database/index.ts'
import type { House } from '../house.ts'
import type { Words } from './store.ts'

/** Ordinary notices wait this long for others, so that one mail brings them all. */
const gatherMinutes = 5
/** Older ones are not mailed any more: after an outage, or when mail is set up for the first time. */
const mailedWithinDays = 3
const mostInOneMail = 50
const patienceMilliseconds = 15_000

interface Unmailed {
  id: string
  words: Words
  link: string | null
  urgent: boolean
}

/** Whether a time of day (`HH:MM`) lies in a span that may run over midnight; its end is outside. */
export function isQuiet(time: string, hours: { from: string; to: string }): boolean {
  if (hours.from === hours.to) return false
  return hours.from < hours.to ? time >= hours.from && time < hours.to : time >= hours.from || time < hours.to
}

/**
 * Mails each person's unread notices in one message: the urgent at once, the rest outside quiet hours
 * when the oldest has waited five minutes. Without `smtpUrl` nothing is mailed.
 * @returns how many mails went out
 */
export async function mailNotices(house: House): Promise<number> {
  const { smtpUrl } = house.configuration
  if (!smtpUrl) return 0
  const now = house.now()
  const quiet = isQuiet(shanghaiTime(now), (await house.rulesNow()).quiet_hours)
  const due = await peopleDue(house, now, quiet)
  if (due.length === 0) return 0
  const transport = createTransport(impatient(smtpUrl))
  let sent = 0
  try {
    for (const person of due) {
      try {
        if (await mailPerson(house, transport, person, now, quiet)) sent++
      } catch (error) {
        // They stay unmailed and go with the next run; the address is not written to the log.
        house.log.warn(
          { person: person.id, code: (error as { code?: string }).code },
          'a mail could not be sent',
        )
      }
    }
  } finally {
    transport.close()
  }
  return sent
}

/** A mail server that does not answer must not hold a transaction open. */
function impatient(smtpUrl: string): string {
  const address = new URL(smtpUrl)
  for (const limit of ['connectionTimeout', 'greetingTimeout', 'socketTimeout'])
    if (!address.searchParams.has(limit)) address.searchParams.set(limit, String(patienceMilliseconds))
  return address.toString()
}

async function peopleDue(house: House, now: Date, quiet: boolean): Promise<{ id: string; email: string }[]> {
  const since = new Date(now.getTime() - mailedWithinDays * 86_400_000)
  const gathered = new Date(now.getTime() - gatherMinutes * 60_000)
  const { rows } = await sql<{ id: string; email: string }>`
    select p.id, p.email from people p join (
      select person_id from notices
      where mailed_at is null and read_at is null and created_at > ${since.toISOString()}::timestamptz
      group by person_id
      having bool_or(urgent) or (${!quiet} and min(created_at) <= ${gathered.toISOString()}::timestamptz)
    ) due on due.person_id = p.id
    where p.email is not null and p.erased_at is null`.execute(house.db)
  return rows
}

/** The notices are marked in the transaction in which the mail goes out: a crash may repeat a mail, and loses none. */
function mailPerson(
  house: House,
  transport: Transporter,
  person: { id: string; email: string },
  now: Date,
  quiet: boolean,
): Promise<boolean> {
  return house.db.transaction().execute(async (tx) => {
    const notices = await unmailedOf(
      tx,
      person.id,
      new Date(now.getTime() - mailedWithinDays * 86_400_000),
      quiet,
    )
    if (notices.length === 0) return false
    await transport.sendMail({
      from: house.configuration.mailFrom,
      to: person.email,
      subject: subjectOf(notices),
      text: textOf(notices, house.configuration.publicUrl),
    })
    await sql`update notices set mailed_at = ${now.toISOString()}::timestamptz
      where id = any(${notices.map((notice) => notice.id)}::uuid[])`.execute(tx)
    return true
  })
}

async function unmailedOf(tx: Work, personId: string, since: Date, quiet: boolean): Promise<Unmailed[]> {
  const { rows } = await sql<Unmailed>`select id, words, link, urgent from notices
    where person_id = ${personId} and mailed_at is null and read_at is null and created_at > ${since.toISOString()}::timestamptz
      and (urgent or ${!quiet})
    order by urgent desc, created_at limit ${mostInOneMail} for update skip locked`.execute(tx)
  return rows
}

function subjectOf(notices: Unmailed[]): string {
  const first = notices[0]!.words.zh
  return notices.length === 1 ? `连心：${first}` : `连心：${first}（等 ${notices.length} 条提醒）`
}

function textOf(notices: Unmailed[], publicUrl: string): string {
  const entries = notices.map(({ words, link, urgent }) =>
    [
      `${urgent ? '【紧急】' : ''}${words.zh}`,
      words.en,
      ...(link ? [`${publicUrl.replace(/\/$/, '')}${link}`] : []),
    ].join('\n'),
  )
  return `${entries.join('\n\n')}\n`
}
