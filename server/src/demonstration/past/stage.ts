import { sql, type Work } from '../../kernel/database/index.ts'
import { fireLocked } from '../../kernel/deadlines/index.ts'
import type { House } from '../../kernel/house.ts'
import { type Actor, anonymous, system } from '../../kernel/permissions/index.ts'
import { type Command, execute, type Matter, matterSweeper } from '../../matters/index.ts'
import { type Accepted, type SubmittedRequest, takeIn } from '../../requests/index.ts'
import type { Cast } from './cast.ts'
import type { Draw } from './draw.ts'

/** The story has reached the present: what stands then, stands. */
export class Present extends Error {}

const HOUR = 3_600_000

/** The clock of a house that writes the past. It exists in this process alone and ends with the loading. */
export interface MovableClock {
  at: Date
}

export interface Stage {
  readonly draw: Draw
  readonly cast: Cast
  readonly tx: Work
  readonly house: House
  now(): Date
  /** Where a matter of the story stands like this, nobody goes on with it until the present. */
  haltAt(stands: (matter: Matter) => boolean): void
  /** Lets time pass; deadlines that come due meanwhile are swept at their hour. @throws Present */
  wait(hours: number): Promise<void>
  /** The same until people are at work: from half past seven to half past six, seven days a week. */
  waitForWork(hours: number): Promise<void>
  takeIn(
    request: SubmittedRequest,
    via: {
      channel: 'web' | 'phone' | 'counter'
      actor: Actor
      duty?: Actor['duties'][number]
      consentHistory?: boolean
    },
  ): Promise<Accepted>
  act(matterId: string, actor: Actor, command: Command, holdsCode?: boolean): Promise<Matter>
  /** By the person who asked, through the link that they were sent. */
  byPerson(matterId: string, command: Command): Promise<Matter>
  /** Something that happens by itself in a while, whatever the story does meanwhile. It lets no time pass itself. */
  later(hours: number, happening: () => Promise<void>): void
  /** What the last command on a matter left of it. */
  matter(id: string): Matter
  partsOf(id: string): Promise<{ id: string; ownerId: string }[]>
}

/** One story's stage: a clock that moves through the past, and the real commands. */
export function stageFor(
  tx: Work,
  house: House,
  clock: MovableClock,
  until: Date,
  cast: Cast,
  draw: Draw,
): Stage {
  const matters = new Map<string, Matter>()
  let halts: (matter: Matter) => boolean = () => false
  const followers = new Map<string, string[]>()
  const happenings: { at: number; happening: () => Promise<void> }[] = []
  const { fire } = matterSweeper(house)
  /** Before this instant no deadline of the story can come due. */
  let nextDue = Number.POSITIVE_INFINITY

  const remember = (matter: Matter) => {
    matters.set(matter.id, matter)
    if (matter.dueAt) nextDue = Math.min(nextDue, matter.dueAt.getTime())
    return matter
  }

  async function sweepUntil(target: number): Promise<void> {
    while (nextDue <= target && matters.size > 0) {
      const { rows } = await sql<{ id: string; subjectId: string; sweepAt: Date | null; state: string }>`
        select d.id, d.subject_id as "subjectId", d.sweep_at as "sweepAt", m.state from deadlines d join matters m on m.id = d.subject_id
        where d.ended_at is null and d.sweep_at is not null and d.subject_id = any(${[...matters.keys()]}::uuid[])
        order by d.sweep_at, d.id limit 1`.execute(tx)
      const due = rows[0]
      if (!due?.sweepAt) {
        nextDue = Number.POSITIVE_INFINITY
        return
      }
      nextDue = due.sweepAt.getTime()
      // The house sweeps once a second.
      const at = Math.max(clock.at.getTime(), nextDue + 200 + Math.floor(800 * draw.share()))
      if (at > target) return
      clock.at = new Date(at)
      await fireLocked(tx, due.id, clock.at, fire)
      await reread(due.subjectId)
    }
  }

  async function reread(id: string): Promise<void> {
    const { rows } = await sql<
      Pick<Matter, 'state' | 'step' | 'dueAt' | 'outcome' | 'overdue' | 'ownerId' | 'deskId'>
    >`
      select state, step, due_at as "dueAt", outcome, overdue, owner_id as "ownerId", desk_id as "deskId" from matters where id = ${id}`.execute(
      tx,
    )
    const known = matters.get(id)
    if (known && rows[0]) matters.set(id, { ...known, ...rows[0] })
  }

  async function moveTo(target: number): Promise<void> {
    for (
      let next = happenings[0];
      next && next.at <= Math.min(target, until.getTime());
      next = happenings[0]
    ) {
      happenings.shift()
      await sweepUntil(next.at)
      clock.at = new Date(Math.max(next.at, clock.at.getTime()))
      await next.happening()
    }
    await sweepUntil(Math.min(target, until.getTime()))
    if (target > until.getTime()) throw new Present()
    clock.at = new Date(Math.max(target, clock.at.getTime() + 1000))
  }

  const act: Stage['act'] = async (matterId, actor, command, holdsCode = false) => {
    const { matter } = await execute(house, { actor, matterId, command, holdsCode }, tx)
    // Two acts never fall on the same instant, as they do not on a real desk.
    clock.at = new Date(clock.at.getTime() + 1000 + Math.floor(4000 * draw.share()))
    remember(matter)
    if (command.type === 'merge') follow(command.into, matterId)
    if (command.type === 'answer') await answerFollowers(matterId, command)
    if (halts(matter)) await moveTo(Number.MAX_SAFE_INTEGER)
    return matter
  }

  const follow = (original: string, follower: string) =>
    followers.set(original, [...(followers.get(original) ?? []), follower])

  /** What the house's own reaction does at once while it serves. */
  async function answerFollowers(
    id: string,
    { text, outcome }: Extract<Command, { type: 'answer' }>,
  ): Promise<void> {
    for (const follower of followers.get(id) ?? [])
      if (matters.get(follower)?.state === 'following')
        await act(follower, system, { type: 'follow_answer', text, outcome })
  }

  return {
    draw,
    cast,
    tx,
    house,
    now: () => clock.at,
    haltAt(stands) {
      halts = stands
    },
    wait: (hours) => moveTo(clock.at.getTime() + hours * HOUR),
    async waitForWork(hours) {
      await moveTo(atWork(clock.at.getTime() + hours * HOUR, draw))
    },
    async takeIn(request, via) {
      const accepted = await takeIn(house, tx, request, via)
      remember({
        id: accepted.id,
        number: accepted.number,
        state: accepted.state,
        dueAt: accepted.deadline ? new Date(accepted.deadline.due_at) : null,
        ...(await opened(accepted.id)),
      } as Matter)
      clock.at = new Date(clock.at.getTime() + 2000)
      if (accepted.state === 'following')
        for (const known of matters.values())
          if (known.number === request.follows) follow(known.id, accepted.id)
      if (halts(matters.get(accepted.id)!)) await moveTo(Number.MAX_SAFE_INTEGER)
      return accepted
    },
    act,
    byPerson: (matterId, command) => act(matterId, anonymous, command, true),
    later(hours, happening) {
      happenings.push({ at: clock.at.getTime() + hours * HOUR, happening })
      happenings.sort((a, b) => a.at - b.at)
    },
    matter: (id) => matters.get(id)!,
    async partsOf(id) {
      const { rows } = await sql<Matter>`
        select id, number, kind, state, owner_id as "ownerId", parent_id as "parentId", due_at as "dueAt" from matters where parent_id = ${id} order by id`.execute(
        tx,
      )
      for (const row of rows) if (!matters.has(row.id)) remember(row)
      return rows
    },
  }

  async function opened(id: string): Promise<Partial<Matter>> {
    const { rows } = await sql<Matter>`
      select owner_id as "ownerId", desk_id as "deskId", handler_id as "handlerId", category, urgency, request_kind as "requestKind",
        reachable, area_id as "areaId", reworks from matters where id = ${id}`.execute(tx)
    return rows[0]!
  }
}

/** The next time at or after an instant at which offices are open, in Asia/Shanghai. */
export function atWork(instant: number, draw: Draw): number {
  const minutes = Math.floor((instant / 60_000 + 8 * 60) % 1440)
  if (minutes >= 450 && minutes < 1110) return instant
  const toMorning = (450 - minutes + 1440) % 1440
  return instant + (toMorning + draw.between(5, 110)) * 60_000
}
