import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sweepDeadlines } from '../kernel/deadlines/index.ts'
import { Problem } from '../kernel/problems.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { checkMatters, execute, getMatter, matterSweeper } from '../matters/index.ts'
import { callMore } from './blow.ts'
import type { CallCommand } from './call.ts'
import { type WhistleDoors, type Who, whistleDoors } from './fixture.ts'
import { actOnCall, blow, checkWhistles, judgeCall, whistleHeads, whistleSweeper } from './index.ts'

let doors: WhistleDoors
beforeAll(async () => {
  doors = await whistleDoors()
})
afterAll(() => doors.close())

const departments = ['water', 'housing', 'management'] as const
const everybody = [...departments, 'street', 'centre', 'community'] as const

type Step =
  | { kind: 'blow'; whom: number; type: string }
  | { kind: 'more'; pick: number; who: number }
  | { kind: 'act'; pick: number; as: number; command: (comes: string) => CallCommand; crash: boolean }
  | { kind: 'part'; pick: number; does: 'sign' | 'answer' | 'accept' | 'refuse' | 'recall' }
  | { kind: 'judge'; pick: number; as: number; side: boolean; good: boolean }
  | { kind: 'time'; minutes: number; crash: boolean }
  | { kind: 'react' }

const command: fc.Arbitrary<(comes: string) => CallCommand> = fc.oneof(
  { weight: 4, arbitrary: fc.constant((comes: string): CallCommand => ({ type: 'acknowledge', comes })) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('code', 'position', 'caller')
      .map((way) => (): CallCommand => ({ type: 'arrive', way })),
  },
  { weight: 1, arbitrary: fc.constant((): CallCommand => ({ type: 'leave', reason: '有急事' })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('no_power', 'made_up')
      .map((ground) => (): CallCommand => ({ type: 'object', ground, reason: '不归我们' })),
  },
  {
    weight: 2,
    arbitrary: fc
      .boolean()
      .map((uphold) => (): CallCommand => ({ type: 'decide_objection', uphold, reason: '查过了' })),
  },
  { weight: 2, arbitrary: fc.constant((): CallCommand => ({ type: 'release', reason: '可以走了' })) },
  { weight: 1, arbitrary: fc.constant((): CallCommand => ({ type: 'call_off', reason: '不用来了' })) },
  { weight: 1, arbitrary: fc.constant((): CallCommand => ({ type: 'part_done', outcome: 'accepted' })) },
  {
    weight: 1,
    arbitrary: fc.constant(
      (): CallCommand => ({ type: 'miss', wait: 'arrive', rung: 1, deed: 'supervise', deadline: 'made up' }),
    ),
  },
)
const pick = fc.nat(30)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('blow' as const),
      whom: fc.integer({ min: 1, max: 7 }),
      type: fc.constantFrom('emergency', 'enforcement'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('more' as const), pick, who: fc.nat(2) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      pick,
      as: fc.nat(9),
      command,
      crash: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('part' as const),
      pick,
      does: fc.constantFrom<('sign' | 'answer' | 'accept' | 'refuse' | 'recall')[]>(
        'sign',
        'answer',
        'accept',
        'refuse',
        'recall',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('judge' as const),
      pick,
      as: fc.nat(5),
      side: fc.boolean(),
      good: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      minutes: fc.integer({ min: 1, max: 90 }),
      crash: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'react' as const }) },
)

class Crash extends Error {}

/** A server that dies in the middle of a command or of a rung: its transaction is gone. */
async function crashing(work: (tx: Parameters<typeof blow>[1]) => Promise<unknown>): Promise<void> {
  await doors.house.db
    .transaction()
    .execute(async (tx) => {
      await work(tx)
      throw new Crash()
    })
    .catch((error) => {
      if (!(error instanceof Crash)) throw error
    })
}

const sweepers = () => [matterSweeper(doors.house), whistleSweeper(doors.house)]

/** Three servers sweep at once; of a crash in between another finds what is left. */
async function sweep(crash: boolean): Promise<void> {
  if (crash) {
    const [matters, whistles] = sweepers()
    const dying = {
      ...whistles!,
      fire: async (...args: Parameters<NonNullable<typeof whistles>['fire']>) => {
        await whistles!.fire(...args)
        throw new Crash()
      },
    }
    await sweepDeadlines(doors.house, [matters!, dying])
    // What failed is tried again a minute later.
    doors.clock.now = new Date(doors.clock.now.getTime() + 61_000)
  }
  for (;;) {
    const fired = await Promise.all([1, 2, 3].map(() => sweepDeadlines(doors.house, sweepers())))
    if (fired.every((count) => count === 0)) {
      const { rows } = await sql<{ due: boolean }>`
        select exists (select 1 from deadlines where ended_at is null and sweep_at <= ${doors.clock.now}) as due`.execute(
        doors.house.db,
      )
      if (!rows[0]!.due) return
    }
  }
}

interface OpenCall {
  id: string
  whistle: string
  part: string
  who: (typeof departments)[number]
}

async function callsNow(): Promise<OpenCall[]> {
  const { rows } = await sql<{ id: string; whistle: string; part: string; organisation: string }>`
    select id, whistle_id as whistle, matter_id as part, organisation_id as organisation from whistle_calls order by called_at desc, id limit 31`.execute(
    doors.house.db,
  )
  const { organisations } = doors.city
  return rows.map(({ organisation, ...call }) => ({
    ...call,
    who: departments.find((who) => organisations[who] === organisation)!,
  }))
}

const expected = (error: unknown) =>
  error instanceof Problem &&
  ['permission.denied', 'matter.refused', 'conflict.exists', 'not_found'].includes(error.code)

async function take(each: Step): Promise<boolean> {
  const { house, city } = doors
  const calls = each.kind === 'blow' || each.kind === 'time' || each.kind === 'react' ? [] : await callsNow()
  const call = 'pick' in each ? calls[each.pick % Math.max(1, calls.length)] : undefined
  try {
    switch (each.kind) {
      case 'blow': {
        const whom = departments.filter((_, index) => each.whom & (1 << index))
        await house.db.transaction().execute((tx) =>
          blow(house, tx, city.street, {
            kind: each.type,
            calls: whom.map((who) => ({ organisationId: city.organisations[who]!, task: `请${who}来` })),
            by: null,
            meetAt: null,
            about: { title: '进水', text: '地库进水', location: city.spot },
          }),
        )
        return true
      }
      case 'more':
        if (!call) return false
        await house.db.transaction().execute((tx) =>
          callMore(house, tx, city.street, call.whistle, {
            calls: [{ organisationId: city.organisations[departments[each.who]!]!, task: '也请来' }],
            by: null,
          }),
        )
        return true
      case 'act': {
        if (!call) return false
        // Mostly by whom it concerns, so that histories go somewhere.
        const who: Who =
          each.as > 6
            ? everybody[each.as % everybody.length]!
            : each.as > 4
              ? 'centre'
              : each.as > 2
                ? 'street'
                : call.who
        const act = { actor: city[who], callId: call.id, command: each.command(city[call.who].personId!) }
        if (each.crash) await crashing((tx) => actOnCall(house, act, tx))
        else await actOnCall(house, act)
        return true
      }
      case 'part': {
        if (!call) return false
        const { matter } = await getMatter(house.db, call.part)
        const commands = {
          sign: { type: 'sign' },
          answer: { type: 'answer', text: '办完了', outcome: 'solved' },
          accept: { type: 'accept_part', accept: true, reason: '看过' },
          refuse: { type: 'accept_part', accept: false, reason: '没好' },
          recall: { type: 'recall_part', reason: '不用了' },
        } as const
        const byCalled = each.does === 'sign' || each.does === 'answer'
        await execute(house, {
          actor: byCalled ? city[call.who] : city.street,
          matterId: matter.id,
          command: commands[each.does],
        })
        return true
      }
      case 'judge':
        if (!call) return false
        await judgeCall(
          house,
          city[everybody[each.as % everybody.length]!],
          call.id,
          each.side
            ? { side: 'caller', did: each.good, solved: each.good }
            : { side: 'called', fair: each.good },
        )
        return true
      case 'time':
        doors.clock.now = new Date(doors.clock.now.getTime() + each.minutes * 60_000)
        await sweep(each.crash)
        return true
      case 'react':
        await doors.settle()
        return true
    }
  } catch (error) {
    if (!expected(error)) throw error
    return false
  }
}

const broken = async () => [...(await checkWhistles(doors.house)), ...(await checkMatters(doors.house.db))]

describe('whoever is called comes, or everyone knows', () => {
  it('whatever is done, by several servers at once and across crashes: none unanswered and unescalated, none escalated twice', async () => {
    let done = 0
    const missedKinds = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        await take({ kind: 'blow', whom: 7, type: 'emergency' })
        for (const each of steps) if (await take(each)) done++
        expect(await broken()).toEqual([])
        // Long after, whoever still has not come has been through the whole ladder, each rung once.
        doors.clock.now = new Date(doors.clock.now.getTime() + 3 * 86_400_000)
        await sweep(false)
        await doors.settle()
        const { whistle_escalation: ladder } = await doors.house.rulesNow()
        const { rows } = await sql<{ id: string; rungs: number[] }>`
          select d.id, array(select (t.payload->>'rung')::int from timeline t where t.kind = 'whistle.missed' and t.payload->>'deadline' = d.id::text order by 1) as rungs
          from deadlines d where d.step like 'whistle.%' and d.ended_at is null`.execute(doors.house.db)
        for (const { rungs } of rows) expect(rungs).toEqual(ladder.map(({ rung }) => rung).sort())
        const { rows: waits } = await sql<{ wait: string }>`
          select distinct payload->>'wait' as wait from timeline where kind = 'whistle.missed'`.execute(
          doors.house.db,
        )
        for (const { wait } of waits) missedKinds.add(wait)
        expect(await broken()).toEqual([])
      }),
      { numRuns: 10 },
    )
    expect(done).toBeGreaterThan(60)
    expect([...missedKinds]).toEqual(expect.arrayContaining(['acknowledge', 'arrive']))
    const chains = await verifyChains(doors.house.pool, { heads: whistleHeads })
    expect(chains.breaks).toEqual([])
  }, 240_000)
})

describe('what is broken by hand is found', () => {
  let call: string
  beforeEach(async () => {
    const whistle = await doors.blown(['water'])
    call = whistle.calls[0]!.id
    expect(await checkWhistles(doors.house)).toEqual([])
  })
  const broken: [string, string][] = [
    [
      'a silent call whose deadline was taken away',
      `update deadlines set ended_at = now(), ended_as = 'superseded', sweep_at = null where subject_id = $1`,
    ],
    [
      'a deadline that nobody looks at any more',
      `update deadlines set sweep_at = null where subject_id = $1`,
    ],
    [
      'a call that was set to arrived',
      `update whistle_calls set state = 'arrived', arrived_at = now(), in_time = true, step = null, due_at = null where id = $1`,
    ],
    [
      'a call that was set to released',
      `update whistle_calls set state = 'released', ended_at = now(), step = null, due_at = null where id = $1`,
    ],
    ['a date that was put off', `update whistle_calls set due_at = due_at + interval '1 day' where id = $1`],
    ['a rung that was counted and not climbed', `update deadlines set rung = 1 where subject_id = $1`],
    [
      'a whistle that was ended over an open call',
      `update whistles set state = 'ended', ended_at = now() where id = (select whistle_id from whistle_calls where id = $1)`,
    ],
  ]
  for (const [name, statement] of broken)
    it(name, async () => {
      const pool = doors.database
      await pool.asOwner('begin')
      await pool.asOwner('set constraints all deferred')
      await pool.asOwner('savepoint before')
      await pool.asOwner(statement, [call])
      await pool.asOwner('commit')
      const found = await checkWhistles(doors.house)
      expect(found.map(({ promise }) => promise)).toContain(2)
      await mend(call)
    })

  it('a sweep that stood still, and a rung climbed twice', async () => {
    doors.clock.now = new Date(doors.clock.now.getTime() + 45 * 60_000)
    expect((await checkWhistles(doors.house)).map(({ en }) => en)).toContain(
      'silence was not escalated when its time ran out',
    )
    await sweep(false)
    expect(await checkWhistles(doors.house)).toEqual([])
    await doors.database.asOwner(`update deadlines set rung = rung - 1 where subject_id = $1`, [call])
    expect((await checkWhistles(doors.house)).map(({ en }) => en)).toContain(
      'the rungs climbed are not those on the timeline, or one was climbed twice',
    )
    await doors.database.asOwner(`update deadlines set rung = rung + 1 where subject_id = $1`, [call])
  })

  it('a call that was deleted', async () => {
    await doors.database.asOwner(`delete from deadlines where subject_id = $1`, [call])
    await doors.database.asOwner(`delete from whistle_calls where id = $1`, [call])
    expect((await checkWhistles(doors.house)).map(({ en }) => en)).toContain(
      'an organisation was called and there is no call of it',
    )
  })
})

/** Puts a call that was broken by hand back as its timeline has it. */
async function mend(call: string): Promise<void> {
  const { asOwner } = doors.database
  await asOwner(
    `update whistle_calls set state = 'called', arrived_at = null, in_time = null, ended_at = null, step = 'whistle.acknowledge', due_at = acknowledge_due_at where id = $1`,
    [call],
  )
  await asOwner(
    `update deadlines set ended_at = null, ended_as = null, rung = 0, sweep_at = due_at where subject_id = $1`,
    [call],
  )
  await asOwner(
    `update whistles set state = 'running', ended_at = null where id = (select whistle_id from whistle_calls where id = $1)`,
    [call],
  )
}
