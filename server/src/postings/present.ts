import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type PaperPoll, paperPollsOf } from '../kernel/paper-polls/index.ts'
import { type Actor, dutiesFor, dutyReaching } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { outcomeWords, type State, stateWords } from '../matters/index.ts'
import type { LeaveState } from './rules.ts'
import { ofSender, ofVillage, type Posting } from './store.ts'
import { givingDuty } from './tasks.ts'
import { lackingOf, takersOf } from './term.ts'

interface Row {
  id: string
  zh: string
  en: string
  source: string
  unverified?: boolean
}
export const presentTerm = ({ id, zh, en, source, unverified }: Row) => ({
  id,
  zh,
  en,
  source,
  unverified: unverified ?? false,
})

export function presentPosting(posting: Posting, rules: Rules, now: Date) {
  const kind = rules.posting_kinds.find(({ id }) => id === posting.kind)
  return {
    id: posting.id,
    person: { id: posting.personId, name: posting.person },
    sender: { id: posting.senderId, name: posting.sender },
    village: { id: posting.villageId, name: posting.village },
    area: posting.area,
    kind: presentTerm(kind ?? { id: posting.kind, zh: posting.kind, en: posting.kind, source: '' }),
    team: posting.team,
    from: posting.from,
    until: posting.until,
    state: posting.state,
    over: posting.state === 'running' && posting.until < shanghaiDate(now),
    ended_on: posting.endedOn,
    ended_as: posting.endedAs,
    version: posting.version,
  }
}

/** Whether an organisation of this person sends people itself, and not only leads those who are there. */
export const maySend = (actor: Actor, rules: Rules): boolean =>
  dutiesFor(actor, 'posting.lead').some(({ duty }) =>
    rules.posting_making.makers.includes(duty.organisationKind),
  )

async function tasksOf(house: House, id: string) {
  const { rows } = await sql<{
    matter_id: string
    number: string
    title: string
    given_by: string
    state: State
    due_at: Date | null
    outcome: keyof typeof outcomeWords | null
  }>`
    select m.id as matter_id, m.number, w.title, o.name as given_by, m.state, m.due_at, m.outcome
    from posting_tasks t join matters m on m.id = t.matter_id join matter_words w on w.matter_id = m.id
    join organisations o on o.id = m.desk_id where t.posting_id = ${id} order by (m.step is null), t.given_at desc limit 200`.execute(
    house.db,
  )
  const now = house.now()
  return rows.map(({ outcome, ...row }) => ({
    ...row,
    state_words: row.state === 'closed' && outcome ? outcomeWords[outcome] : stateWords[row.state],
    due_at: row.due_at?.toISOString() ?? null,
    overdue: row.due_at !== null && row.due_at < now,
  }))
}

async function leavesOf(house: House, id: string, showsReasons: boolean) {
  const { rows } = await sql<{
    id: string
    from: string
    until: string
    state: LeaveState
    reason: string
    decision_words: string | null
    asked_at: Date
    due: Date | null
    back_on: string | null
  }>`
    select l.id, l.from_day::text as "from", l.until_day::text as until, l.state, l.reason, l.decision_words, l.asked_at,
      l.back_on::text as back_on, (select d.due_at from deadlines d where d.subject_id = l.id and d.ended_at is null
        and d.step = 'posting.leave_answer') as due
    from posting_leaves l where l.posting_id = ${id} order by l.from_day desc, l.id desc limit 50`.execute(
    house.db,
  )
  return rows.map(({ due, asked_at, reason, decision_words, ...row }) => ({
    ...row,
    reason: showsReasons ? reason : null,
    decision_words: showsReasons ? decision_words : null,
    asked_at: asked_at.toISOString(),
    answer_due_at: due?.toISOString() ?? null,
  }))
}

/** While it is open nobody sees how it stands; where too few answered, nobody sees who thought what. */
function presentPoll(poll: PaperPoll, least: number) {
  const returned = poll.satisfied + poll.dissatisfied + poll.unsure
  const isOpen = poll.closedAt === null
  const hides = isOpen || returned < least
  return {
    id: poll.id,
    opened_at: poll.openedAt.toISOString(),
    closed_at: poll.closedAt?.toISOString() ?? null,
    issued: poll.issued,
    returned: isOpen ? null : returned,
    satisfied: hides ? null : poll.satisfied,
    dissatisfied: hides ? null : poll.dissatisfied,
    unsure: hides ? null : poll.unsure,
  }
}

const eventWords: Record<string, { zh: string; en: string }> = {
  'posting.made': { zh: '派出', en: 'Sent' },
  'posting.planned': { zh: '定了到村日期', en: 'Decided, with its first day' },
  'posting.begun': { zh: '到村', en: 'Begun' },
  'posting.called_off': { zh: '取消派出', en: 'Called off' },
  'posting.not_begun': { zh: '没有到村', en: 'Did not begin' },
  'posting.extended': { zh: '延长任期', en: 'Extended' },
  'posting.ended': { zh: '结束', en: 'Ended' },
  'posting.task_given': { zh: '交办任务', en: 'Task given' },
  'posting.visited': { zh: '走访', en: 'Visit written down' },
  'posting.wish_brought': { zh: '把走访中的诉求登记为事项', en: 'A wish from a visit became a matter' },
  'posting.leave_asked': { zh: '请假', en: 'Leave asked for' },
  'posting.leave_decided': { zh: '答复请假', en: 'Leave answered' },
  'posting.leave_withdrawn': { zh: '收回请假', en: 'Leave taken back' },
  'posting.leave_ended': { zh: '销假', en: 'Back from leave' },
  'posting.leave_unanswered': { zh: '请假没有按时答复', en: 'Leave not answered in time' },
  'posting.poll_opened': { zh: '开始群众评议', en: 'Villagers’ poll opened' },
  'posting.poll_closed': { zh: '群众评议结束', en: 'Villagers’ poll closed' },
  'posting.assessed': { zh: '派出单位评价', en: 'Assessed by the sending unit' },
  'posting.term_warned': { zh: '任期提醒', en: 'Reminder of the term' },
}
/** Words of these stand in the history; reasons of a leave do not. */
const toldAloud = ['posting.extended', 'posting.ended', 'posting.called_off', 'posting.not_begun']

async function historyOf(house: House, id: string) {
  const { rows } = await sql<{ kind: string; at: Date; by: string | null; text: string | null }>`
    select t.kind, t.at, p.name as by, case when t.kind = any(${toldAloud}) then tp.data->>'text' end as text
    from timeline t left join people p on p.id = t.actor_id left join timeline_personal tp on tp.event_id = t.id
    where t.stream = ${id} and t.kind <> 'posting.visited' order by t.seq desc limit 100`.execute(house.db)
  return rows.map((row) => ({
    ...row,
    ...(eventWords[row.kind] ?? { zh: row.kind, en: row.kind }),
    at: row.at.toISOString(),
  }))
}

/** Everything of one posting that somebody who may read it sees, and what they may do. */
export async function postingDetail(house: House, actor: Actor, posting: Posting) {
  const rules = await house.rulesNow()
  const isOwn = posting.personId === actor.personId
  const leads = !isOwn && dutyReaching(actor, 'posting.lead', ofVillage(posting)) !== undefined
  const assesses = !isOwn && dutyReaching(actor, 'posting.assess', ofSender(posting)) !== undefined
  const running = posting.state === 'running'
  const hasBegun = running || posting.state === 'ended'
  const [tasks, leaves, polls, history, lacking, takers, successor] = await Promise.all([
    tasksOf(house, posting.id),
    leavesOf(house, posting.id, isOwn || leads),
    paperPollsOf(house.db, posting.id),
    historyOf(house, posting.id),
    running && leads ? lackingOf(house, house.db, posting) : [],
    running && leads ? takersOf(house, posting) : [],
    sql<{ id: string }>`select id from postings where replaces_id = ${posting.id}`.execute(house.db),
  ])
  const grade = rules.posting_grades.find(({ id }) => id === posting.senderGrade)
  const least = rules.small_groups.least_people
  return {
    ...presentPosting(posting, rules, house.now()),
    ended_because: posting.endedBecause,
    extensions: posting.extensions,
    replaces: posting.replacesId,
    replaced_by: successor.rows[0]?.id ?? null,
    tasks,
    leaves,
    polls: polls.map((poll) => presentPoll(poll, least)),
    least_shown: least,
    poll_rule: {
      least_returned: rules.posting_making.poll_least_returned,
      within_days: rules.posting_making.poll_within_days,
      source: rules.posting_making.source,
      unverified: rules.posting_making.unverified ?? false,
    },
    assessed:
      posting.senderGrade && (isOwn || leads || assesses)
        ? {
            grade: { zh: grade?.zh ?? posting.senderGrade, en: grade?.en ?? posting.senderGrade },
            words: posting.senderWords ?? '',
            at: posting.senderGradedAt!.toISOString(),
          }
        : null,
    lacking,
    takers,
    history,
    may: {
      lead: leads && hasBegun,
      make: leads && running && maySend(actor, rules),
      call_off: leads && posting.state === 'planned' && maySend(actor, rules),
      give: running && !isOwn && givingDuty(actor, posting) !== undefined,
      assess: assesses && hasBegun && posting.senderGrade === null,
      own: isOwn && running,
    },
  }
}

/** Visits, the latest first; what became of a wish is said in two words, its content stays with the matter. */
export async function visitsOf(house: House, id: string, after: string | undefined, limit: number) {
  const { rows } = await sql<{
    id: string
    day: string
    area: string
    households: number | null
    words: string
    number: string | null
    owner: string | null
    state: State | null
    outcome: keyof typeof outcomeWords | null
  }>`
    select v.id, v.day::text as day, a.name as area, v.households, v.words, m.number, o.name as owner, m.state, m.outcome
    from posting_visits v join areas a on a.id = v.area_id left join matters m on m.id = v.matter_id
    left join organisations o on o.id = m.owner_id
    where v.posting_id = ${id}
      ${after ? sql`and (v.day, v.id) < (select day, id from posting_visits where id = ${after}::uuid)` : sql``}
    order by v.day desc, v.id desc limit ${limit + 1}`.execute(house.db)
  const items = rows.slice(0, limit).map(({ number, owner, state, outcome, ...visit }) => ({
    ...visit,
    wish: number
      ? {
          number,
          owner: owner ?? '',
          state_words: state === 'closed' && outcome ? outcomeWords[outcome] : stateWords[state!],
        }
      : null,
  }))
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}
