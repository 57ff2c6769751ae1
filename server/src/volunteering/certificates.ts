import { randomInt, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { requireMember } from './party.ts'
import { afterEndOf, hoursOf, startOf } from './rules.ts'

export interface CertificateContent {
  name: string
  minutes: number
  hours: number
  tasks: { title: string; day: string; minutes: number; organisation: string }[]
}

export interface Certificate {
  id: string
  code: string
  from: string
  to: string
  issuedAt: Date
  content: CertificateContent
}

const columns = sql`id, code, to_char(from_day, 'YYYY-MM-DD') as from, to_char(to_day, 'YYYY-MM-DD') as to, issued_at as "issuedAt", content`

/** Without letters that look alike; nobody guesses one of 31^12. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const newCode = () =>
  [0, 1, 2].map(() => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join('-')

const mostTasks = 500

/** Free, at once, and true: from the record alone. Records under objection are not in it until they are answered. */
export async function issueCertificate(
  house: House,
  actor: Actor,
  from: string,
  to: string,
): Promise<Certificate> {
  const { personId } = requireMember(actor)
  if (to < from || to > shanghaiDate(house.now()))
    throw new Problem('input.invalid', {
      zh: '起止日期不对：不能晚于今天，也不能颠倒',
      en: 'The days are not right: not after today, and the first before the last',
    })
  const { rows: tasks } = await sql<CertificateContent['tasks'][number]>`
    select s.title, to_char(s.started_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, s.minutes, o.name as organisation
    from service_records s join organisations o on o.id = s.organisation_id
    where s.person_id = ${personId} and s.started_at >= ${startOf(from)} and s.started_at < ${afterEndOf(to)}
      and (s.objection is null or s.objection_answer is not null) and s.minutes > 0
    order by s.started_at, s.id limit ${mostTasks + 1}`.execute(house.db)
  if (tasks.length === 0)
    throw new Problem('matter.refused', {
      reason: 'certificate.nothing',
      zh: '这段时间没有可以证明的服务记录',
      en: 'There is no service to certify in this time',
    })
  if (tasks.length > mostTasks)
    throw new Problem('input.invalid', {
      zh: `一份证明最多列 ${mostTasks} 次服务，请分段开具`,
      en: `One certificate lists ${mostTasks} tasks at most; issue several`,
    })
  const minutes = tasks.reduce((sum, task) => sum + task.minutes, 0)
  const content: CertificateContent = { name: actor.name ?? '', minutes, hours: hoursOf(minutes), tasks }
  const { rows } = await sql<Certificate>`
    insert into service_certificates (id, code, person_id, from_day, to_day, content, issued_at)
    values (${randomUUID()}, ${newCode()}, ${personId}, ${from}::date, ${to}::date, ${JSON.stringify(content)}::jsonb, ${house.now()})
    returning ${columns}`.execute(house.db)
  return rows[0]!
}

export async function ownCertificate(house: House, actor: Actor, id: string): Promise<Certificate> {
  const { rows } = await sql<Certificate>`
    select ${columns} from service_certificates where id = ${id} and person_id = ${actor.personId} and withdrawn_at is null`.execute(
    house.db,
  )
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这份证明', en: 'There is no such certificate' })
  return rows[0]
}

/** The holder no longer wants anybody to check it: what it said is gone at once. */
export async function withdrawCertificate(house: House, actor: Actor, id: string): Promise<void> {
  await sql`update service_certificates set withdrawn_at = ${house.now()}, content = null
    where id = ${id} and person_id = ${actor.personId} and withdrawn_at is null`.execute(house.db)
}

/** What a third party who was given the code may know: enough to compare it with the paper in their hand. */
export async function checkCertificate(house: House, code: string) {
  const { rows } = await sql<Certificate>`
    select ${columns} from service_certificates where code = ${code.trim().toUpperCase()} and withdrawn_at is null`.execute(
    house.db,
  )
  if (!rows[0])
    throw new Problem('not_found', {
      zh: '没有这份证明，或本人已经收回',
      en: 'There is no such certificate, or its holder has withdrawn it',
    })
  const { content, ...certificate } = rows[0]
  return {
    ...certificate,
    name: `${[...content.name][0] ?? ''}${'＊'.repeat(Math.max(1, [...content.name].length - 1))}`,
    hours: content.hours,
    tasks: content.tasks.length,
    organisations: [...new Set(content.tasks.map(({ organisation }) => organisation))],
  }
}
