import { sql } from 'kysely'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { unlockCounts } from '../kernel/locked/index.ts'
import type { BrokenPromise } from '../matters/index.ts'
import { hashOfMinutes, type MinutesContent } from './minutes.ts'

/** Checks the promises that gatherings keep, on the live database. @returns what is broken; nothing when all is kept */
export async function checkGatherings(house: House): Promise<BrokenPromise[]> {
  // The look for what was missed runs once a day.
  const twoDaysAgo = addDays(shanghaiDate(house.now()), -2)
  const checks = [
    {
      promise: 7,
      zh: '表决的票数和投票人数对不上',
      en: 'the counts of a vote do not equal those who voted',
      find: sql<{ where: string }>`
        select v.id as where from gathering_votes v where v.state = 'closed' and (
          (select coalesce(sum(value::int), 0) from jsonb_each_text(v.counts)) <> v.voted
          or v.voted <> (select count(*) from gathering_vote_rights r where r.vote_id = v.id and r.used)
          or v.voters_due <> (select count(*) from gathering_vote_rights r where r.vote_id = v.id)
          or v.voted > v.voters_present)`,
    },
    {
      promise: 7,
      zh: '不记名的表决留下了谁投了什么',
      en: 'a secret vote kept who chose what',
      find: sql<{ where: string }>`
        select v.id as where from gathering_votes v join gathering_vote_rights r on r.vote_id = v.id
        where v.way = 'secret' and r.choice is not null`,
    },
    {
      promise: 7,
      zh: '有人评议了自己',
      en: 'somebody had a vote in their own appraisal',
      find: sql<{ where: string }>`
        select v.id as where from gathering_votes v join gathering_vote_rights r on r.vote_id = v.id
          join gathering_attendees a on a.id = r.attendee_id where a.person_id = v.about_person_id`,
    },
    {
      promise: 3,
      zh: '互评还没有结束就公布了评议结果，或有人评定了自己',
      en: 'an appraisal was settled before the members had rated, or somebody graded themselves',
      find: sql<{ where: string }>`
        select distinct s.gathering_id as where from gathering_appraisals s where s.graded_by = s.person_id
          or (s.settled_at is not null and exists (
            select 1 from gathering_votes v where v.gathering_id = s.gathering_id and v.about_person_id is not null and v.state = 'open'))`,
    },
    {
      promise: 5,
      zh: '会议的到会人数和签到对不上',
      en: 'the counts of a gathering do not equal who signed in',
      find: sql<{ where: string }>`
        select g.id as where from gatherings g cross join lateral (
          select count(*) filter (where a.should_attend)::int as due,
            count(*) filter (where a.should_attend and a.signed_in_at is not null)::int as came
          from gathering_attendees a where a.gathering_id = g.id) c
        where g.state = 'held' and (g.should_attend <> c.due or g.attended <> c.came)`,
    },
    {
      promise: 5,
      zh: '过期没开的会议没有记为未按期召开',
      en: 'what was not held by the end of its period is not marked as missed',
      find: sql<{ where: string }>`
        select id as where from gatherings where state in ('planned', 'called') and period_end < ${twoDaysAgo}::date`,
    },
    {
      promise: 4,
      zh: '定稿的会议记录和签字时不一样',
      en: 'minutes that were signed do not say what was signed',
      find: sql<{ where: string }>`
        select m.gathering_id as where from gathering_minutes m where m.chair_signed_at is not null and not exists (
          select 1 from timeline t where t.stream = m.gathering_id and t.kind = 'gathering.minutes_fixed'
            and t.payload->>'hash' = encode(m.content_hash, 'hex'))`,
    },
  ]
  const broken: BrokenPromise[] = []
  for (const { find, ...what } of checks) {
    const { rows } = await find.execute(house.db)
    if (rows.length)
      broken.push({ ...what, where: rows.slice(0, 20).map((row) => row.where), count: rows.length })
  }
  const altered = await alteredMinutes(house)
  if (altered.length)
    broken.push({
      promise: 4,
      zh: '定稿的会议记录被改过',
      en: 'minutes were altered after they were signed',
      where: altered.slice(0, 20),
      count: altered.length,
    })
  const running = await runningVotes(house)
  if (running.length)
    broken.push({
      promise: 7,
      zh: '正在进行的表决，票数和已投票人数对不上',
      en: 'the counts of a running vote do not equal those who voted so far',
      where: running.slice(0, 20),
      count: running.length,
    })
  return broken
}

async function alteredMinutes(house: House): Promise<string[]> {
  const altered: string[] = []
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<{ id: string; content: MinutesContent; hash: Buffer }>`
      select gathering_id as id, content, content_hash as hash from gathering_minutes
      where chair_signed_at is not null and gathering_id > ${after}::uuid order by gathering_id limit 1000`.execute(
      house.db,
    )
    for (const { id, content, hash } of rows) if (!hashOfMinutes(content).equals(hash)) altered.push(id)
    if (rows.length < 1000) return altered
    after = rows.at(-1)!.id
  }
}

/** Votes that run: only their sums are looked at, and only by who holds the key. */
async function runningVotes(house: House): Promise<string[]> {
  const { rows } = await sql<{ id: string; locked: Buffer; used: number }>`
    select v.id, v.running_counts as locked, (select count(*) from gathering_vote_rights r where r.vote_id = v.id and r.used) as used
    from gathering_votes v where v.state = 'open'`.execute(house.db)
  return rows.flatMap(({ id, locked, used }) => {
    try {
      const sum = Object.values(unlockCounts(house, id, locked)).reduce((all, each) => all + each, 0)
      return sum === used ? [] : [id]
    } catch {
      return [id]
    }
  })
}

/** Heads that the chains of the timeline are held against. */
export const gatheringHeads = [
  'select id as stream, head_seq as seq, head_hash as hash from gatherings where head_seq > 0',
  'select id as stream, head_seq as seq, head_hash as hash from gathering_plan_runs',
  'select id as stream, head_seq as seq, head_hash as hash from gathering_talks',
]
