import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type PaperPoll, paperPollsOf } from '../kernel/paper-polls/index.ts'
import { type Actor, dutyReaching } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { outcomeWords, type State, stateWords } from '../matters/index.ts'
import { progressOf } from './progress.ts'
import { lacks, pollOutcome, type Reason } from './rules.ts'
import { subjectOf, type WeakCase } from './store.ts'

const eventWords: Record<string, { zh: string; en: string }> = {
  'weak.proposed': { zh: '按事实列为候选', en: 'Proposed by facts' },
  'weak.listed': { zh: '确认列入', en: 'Listed' },
  'weak.rejected': { zh: '查明不列入', en: 'Looked into and not listed' },
  'weak.planned': { zh: '制定整顿计划', en: 'Plan written' },
  'weak.milestone_set': { zh: '交办任务', en: 'Milestone set' },
  'weak.poll_opened': { zh: '开始群众评议', en: 'Residents’ poll opened' },
  'weak.poll_closed': { zh: '群众评议结束', en: 'Residents’ poll closed' },
  'weak.accepted': { zh: '验收销号', en: 'Accepted and taken off the list' },
  'weak.released': { zh: '观察期满', en: 'Watched to the end' },
  'weak.listed_again': { zh: '复查后重新列入', en: 'Listed again after a re-check' },
}

export function presentReasons(reasons: Reason[], rules: Rules) {
  return reasons.map((reason) => {
    const row = rules.weak_situations.find(({ id }) => id === reason.situation)
    return {
      ...reason,
      zh: row?.zh ?? reason.situation,
      en: row?.en ?? reason.situation,
      unverified: row?.unverified ?? false,
      rule_source: row?.source ?? '',
    }
  })
}

export function presentCase(found: WeakCase, rules: Rules, now: Date) {
  return {
    id: found.id,
    branch: { id: found.branchId, name: found.branchName },
    area: found.areaName,
    state: found.state,
    version: found.version,
    reasons: presentReasons(found.reasons, rules),
    opened_at: found.openedAt.toISOString(),
    due_on: found.dueOn,
    overdue: found.state === 'listed' && found.dueOn !== null && found.dueOn < shanghaiDate(now),
    watch_until: found.watchUntil,
  }
}

/** While it is open nobody sees how it stands. */
function presentPoll(poll: PaperPoll, rules: Rules) {
  const open = poll.closedAt === null
  const { returned, passed } = pollOutcome(poll, rules.rectification)
  return {
    id: poll.id,
    opened_at: poll.openedAt.toISOString(),
    closed_at: poll.closedAt?.toISOString() ?? null,
    issued: poll.issued,
    returned: open ? null : returned,
    satisfied: open ? null : poll.satisfied,
    dissatisfied: open ? null : poll.dissatisfied,
    unsure: open ? null : poll.unsure,
    passed: open ? null : passed,
  }
}

async function helpersOf(house: House, id: string, rules: Rules) {
  const { rows } = await sql<{
    kind: string
    personId: string | null
    person: string | null
    organisationId: string | null
    organisation: string | null
  }>`
    select h.kind, h.person_id as "personId", p.name as person, h.organisation_id as "organisationId", o.name as organisation
    from weak_helpers h left join people p on p.id = h.person_id left join organisations o on o.id = h.organisation_id
    where h.case_id = ${id}`.execute(house.db)
  return rules.weak_helpers.map(({ id: kind, zh, en }) => {
    const row = rows.find((each) => each.kind === kind)
    return {
      kind,
      zh,
      en,
      person: row?.personId ? { id: row.personId, name: row.person ?? '' } : null,
      organisation: row?.organisationId ? { id: row.organisationId, name: row.organisation ?? '' } : null,
    }
  })
}

async function milestonesOf(house: House, id: string) {
  const { rows } = await sql<{
    matter_id: string
    number: string
    title: string
    owner: string
    state: State
    due_at: Date | null
    outcome: keyof typeof outcomeWords | null
  }>`
    select m.id as matter_id, m.number, w.title, o.name as owner, m.state, m.due_at, m.outcome
    from weak_milestones s join matters m on m.id = s.matter_id join matter_words w on w.matter_id = m.id
    join organisations o on o.id = m.owner_id where s.case_id = ${id} order by s.created_at, m.number`.execute(
    house.db,
  )
  const now = house.now()
  return rows.map((row) => ({
    ...row,
    state_words: row.state === 'closed' && row.outcome ? outcomeWords[row.outcome] : stateWords[row.state],
    due_at: row.due_at?.toISOString() ?? null,
    overdue: row.due_at !== null && row.due_at < now,
  }))
}

async function historyOf(house: House, id: string) {
  const { rows } = await sql<{ kind: string; at: Date; by: string | null; text: string | null }>`
    select t.kind, t.at, p.name as by, tp.data->>'text' as text from timeline t left join people p on p.id = t.actor_id
    left join timeline_personal tp on tp.event_id = t.id where t.stream = ${id} order by t.seq`.execute(
    house.db,
  )
  return rows.map((row) => ({
    ...row,
    ...(eventWords[row.kind] ?? { zh: row.kind, en: row.kind }),
    at: row.at.toISOString(),
  }))
}

/** Everything of one case that somebody who may read it sees. */
export async function caseDetail(house: House, actor: Actor, found: WeakCase) {
  const rules = await house.rulesNow()
  const [helpers, milestones, polls, history, progress] = await Promise.all([
    helpersOf(house, found.id, rules),
    milestonesOf(house, found.id),
    paperPollsOf(house.db, found.id),
    historyOf(house, found.id),
    progressOf(house.db, rules, found),
  ])
  const { source, unverified, longest_months, watch_months, poll_least_returned, poll_pass_percent } =
    rules.rectification
  return {
    ...presentCase(found, rules, house.now()),
    refreshed_at: found.refreshedAt.toISOString(),
    decided: found.decidedAt
      ? { by: found.decidedBy, at: found.decidedAt.toISOString(), reason: found.decisionReason ?? '' }
      : null,
    accepted_at: found.acceptedAt?.toISOString() ?? null,
    plan: found.plan,
    helpers,
    milestones,
    polls: polls.map((poll) => presentPoll(poll, rules)),
    lacking: found.state === 'listed' ? lacks(progress, rules.rectification) : [],
    rule: {
      longest_months,
      watch_months,
      poll_least_returned,
      poll_pass_percent,
      source,
      unverified: unverified ?? false,
    },
    history,
    may_decide:
      dutyReaching(actor, 'weak.decide', subjectOf(found)) !== undefined &&
      !actor.duties.some(({ organisationId }) => organisationId === found.branchId),
  }
}
