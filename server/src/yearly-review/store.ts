import type { RawBuilder } from 'kysely'
import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Counts } from '../kernel/locked/index.ts'
import { type Actor, dutyReaching, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents, type NewEvent } from '../kernel/timeline/index.ts'
import type { YearSection } from '../membership/index.ts'
import { type Deed, mayDo, type RoundState } from './rules.ts'

export interface Round {
  id: string
  superiorId: string
  superiorName: string
  superiorPath: string
  areaPath: string | null
  year: number
  state: RoundState
  handInBy: string
  grading: 'secret' | 'signed'
  openedAt: Date
  summary: string | null
  publicFrom: string | null
  publicUntil: string | null
  rulesHash: string
  version: number
  headSeq: number
  headHash: Buffer
}

const roundColumns = sql`r.id, r.superior_id as "superiorId", s.name as "superiorName", r.superior_path::text as "superiorPath",
  r.area_path::text as "areaPath", r.year, r.state, r.hand_in_by as "handInBy", r.grading, r.opened_at as "openedAt", r.summary,
  r.public_from as "publicFrom", r.public_until as "publicUntil", r.rules_hash as "rulesHash", r.version,
  r.head_seq as "headSeq", r.head_hash as "headHash"`

export async function roundsWhere(
  executor: Executor,
  where: RawBuilder<boolean>,
  most: number,
): Promise<Round[]> {
  const { rows } =
    await sql<Round>`select ${roundColumns} from review_rounds r join organisations s on s.id = r.superior_id
    where ${where} order by r.year desc, r.id limit ${most}`.execute(executor)
  return rows
}

const noSuchRound = () => new Problem('not_found', { zh: '没有这次述职评议', en: 'There is no such review' })

export interface Report {
  id: string
  roundId: string
  organisationId: string
  organisationName: string
  organisationPath: string
  place: number
  record: YearSection[] | null
  wentBadly: string | null
  comesNext: string | null
  handedInAt: Date | null
  heardAt: Date | null
  counts: Counts | null
  graded: number | null
  graders: number | null
  grade: string | null
  comment: string | null
  publicWords: string | null
  version: number
}

const reportColumns = sql`p.id, p.round_id as "roundId", p.organisation_id as "organisationId", o.name as "organisationName",
  o.path::text as "organisationPath", p.place, p.record, p.went_badly as "wentBadly", p.comes_next as "comesNext",
  p.handed_in_at as "handedInAt", p.heard_at as "heardAt", p.counts, p.graded, p.graders, p.grade, p.comment,
  p.public_words as "publicWords", p.version`

export async function reportsWhere(executor: Executor, where: RawBuilder<boolean>): Promise<Report[]> {
  const { rows } =
    await sql<Report>`select ${reportColumns} from review_reports p join organisations o on o.id = p.organisation_id
    where ${where} order by p.place, p.id limit 500`.execute(executor)
  return rows
}

export const subjectOf = (round: Pick<Round, 'superiorId' | 'superiorPath' | 'areaPath'>) => ({
  organisationId: round.superiorId,
  organisationPath: round.superiorPath,
  areaPath: round.areaPath,
})

/** What somebody is to a review, or to one report of it. */
export interface Standing {
  leads: boolean
  /** The secretary, or their deputy, of the organisation that reports. */
  reports: boolean
  /** May grade some report of it. */
  grades: boolean
}

const reporting = ['secretary', 'deputy_secretary']
export const reportsFor = (actor: Actor, organisationId: string): boolean =>
  actor.duties.some((duty) => duty.organisationId === organisationId && reporting.includes(duty.role))

export async function standingIn(
  executor: Executor,
  actor: Actor,
  round: Round,
  organisationId?: string,
): Promise<Standing> {
  const { rows } = actor.personId
    ? await sql`select 1 from review_rights g join review_reports p on p.id = g.report_id
        where p.round_id = ${round.id} and g.person_id = ${actor.personId} limit 1`.execute(executor)
    : { rows: [] }
  return {
    leads: dutyReaching(actor, 'review.lead', subjectOf(round)) !== undefined,
    reports: organisationId !== undefined && reportsFor(actor, organisationId),
    grades: rows.length > 0,
  }
}

/** @throws Problem `not_found` alike for what is missing and for what is not theirs */
export async function readableRound(
  executor: Executor,
  actor: Actor,
  id: string,
): Promise<{ round: Round; standing: Standing }> {
  const [round] = await roundsWhere(executor, sql<boolean>`r.id = ${id}`, 1)
  if (!round) throw noSuchRound()
  const standing = await standingIn(executor, actor, round)
  if (!standing.leads && !standing.grades) throw noSuchRound()
  return { round, standing }
}

/** @throws Problem `not_found` alike for what is missing and for what is not theirs */
export async function readableReport(
  executor: Executor,
  actor: Actor,
  id: string,
): Promise<{ round: Round; report: Report; standing: Standing }> {
  const [report] = await reportsWhere(executor, sql<boolean>`p.id = ${id}`)
  if (!report) throw noSuchRound()
  const [round] = await roundsWhere(executor, sql<boolean>`r.id = ${report.roundId}`, 1)
  const standing = await standingIn(executor, actor, round!, report.organisationId)
  const isHeard = standing.grades && report.handedInAt !== null
  if (!standing.leads && !standing.reports && !isHeard) throw noSuchRound()
  return { round: round!, report, standing }
}

export function requireDeed(deed: Deed, round: Round): void {
  if (!mayDo(deed, round.state))
    throw new Problem('matter.refused', {
      reason: 'review.state',
      zh: '这一步现在不能办，请刷新后再看',
      en: 'This cannot be done now; reload and look again',
    })
}

/** Holds the round until the end of the transaction. @param seen another version is refused with `conflict.changed` */
export async function lockRound(tx: Work, id: string, deed: Deed, seen?: number): Promise<Round> {
  const { rows } =
    await sql<Round>`select ${roundColumns} from review_rounds r join organisations s on s.id = r.superior_id
    where r.id = ${id} for update of r`.execute(tx)
  const round = rows[0]
  if (!round) throw noSuchRound()
  if (seen !== undefined && seen !== round.version)
    throw new Problem('conflict.changed', { extra: { version: round.version } })
  requireDeed(deed, round)
  return round
}

/** As `lockRound`, for one who leads it. */
export async function lockForLeading(
  tx: Work,
  actor: Actor,
  id: string,
  deed: Deed,
  seen?: number,
): Promise<{ round: Round; leading: string }> {
  const { rows } = await sql<{ ok: boolean }>`select true as ok from review_rounds where id = ${id}`.execute(
    tx,
  )
  if (rows.length === 0) throw noSuchRound()
  const [found] = await roundsWhere(tx, sql<boolean>`r.id = ${id}`, 1)
  const duty = requireReach(actor, 'review.lead', subjectOf(found!))
  const round = await lockRound(tx, id, deed, seen)
  return { round, leading: duty?.organisationId ?? round.superiorId }
}

/** One report and its round, both locked in this order, for one deed. */
export async function lockReport(
  tx: Work,
  id: string,
  deed: Deed,
): Promise<{ round: Round; report: Report }> {
  const [found] = await reportsWhere(tx, sql<boolean>`p.id = ${id}`)
  if (!found) throw noSuchRound()
  const round = await lockRound(tx, found.roundId, deed)
  const [report] = await reportsWhere(tx, sql<boolean>`p.id = ${id}`)
  return { round, report: report! }
}

/** Appends to the round's timeline, and moves its head and version; words stand beside it, in the rows. */
export async function tellOf(
  house: House,
  tx: Work,
  round: Round,
  by: { personId: string | null; organisationId: string | null } | null,
  events: NewEvent[],
  set?: RawBuilder<unknown>,
): Promise<void> {
  const head = await appendEvents(tx, {
    stream: round.id,
    streamKind: 'yearly_review',
    head: { seq: round.headSeq, hash: round.headHash },
    at: house.now(),
    actorId: by?.personId ?? null,
    actorOrganisationId: by?.organisationId ?? null,
    digest: house.configuration.digest,
    events: events.map((event) => ({
      ...event,
      payload: { superior: round.superiorId, year: round.year, ...event.payload },
    })),
  })
  await sql`update review_rounds set ${set ? sql`${set},` : sql``} head_seq = ${head.seq}, head_hash = ${head.hash}, version = version + 1
    where id = ${round.id}`.execute(tx)
}

/** Heads that the chains of the timeline are held against. */
export const yearlyReviewHeads = [
  'select id as stream, head_seq as seq, head_hash as hash from review_rounds',
]
