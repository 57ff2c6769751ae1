import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import { type Actor, type Duty, dutiesFor, dutyReaching, isWithin } from '../kernel/permissions/index.ts'
import { denied } from './refusal.ts'
import type { Mobilisation, Post } from './store.ts'

type Reached = Pick<Mobilisation, 'organisationId' | 'organisationPath' | 'areaPath'>

const subjectOf = ({ organisationId, organisationPath, areaPath }: Reached) => ({
  organisationId,
  organisationPath,
  areaPath,
})

/** The duty in which this person plans and runs it, or undefined. */
export function plannerOf(actor: Actor, mobilisation: Reached): Duty | undefined {
  return dutyReaching(actor, 'mobilisation.plan', subjectOf(mobilisation))
}

/** @throws Problem `permission.denied` */
export function requirePlanner(actor: Actor, mobilisation: Reached): Duty {
  const duty = plannerOf(actor, mobilisation)
  if (!duty)
    throw denied(
      '这次动员不由您负责，只能由编制单位操作',
      'Only the unit that made this mobilisation runs it',
    )
  return duty
}

/** Units of this mobilisation that concern the actor: called ones over or under a duty of theirs, and units of posts. */
export async function isConcerned(
  executor: Executor,
  actor: Actor,
  mobilisationId: string,
): Promise<boolean> {
  const paths = actor.duties.map(({ organisationPath }) => organisationPath)
  if (paths.length === 0) return false
  const { rows } = await sql`
    select 1 where exists (select 1 from mobilisation_units u where u.mobilisation_id = ${mobilisationId}
        and (u.organisation_path @> any(${paths}::ltree[]) or u.organisation_path <@ any(${paths}::ltree[])))
      or exists (select 1 from mobilisation_posts p where p.mobilisation_id = ${mobilisationId}
        and (p.organisation_path <@ any(${paths}::ltree[]) or p.leader_id = ${actor.personId}))`.execute(
    executor,
  )
  return rows.length > 0
}

/** @throws Problem `permission.denied` */
export async function requireReader(
  executor: Executor,
  actor: Actor,
  mobilisation: Mobilisation,
): Promise<void> {
  if (actor.kind === 'system' || plannerOf(actor, mobilisation)) return
  if (dutyReaching(actor, 'mobilisation.read', subjectOf(mobilisation))) return
  // Others learn of it when it starts, and only where their unit is called or answers for a post.
  if (mobilisation.state !== 'prepared' && (await isConcerned(executor, actor, mobilisation.id))) return
  throw denied('这次动员没有通知您的单位', 'Your unit was not called in this mobilisation')
}

/** Whoever leads the post: its leader, staff of its unit who send people, or who runs the mobilisation. */
export function leads(
  actor: Actor,
  post: Pick<Post, 'leaderId' | 'organisationPath'>,
  mobilisation: Reached,
): boolean {
  if (actor.personId !== null && actor.personId === post.leaderId) return true
  if (plannerOf(actor, mobilisation)) return true
  return dutiesFor(actor, 'mobilisation.nominate').some(({ duty }) =>
    isWithin(post.organisationPath, duty.organisationPath),
  )
}

/** @throws Problem `permission.denied` */
export function requireLeader(
  actor: Actor,
  post: Pick<Post, 'leaderId' | 'organisationPath'>,
  mobilisation: Reached,
): void {
  if (!leads(actor, post, mobilisation))
    throw denied('只有岗位负责人和负责单位可以这样做', 'Only the post’s leader and its unit may do this')
}

/** The unit for which somebody comes who is here: their duty at or under a called unit. No look into the register. */
export function ownUnit(actor: Actor, units: readonly { path: string }[]): Duty | undefined {
  return dutiesFor(actor, 'mobilisation.take')
    .map(({ duty }) => duty)
    .find(({ organisationPath }) => units.some(({ path }) => isWithin(organisationPath, path)))
}
