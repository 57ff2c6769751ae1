import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'

export interface BrokenPromise {
  promise: number
  /** What is broken, in words an operator understands. */
  zh: string
  en: string
  /** Numbers of the matters (or ids of rows) that show it; at most twenty. */
  where: string[]
  count: number
}

interface Check {
  promise: number
  zh: string
  en: string
  /** Selects `where` of each row that breaks the promise. */
  find: string
}

/** Each check is a query that finds nothing while the promise is kept. */
const checks: Check[] = [
  {
    promise: 1,
    zh: '未办结的事项没有正好一个运行中的时限',
    en: 'an open matter does not have exactly one running deadline',
    find: `select m.number as where from matters m
      where m.state not in ('closed', 'following') and (select count(*) from deadlines d where d.subject_id = m.id and d.ended_at is null) <> 1`,
  },
  {
    promise: 1,
    zh: '办结或跟随的事项仍有运行中的时限',
    en: 'a closed or following matter still has a running deadline',
    find: `select m.number as where from matters m join deadlines d on d.subject_id = m.id and d.ended_at is null where m.state in ('closed', 'following')`,
  },
  {
    promise: 1,
    zh: '事项上的期限与时限记录不一致',
    en: 'the due time on a matter is not that of its running deadline',
    find: `select m.number as where from matters m join deadlines d on d.subject_id = m.id and d.ended_at is null
      where m.due_at is distinct from d.due_at or m.step is distinct from d.step`,
  },
  {
    promise: 1,
    zh: '未办结的事项主办单位已撤销，无人负责',
    en: 'an open matter is owned by an organisation that no longer stands',
    find: `select m.number as where from matters m join organisations o on o.id = m.owner_id where m.step is not null and o.active_to is not null`,
  },
  {
    promise: 1,
    zh: '跟随的事项所跟的原件并未在办',
    en: 'a following matter points to an original that nobody works on',
    find: `with recursive up as (
        select m.id, m.number, m.original_id, 0 as depth from matters m where m.state = 'following'
        union all select up.id, up.number, o.original_id, depth + 1 from up join matters o on o.id = up.original_id where o.state = 'following' and depth < 30)
      select up.number as where from up join matters o on o.id = up.original_id
      where o.kind <> 'request' or (o.state in ('closed', 'answered', 'judged') and exists (
        select 1 from timeline t join timeline_cursors c on c.name = 'matters.followers' and (t.xid, t.id) <= (c.xid, c.event_id)
        where t.stream = o.id and t.seq = o.head_seq))`,
  },
  {
    promise: 1,
    zh: '主办单位的变更没有派单、裁定、上报、移交或并案的依据',
    en: 'the owner changed without dispatch, arbitration, carrying up, agreement or merging',
    find: `select distinct m.number as where from (
        select t.stream, t.seq, t.payload->>'basis' as basis, t.payload->'after'->>'owner_id' as owner,
          lag(t.payload->'after'->>'owner_id') over (partition by t.stream order by t.seq) as before
        from timeline t where t.stream_kind = 'matter' and t.payload->'after'->>'owner_id' is not null) e
      join matters m on m.id = e.stream
      where e.before is not null and e.owner <> e.before and not exists (
        select 1 from timeline b where b.stream = e.stream and b.seq between e.seq - 3 and e.seq and b.payload->>'to' = e.owner
          and b.payload->>'basis' in ('dispatch', 'arbitration', 'return', 'carry_up', 'agreed', 'merge', 'superior'))`,
  },
  {
    promise: 1,
    zh: '事项的主办单位或状态与时间线最后所记不一致（被直接改过）',
    en: 'owner or state of a matter are not what its timeline says last (changed by hand)',
    find: `select m.number as where from matters m
      join lateral (select t.payload->'after' as after from timeline t where t.stream = m.id and t.payload ? 'after' order by t.seq desc limit 1) l on true
      where l.after->>'owner_id' <> m.owner_id::text or l.after->>'state' <> m.state`,
  },
  {
    promise: 5,
    zh: '下级上报的记录与时间线不一致，各级的数对不上',
    en: 'what came up to an organisation is not what the timeline says was carried up to it',
    find: `select m.number as where from matters m
      join lateral (
        select h.organisation_id::text as level from matter_hands h where h.matter_id = m.id and h.came_up_at is not null
        except select t.payload->>'to' from timeline t where t.stream = m.id and t.kind = 'matter.carried_up'
        union all (
          select t.payload->>'to' from timeline t where t.stream = m.id and t.kind = 'matter.carried_up'
          except select h.organisation_id::text from matter_hands h where h.matter_id = m.id and h.came_up_at is not null)
      ) differs on true`,
  },
  {
    promise: 2,
    zh: '还有协办未办完，主件却已答复或办结',
    en: 'a parent was answered or closed while parts of it are open',
    find: `select p.number as where from matters p where p.state in ('answered', 'closed', 'judged')
      and exists (select 1 from matters c where c.parent_id = p.id and c.state <> 'closed')`,
  },
  {
    promise: 2,
    zh: '协办件计数与实际不符',
    en: 'the count of open parts is not the number of open parts',
    find: `select p.number as where from matters p where p.kind = 'request'
      and p.open_parts <> (select count(*) from matters c where c.parent_id = p.id and c.state <> 'closed')`,
  },
  {
    promise: 3,
    zh: '由办理过此事的单位自己作了评价',
    en: 'a judgement was recorded by somebody of an organisation that did the work',
    find: `select m.number as where from judgements j join matters m on m.id = j.matter_id
      join timeline t on t.stream = j.matter_id and t.kind in ('matter.judged', 'matter.closed') and t.at = j.created_at
      join matter_hands h on h.matter_id = j.matter_id and h.organisation_id = t.actor_organisation_id and h.worked
      where j.channel in ('call_back', 'desk') and m.kind = 'request' and m.from_person`,
  },
  {
    promise: 3,
    zh: '巡查发现由发现或办理过的人自己验收了',
    en: 'a finding was judged by somebody who found it or worked on it',
    find: `select m.number as where from judgements j join matters m on m.id = j.matter_id and m.kind = 'request' and not m.from_person
      where exists (select 1 from timeline t where t.stream = m.id and t.actor_id = j.recorded_by and t.at <= j.created_at
        and t.kind in ('matter.received', 'matter.taken', 'matter.signed', 'matter.contacted', 'matter.progressed', 'matter.answered'))`,
  },
  {
    promise: 3,
    zh: '协办或交办的事项由承办单位自己验收了',
    en: 'a part or a task was accepted by the organisation that did it',
    find: `select m.number as where from judgements j join matters m on m.id = j.matter_id and m.kind <> 'request'
      where exists (select 1 from timeline t where t.stream = m.id and t.kind in ('matter.closed', 'matter.part_refused')
        and t.at = j.created_at and t.actor_organisation_id = m.owner_id)`,
  },
  {
    promise: 3,
    zh: '群众的事项没有答复就办结了',
    en: 'a matter from a person was closed without an answer to that person',
    find: `select m.number as where from matters m where m.kind = 'request' and m.from_person and m.state = 'closed'
      and not exists (select 1 from timeline t where t.stream = m.id and t.kind in ('matter.answered', 'matter.declined'))`,
  },
  {
    promise: 3,
    zh: '未评价的事项被记成已解决',
    en: 'a matter that nobody judged counts as solved',
    find: `select m.number as where from matters m where m.kind = 'request' and m.state = 'closed' and m.outcome = 'solved'
      and not exists (select 1 from judgements j where j.matter_id = m.id and j.solved)`,
  },
  {
    promise: 4,
    zh: '事项与其时间线末端不一致',
    en: 'the head of a matter is not the head of its timeline',
    find: `select m.number as where from matters m
      left join lateral (select t.seq, t.hash from timeline t where t.stream = m.id order by t.seq desc limit 1) h on true
      where h.seq is distinct from m.head_seq or h.hash is distinct from m.head_hash`,
  },
  {
    promise: 6,
    zh: '匿名事项留有姓名、电话或账号',
    en: 'an anonymous matter holds a name, a phone number or an account',
    find: `select m.number as where from matter_contacts c join matters m on m.id = c.matter_id
      where c.anonymous and (c.name is not null or c.phone is not null or c.person_id is not null)`,
  },
]

/** Checks the promises that matters keep, on the live database, in one snapshot. @returns what is broken; nothing when all is kept */
export async function checkMatters(executor: Executor): Promise<BrokenPromise[]> {
  const broken: BrokenPromise[] = []
  for (const { promise, zh, en, find } of checks) {
    const { rows } = await sql<{
      where: string
    }>`select "where" from (${sql.raw(find.replace(' as where', ' as "where"'))}) x limit 10000`.execute(
      executor,
    )
    if (rows.length)
      broken.push({ promise, zh, en, where: rows.slice(0, 20).map((row) => row.where), count: rows.length })
  }
  return broken
}
