import { type RawBuilder, sql } from 'kysely'
import { boundElsewhere } from '../kernel/commitments/index.ts'
import type { House } from '../kernel/house.ts'
import type { BrokenPromise } from '../matters/index.ts'
import { feature } from './bound.ts'

const grace = 3 * 86_400_000

interface Check {
  promise: number
  zh: string
  en: string
  find: RawBuilder<{ where: string }>
}

/** Who waits for a place that is free, and is bound by nothing else at that time. */
async function waitingInVain(house: House): Promise<string[]> {
  const { rows } = await sql<{ where: string; personId: string; from: Date; to: Date }>`
    select c.id as where, w.person_id as "personId", c.starts_at as "from", c.ends_at as "to"
    from service_calls c join service_answers w on w.call_id = c.id and w.answer = 'waiting'
    where c.state = 'open' and c.taken < c.wanted and c.ends_at > ${house.now()}
      and not exists (select 1 from service_answers o where o.person_id = w.person_id and o.answer = 'yes'
        and o.signed_out_at is null and tstzrange(o.starts_at, o.ends_at) && tstzrange(w.starts_at, w.ends_at)) limit 500`.execute(
    house.db,
  )
  const found = new Set<string>()
  for (const { where, personId, ...span } of rows)
    if ((await boundElsewhere(house.db, feature, [personId], span)).length === 0) found.add(where)
  return [...found]
}

/** Checks the promises that this room keeps, on the live database. @returns what is broken; nothing when all is kept */
export async function checkService(house: House): Promise<BrokenPromise[]> {
  const stale = new Date(house.now().getTime() - grace)
  const checks: Check[] = [
    {
      promise: 7,
      zh: '召集给出的名额与人数对不上',
      en: 'the places of a call and who holds them do not agree',
      find: sql`select c.id as where from service_calls c left join service_answers a on a.call_id = c.id and a.answer = 'yes'
        where c.state <> 'cancelled' group by c.id having count(a.id) <> c.taken or c.taken > c.wanted`,
    },
    {
      promise: 5,
      zh: '服务时长不是由签到签退算出来的',
      en: 'the hours of a record are not those between signing in and out',
      find: sql`select s.id as where from service_records s left join service_answers a on a.id = s.source_id
        where s.source = 'call' and s.objection_answer is null and (a.id is null or s.started_at <> a.signed_in_at
          or s.ended_at <> a.signed_out_at or s.minutes <> floor(extract(epoch from a.signed_out_at - a.signed_in_at) / 60))`,
    },
    {
      promise: 5,
      zh: '签退了却没有服务记录',
      en: 'somebody signed out and has no record of it',
      find: sql`select a.id as where from service_answers a left join service_records s on s.source = 'call' and s.source_id = a.id
        where a.signed_out_at is not null and s.id is null`,
    },
    {
      promise: 8,
      zh: '志愿任务里留下了没有参加的人',
      en: 'a volunteer’s task keeps somebody who did not come forward',
      find: sql`select id as where from service_answers where kind = 'volunteer' and answer in ('asked', 'no')`,
    },
    {
      promise: 8,
      zh: '过期的本领登记没有删除',
      en: 'an offer is kept past its day',
      find: sql`select person_id as where from member_offers where until_day < ${stale}`,
    },
    {
      promise: 8,
      zh: '时间线里写了是哪位党员',
      en: 'the timeline names a member',
      find: sql`select stream || '#' || seq as where from timeline where stream_kind in ('service_call', 'service_record', 'registration')
        and (payload ? 'person_id' or payload ? 'name')`,
    },
    {
      promise: 8,
      zh: '反馈在本人看到之前就发了',
      en: 'feedback went before its member could see it',
      find: sql`select id as where from service_feedback where sent_at < goes_at`,
    },
  ]
  const broken: BrokenPromise[] = []
  for (const { find, ...what } of checks) {
    const { rows } = await find.execute(house.db)
    if (rows.length)
      broken.push({ ...what, where: rows.slice(0, 20).map((row) => row.where), count: rows.length })
  }
  const waiting = await waitingInVain(house)
  if (waiting.length)
    broken.push({
      promise: 7,
      zh: '有空位却还有人在等',
      en: 'somebody waits while there is a place',
      where: waiting.slice(0, 20),
      count: waiting.length,
    })
  return broken
}

/** Heads that the chains of the timeline are held against. */
export const serviceHeads = ['registrations', 'service_calls', 'service_records'].map(
  (table) => `select id as stream, head_seq as seq, head_hash as hash from ${table}`,
)
