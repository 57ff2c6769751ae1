import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type Doors, doors, type RunningPlan } from './fixture.ts'
import { giveBack, stopWaiting } from './leaving.ts'
import { nominate, setNeeded } from './nominating.ts'
import { checkMobilisations } from './promises.ts'
import { takePlace } from './taking.ts'

let all: Doors
/** Another server on the same database. */
let other: StandingHouse

beforeAll(async () => {
  all = await doors()
  other = await testHouse(all.database, { now: () => all.clock.now })
})
afterAll(() => all.close())

const heldAt = async (mobilisation: string) => {
  const { rows } = await sql<{ needed: number; taken: number; held: number }>`
    select sum(needed)::int as needed, sum(taken)::int as taken,
      (select count(*)::int from mobilisation_places where mobilisation_id = ${mobilisation} and state = 'held') as held
    from mobilisation_shifts where mobilisation_id = ${mobilisation}`.execute(all.house.db)
  return rows[0]!
}

const quietly = async (work: Promise<unknown>) => {
  try {
    return await work
  } catch (error) {
    if (error instanceof Problem) return error.options.reason ?? error.code
    throw error
  }
}

describe('a burst', () => {
  it('of more people than places fills every place once, through two servers', async () => {
    const plan = await all.running({
      posts: [
        { name: '东门', shifts: [['08:00', '10:00', 17]] },
        { name: '西门', shifts: [['08:00', '10:00', 11]] },
        { name: '南门', shifts: [['09:00', '11:00', 22]] },
      ],
    })
    const people = await all.enlist(120, all.branches[0]!)
    const shifts = plan.posts.map(({ shifts }) => shifts[0]!.id)
    const answers = await Promise.all(
      people.flatMap((person, index) =>
        // Each taps two posts of the same time at once, on one server or the other.
        [index % 3, (index + 1) % 3].map((which) =>
          quietly(
            takePlace(index % 2 ? all.house : other, person, shifts[which]!, { skills: [], wait: null }),
          ),
        ),
      ),
    )
    expect(await heldAt(plan.id)).toEqual({ needed: 50, taken: 50, held: 50 })
    expect(answers.filter((each) => typeof each === 'object')).toHaveLength(50)
    expect(await checkMobilisations(all.house)).toEqual([])
  })

  it('of double taps is one place, and the second is told of the first', async () => {
    const plan = await all.running()
    const [person] = (await all.enlist(1, all.branches[0]!)) as [Actor]
    const taps = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        takePlace(index % 2 ? all.house : other, person, plan.posts[0]!.shifts[0]!.id, {
          skills: [],
          wait: null,
        }),
      ),
    )
    expect(new Set(taps.map((tap) => ('place_id' in tap ? tap.place_id : tap.result))).size).toBe(1)
    expect((await heldAt(plan.id)).held).toBe(1)
  })
})

type Act = { who: number; shift: number; what: 'take' | 'wait' | 'back' | 'stop' | 'send' | 'more' | 'fewer' }
const act: fc.Arbitrary<Act> = fc.record({
  who: fc.nat(7),
  shift: fc.nat(3),
  what: fc.constantFrom('take', 'wait', 'wait', 'back', 'back', 'stop', 'send', 'more', 'fewer'),
})

async function carryOut(plan: RunningPlan, people: Actor[], { who, shift: which, what }: Act): Promise<void> {
  const person = people[who]!
  const shift = plan.posts.flatMap(({ shifts }) => shifts)[which]!
  const { house } = all
  const server = who % 2 ? house : other
  if (what === 'take' || what === 'wait')
    await quietly(
      takePlace(server, person, shift.id, { skills: [], wait: what === 'wait' ? 'waiting' : null }),
    )
  else if (what === 'stop') await stopWaiting(server, person, shift.id)
  else if (what === 'send')
    await quietly(nominate(server, all.actors.secretary!, shift.id, [person.personId!]))
  else if (what === 'back') {
    const { rows } = await sql<{ id: string }>`
      select id from mobilisation_places where shift_id = ${shift.id} and person_id = ${person.personId} and state = 'held'`.execute(
      house.db,
    )
    if (rows[0]) await quietly(giveBack(server, person, rows[0].id, '家里有事'))
  } else {
    const { rows } = await sql<{
      needed: number
    }>`select needed from mobilisation_shifts where id = ${shift.id}`.execute(house.db)
    await quietly(
      setNeeded(
        server,
        all.actors.street!,
        shift.id,
        Math.max(0, rows[0]!.needed + (what === 'more' ? 1 : -1)),
      ),
    )
  }
}

describe('random histories', () => {
  it('never overbook, never double-book, and leave no place empty for which somebody waits', async () => {
    const people = await all.enlist(8, all.branches[0]!)
    await fc.assert(
      fc.asyncProperty(
        // Steps one after another, each of several people at once.
        fc.array(fc.array(act, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        async (steps) => {
          const plan = await all.running({
            posts: [
              // Two at the same time, one too soon after them, one after the rest.
              { name: '一', shifts: [['06:00', '08:00', 2]] },
              { name: '二', shifts: [['06:00', '08:00', 1]] },
              { name: '三', shifts: [['09:00', '10:00', 1]] },
              { name: '四', shifts: [['18:00', '20:00', 2]] },
            ],
          })
          for (const step of steps) await Promise.all(step.map((each) => carryOut(plan, people, each)))
          expect(await checkMobilisations(all.house)).toEqual([])
          const { rows } = await sql`
            select w.person_id from mobilisation_waiting w join mobilisation_shifts s on s.id = w.shift_id
            join mobilisations m on m.id = w.mobilisation_id
            where m.id = ${plan.id} and s.taken < s.needed and not exists (select 1 from mobilisation_places k
              where k.person_id = w.person_id and k.state = 'held'
                and k.during && tstzrange(s.starts_at, s.ends_at + make_interval(mins => m.rest_minutes)))`.execute(
            all.house.db,
          )
          expect(rows).toEqual([])
          await all.must('street', 'POST', `/api/mobilisations/${plan.id}/finish`)
          await sql`update mobilisation_places set state = 'given_back', ended_at = now() where mobilisation_id = ${plan.id} and state = 'held'`.execute(
            all.house.db,
          )
          await sql`update mobilisation_shifts set taken = 0 where mobilisation_id = ${plan.id}`.execute(
            all.house.db,
          )
        },
      ),
      { numRuns: 12 },
    )
  })
})

describe('what would break it by hand', () => {
  it('the database refuses, and the check finds', async () => {
    const plan = await all.running()
    const shift = plan.posts[0]!.shifts[0]!.id
    await takePlace(all.house, all.actors.ann!, shift, { skills: [], wait: null })
    await expect(
      sql`insert into mobilisation_places (id, mobilisation_id, post_id, shift_id, person_id, organisation_id, rehearsal, during, how, placed_at)
        select gen_random_uuid(), mobilisation_id, post_id, shift_id, person_id, organisation_id, rehearsal, during, how, placed_at
        from mobilisation_places where shift_id = ${shift}`.execute(all.house.db),
    ).rejects.toThrow(/nobody_twice/)
    await expect(
      sql`update mobilisation_shifts set taken = needed + 1 where id = ${shift}`.execute(all.house.db),
    ).rejects.toThrow(/check/)
    await sql`update mobilisation_shifts set taken = 2 where id = ${shift}`.execute(all.house.db)
    const broken = await checkMobilisations(all.house)
    expect(broken.map(({ where }) => where)).toEqual([[shift]])
    await sql`update mobilisation_shifts set taken = 1 where id = ${shift}`.execute(all.house.db)
  })
})
