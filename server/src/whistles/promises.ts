import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { BrokenPromise } from '../matters/index.ts'

/** A sweep that a restart held up for this long is no broken promise yet. */
const graceMinutes = 10

interface Check {
  promise: number
  zh: string
  en: string
  find: string
}

const checks: Check[] = [
  {
    promise: 2,
    zh: '未结束的一哨没有正好一个运行中的时限',
    en: 'a call that waits for an answer or an arrival does not have exactly one running deadline',
    find: `select w.number as where from whistle_calls c join whistles w on w.id = c.whistle_id
      where c.state in ('called', 'acknowledged') and (select count(*) from deadlines d where d.subject_id = c.id and d.ended_at is null
        and d.step = c.step and d.due_at = c.due_at) <> 1`,
  },
  {
    promise: 2,
    zh: '已到场或已结束的一哨仍有运行中的时限',
    en: 'a call that arrived or ended still has a running deadline',
    find: `select w.number as where from whistle_calls c join whistles w on w.id = c.whistle_id
      join deadlines d on d.subject_id = c.id and d.ended_at is null where c.state not in ('called', 'acknowledged')`,
  },
  {
    promise: 2,
    zh: '过时未应、未到，没有按阶梯升级',
    en: 'silence was not escalated when its time ran out',
    find: `select w.number as where from deadlines d join whistle_calls c on c.id = d.subject_id
        or c.id = (select o.call_id from whistle_objections o where o.id = d.subject_id)
      join whistles w on w.id = c.whistle_id
      where d.step like 'whistle.%' and d.ended_at is null and (
        (d.rung = 0 and (d.sweep_at is null or d.sweep_at < $now - interval '${graceMinutes} minutes'))
        or d.sweep_at < $now - interval '${graceMinutes} minutes')`,
  },
  {
    promise: 2,
    zh: '升级次数与时间线不符，或同一级升级了两次',
    en: 'the rungs climbed are not those on the timeline, or one was climbed twice',
    find: `select coalesce(d.subject_id::text, m.deadline) as where from
        (select * from deadlines where step like 'whistle.%') d
      full join (select payload->>'deadline' as deadline, count(*) as told, count(distinct payload->>'rung') as rungs
        from timeline where kind = 'whistle.missed' group by 1) m on m.deadline = d.id::text
      where d.id is null or coalesce(m.told, 0) <> d.rung or coalesce(m.rungs, 0) <> coalesce(m.told, 0)`,
  },
  {
    promise: 2,
    zh: '吹哨的进行状态与其各哨不符',
    en: 'a whistle runs without an open call, or has ended with one',
    find: `select w.number as where from whistles w
      where (w.state = 'running') <> exists (select 1 from whistle_calls c where c.whistle_id = w.id and c.ended_at is null)`,
  },
  {
    promise: 2,
    zh: '一哨的状态与时间线最后所记不一致（被直接改过）',
    en: 'a call is not what its timeline says last (changed by hand)',
    find: `select w.number as where from whistle_calls c join whistles w on w.id = c.whistle_id
      left join lateral (select t.payload->'after' as after from timeline t where t.stream = c.id and t.payload ? 'after' order by t.seq desc limit 1) l on true
      where l.after is null or l.after->>'state' <> c.state or (l.after->>'due_at')::timestamptz is distinct from c.due_at`,
  },
  {
    promise: 2,
    zh: '有单位被吹了哨，却没有它的一哨',
    en: 'an organisation was called and there is no call of it',
    find: `select t.stream::text as where from timeline t, jsonb_array_elements_text(t.payload->'calls') called
      where t.kind in ('whistle.blown', 'whistle.more_called')
        and not exists (select 1 from whistle_calls c where c.whistle_id = t.stream and c.organisation_id = called::uuid)`,
  },
  {
    promise: 2,
    zh: '一哨结束了，却没有到场、免到裁定、撤哨或验收',
    en: 'a call ended without arrival, decision, calling off or acceptance',
    find: `select w.number as where from whistle_calls c join whistles w on w.id = c.whistle_id
      where c.ended_at is not null and not exists (select 1 from timeline t where t.stream = c.id and (
        (c.state = 'released' and t.kind = 'whistle.released') or (c.state = 'called_off' and t.kind = 'whistle.call_off')
        or (c.state = 'excused' and t.kind = 'whistle.objection_decided' and (t.payload->>'upheld')::boolean)))`,
  },
  {
    promise: 2,
    zh: '到场是否按时与时间不符',
    en: 'whether they came in time is not what the times say',
    find: `select w.number as where from whistle_calls c join whistles w on w.id = c.whistle_id
      join timeline t on t.stream = c.id and t.kind = 'whistle.called'
      where c.in_time is not null and c.in_time <> (c.arrived_at <= (t.payload->>'arrive_due_at')::timestamptz)`,
  },
  {
    promise: 3,
    zh: '吹哨、应哨的一方评价了自己',
    en: 'one side of a whistle judged itself',
    find: `select w.number as where from whistle_judgements j join whistle_calls c on c.id = j.call_id join whistles w on w.id = c.whistle_id
      where j.organisation_id <> case j.side when 'caller' then w.organisation_id else c.organisation_id end
        or exists (select 1 from whistle_judgements other where other.call_id = j.call_id and other.side <> j.side and other.recorded_by = j.recorded_by)`,
  },
]

/** Checks the promises that whistles keep, on the live database. @returns what is broken; nothing when all is kept */
export async function checkWhistles(house: House): Promise<BrokenPromise[]> {
  const broken: BrokenPromise[] = []
  const now = `timestamptz '${house.now().toISOString()}'`
  for (const { find, ...what } of checks) {
    const text = find.replaceAll('$now', now).replace(' as where', ' as "where"')
    const { rows } = await sql<{
      where: string
    }>`select "where" from (${sql.raw(text)}) x limit 10000`.execute(house.db)
    if (rows.length)
      broken.push({ ...what, where: rows.slice(0, 20).map((row) => row.where), count: rows.length })
  }
  return broken
}

/** Heads that the chains of the timeline are held against. */
export const whistleHeads = [
  'select id as stream, head_seq as seq, head_hash as hash from whistles',
  'select id as stream, head_seq as seq, head_hash as hash from whistle_calls',
]
