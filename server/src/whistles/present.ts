import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor } from '../kernel/permissions/index.ts'
import { mayRead, stateWords } from '../matters/index.ts'
import type { CallCommandType } from './call.ts'
import { guards } from './guards.ts'
import { callStanding, hasRight } from './rights.ts'
import { callsOf, getWhistle, type LoadedCall, objectionsOf, type Whistle } from './store.ts'
import { callStateWords, eventWords, wayWords, whistleStateWords } from './words.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

interface Part {
  id: string
  number: string
  state: keyof typeof stateWords
  version: number
  dueAt: Date | null
  task: string
  answer: string | null
}

async function partsOf(executor: Executor, ids: string[]): Promise<Map<string, Part>> {
  const { rows } = await sql<Part>`
    select m.id, m.number, m.state, m.version, m.due_at as "dueAt", w.body as task,
      case when m.answered_at is not null then (select tp.data->>'text' from timeline t join timeline_personal tp on tp.event_id = t.id
        where t.stream = m.id and t.kind = 'matter.answered' order by t.seq desc limit 1) end as answer
    from matters m join matter_words w on w.matter_id = m.id where m.id = any(${ids}::uuid[])`.execute(
    executor,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

interface Judged {
  callId: string
  side: 'caller' | 'called'
  did: boolean
  solved: boolean
  fair: boolean
  proposal: string | null
  text: string | null
}

async function judgementsOf(executor: Executor, ids: string[]): Promise<Judged[]> {
  const { rows } = await sql<Judged>`
    select j.call_id as "callId", j.side, j.did, j.solved, j.fair, j.proposal,
      (select tp.data->>'text' from timeline t join timeline_personal tp on tp.event_id = t.id
        where t.stream = j.call_id and t.kind = 'whistle.judged' and t.payload->>'side' = j.side limit 1) as text
    from whistle_judgements j where j.call_id = any(${ids}::uuid[])`.execute(executor)
  return rows
}

async function namesOf(executor: Executor, ids: (string | null)[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from people where id = any(${ids.filter((id) => id !== null)}::uuid[])`.execute(executor)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function whysOf(executor: Executor, ids: string[]) {
  const { rows } = await sql<{ id: string; why: { zh?: string; en?: string } }>`
    select subject_id as id, explanation as why from deadlines where subject_id = any(${ids}::uuid[]) and ended_at is null`.execute(
    executor,
  )
  return new Map(rows.map(({ id, why }) => [id, why.zh && why.en ? { zh: why.zh, en: why.en } : null]))
}

async function reasonsOf(executor: Executor, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; text: string }>`
    select t.stream as id, tp.data->>'text' as text from timeline t join timeline_personal tp on tp.event_id = t.id
    where t.stream = any(${ids}::uuid[]) and t.kind = 'whistle.objected'`.execute(executor)
  return new Map(rows.map(({ id, text }) => [id, text]))
}

const told: CallCommandType[] = [
  'acknowledge',
  'arrive',
  'leave',
  'object',
  'decide_objection',
  'release',
  'call_off',
]

/** Everything of one whistle that this actor may see, and what they may do now. The caller has checked that it is readable. */
export async function whistleDetail(house: House, actor: Actor, id: string) {
  const whistle = await getWhistle(house.db, id)
  const rules = await house.rulesOf(whistle.policyHash)
  const calls = await callsOf(house.db, [id])
  const ids = calls.map((call) => call.id)
  const [matter, parts, objections, judgements, names, whys, reasons, story, parentReadable] =
    await Promise.all([
      aboutOf(house.db, whistle.matterId),
      partsOf(
        house.db,
        calls.map(({ matterId }) => matterId),
      ),
      objectionsOf(house.db, ids),
      judgementsOf(house.db, ids),
      namesOf(
        house.db,
        calls.flatMap(({ comesId, arrivedId }) => [comesId, arrivedId]),
      ),
      whysOf(house.db, ids),
      reasonsOf(house.db, ids),
      storyOf(house.db, [id, ...ids]),
      mayRead(house.db, actor, whistle.matterId),
    ])
  const readableParts = new Set(
    (
      await Promise.all(
        calls.map(async (call) => ((await mayRead(house.db, actor, call.matterId)) ? call.matterId : null)),
      )
    ).filter(Boolean),
  )
  const kind = rules.whistle_kinds.find((each) => each.id === whistle.kind)
  const now = house.now()
  const ours = dutiesFor(actor, 'whistle.blow').some(
    ({ duty }) => duty.organisationId === whistle.organisationId,
  )
  const presentCall = (call: LoadedCall) => {
    const objection = objections.get(call.id) ?? null
    const part = parts.get(call.matterId)!
    const { standing } = callStanding(actor, aroundOf(whistle, call), rules)
    const allowed = told.filter(
      (type) => guards[type](call, standing, { objection, partState: call.partState }) === null,
    )
    const over = call.endedAt !== null
    const judged = (side: string) => judgements.find((each) => each.callId === call.id && each.side === side)
    const byCaller = judged('caller')
    const byCalled = judged('called')
    const ground = rules.whistle_objection.grounds.find((each) => each.id === objection?.ground)
    return {
      id: call.id,
      version: call.version,
      organisation: { id: call.organisationId, name: call.organisationName },
      state: call.state,
      state_words: callStateWords[call.state],
      task: part.task,
      part: {
        id: part.id,
        number: part.number,
        state: part.state,
        state_words: stateWords[part.state],
        version: part.version,
        due_at: iso(part.dueAt),
        answer: part.answer,
        may_read: readableParts.has(part.id),
        may_answer: standing.called && ['signed', 'in_hand'].includes(part.state),
        may_accept: standing.caller && part.state === 'answered',
      },
      called_at: call.calledAt.toISOString(),
      acknowledge_due_at: call.acknowledgeDueAt.toISOString(),
      arrive_due_at: call.arriveDueAt.toISOString(),
      due_at: iso(call.dueAt),
      waits_for: call.step,
      why: whys.get(call.id) ?? null,
      late: call.dueAt !== null && call.dueAt < now,
      acknowledged_at: iso(call.acknowledgedAt),
      comes: call.comesId ? { id: call.comesId, name: names.get(call.comesId) ?? '' } : null,
      arrived_at: iso(call.arrivedAt),
      arrived_way: call.arrivedWay ? wayWords[call.arrivedWay]! : null,
      arrived_metres: standing.caller || standing.called ? call.arrivedMetres : null,
      in_time: call.inTime,
      times_left: call.timesLeft,
      designated: call.designated,
      escalated: call.escalated,
      ended_at: iso(call.endedAt),
      objection: objection
        ? {
            ground: { zh: ground?.zh ?? objection.ground, en: ground?.en ?? objection.ground },
            reason: reasons.get(call.id) ?? null,
            made_at: objection.madeAt.toISOString(),
            due_at: objection.dueAt.toISOString(),
            outcome: objection.outcome,
          }
        : null,
      judged: {
        caller: byCaller
          ? { did: byCaller.did, solved: byCaller.solved, proposal: byCaller.proposal, text: byCaller.text }
          : null,
        called: byCalled ? { fair: byCalled.fair, text: byCalled.text } : null,
      },
      mine: standing.called,
      actions: [
        ...allowed.filter((type) => type !== 'arrive'),
        ...(allowed.includes('arrive') && standing.called
          ? ['arrive', ...(matter.lat === null ? [] : ['arrive_here'])]
          : []),
        ...(allowed.includes('arrive') && standing.caller ? ['arrive_for'] : []),
        ...(over &&
        standing.caller &&
        !byCaller &&
        call.state !== 'called_off' &&
        hasRight(rules, 'judge', whistle.organisationKind)
          ? ['judge_called', ...(hasRight(rules, 'propose', whistle.organisationKind) ? ['propose'] : [])]
          : []),
        ...(over && standing.called && !byCalled ? ['judge_caller'] : []),
      ],
    }
  }
  const running = whistle.state === 'running'
  const commands = ours && hasRight(rules, 'command', whistle.organisationKind)
  return {
    id: whistle.id,
    number: whistle.number,
    version: whistle.version,
    kind: {
      id: whistle.kind,
      zh: kind?.zh ?? whistle.kind,
      en: kind?.en ?? whistle.kind,
      urgent: kind?.urgent ?? false,
      unverified: kind?.unverified ?? false,
      source: kind?.source ?? '',
    },
    state: whistle.state,
    state_words: whistleStateWords[whistle.state]!,
    alone: whistle.alone,
    matter: {
      id: whistle.matterId,
      number: matter.number,
      title: matter.title,
      state_words: stateWords[matter.state],
      may_read: parentReadable,
    },
    caller: { id: whistle.organisationId, name: whistle.organisationName },
    place: { address: matter.address, area: matter.area, lat: matter.lat, lng: matter.lng },
    meet_at: whistle.meetAt,
    blown_at: whistle.blownAt.toISOString(),
    ended_at: iso(whistle.endedAt),
    calls: calls.map(presentCall),
    actions: running && commands ? ['code', 'instruct', 'call_more'] : [],
    grounds: rules.whistle_objection.grounds.map(({ id: groundId, zh, en }) => ({ id: groundId, zh, en })),
    story,
  }
}

export const aroundOf = (whistle: Whistle, call: { organisationId: string }) => ({
  callerId: whistle.organisationId,
  callerKind: whistle.organisationKind,
  calledId: call.organisationId,
})

async function aboutOf(executor: Executor, matterId: string) {
  const { rows } = await sql<{
    number: string
    title: string
    state: keyof typeof stateWords
    address: string | null
    area: string | null
    lat: number | null
    lng: number | null
  }>`
    select m.number, w.title, m.state, w.address, w.spot[1] as lat, w.spot[0] as lng,
      (select string_agg(a.name, ' ' order by nlevel(a.path)) from areas a where a.path @> m.area_path and a.kind not in ('city', 'district')) as area
    from matters m join matter_words w on w.matter_id = m.id where m.id = ${matterId}`.execute(executor)
  return rows[0]!
}

const shownFacts = [
  'way',
  'in_time',
  'again',
  'times',
  'ground',
  'upheld',
  'rung',
  'wait',
  'deed',
  'fair',
  'did',
  'solved',
  'proposal',
  'before_answer',
  'because',
  'state',
]

async function storyOf(executor: Executor, streams: string[]) {
  const { rows } = await sql<{
    at: Date
    kind: string
    organisation: string | null
    by: string | null
    byOrganisation: string | null
    text: string | null
    payload: Record<string, unknown>
  }>`
    select t.at, t.kind, called.name as organisation, p.name as by, o.name as "byOrganisation", tp.data->>'text' as text, t.payload
    from timeline t left join timeline_personal tp on tp.event_id = t.id left join people p on p.id = t.actor_id
    left join organisations o on o.id = t.actor_organisation_id
    left join organisations called on called.id = (t.payload->>'organisation')::uuid
    where t.stream = any(${streams}::uuid[]) order by t.id limit 400`.execute(executor)
  return rows.map(({ at, kind, organisation, by, byOrganisation, text, payload }) => ({
    at: at.toISOString(),
    kind,
    words: eventWords[kind] ?? { zh: kind, en: kind },
    organisation,
    by: [byOrganisation, by].filter(Boolean).join(' ') || null,
    text,
    details: Object.fromEntries(
      shownFacts
        .filter((key) => payload[key] !== undefined && payload[key] !== null)
        .map((key) => [key, payload[key]]),
    ),
  }))
}
