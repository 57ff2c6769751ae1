import { sql } from 'kysely'
import type { historyOf } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import type { Rules } from '../kernel/policy/index.ts'
import type { Both } from './row.ts'
import type { LoadedMatter } from './store.ts'
import { outcomeWords, stepWords } from './words.ts'

interface Asked {
  title: string
  body: string
  address: string | null
  lat: number | null
  lng: number | null
  name: string | null
  phone: string | null
  anonymous: boolean | null
  ownerName: string
  ownerPhone: string | null
  deskName: string
  handler: string | null
  pack: string
  onDate: string
}

const channels: Record<string, Both> = {
  web: { zh: '网页', en: 'Web' },
  phone: { zh: '电话', en: 'Phone' },
  counter: { zh: '窗口', en: 'Counter' },
  visit: { zh: '走访', en: 'Visit' },
  open311: { zh: '开放接口', en: 'Open311' },
  part: { zh: '协办', en: 'Part' },
  patrol: { zh: '巡查', en: 'Patrol' },
  whistle: { zh: '吹哨', en: 'Whistle' },
  rectification: { zh: '整顿计划', en: 'Rectification plan' },
  report_up: { zh: '请示报告', en: 'Reported upward' },
  posting: { zh: '驻村任务', en: 'Village posting' },
  yearly_review: { zh: '述职评议', en: 'Yearly review' },
}

/** 张** : enough to greet, not enough to find. */
export const maskedName = (name: string) =>
  `${[...name][0] ?? ''}${'*'.repeat(Math.max(1, [...name].length - 1))}`
export const maskedPhone = (phone: string) =>
  phone.length < 8
    ? '*'.repeat(phone.length)
    : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`

/** What was asked, and the names of those who have it. */
export async function asked(house: House, id: string): Promise<Asked> {
  const { rows } = await sql<Asked>`
    select w.title, w.body, w.address, w.spot[1] as lat, w.spot[0] as lng, c.name, c.phone, c.anonymous,
      o.name as "ownerName", o.phone as "ownerPhone", d.name as "deskName",
      (select p.name from people p where p.id = m.handler_id) as handler, s.pack, s.on_date as "onDate"
    from matters m join matter_words w on w.matter_id = m.id join organisations o on o.id = m.owner_id
    join organisations d on d.id = m.desk_id join policy_snapshots s on s.hash = m.policy_hash
    left join matter_contacts c on c.matter_id = m.id where m.id = ${id}`.execute(house.db)
  return rows[0]!
}

interface JudgementRow {
  round: number
  solved: boolean
  satisfaction: string
  channel: string
  at: Date
}

export async function judgementsOf(house: House, id: string, rules: Rules) {
  const { rows } = await sql<JudgementRow & { comment: string | null }>`
    select j.round, j.solved, j.satisfaction, j.channel, j.created_at as at,
      told.words->>j.round::text as comment
    from judgements j, (
      select jsonb_object_agg(t.payload->>'round', tp.data->>'text') as words
      from timeline t join timeline_personal tp on tp.event_id = t.id
      where t.stream = ${id} and t.kind = 'matter.judged' and t.payload ? 'round') told
    where j.matter_id = ${id} order by j.round`.execute(house.db)
  return rows.map((row) => {
    const grade = rules.satisfaction.find((each) => each.id === row.satisfaction)
    return {
      round: row.round,
      solved: row.solved,
      satisfaction: row.satisfaction,
      satisfaction_words: { zh: grade?.zh ?? row.satisfaction, en: grade?.en ?? row.satisfaction },
      comment: row.comment,
      by:
        row.channel === 'call_back'
          ? { zh: '回访', en: 'Call-back' }
          : row.channel === 'desk'
            ? { zh: '请办单位', en: 'The organisation that asked' }
            : { zh: '群众本人', en: 'The person' },
      at: row.at.toISOString(),
    }
  })
}

/** What the five questions take from the whole timeline, however long it is: one walk over it, none of it told. */
interface TurningPoints {
  /** Who took in or found it, where that was somebody of ours. */
  finder: string | null
  finderOrganisation: string | null
  /** When its owner last changed. */
  ownedSince: Date | null
  /** The last words that answered or declined it; null where they were erased. */
  answer: string | null
  /** The last answer whose words are still there. */
  earlierAnswer: string | null
}

export async function turningPointsOf(house: House, id: string): Promise<TurningPoints> {
  const { rows } = await sql<TurningPoints>`
    select first.finder, first.organisation as "finderOrganisation", turns."ownedSince",
      (select tp.data->>'text' from timeline_personal tp where tp.event_id = turns.answer) as answer,
      (select tp.data->>'text' from timeline t join timeline_personal tp on tp.event_id = t.id
        where t.stream = ${id} and t.kind = 'matter.answered' order by t.seq desc limit 1) as "earlierAnswer"
    from (
      select max(id) filter (where kind in ('matter.answered', 'matter.declined')) as answer,
        max(at) filter (where payload ? 'basis') as "ownedSince"
      from timeline where stream = ${id}) turns
    left join (
      select o.name as organisation, case when t.payload->>'by_person' is distinct from 'true' then p.name end as finder
      from timeline t left join organisations o on o.id = t.actor_organisation_id left join people p on p.id = t.actor_id
      where t.stream = ${id} and t.seq = 1) first on true`.execute(house.db)
  return rows[0]!
}

function foundBy(channel: string, organisation: string, name: string | null): Both {
  const who = [organisation, name].filter(Boolean).join(' ')
  return channel === 'whistle'
    ? { zh: `自行提起：${who}`, en: `Taken up by itself: ${who}` }
    : { zh: `巡查发现：${who}`, en: `Found on patrol: ${who}` }
}

/** Who asked, who owns it, by when, what was done, who judges it. */
export function five(
  loaded: LoadedMatter,
  words: Asked,
  told: TurningPoints,
  deadlines: Awaited<ReturnType<typeof historyOf>>,
  judged: Awaited<ReturnType<typeof judgementsOf>>,
  now: Date,
) {
  const { matter } = loaded
  const running = deadlines.find(({ endedAt }) => endedAt === null)
  const who: Both =
    matter.kind !== 'request'
      ? { zh: words.deskName, en: words.deskName }
      : !matter.fromPerson
        ? foundBy(matter.channel, told.finderOrganisation ?? words.deskName, told.finder)
        : words.anonymous || !words.name
          ? {
              zh: words.anonymous ? '群众（匿名）' : '群众',
              en: words.anonymous ? 'A resident (anonymous)' : 'A resident',
            }
          : { zh: `群众 ${maskedName(words.name)}`, en: `Resident ${maskedName(words.name)}` }
  return {
    asked: {
      by: who,
      channel: channels[matter.channel] ?? { zh: matter.channel, en: matter.channel },
      at: matter.createdAt.toISOString(),
      text: words.body,
      masked_phone: words.phone ? maskedPhone(words.phone) : null,
      anonymous: words.anonymous ?? false,
      from_person: matter.fromPerson,
    },
    owned: {
      organisation: { id: matter.ownerId, name: words.ownerName, phone: words.ownerPhone },
      handler: words.handler,
      desk: { id: matter.deskId, name: words.deskName },
      since: (told.ownedSince ?? matter.createdAt).toISOString(),
    },
    due: running
      ? {
          step: running.step,
          step_words: stepWords[running.step] ?? { zh: running.step, en: running.step },
          due_at: running.dueAt.toISOString(),
          overdue: running.dueAt < now,
          explanation: running.explanation as Both,
          rule_id: running.ruleId,
        }
      : null,
    done: {
      answer: matter.answeredAt ? told.answer : null,
      /** What is done again has no answer now, but was answered before. */
      earlier_answer: matter.answeredAt ? null : told.earlierAnswer,
      at: matter.answeredAt?.toISOString() ?? null,
      outcome_words: matter.outcome ? outcomeWords[matter.outcome] : null,
      contacted_at: matter.contactedAt?.toISOString() ?? null,
    },
    judged: judged.at(-1) ?? null,
  }
}
