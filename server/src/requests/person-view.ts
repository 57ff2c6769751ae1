import { sql } from 'kysely'
import { runningOf } from '../kernel/deadlines/index.ts'
import { photosOf } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import { categoryOf } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { getMatter, outcomeWords, stateWords, stepWords } from '../matters/index.ts'
import { contactSeen } from './contact.ts'
import { originalSeenBy } from './original.ts'
import { lastWordsOf, stepsFor } from './steps.ts'

interface Row {
  title: string
  body: string
  address: string | null
  area: string | null
  ownerName: string
  ownerPhone: string | null
  handler: string | null
  followers: number
  judgedSolved: boolean | null
  judgedSatisfaction: string | null
  judgedAt: Date | null
}

/**
 * A matter as the person who asked may see it: their own words, who has it, by when and why then, what was done.
 * Never another person's data, never what was meant for the inside.
 * @param door where their photos and commands are reached, for instance `/api/requests/CODE`
 */
export async function personView(house: House, matterId: string, door: string, code: string | null) {
  const { matter } = await getMatter(house.db, matterId)
  const rules = await house.rulesOf(matter.policyHash)
  const original = await originalSeenBy(house, matter)
  const root = matter.state === 'following' && original ? original.rootId : matterId
  const [{ rows }, running, steps, words, photos, parts, contact] = await Promise.all([
    sql<Row>`
      select w.title, w.body, w.address,
        (select string_agg(a.name, ' ' order by nlevel(a.path)) from areas a where a.path @> m.area_path and a.kind <> 'city') as area,
        o.name as "ownerName", o.phone as "ownerPhone", (select p.name from people p where p.id = m.handler_id) as handler,
        (select count(*)::int from matters f where f.original_id = m.id) as followers,
        j.solved as "judgedSolved", j.satisfaction as "judgedSatisfaction", j.created_at as "judgedAt"
      from matters m join matter_words w on w.matter_id = m.id
      join organisations o on o.id = (select owner_id from matters where id = ${root})
      left join lateral (select * from judgements where matter_id = m.id order by round desc limit 1) j on true
      where m.id = ${matterId}`.execute(house.db),
    runningOf(house.db, root),
    stepsFor(house.db, matterId, original),
    lastWordsOf(house.db, matterId),
    photosOf(house.db, matterId),
    sql<{ owner: string; state: keyof typeof stateWords }>`
      select o.name as owner, p.state from matters p join organisations o on o.id = p.owner_id
      where p.parent_id = ${root} and p.outcome is distinct from 'recalled' order by p.created_at`.execute(
      house.db,
    ),
    contactSeen(house, matterId),
  ])
  const row = rows[0]!
  const now = house.now()
  const reopenUntil = matter.closedAt
    ? new Date(matter.closedAt.getTime() + reopeningLength(rules.reopening))
    : null
  const grade = rules.satisfaction.find(({ id }) => id === row.judgedSatisfaction)
  const category = matter.category ? categoryOf(rules, matter.category) : undefined
  return {
    code,
    number: matter.number,
    state: matter.state,
    state_words: stateWords[matter.state],
    title: row.title,
    text: row.body,
    kind: matter.requestKind,
    category: category ? { zh: category.zh, en: category.en } : null,
    place: { address: row.address, area: row.area },
    owner: { name: row.ownerName, phone: row.ownerPhone, handler: row.handler },
    deadline: running
      ? {
          step: running.step,
          step_words: stepWords[running.step] ?? { zh: running.step, en: running.step },
          due_at: running.dueAt.toISOString(),
          overdue: running.dueAt < now,
          explanation: running.explanation as { zh: string; en: string },
        }
      : null,
    created_at: matter.createdAt.toISOString(),
    outcome: matter.outcome,
    outcome_words: matter.outcome ? outcomeWords[matter.outcome] : null,
    reopen_until: reopenUntil?.toISOString() ?? null,
    answer: words.answer,
    timeline: steps.items,
    timeline_earlier: steps.earlier,
    photos: [...photos.filter(({ visibility }) => visibility !== 'staff'), ...(original?.photos ?? [])].map(
      ({ id, purpose, visibility, mayShow, subjectId }) => ({
        id,
        url: `${door}/photos/${id}`,
        thumb: `${door}/photos/${id}?size=thumb`,
        purpose,
        by_person: purpose === 'before',
        /** Whether people nearby may see it: agreed to, and opened by the desk. */
        may_show: purpose === 'before' && (mayShow || visibility === 'public'),
        shown: visibility === 'public',
        of_original: subjectId !== matterId,
      }),
    ),
    parts: parts.rows.map(({ owner, state }) => ({ owner, state, state_words: stateWords[state] })),
    followers: row.followers,
    contact,
    judgement:
      row.judgedSolved === null
        ? null
        : {
            solved: row.judgedSolved,
            satisfaction: row.judgedSatisfaction,
            satisfaction_words: { zh: grade?.zh ?? '', en: grade?.en ?? '' },
            comment: words.comment,
            at: row.judgedAt?.toISOString() ?? null,
          },
    can: {
      judge: matter.state === 'answered',
      reopen: matter.state === 'closed' && reopenUntil !== null && now <= reopenUntil,
      add_words: matter.state !== 'closed',
    },
    satisfaction_grades: rules.satisfaction.map(({ id, zh, en }) => ({ id, zh, en })),
  }
}

function reopeningLength({ limit, clock }: { limit: number; clock: string }): number {
  return clock === 'minutes' ? limit * 60_000 : clock === 'hours' ? limit * 3_600_000 : limit * 86_400_000
}

export const unknownCode = () =>
  new Problem('not_found', {
    zh: '没有找到，请核对查询码',
    en: 'Nothing was found for this code; please check it',
  })
