import { sql } from 'kysely'
import { historyOf } from '../kernel/deadlines/index.ts'
import { photosOf } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { explainedActions } from './actions.ts'
import { type Both, type MatterRow, matterRows } from './row.ts'
import { standingOf } from './standing.ts'
import { getMatter, type LoadedMatter } from './store.ts'
import { toldTimeline } from './timeline-view.ts'
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
}

/** 张** : enough to greet, not enough to find. */
export const maskedName = (name: string) =>
  `${[...name][0] ?? ''}${'*'.repeat(Math.max(1, [...name].length - 1))}`
export const maskedPhone = (phone: string) =>
  phone.length < 8
    ? '*'.repeat(phone.length)
    : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`

async function asked(house: House, id: string): Promise<Asked> {
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

async function judgementsOf(house: House, id: string, rules: Rules) {
  const { rows } = await sql<JudgementRow & { comment: string | null }>`
    select j.round, j.solved, j.satisfaction, j.channel, j.created_at as at,
      (select tp.data->>'text' from timeline t join timeline_personal tp on tp.event_id = t.id
        where t.stream = j.matter_id and t.kind = 'matter.judged' and (t.payload->>'round')::int = j.round limit 1) as comment
    from judgements j where j.matter_id = ${id} order by j.round`.execute(house.db)
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

async function areaChainOf(house: House, areaId: string | null) {
  if (!areaId) return []
  const { rows } = await sql<{ id: string; name: string; kind: string }>`
    select up.id, up.name, up.kind from areas a join areas up on up.path @> a.path where a.id = ${areaId} order by nlevel(up.path)`.execute(
    house.db,
  )
  return rows
}

function foundBy(channel: string, organisation: string, name: string | null): Both {
  const who = [organisation, name].filter(Boolean).join(' ')
  return channel === 'whistle'
    ? { zh: `自行提起：${who}`, en: `Taken up by itself: ${who}` }
    : { zh: `巡查发现：${who}`, en: `Found on patrol: ${who}` }
}

function five(
  loaded: LoadedMatter,
  words: Asked,
  told: Awaited<ReturnType<typeof toldTimeline>>,
  deadlines: Awaited<ReturnType<typeof historyOf>>,
  judged: Awaited<ReturnType<typeof judgementsOf>>,
  now: Date,
) {
  const { matter } = loaded
  const running = deadlines.find(({ endedAt }) => endedAt === null)
  const answer = told.findLast(({ kind }) => kind === 'matter.answered' || kind === 'matter.declined')
  const since = told.findLast(
    ({ details, kind }) =>
      details.to !== undefined ||
      ['matter.received', 'matter.part_received', 'matter.task_received'].includes(kind),
  )
  const finder = told[0]?.actor
  const who: Both =
    matter.kind !== 'request'
      ? { zh: words.deskName, en: words.deskName }
      : !matter.fromPerson
        ? foundBy(matter.channel, finder?.organisation ?? words.deskName, finder?.name ?? null)
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
      since: since?.at ?? matter.createdAt.toISOString(),
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
      answer: answer && matter.answeredAt ? answer.text : null,
      at: matter.answeredAt?.toISOString() ?? null,
      outcome_words: matter.outcome ? outcomeWords[matter.outcome] : null,
      contacted_at: matter.contactedAt?.toISOString() ?? null,
    },
    judged: judged.at(-1) ?? null,
  }
}

/** Everything of one matter that this actor may see, and what they may do now. The caller has checked that it is readable. */
export async function matterDetail(house: House, actor: Actor, id: string) {
  const loaded = await getMatter(house.db, id)
  const { matter } = loaded
  const now = house.now()
  const [rules, current, words, told, deadlines, photos] = await Promise.all([
    house.rulesOf(matter.policyHash),
    house.rulesNow(),
    asked(house, id),
    toldTimeline(house.db, id),
    historyOf(house.db, id),
    photosOf(house.db, id),
  ])
  const [judgements, chain, row, parts, parent, original, followers] = await Promise.all([
    judgementsOf(house, id, rules),
    areaChainOf(house, matter.areaId),
    matterRows(house.db, current, now, sql`m.id = ${id}`, 1),
    matterRows(house.db, current, now, sql`m.parent_id = ${id}`, 100),
    matter.parentId ? matterRows(house.db, current, now, sql`m.id = ${matter.parentId}`, 1) : [],
    matter.originalId ? matterRows(house.db, current, now, sql`m.id = ${matter.originalId}`, 1) : [],
    matterRows(house.db, current, now, sql`m.original_id = ${id}`, 50),
  ])
  const { standing } = standingOf(actor, matter, loaded.around, false)
  const brief = (each: MatterRow | undefined) =>
    each
      ? {
          id: each.id,
          number: each.number,
          title: each.title,
          owner: each.owner,
          state: each.state,
          state_words: each.state_words,
        }
      : null
  const terms = <T extends { id: string; zh: string; en: string }>(list: T[]) =>
    list.map(({ id: termId, zh, en }) => ({ id: termId, zh, en }))
  return {
    ...row[0]!,
    five: five(loaded, words, told, deadlines, judgements, now),
    text: words.body,
    place: { address: words.address, lat: words.lat, lng: words.lng, area_chain: chain },
    photos: photos.map((photo) => ({
      id: photo.id,
      url: `/api/photos/${photo.id}`,
      thumb: `/api/photos/${photo.id}?size=thumb`,
      purpose: photo.purpose,
      visibility: photo.visibility,
      may_show: photo.visibility !== 'staff' && (photo.mayShow || photo.purpose === 'after'),
      at: photo.createdAt.toISOString(),
    })),
    pinned_rules: { hash: matter.policyHash, pack: rules.title, on_date: words.onDate },
    timeline: told,
    deadlines: deadlines.map((deadline) => ({
      step: deadline.step,
      step_words: stepWords[deadline.step] ?? { zh: deadline.step, en: deadline.step },
      started_at: deadline.startedAt.toISOString(),
      due_at: deadline.dueAt.toISOString(),
      ended_at: deadline.endedAt?.toISOString() ?? null,
      ended_as: deadline.endedAs,
      explanation: deadline.explanation as Both,
    })),
    judgements,
    parent: brief(parent[0]),
    parts,
    original: brief(original[0]),
    followers_list: followers.map((each) => ({
      id: each.id,
      number: each.number,
      title: each.title,
      created_at: each.created_at,
      state_words: each.state_words,
    })),
    proposal_detail: matter.proposal
      ? {
          kind: matter.proposal.kind,
          reason: matter.proposal.reason,
          ground:
            rules.suspension.grounds.find(({ id: ground }) => ground === matter.proposal?.ground) ?? null,
          to: matter.proposal.toName ?? null,
          review_on: matter.proposal.reviewOn ?? null,
          at: matter.proposal.at,
        }
      : null,
    actions: explainedActions(matter, standing, rules),
    choices: {
      not_accepted: rules.not_accepted.map(({ id: caseId, zh, en, tell, route }) => ({
        id: caseId,
        zh,
        en,
        tell,
        route,
      })),
      return_grounds: terms(rules.returns.grounds),
      suspension_grounds: terms(rules.suspension.grounds),
      satisfaction: terms(rules.satisfaction),
      kinds: terms(rules.kinds),
      urgencies: terms(rules.urgencies),
    },
  }
}
