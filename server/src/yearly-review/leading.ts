import { randomUUID } from 'node:crypto'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import { sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Counts, lockCounts, unlockCounts } from '../kernel/locked/index.ts'
import { notify } from '../kernel/notices/index.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { openTask } from '../matters/index.ts'
import { partyOrganisation } from '../membership/index.ts'
import { gradersOf, handInBy, inOrder, mayOpen } from './rules.ts'
import { lockForLeading, type Report, type Round, reportsWhere, tellOf } from './store.ts'

const refused = (reason: string, zh: string, en: string) => new Problem('matter.refused', { reason, zh, en })
const byOf = (actor: Actor, organisationId: string) => ({ personId: actor.personId, organisationId })

/** Those who answer for an organisation of the party now. */
async function officers(tx: Work, house: House, organisationIds: string[], roles: string[]) {
  const { rows } = await sql<{ organisation: string; person: string }>`
    select distinct organisation_id as organisation, person_id as person from duties
    where organisation_id = any(${organisationIds}::uuid[]) and role = any(${roles}::text[])
      and active_from <= ${house.now()} and (active_to is null or active_to > ${house.now()})`.execute(tx)
  return rows
}
const everyOfficer = ['secretary', 'deputy_secretary', 'committee_member']

/** Asks the secretaries of all organisations directly below for their reports; once a year. @returns its id */
export async function openRound(
  house: House,
  actor: Actor,
  superiorId: string,
  year: number,
): Promise<string> {
  const superior = await partyOrganisation(house.db, superiorId)
  if (!superior || superior.ended || (superior.form !== 'committee' && superior.form !== 'general_branch'))
    throw new Problem('not_found', { zh: '没有这个党组织', en: 'There is no such party organisation' })
  const duty = requireReach(actor, 'review.lead', {
    organisationId: superior.id,
    organisationPath: superior.path,
    areaPath: superior.areaPath,
  })
  const rules = await house.rulesNow()
  const today = shanghaiDate(house.now())
  if (!mayOpen(year, today, rules.yearly_review))
    throw refused(
      'review.early',
      `${year}年的述职评议从${rules.yearly_review.from_month}月开始`,
      `The review of ${year} begins in month ${rules.yearly_review.from_month}`,
    )
  const id = randomUUID()
  await house.db.transaction().execute(async (tx) => {
    const { rows: below } = await sql<{ id: string }>`
      select o.id from organisations o join party_organisations b on b.organisation_id = o.id
      where o.parent_id = ${superior.id} and o.active_to is null and b.form <> 'group' order by o.code`.execute(
      tx,
    )
    if (below.length === 0)
      throw refused('review.nobody', '下面没有要述职的党组织', 'No organisation below it reports')
    const by = handInBy(year, today, rules.yearly_review)
    const head = await appendEvents(tx, {
      stream: id,
      streamKind: 'yearly_review',
      head: { seq: 0, hash: null },
      at: house.now(),
      actorId: actor.personId,
      actorOrganisationId: duty?.organisationId ?? null,
      digest: house.configuration.digest,
      events: [
        {
          kind: 'yearly_review.opened',
          payload: { superior: superior.id, year, reports: below.length, hand_in_by: by },
        },
      ],
    })
    const { rows: made } = await sql`
      insert into review_rounds (id, superior_id, superior_path, area_path, year, state, hand_in_by, grading, opened_by, opened_at, rules_hash, head_seq, head_hash)
      values (${id}, ${superior.id}, ${superior.path}::ltree, ${superior.areaPath}::ltree, ${year}, 'collecting', ${by}::date,
        ${rules.yearly_review.grading}, ${actor.personId}, ${house.now()}, ${rules.hash}, ${head.seq}, ${head.hash})
      on conflict (superior_id, year) do nothing returning id`.execute(tx)
    if (made.length === 0)
      throw new Problem('conflict.exists', {
        zh: `${year}年的述职评议已经开始了`,
        en: `The review of ${year} has begun already`,
      })
    await sql`insert into review_reports (id, round_id, organisation_id, place)
      select gen_random_uuid(), ${id}, u.id, u.place from unnest(${below.map((each) => each.id)}::uuid[]) with ordinality as u (id, place)`.execute(
      tx,
    )
    const secretaries = await officers(
      tx,
      house,
      below.map((each) => each.id),
      ['secretary'],
    )
    await notify(tx, {
      personIds: secretaries.map(({ person }) => person),
      kind: 'yearly_review.asked',
      subjectId: id,
      words: {
        zh: `${superior.name}开始${year}年述职评议，请在${by}前交述职；数字系统已经算好，您只写话`,
        en: `${superior.name} asks for your report on ${year} by ${by}; the figures are worked out, you write the words`,
      },
      link: '/field/member/reviews',
      at: house.now(),
    })
  })
  return id
}

/** The order of speaking. */
export async function arrange(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; order: string[] },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { round, leading } = await lockForLeading(tx, actor, id, 'arrange', said.version)
    const reports = await reportsWhere(tx, sql<boolean>`p.round_id = ${id}`)
    const order = inOrder(
      reports.map((each) => each.id),
      said.order,
    )
    await sql`update review_reports p set place = u.place
      from unnest(${order}::uuid[]) with ordinality as u (id, place) where p.id = u.id`.execute(tx)
    await tellOf(house, tx, round, byOf(actor, leading), [{ kind: 'yearly_review.arranged', payload: {} }])
  })
}

/** The meeting begins: who may grade which report is settled, all at once. Who has not handed in is not heard. */
export async function begin(house: House, actor: Actor, id: string, version: number): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { round, leading } = await lockForLeading(tx, actor, id, 'begin', version)
    const rules = await house.rulesOf(round.rulesHash)
    const all = await reportsWhere(tx, sql<boolean>`p.round_id = ${id}`)
    const reports = all.filter(({ handedInAt }) => handedInAt !== null)
    if (reports.length === 0)
      throw refused('review.nothing', '还没有人交述职', 'Nobody has handed a report in yet')
    if (reports.length < all.length && shanghaiDate(house.now()) <= round.handInBy)
      throw refused(
        'review.still_time',
        `还有 ${all.length - reports.length} 份没有交，${round.handInBy}以前都可以交；交齐了或过了这天再开会`,
        `${all.length - reports.length} may still be handed in until ${round.handInBy}; begin when all are in, or after that day`,
      )
    const { graders, peers_grade: peersGrade, least_grades: least } = rules.yearly_review
    const above = await officers(tx, house, [round.superiorId], [...graders])
    const below = await officers(
      tx,
      house,
      reports.map((each) => each.organisationId),
      everyOfficer,
    )
    const peers = peersGrade
      ? await officers(
          tx,
          house,
          reports.map((each) => each.organisationId),
          ['secretary'],
        )
      : []
    const entitled = [...above, ...peers].map(({ person }) => person)
    const none = Object.fromEntries(rules.yearly_review_grades.map((grade) => [grade.id, 0]))
    for (const report of reports) {
      const own = below.filter(({ organisation }) => organisation === report.organisationId)
      const people = gradersOf(
        entitled,
        own.map(({ person }) => person),
      )
      if (round.grading === 'secret' && people.length < least)
        throw refused(
          'review.few',
          `“${report.organisationName}”有权评议的不到 ${least} 人，不记名等于公开；请先登记上级党组织的委员`,
          `Fewer than ${least} may grade “${report.organisationName}”: secret would mean open. Register the committee above first`,
        )
      await sql`update review_reports set running_counts = ${lockCounts(house, report.id, none)}, graders = ${people.length}
        where id = ${report.id}`.execute(tx)
      await sql`insert into review_rights (report_id, person_id) select ${report.id}::uuid, unnest(${people}::uuid[])`.execute(
        tx,
      )
    }
    await tellOf(
      house,
      tx,
      round,
      byOf(actor, leading),
      [{ kind: 'yearly_review.begun', payload: { reports: reports.length } }],
      sql`state = 'meeting', begun_at = ${house.now()}`,
    )
  })
}

/** Its secretary has spoken. */
export async function hear(house: House, actor: Actor, reportId: string): Promise<void> {
  await withReport(house, actor, reportId, 'hear', async (tx, { round, report, leading }) => {
    if (!report.handedInAt || report.heardAt) return
    await sql`update review_reports set heard_at = ${house.now()}, version = version + 1 where id = ${report.id}`.execute(
      tx,
    )
    await tellOf(house, tx, round, byOf(actor, leading), [
      { kind: 'yearly_review.heard', payload: { organisation: report.organisationId } },
    ])
  })
}

/** Counts are opened, once; nobody grades any more. */
export async function closeGrading(house: House, actor: Actor, id: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { round, leading } = await lockForLeading(tx, actor, id, 'close_grading')
    const { rows } = await sql<{ id: string; name: string; running: Buffer; heard: boolean; used: number }>`
      select p.id, o.name, p.running_counts as running, p.heard_at is not null as heard,
        (select count(*) from review_rights g where g.report_id = p.id and g.used) as used
      from review_reports p join organisations o on o.id = p.organisation_id
      where p.round_id = ${id} and p.running_counts is not null order by p.id for update of p`.execute(tx)
    const silent = rows.find(({ heard }) => !heard)
    if (silent)
      throw refused(
        'review.not_heard',
        `“${silent.name}”还没有述职`,
        `“${silent.name}” has not been heard yet`,
      )
    for (const { id: report, running, used } of rows) {
      const counts: Counts = unlockCounts(house, report, running)
      await sql`update review_reports set running_counts = null, counts = ${JSON.stringify(counts)}::jsonb, graded = ${used},
        version = version + 1 where id = ${report}`.execute(tx)
    }
    await tellOf(
      house,
      tx,
      round,
      byOf(actor, leading),
      [{ kind: 'yearly_review.graded', payload: { reports: rows.length } }],
      sql`state = 'graded', graded_at = ${house.now()}`,
    )
  })
}

/** What the organisation above makes of one report; not by anybody of the organisation that reports. */
export async function comment(
  house: House,
  actor: Actor,
  reportId: string,
  said: { grade: string; comment: string; public_words: string; version: number },
): Promise<void> {
  await withReport(house, actor, reportId, 'comment', async (tx, { round, report, leading }) => {
    if (report.version !== said.version)
      throw new Problem('conflict.changed', { extra: { version: report.version } })
    const rules = await house.rulesOf(round.rulesHash)
    if (!rules.yearly_review_grades.some(({ id }) => id === said.grade))
      throw new Problem('input.invalid', { zh: '规则里没有这个档次', en: 'The rules know no such grade' })
    if (!report.heardAt)
      throw refused('review.not_heard', '没有述职的不评档次', 'Who was not heard is not graded')
    await sql`update review_reports set grade = ${said.grade}, comment = ${said.comment.trim()}, public_words = ${said.public_words.trim()},
      version = version + 1 where id = ${report.id}`.execute(tx)
    await tellOf(house, tx, round, byOf(actor, leading), [
      { kind: 'yearly_review.commented', payload: { organisation: report.organisationId } },
    ])
  })
}

/** 公示: what may be public is, for the days of the rules. */
export async function publish(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; summary: string },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { round, leading } = await lockForLeading(tx, actor, id, 'publish', said.version)
    const rules = await house.rulesOf(round.rulesHash)
    const reports = await reportsWhere(tx, sql<boolean>`p.round_id = ${id}`)
    const missing = reports.filter(({ heardAt, grade }) => heardAt && !grade)
    if (missing.length > 0)
      throw refused(
        'review.not_summed_up',
        `还有 ${missing.length} 份没有综合评定`,
        `${missing.length} reports have no grade yet`,
      )
    const from = shanghaiDate(house.now())
    const until = addDays(from, rules.yearly_review.publicity_days)
    await tellOf(
      house,
      tx,
      round,
      byOf(actor, leading),
      [{ kind: 'yearly_review.published', payload: { until } }],
      sql`state = 'public', summary = ${said.summary.trim()}, public_from = ${from}::date, public_until = ${until}::date`,
    )
    const secretaries = await officers(
      tx,
      house,
      reports.map((each) => each.organisationId),
      ['secretary'],
    )
    await notify(tx, {
      personIds: secretaries.map(({ person }) => person),
      kind: 'yearly_review.published',
      subjectId: id,
      words: {
        zh: `${round.superiorName}公布了${round.year}年述职评议的结果，公示到${until}`,
        en: `${round.superiorName} has published the review of ${round.year}, until ${until}`,
      },
      link: '/field/member/reviews',
      at: house.now(),
    })
  })
}

/** What is to be put right becomes a task with an owner, a day and somebody else who accepts it. */
export async function followUp(
  house: House,
  actor: Actor,
  reportId: string,
  said: { title: string; text: string; due_day: string },
): Promise<{ matter_id: string; number: string }> {
  let opened = { id: '', number: '' }
  await withReport(house, actor, reportId, 'follow_up', async (tx, { round, report, leading }) => {
    requireReach(actor, 'task.give', { organisationId: leading })
    opened = await openTask(house, tx, {
      channel: 'yearly_review',
      by: leading,
      to: report.organisationId,
      title: said.title,
      body: said.text,
      dueDay: said.due_day,
      actorPersonId: actor.personId,
    })
    await sql`insert into review_follow_ups (matter_id, report_id, created_at) values (${opened.id}, ${report.id}, ${house.now()})`.execute(
      tx,
    )
    await tellOf(house, tx, round, byOf(actor, leading), [
      {
        kind: 'yearly_review.followed_up',
        payload: { organisation: report.organisationId, matter: opened.id, due_day: said.due_day },
      },
    ])
  })
  return { matter_id: opened.id, number: opened.number }
}

async function withReport(
  house: House,
  actor: Actor,
  reportId: string,
  deed: 'hear' | 'comment' | 'follow_up',
  work: (tx: Work, found: { round: Round; report: Report; leading: string }) => Promise<void>,
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const [found] = await reportsWhere(tx, sql<boolean>`p.id = ${reportId}`)
    if (!found) throw new Problem('not_found', { zh: '没有这份述职', en: 'There is no such report' })
    const { round, leading } = await lockForLeading(tx, actor, found.roundId, deed)
    if (actor.duties.some(({ organisationId }) => organisationId === found.organisationId))
      throw new Problem('permission.denied', {
        reason: 'review.own',
        zh: '本单位的人不能评定本单位的述职',
        en: 'Nobody decides about the report of their own organisation',
      })
    const [report] = await reportsWhere(tx, sql<boolean>`p.id = ${reportId}`)
    await work(tx, { round, report: report!, leading })
  })
}
