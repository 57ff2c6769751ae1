import { sql, type Work } from '../kernel/database/index.ts'
import { fireLocked } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor, Role } from '../kernel/permissions/index.ts'
import { execute, getMatter, matterSweeper } from '../matters/index.ts'
import { actOnCall, blow, judgeCall, whistleSweeper } from '../whistles/index.ts'
import { type Cast, castOf, spotNear } from './past/cast.ts'
import type { MovableClock } from './past/stage.ts'
import { houseOfThePast } from './past/telling.ts'
import { type ToldCall, type ToldWhistle, toldWhistles } from './whistles-told.ts'

export const firstStory = 200_000
const MINUTE = 60_000
const desks: Role[] = ['street_clerk', 'community_clerk', 'department_officer', 'centre_clerk']

/**
 * Tells a few whistles of the past and one that runs, through the real commands on a clock of their own. Each stands
 * whole or not at all, and is told once.
 */
export async function tellWhistles(house: StandingHouse, present: Date): Promise<void> {
  const cast = await castOf(house.db)
  for (const [index, told] of toldWhistles().entries()) await tellOne(house, cast, told, index, present)
}

interface Playing {
  tx: Work
  house: House
  cast: Cast
  told: ToldWhistle
  whistleId: string
  matterId: string
  calls: (ToldCall & { id: string; part: string; officer: Actor })[]
  caller: Actor
  /** Lets time pass to so many minutes after the blowing; deadlines that come due meanwhile are swept at their hour. */
  until(minutes: number): Promise<void>
}

async function tellOne(
  house: StandingHouse,
  cast: Cast,
  told: ToldWhistle,
  index: number,
  present: Date,
): Promise<void> {
  const clock: MovableClock = { at: new Date(present.getTime() - told.hoursAgo * 60 * MINUTE) }
  const begun = clock.at.getTime()
  const past = await houseOfThePast(house, clock)
  // A snapshot that is stored now takes a connection of its own.
  await past.rulesNow()
  await past.db.transaction().execute(async (tx) => {
    const { numAffectedRows } =
      await sql`insert into demonstration_stories (number) values (${firstStory + index}) on conflict do nothing`.execute(
        tx,
      )
    if (!numAffectedRows) return
    const place = cast.places[told.place]!
    const office = (named: string) => cast.doer(named, place.grid.community)
    const someone = (named: string) => cast.someone(office(named).id, desks, index + 1)!
    const caller = someone(told.by)
    const spot = spotNear(place, index)
    const { id, matterId } = await blow(past, tx, caller, {
      kind: told.kind,
      calls: told.calls.map(({ who, task }) => ({ organisationId: office(who).id, task })),
      by: null,
      meetAt: told.meetAt ?? null,
      about: {
        title: told.title,
        text: told.text,
        location: { ...spot, address: `${place.estate}${told.address}` },
      },
    })
    const { rows } = await sql<{ id: string; part: string; organisation: string }>`
      select id, matter_id as part, organisation_id as organisation from whistle_calls where whistle_id = ${id}`.execute(
      tx,
    )
    const calls = told.calls.map((call) => {
      const row = rows.find(({ organisation }) => organisation === office(call.who).id)!
      return { ...call, id: row.id, part: row.part, officer: someone(call.who) }
    })
    const until = async (minutes: number) => {
      const target = begun + minutes * MINUTE
      await sweepUntil(
        past,
        tx,
        clock,
        [matterId, ...calls.flatMap(({ id: call, part }) => [call, part])],
        target,
      )
      clock.at = new Date(Math.max(target, clock.at.getTime() + 1000))
    }
    await play({ tx, house: past, cast, told, whistleId: id, matterId, calls, caller, until })
  })
}

async function sweepUntil(
  house: House,
  tx: Work,
  clock: MovableClock,
  subjects: string[],
  target: number,
): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ id: string; step: string; sweepAt: Date }>`
      select id, step, sweep_at as "sweepAt" from deadlines where ended_at is null and sweep_at is not null
        and (subject_id = any(${subjects}::uuid[]) or subject_id in (select o.id from whistle_objections o where o.call_id = any(${subjects}::uuid[])))
      order by sweep_at, id limit 1`.execute(tx)
    const due = rows[0]
    if (!due || due.sweepAt.getTime() + 500 > target) return
    clock.at = new Date(Math.max(clock.at.getTime(), due.sweepAt.getTime() + 500))
    const sweeper = due.step.startsWith('whistle.') ? whistleSweeper(house) : matterSweeper(house)
    await fireLocked(tx, due.id, clock.at, sweeper.fire)
  }
}

type Deed = { at: number; does: () => Promise<unknown> }

/** Everything that those called did, in the order in which they did it; then the end, where it has one. */
async function play(playing: Playing): Promise<void> {
  const { house, tx, cast, told, calls, caller, until, matterId } = playing
  const call = (command: Parameters<typeof actOnCall>[1]['command'], actor: Actor, callId: string) =>
    actOnCall(house, { actor, callId, command }, tx)
  const centre = cast.someone(
    cast.doer('centre', cast.places[told.place]!.grid.community).id,
    ['centre_clerk'],
    1,
  )!
  const deeds: Deed[] = calls.flatMap((each): Deed[] => {
    const { officer, id, part } = each
    const found: Deed[] = []
    if (each.answers !== undefined)
      found.push({
        at: each.answers,
        does: () => call({ type: 'acknowledge', comes: officer.personId! }, officer, id),
      })
    if (each.objects)
      found.push(
        {
          at: each.objects.at,
          does: () =>
            call({ type: 'object', ground: each.objects!.ground, reason: each.objects!.reason }, officer, id),
        },
        {
          at: each.objects.decidedAt,
          does: () =>
            call(
              { type: 'decide_objection', uphold: each.objects!.upheld, reason: each.objects!.because },
              centre,
              id,
            ),
        },
      )
    if (each.arrives !== undefined)
      found.push({
        at: each.arrives,
        does: () => call({ type: 'arrive', way: each.byCode ? 'code' : 'position', metres: 30 }, officer, id),
      })
    if (each.done)
      found.push(
        {
          at: each.done.at,
          does: () =>
            execute(
              house,
              {
                actor: officer,
                matterId: part,
                command: { type: 'answer', text: each.done!.text, outcome: 'solved' },
              },
              tx,
            ),
        },
        { at: each.done.at + 9, does: () => call({ type: 'release' }, caller, id) },
        {
          at: each.done.at + 10,
          does: () =>
            execute(
              house,
              {
                actor: caller,
                matterId: part,
                command: { type: 'accept_part', accept: true, reason: '现场看过，办好了' },
              },
              tx,
            ),
        },
      )
    return found
  })
  for (const { at, does } of deeds.sort((a, b) => a.at - b.at)) {
    await until(at)
    await does()
  }
  if (!told.ends) return
  await until(told.ends.at)
  await execute(
    house,
    { actor: caller, matterId, command: { type: 'answer', text: told.ends.text, outcome: 'solved' } },
    tx,
  )
  for (const { id, officer, judged } of calls) {
    await until(told.ends.at + 30)
    if (judged?.caller) await judgeCall(house, caller, id, { side: 'caller', ...judged.caller }, tx)
    if (judged?.called) await judgeCall(house, officer, id, { side: 'called', ...judged.called }, tx)
  }
  await until(told.ends.at + 60 * 20)
  const rules = await house.rulesOf((await getMatter(tx, matterId)).matter.policyHash)
  const grade = rules.satisfaction.find(({ good }) => good === told.ends!.good)!
  const judge =
    told.by === 'community'
      ? cast.someone(cast.doer('street', cast.places[told.place]!.grid.community).id, ['street_clerk'], 5)!
      : centre
  const judges = told.calls.some(({ who }) => who === 'street') ? centre : judge
  await execute(
    house,
    {
      actor: judges,
      matterId,
      command: {
        type: 'judge',
        solved: told.ends.good,
        satisfaction: grade.id,
        wantsRework: false,
        channel: 'desk',
      },
    },
    tx,
  )
}
