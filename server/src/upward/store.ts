import type { RawBuilder } from 'kysely'
import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import { type Actor, dutyReaching, scopePredicate } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import type { State } from '../matters/index.ts'
import type { Form, Verdict } from './rules.ts'

export interface Paper {
  id: string
  number: string
  version: number
  title: string
  kind: string
  form: Form
  askerId: string
  asker: string
  superiorId: string
  superior: string
  body: string
  followsId: string | null
  followedBy: string | null
  verdict: Verdict | null
  verdictWords: string | null
  answeredBy: string | null
  answeredAt: Date | null
  state: State
  outcome: string | null
  createdAt: Date
  dueAt: Date | null
  /** The day by whose end it is answered. */
  answerBy: string
}

const columns = sql`u.matter_id as id, m.number, m.version, w.title, u.kind, u.form, u.asker_id as "askerId", a.name as asker,
  u.superior_id as "superiorId", s.name as superior, u.body, u.follows_id as "followsId",
  (select f.matter_id from upward_papers f where f.follows_id = u.matter_id) as "followedBy", u.verdict,
  u.verdict_words as "verdictWords", p.name as "answeredBy", u.answered_at as "answeredAt", m.state, m.outcome,
  m.created_at as "createdAt", m.due_at as "dueAt",
  m.due_day::text as "answerBy"`
const tables = sql`upward_papers u join matters m on m.id = u.matter_id join matter_words w on w.matter_id = m.id
  join organisations a on a.id = u.asker_id join organisations s on s.id = u.superior_id left join people p on p.id = u.answered_by`

export async function papersWhere(
  executor: Executor,
  where: RawBuilder<boolean>,
  most: number,
): Promise<Paper[]> {
  const { rows } = await sql<Paper>`
    select ${columns} from ${tables} where ${where} order by u.matter_id desc limit ${most}`.execute(executor)
  return rows
}

export const ofAsker = (paper: Pick<Paper, 'askerId'>) => ({ organisationId: paper.askerId })
export const ofSuperior = (paper: Pick<Paper, 'superiorId'>) => ({ organisationId: paper.superiorId })

/** Papers that an actor's own organisations sent (`sent`) or were sent (`received`). */
export const papersOf = (actor: Actor, side: 'sent' | 'received'): RawBuilder<boolean> =>
  scopePredicate(actor, 'upward.read', {
    organisationId: side === 'sent' ? sql`u.asker_id` : sql`u.superior_id`,
    organisationPath: side === 'sent' ? sql`u.asker_path` : sql`u.superior_path`,
    areaPath: sql`null::ltree`,
  })

const missing = () => new Problem('not_found', { zh: '没有这份请示报告', en: 'There is no such paper' })

const reads = (actor: Actor, paper: Paper): boolean =>
  dutyReaching(actor, 'upward.read', ofAsker(paper)) !== undefined ||
  dutyReaching(actor, 'upward.read', ofSuperior(paper)) !== undefined

/** Who asked and who was asked read it, and nobody else. */
export async function mayReadPaper(executor: Executor, actor: Actor, id: string): Promise<boolean> {
  const [found] = await papersWhere(executor, sql<boolean>`u.matter_id = ${id}`, 1)
  return found !== undefined && reads(actor, found)
}

/** @throws Problem `not_found` alike for what is missing and for what is not theirs */
export async function readablePaper(executor: Executor, actor: Actor, id: string): Promise<Paper> {
  const [found] = await papersWhere(executor, sql<boolean>`u.matter_id = ${id}`, 1)
  if (!found || !reads(actor, found)) throw missing()
  return found
}

/** Locks the matter, then the paper, in the order in which commands do. @throws Problem `not_found` */
export async function lockPaper(tx: Work, id: string): Promise<Paper> {
  await sql`select 1 from matters where id = ${id} for update`.execute(tx)
  await sql`select 1 from upward_papers where matter_id = ${id} for update`.execute(tx)
  const [found] = await papersWhere(tx, sql<boolean>`u.matter_id = ${id}`, 1)
  if (!found) throw missing()
  return found
}
