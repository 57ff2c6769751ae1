import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Executor, inTransaction, type Work } from '../kernel/database/index.ts'
import { endRunning, startDeadline } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents, type Head, type NewEvent } from '../kernel/timeline/index.ts'
import { type RunningClock, resolveClock } from './clock.ts'
import { contextFor } from './context.ts'
import { decide } from './decide.ts'
import type { Context, Decision, Effect } from './decision.ts'
import { lockOriginal, type Original } from './follow.ts'
import type { Command, Matter } from './matter.ts'
import { openPart } from './open.ts'
import { heldByRoom } from './own-room.ts'
import { Refused } from './refusal.ts'
import { standingOf } from './standing.ts'
import { type LoadedMatter, lockMatter, passHands, recordHands, saveMatter } from './store.ts'

export interface Execution {
  actor: Actor
  matterId: string
  command: Command
  /** The version that the person saw; a change since then is a conflict. Left out by the house and by the person's own link. */
  version?: number
  /** The request carried the matter's code or a judging link. */
  holdsCode?: boolean
  /** When it really happened, for what was done without a connection; the timeline shows it beside the received time. */
  happenedAt?: Date
  /** The channel in whose own room it is given (`own-room.ts`). */
  room?: string
  /** Runs in the same transaction after the change, for instance to attach photos. */
  also?: (tx: Work, matter: Matter, seq: number) => Promise<void>
}

export interface Executed {
  matter: Matter
  events: NewEvent[]
}

/**
 * One command on one matter, in one transaction: lock, decide, write, append.
 * @throws Problem `conflict.changed` with what happened since, `matter.refused`, `permission.denied`, `not_found`
 */
export async function execute(
  house: House,
  run: Execution,
  executor: Executor = house.db,
): Promise<Executed> {
  // Rules are looked up before a connection is held: commands that each wait for a second one would starve the pool.
  if (!executor.isTransaction) await rememberRules(house, run.matterId)
  const work = () => inTransaction(executor, (tx) => once(house, run, tx))
  const done = await work().catch((error: unknown) => {
    if (executor.isTransaction || (error as { code?: string }).code !== deadlockDetected) throw error
    return work()
  })
  house.wake()
  return done
}

const deadlockDetected = '40P01'

async function rememberRules(house: House, matterId: string): Promise<void> {
  const { rows } = await sql<{
    hash: string
  }>`select policy_hash as hash from matters where id = ${matterId}`.execute(house.db)
  if (rows[0]) await house.rulesOf(rows[0].hash)
}

async function once(house: House, run: Execution, tx: Work): Promise<Executed> {
  const original = await originalOf(tx, run)
  const loaded = await lockMatter(tx, run.matterId)
  if (run.version !== undefined && run.version !== loaded.matter.version)
    throw await conflict(tx, loaded, run.version)
  const rules = await house.rulesOf(loaded.matter.policyHash)
  const held = run.room === loaded.matter.channel ? null : heldByRoom(loaded.matter, run.command.type)
  if (held) throw new Refused(held)
  const { standing, duty } = standingOf(run.actor, loaded.matter, loaded.around, run.holdsCode ?? false)
  // Who acts by code or link acts as the person who asked, whatever duty they hold elsewhere.
  const asPerson = (run.holdsCode ?? false) && standing.person
  const context = await contextFor(house, tx, loaded, run, asPerson ? null : duty, rules, original)
  const decision = decide(loaded.matter, run.command, standing, context)
  const matter = await apply(house, tx, loaded, happened(decision, run.happenedAt), rules, context)
  await run.also?.(tx, matter, loaded.head.seq + decision.events.length)
  return { matter, events: decision.events }
}

/** Deadlines still run from when it was received: nothing becomes late by being told late. */
function happened(decision: Decision, at: Date | undefined): Decision {
  if (!at) return decision
  return {
    ...decision,
    events: decision.events.map((event) => ({
      ...event,
      payload: { ...event.payload, happened_at: at.toISOString() },
    })),
  }
}

/** The matter that is followed, or shall be: locked with the follower, in one order, before anything is read. */
async function originalOf(tx: Work, run: Execution): Promise<Original | null> {
  const { command, matterId } = run
  if (command.type === 'merge') return (await lockOriginal(tx, command.into, matterId)) ?? null
  if (command.type !== 'follow_answer' && command.type !== 'add_words') return null
  const { rows } = await sql<{ id: string }>`
    select original_id as id from matters where id = ${matterId} and state = 'following' and original_id is not null`.execute(
    tx,
  )
  return rows[0] ? ((await lockOriginal(tx, rows[0].id, matterId)) ?? null) : null
}

async function conflict(tx: Work, loaded: LoadedMatter, seen: number): Promise<Problem> {
  const changes = await changesSince(tx, loaded.matter.id, seen)
  return new Problem('conflict.changed', { extra: { version: loaded.matter.version, seen, changes } })
}

export interface Change {
  kind: string
  at: Date
  by: string | null
}

/** What happened to a matter after the version that somebody saw. */
export async function changesSince(executor: Executor, matterId: string, seen: number): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select t.kind, t.at, case when t.actor_organisation_id is not null then p.name end as by
    from timeline t left join people p on p.id = t.actor_id
    where t.stream = ${matterId} and (t.payload->>'version')::int > ${seen} order by t.seq limit 20`.execute(
    executor,
  )
  return rows
}

async function apply(
  house: House,
  tx: Work,
  loaded: LoadedMatter,
  decision: Decision,
  rules: Rules,
  context: Context,
): Promise<Matter> {
  const before = loaded.matter
  const after: Matter = { ...before, ...decision.set }
  const clock = await moveClock(house, tx, before, after, decision, rules, context.now)
  const step = clock === 'keep' ? before.step : (clock?.step ?? null)
  const dueAt = clock === 'keep' ? before.dueAt : (clock?.dueAt ?? null)
  const head = await append(house, tx, loaded, decision, context, {
    state: after.state,
    owner_id: after.ownerId,
    step,
    due_at: dueAt?.toISOString() ?? null,
    version: before.version + 1,
  })
  await saveMatter(tx, before, decision.set, clock === 'keep' ? 'keep' : { step, dueAt }, head)
  const carriedUp = decision.events.some(({ kind }) => kind === 'matter.carried_up')
  await noteHands(tx, before, after, carriedUp, context.now)
  for (const effect of decision.effects) await carryOut(house, tx, after, effect, rules, context)
  return { ...after, version: before.version + 1, step: step as Matter['step'], dueAt }
}

async function moveClock(
  house: House,
  tx: Work,
  before: Matter,
  after: Matter,
  decision: Decision,
  rules: Rules,
  now: Date,
): Promise<RunningClock | 'keep' | null> {
  if (decision.clock.kind === 'keep') return 'keep'
  const goesOn =
    decision.clock.kind === 'extend' ||
    after.state === 'suspended' ||
    (decision.clock.kind === 'start' &&
      decision.clock.step === before.step &&
      after.ownerId === before.ownerId)
  const alreadyLate = before.dueAt !== null && before.dueAt < now
  await endRunning(tx, before.id, now, goesOn && !alreadyLate ? 'superseded' : undefined)
  if (decision.clock.kind === 'stop') return null
  const running = resolveClock(
    decision.clock,
    { ...after, step: before.step, dueAt: before.dueAt },
    rules,
    house.calendar,
    now,
  )
  await startDeadline(tx, { subjectId: before.id, ...running })
  return running
}

async function append(
  house: House,
  tx: Work,
  loaded: LoadedMatter,
  decision: Decision,
  context: Context,
  after: Record<string, unknown>,
): Promise<Head> {
  const tell: Record<string, unknown>[] = decision.effects.flatMap((effect): Record<string, unknown>[] =>
    effect.kind === 'tell_organisation'
      ? [{ organisation: effect.organisationId, purpose: effect.purpose, urgent: effect.urgent }]
      : effect.kind === 'tell_person'
        ? [{ person: true, purpose: effect.purpose }]
        : effect.kind === 'tell_staff'
          ? [{ staff: effect.personId, purpose: effect.purpose }]
          : [],
  )
  const last = decision.events.length - 1
  const events = decision.events.map((event, index) => ({
    ...event,
    payload: {
      ...event.payload,
      version: after.version,
      ...(index === last ? { after, ...(tell.length ? { tell } : {}) } : {}),
    },
  }))
  return appendEvents(tx, {
    stream: loaded.matter.id,
    streamKind: 'matter',
    head: loaded.head,
    at: context.now,
    actorId: context.actorPersonId,
    actorOrganisationId: context.actorOrganisationId,
    digest: house.configuration.digest,
    events,
  })
}

const worksIn = new Set(['signed', 'in_hand'])

async function noteHands(
  tx: Work,
  before: Matter,
  after: Matter,
  carriedUp: boolean,
  now: Date,
): Promise<void> {
  const invitedId = after.proposal?.to !== before.proposal?.to ? after.proposal?.to : null
  const startsWork = worksIn.has(after.state) && !worksIn.has(before.state)
  if (after.ownerId === before.ownerId && after.deskId === before.deskId && !startsWork && !invitedId) return
  await recordHands(
    tx,
    after.id,
    {
      ownerId: after.ownerId,
      deskId: after.deskId,
      ownerWorks: worksIn.has(after.state) || (after.state === 'answered' && after.originalId !== null),
      invitedId: invitedId ?? null,
    },
    now,
  )
  if (after.ownerId !== before.ownerId)
    await passHands(tx, after.id, { from: before.ownerId, to: after.ownerId, carriedUp }, now)
}

async function carryOut(
  house: House,
  tx: Work,
  matter: Matter,
  effect: Effect,
  rules: Rules,
  context: Context,
): Promise<void> {
  switch (effect.kind) {
    case 'open_part':
      await openPart(house, tx, {
        parent: matter,
        to: effect.to,
        task: effect.task,
        item: effect.item,
        rules,
        context,
      })
      return
    case 'part_closed':
      await closePartOfParent(house, tx, matter, context)
      return
    case 'judgement':
      await sql`insert into judgements (id, matter_id, round, solved, satisfaction, contacted, channel, recorded_by, wants_rework, created_at)
        values (${randomUUID()}, ${matter.id}, ${effect.round}, ${effect.solved}, ${effect.satisfaction}, ${effect.contacted},
          ${effect.channel}, ${context.actorPersonId}, ${effect.wantsRework}, ${context.now})`.execute(tx)
      return
    case 'triage_decided':
      await sql`update triage_decisions set category = ${matter.category}, urgency = ${matter.urgency},
          owner_id = ${matter.ownerId}, decided_by = ${context.actorPersonId}, decided_at = ${context.now}
        where matter_id = ${matter.id}`.execute(tx)
      return
    case 'followers_move':
      await sql`update matters set original_id = ${effect.to} where original_id = ${matter.id} and state = 'following'`.execute(
        tx,
      )
      return
    case 'tell_person':
    case 'tell_staff':
    case 'tell_organisation':
      // Told by the timeline's consumer: the event carries it, so that a crash neither loses nor doubles it.
      return
  }
}

async function closePartOfParent(house: House, tx: Work, part: Matter, context: Context): Promise<void> {
  const parent = await lockMatter(tx, part.parentId!)
  const openParts = parent.matter.openParts - 1
  const head = await appendEvents(tx, {
    stream: parent.matter.id,
    streamKind: 'matter',
    head: parent.head,
    at: context.now,
    actorId: context.actorPersonId,
    actorOrganisationId: context.actorOrganisationId,
    digest: house.configuration.digest,
    events: [
      {
        kind: 'matter.part_closed',
        payload: {
          open: part.outcome !== 'recalled',
          part: part.id,
          by: part.ownerId,
          outcome: part.outcome,
          open_parts: openParts,
          version: parent.matter.version + 1,
          ...(openParts === 0
            ? { tell: [{ organisation: parent.matter.ownerId, purpose: 'parts_done', urgent: false }] }
            : {}),
        },
      },
    ],
  })
  await saveMatter(tx, parent.matter, { openParts }, 'keep', head)
}
