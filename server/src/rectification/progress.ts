import { type Executor, sql } from '../kernel/database/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import type { PollCount, Progress } from './rules.ts'
import type { WeakCase } from './store.ts'

/** How far a case is: what acceptance asks for. */
export async function progressOf(executor: Executor, rules: Rules, found: WeakCase): Promise<Progress> {
  const [helpers, milestones, poll] = await Promise.all([
    sql<{ kind: string }>`select kind from weak_helpers where case_id = ${found.id}`.execute(executor),
    sql<{ state: string; outcome: string | null }>`
      select m.state, m.outcome from weak_milestones w join matters m on m.id = w.matter_id where w.case_id = ${found.id}`.execute(
      executor,
    ),
    // A poll of an earlier round on the list says nothing about this one.
    sql<PollCount>`select p.issued, p.satisfied, p.dissatisfied, p.unsure from paper_polls p
      where p.subject_id = ${found.id} and p.closed_at is not null and p.opened_at > coalesce(
        (select max(t.at) from timeline t where t.stream = ${found.id} and t.kind = 'weak.listed_again'), '-infinity')
      order by p.opened_at desc limit 1`.execute(executor),
  ])
  return {
    plan: found.plan,
    helperKinds: rules.weak_helpers.map(({ id }) => id),
    helpers: helpers.rows.map(({ kind }) => kind),
    milestones: milestones.rows,
    poll: poll.rows[0] ?? null,
  }
}
