import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Counts, lockWords, unlockWords } from '../kernel/locked/index.ts'
import { notifyEach } from '../kernel/notices/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { type Standing, standingIn } from './access.ts'
import { mayGrade, mayWriteSelf, type Round, stageOf, stillToGrade } from './appraisal-rules.ts'
import { belongingTo } from './membership-door.ts'
import { type Gathering, getGathering, kindNow, lockGathering, refused, tellOf } from './store.ts'

export interface SelfAssessment {
  words: string
  grade: string
}
export interface Grading {
  grade: string
  words: string
}

interface Kept {
  id: string
  personId: string
  selfLocked: Buffer | null
  gradeLocked: Buffer | null
  selfWords: string | null
  selfGrade: string | null
  grade: string | null
  gradeWords: string | null
  settledAt: Date | null
  version: number
}

const keptColumns = sql`p.id, p.person_id as "personId", p.self_locked as "selfLocked", p.grade_locked as "gradeLocked",
  p.self_words as "selfWords", p.self_grade as "selfGrade", p.grade, p.grade_words as "gradeWords", p.settled_at as "settledAt", p.version`

/** One member in an appraisal, opened for somebody who may read it. */
export interface Appraised {
  personId: string
  name: string
  self: SelfAssessment | null
  grading: Grading | null
  voted: number
  votersDue: number
  counts: Counts | null
  version: number
}

export interface AppraisalRound extends Round {
  people: Appraised[]
  committee: string[]
}

const selfOf = (house: House, kept: Kept | undefined): SelfAssessment | null =>
  kept?.selfLocked
    ? unlockWords<SelfAssessment>(house, `self ${kept.id}`, kept.selfLocked)
    : kept?.selfGrade
      ? { words: kept.selfWords ?? '', grade: kept.selfGrade }
      : null
const gradingOf = (house: House, kept: Kept | undefined): Grading | null =>
  kept?.gradeLocked
    ? unlockWords<Grading>(house, `grade ${kept.id}`, kept.gradeLocked)
    : kept?.grade
      ? { grade: kept.grade, words: kept.gradeWords ?? '' }
      : null

/** The whole of one appraisal. Whoever answers with it takes out what the one who asks may not read. */
export async function roundOf(
  house: House,
  executor: Executor,
  gathering: Gathering,
): Promise<AppraisalRound> {
  const { rows: members } = await sql<{
    personId: string
    name: string
    state: string | null
    counts: Counts | null
    voted: number
    votersDue: number
  }>`
    select a.person_id as "personId", p.name, v.state, v.counts, coalesce(v.voters_due, r.due, 0) as "votersDue",
      coalesce(v.voted, r.used, 0) as voted
    from gathering_attendees a join people p on p.id = a.person_id
      left join gathering_votes v on v.gathering_id = a.gathering_id and v.about_person_id = a.person_id
      left join lateral (select count(*)::int as due, count(*) filter (where used)::int as used
        from gathering_vote_rights where vote_id = v.id) r on true
    where a.gathering_id = ${gathering.id} and a.should_attend order by p.name, a.person_id`.execute(executor)
  const { rows: kept } = await sql<Kept>`select ${keptColumns} from gathering_appraisals p
    where p.gathering_id = ${gathering.id}`.execute(executor)
  const byPerson = new Map(kept.map((each) => [each.personId, each]))
  const committee = (await belongingTo(executor, gathering.organisationId, house.now()))
    .filter(({ inCommittee }) => inCommittee)
    .map(({ personId }) => personId)
  return {
    state: gathering.state,
    votes: members.filter(({ state }) => state).length,
    votesOpen: members.filter(({ state }) => state === 'open').length,
    settled: kept.some(({ settledAt }) => settledAt !== null),
    committee,
    people: members.map(({ personId, name, counts, voted, votersDue }) => ({
      personId,
      name,
      self: selfOf(house, byPerson.get(personId)),
      grading: gradingOf(house, byPerson.get(personId)),
      counts,
      voted,
      votersDue,
      version: byPerson.get(personId)?.version ?? 0,
    })),
  }
}

/** An appraisal, for one who takes part in it. @throws Problem `not_found` for everybody else, whatever their duty */
export async function appraisalFor(
  house: House,
  executor: Executor,
  actor: Actor,
  gatheringId: string,
): Promise<{ gathering: Gathering; standing: Standing; round: AppraisalRound; inCommittee: boolean }> {
  const rules = await house.rulesNow()
  const gathering = await getGathering(executor, gatheringId)
  const kind = kindNow(rules, gathering)
  const standing = await standingIn(executor, gathering, kind, actor)
  const round = await roundOf(house, executor, gathering)
  const inCommittee = actor.personId !== null && round.committee.includes(actor.personId)
  if (!kind.appraisal || (!standing.attendee?.shouldAttend && !inCommittee))
    throw new Problem('not_found', { zh: '没有这次评议', en: 'There is no such appraisal' })
  return { gathering, standing, round, inCommittee }
}

async function requireGrade(house: House, grade: string): Promise<void> {
  const { appraisal_grades: grades } = await house.rulesNow()
  if (!grades.some(({ id }) => id === grade))
    throw new Problem('input.invalid', { zh: '规则里没有这个档次', en: 'The rules know no such grade' })
}

/** One row for one member, with the version that was seen. */
async function keep(
  tx: Work,
  gatheringId: string,
  personId: string,
  seen: number,
  lockedWith: (id: string) => { self?: Buffer; grade?: Buffer; by?: string; at: Date },
): Promise<void> {
  const { rows } = await sql<{ id: string; version: number }>`select id, version from gathering_appraisals
    where gathering_id = ${gatheringId} and person_id = ${personId} for update`.execute(tx)
  const version = rows[0]?.version ?? 0
  if (version !== seen) throw new Problem('conflict.changed', { extra: { version, seen } })
  const id = rows[0]?.id ?? randomUUID()
  const { self, grade, by, at } = lockedWith(id)
  await sql`
    insert into gathering_appraisals as k (id, gathering_id, person_id, self_locked, self_written_at, grade_locked, graded_by, graded_at)
    values (${id}, ${gatheringId}, ${personId}, ${self ?? null}, ${self ? at : null}, ${grade ?? null}, ${by ?? null}, ${grade ? at : null})
    on conflict (gathering_id, person_id) do update set version = k.version + 1,
      self_locked = coalesce(excluded.self_locked, k.self_locked), self_written_at = coalesce(excluded.self_written_at, k.self_written_at),
      grade_locked = coalesce(excluded.grade_locked, k.grade_locked), graded_by = coalesce(excluded.graded_by, k.graded_by),
      graded_at = coalesce(excluded.graded_at, k.graded_at), words_gone_at = null`.execute(tx)
}

/** 个人自评: before the others rate. */
export async function writeSelf(
  house: House,
  actor: Actor,
  gatheringId: string,
  said: SelfAssessment,
  seen: number,
): Promise<void> {
  await requireGrade(house, said.grade)
  await house.db.transaction().execute(async (tx) => {
    await lockGathering(tx, gatheringId)
    const { gathering, standing, round } = await appraisalFor(house, tx, actor, gatheringId)
    const me = standing.attendee
    if (!me?.shouldAttend || !actor.personId)
      throw new Problem('permission.denied', { zh: '您不在这次评议之列', en: 'You are not appraised here' })
    if (!mayWriteSelf(round))
      throw refused(
        'appraisal.self_over',
        '互评已经开始，自评不能再改',
        'Rating has begun; a self-assessment is not changed any more',
      )
    const words = { words: said.words.trim(), grade: said.grade }
    await keep(tx, gatheringId, actor.personId, seen, (id) => ({
      self: lockWords(house, `self ${id}`, words),
      at: house.now(),
    }))
    await tellOf(house, tx, gathering, null, [{ kind: 'gathering.self_appraised', payload: {} }])
  })
}

/** 组织评定: by one of the committee, never about themselves, once the others have rated. */
export async function gradeMember(
  house: House,
  actor: Actor,
  gatheringId: string,
  personId: string,
  grading: Grading,
  seen: number,
): Promise<void> {
  await requireGrade(house, grading.grade)
  await house.db.transaction().execute(async (tx) => {
    await lockGathering(tx, gatheringId)
    const { gathering, round, inCommittee } = await appraisalFor(house, tx, actor, gatheringId)
    if (!round.people.some((each) => each.personId === personId))
      throw new Problem('not_found', { zh: '这位不在评议之列', en: 'They are not appraised here' })
    if (!inCommittee || actor.personId === personId)
      throw new Problem('permission.denied', {
        reason: 'appraisal.not_yours_to_grade',
        zh: '评定由支部委员作出，自己的由其他委员评定',
        en: 'Grades are given by the committee; your own by another of it',
      })
    if (!mayGrade(round, { personId: actor.personId, inCommittee }, personId))
      throw refused(
        'appraisal.stage',
        '互评结束后、公布结果前才能评定',
        'Grades are given after the members have rated and before it is settled',
      )
    const words = { grade: grading.grade, words: grading.words.trim() }
    await keep(tx, gatheringId, personId, seen, (id) => ({
      grade: lockWords(house, `grade ${id}`, words),
      by: actor.personId!,
      at: house.now(),
    }))
    await tellOf(house, tx, gathering, actor, [{ kind: 'gathering.appraisal_graded', payload: {} }])
  })
}

/** Opens each member's result to that member; afterwards nothing of it changes. */
export async function settleAppraisal(house: House, actor: Actor, gatheringId: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    await lockGathering(tx, gatheringId)
    const { gathering, standing, round } = await appraisalFor(house, tx, actor, gatheringId)
    if (!standing.holds)
      throw new Problem('permission.denied', {
        zh: '由召集单位公布结果',
        en: 'The organisation that holds it settles it',
      })
    if (stageOf(round) !== 'grading')
      throw refused(
        'appraisal.stage',
        '互评结束后才能公布结果，公布后不再改',
        'It is settled after the members have rated, and once',
      )
    const missing = stillToGrade(
      round.people.map(({ personId, grading }) => ({ personId, graded: grading !== null })),
      round.committee,
    ).length
    if (missing > 0)
      throw refused(
        'appraisal.not_graded',
        `还有 ${missing} 人没有评定`,
        `${missing} of the members have no grade yet`,
      )
    const settled = round.people.map(({ personId, self, grading }) => ({
      id: randomUUID(),
      person: personId,
      self_words: self?.words ?? null,
      self_grade: self?.grade ?? null,
      grade: grading?.grade ?? null,
      grade_words: grading?.words ?? null,
    }))
    await sql`
      insert into gathering_appraisals as k (id, gathering_id, person_id, settled_at, self_words, self_grade, grade, grade_words)
      select r.id, ${gatheringId}, r.person, ${house.now()}, r.self_words, r.self_grade, r.grade, r.grade_words
      from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as r (id uuid, person uuid, self_words text, self_grade text, grade text, grade_words text)
      on conflict (gathering_id, person_id) do update set settled_at = excluded.settled_at, self_locked = null, grade_locked = null,
        self_words = excluded.self_words, self_grade = excluded.self_grade, grade = excluded.grade, grade_words = excluded.grade_words,
        words_gone_at = null, version = k.version + 1`.execute(tx)
    await tellOf(house, tx, gathering, actor, [
      { kind: 'gathering.appraisal_settled', payload: { people: settled.length } },
    ])
    await notifyEach(
      tx,
      settled.map(({ person }) => ({
        personId: person,
        kind: 'gathering.appraisal_settled',
        subjectId: gatheringId,
        words: {
          zh: `“${gathering.title}”的结果可以看了，只有您自己看得到您的结果`,
          en: `Your result of “${gathering.title}” can be read; besides the committee you alone can`,
        },
        link: '/field/member/appraisals',
      })),
      house.now(),
    )
  })
}

/** Appraisals that somebody is or was part of, the newest first. */
export async function appraisalsOf(
  house: House,
  personId: string,
): Promise<{ gathering: Gathering; mine: Kept & { counts: Counts | null; votesBegun: boolean } }[]> {
  const rules = await house.rulesNow()
  const kinds = rules.gathering_kinds.filter(({ appraisal }) => appraisal).map(({ id }) => id)
  const { rows } = await sql<Kept & { gatheringId: string; counts: Counts | null; votesBegun: boolean }>`
    select g.id as "gatheringId", v.counts, v.id is not null as "votesBegun", ${keptColumns}
    from gathering_attendees a join gatherings g on g.id = a.gathering_id
      left join gathering_appraisals p on p.gathering_id = g.id and p.person_id = a.person_id
      left join gathering_votes v on v.gathering_id = g.id and v.about_person_id = a.person_id
    where a.person_id = ${personId} and a.should_attend and g.kind = any(${kinds}::text[])
      and g.state in ('called', 'running', 'held') order by g.day desc, g.id limit 20`.execute(house.db)
  return Promise.all(
    rows.map(async (mine) => ({ gathering: await getGathering(house.db, mine.gatheringId), mine })),
  )
}

export const openedFor = (house: House, kept: Kept) => ({
  self: selfOf(house, kept),
  grading: gradingOf(house, kept),
})

/** Words go when the rules' time has run out, also those of an appraisal that was never settled; grades stay. */
export async function forgetAppraisalWords(house: House): Promise<void> {
  const { gathering_practice: practice } = await house.rulesNow()
  await sql`update gathering_appraisals set self_words = null, grade_words = null, self_locked = null, grade_locked = null,
      words_gone_at = ${house.now()}
    where words_gone_at is null and coalesce(settled_at, graded_at, self_written_at)
      < ${house.now()}::timestamptz - make_interval(months => ${practice.appraisal_words_months})`.execute(
    house.db,
  )
}
