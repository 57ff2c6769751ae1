import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sweepDeadlines } from '../kernel/deadlines/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { takeIn } from '../requests/index.ts'
import { type SmallCity, smallCity } from './fixture.ts'
import { guards } from './guards.ts'
import {
  type Command,
  checkMatters,
  checkWords,
  execute,
  getMatter,
  matterConsumers,
  matterSweeper,
  openTask,
} from './index.ts'
import { standingOf } from './standing.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let clock = new Date('2026-03-02T01:00:00Z')

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  city = await smallCity(house)
})
afterAll(() => database.drop())

const actorNames = [
  'centre',
  'street',
  'community',
  'grid',
  'water',
  'housing',
  'management',
  'person',
] as const
const organisationNames = ['centre', 'street', 'community', 'water', 'housing', 'management'] as const

type Step =
  /** What somebody may do now, found by asking the guards: histories that go somewhere. */
  | { kind: 'likely'; pick: number; who: number; choice: number; good: boolean }
  | { kind: 'command'; actor: (typeof actorNames)[number]; pick: number; make: (world: World) => Command }
  | { kind: 'ask'; placed: boolean; follow: boolean }
  | {
      kind: 'give'
      by: (typeof organisationNames)[number]
      to: (typeof organisationNames)[number]
      days: number
    }
  | { kind: 'time'; hours: number }
  | { kind: 'react' }

interface World {
  matters: string[]
  category: string
  other(index: number): string
  organisation(name: string): string
}

const organisation = fc.constantFrom(...organisationNames)

/** Any command that a screen or the house's doors can give, with any arguments: most will be refused. */
const command: fc.Arbitrary<(world: World) => Command> = fc.oneof(
  fc.constantFrom<(world: World) => Command>(
    () => ({ type: 'take' }),
    () => ({ type: 'sign' }),
    () => ({ type: 'withdraw_proposal' }),
    () => ({ type: 'carry_up', reason: '办不了' }),
    () => ({ type: 'propose_extension', reason: '要等材料' }),
    () => ({ type: 'resume', reason: '可以办了' }),
    () => ({ type: 'recall_part', reason: '不用了' }),
    () => ({ type: 'supervise', reason: '抓紧' }),
    () => ({ type: 'lapse' }),
    () => ({ type: 'reopen', reason: '没有办好' }),
    () => ({ type: 'add_words', text: '补充一点' }),
    () => ({ type: 'contact', reached: true, note: '已联系' }),
    () => ({ type: 'contact', reached: false, note: '没打通' }),
    ({ category }) => ({ type: 'triage', category, urgency: 'ordinary' }),
    () => ({ type: 'propose_suspension', ground: 'nonsense', reason: 'x', reviewOn: '2027-01-01' }),
  ),
  organisation.map(
    (to) =>
      (world: World): Command => ({ type: 'dispatch', to: world.organisation(to) }),
  ),
  organisation.map(
    (to) =>
      (world: World): Command => ({ type: 'arbitrate', to: world.organisation(to), reason: '裁定' }),
  ),
  organisation.map(
    (to) =>
      (world: World): Command => ({
        type: 'propose_hand_over',
        to: world.organisation(to),
        reason: '更合适',
      }),
  ),
  organisation.map(
    (to) =>
      (world: World): Command => ({ type: 'ask_partner', to: world.organisation(to), task: '请来看看' }),
  ),
  fc.nat(20).map(
    (n) =>
      (world: World): Command => ({ type: 'merge', into: world.other(n), reason: '同一件' }),
  ),
  fc.boolean().map((approve) => (): Command => ({ type: 'decide_proposal', approve, reason: '研究过' })),
  fc.boolean().map((accept) => (): Command => ({ type: 'accept_part', accept, reason: '看过' })),
  fc.boolean().map((rework) => (): Command => ({ type: 'review', rework, text: '复核意见' })),
  fc
    .constantFrom('solved', 'explained', 'unsolved')
    .map((outcome) => (): Command => ({ type: 'answer', text: '已办理', outcome: outcome as 'solved' })),
  fc.nat(5).map(
    (n) => (): Command => ({
      type: 'decline',
      ground: house ? (refusalGrounds[n % refusalGrounds.length] ?? '') : '',
    }),
  ),
  fc.nat(5).map(
    (n) => (): Command => ({
      type: 'return',
      ground: returnGrounds[n % returnGrounds.length] ?? '',
      reason: '不归我们',
    }),
  ),
  fc.record({ solved: fc.boolean(), good: fc.boolean(), wantsRework: fc.boolean() }).map(
    ({ solved, good, wantsRework }) =>
      (): Command => ({
        type: 'judge',
        solved,
        satisfaction: good ? 'satisfied' : 'dissatisfied',
        wantsRework,
        channel: 'code',
      }),
  ),
)
let refusalGrounds: string[] = []
let returnGrounds: string[] = []

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 24,
    arbitrary: fc.record({
      kind: fc.constant('likely' as const),
      pick: fc.nat(50),
      who: fc.nat(10),
      choice: fc.nat(40),
      good: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      actor: fc.constantFrom(...actorNames),
      pick: fc.nat(50),
      make: command,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('ask' as const), placed: fc.boolean(), follow: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('time' as const), hours: fc.integer({ min: 1, max: 24 * 20 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('give' as const),
      by: organisation,
      to: organisation,
      days: fc.integer({ min: -2, max: 30 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'react' as const }) },
)

const actorOf = (name: (typeof actorNames)[number]): Actor => (name === 'person' ? anonymous : city[name])

async function likely(
  world: World,
  matterId: string,
  each: Extract<Step, { kind: 'likely' }>,
): Promise<{ actor: (typeof actorNames)[number]; command: Command } | null> {
  const { matter, around } = await getMatter(house.db, matterId)
  const rules = await house.rulesOf(matter.policyHash)
  const reviewOn = new Date(clock.getTime() + 9 * 86_400_000).toISOString().slice(0, 10)
  const to = world.organisation(organisationNames[each.choice % organisationNames.length]!)
  const plausible: Command[] = [
    { type: 'triage', category: world.category, urgency: each.good ? 'ordinary' : 'urgent' },
    { type: 'dispatch', to },
    { type: 'take' },
    { type: 'sign' },
    { type: 'contact', reached: each.good, note: '联系' },
    { type: 'progress', text: '进展', open: each.good },
    { type: 'answer', text: '答复', outcome: each.good ? 'solved' : 'unsolved' },
    { type: 'decline', ground: refusalGrounds[each.choice % refusalGrounds.length]! },
    { type: 'return', ground: returnGrounds[0]!, reason: '不归我们' },
    { type: 'arbitrate', to, reason: '裁定' },
    { type: 'carry_up', reason: '上报' },
    { type: 'propose_extension', reason: '延期' },
    { type: 'propose_suspension', ground: rules.suspension.grounds[0]!.id, reason: '挂账', reviewOn },
    { type: 'propose_hand_over', to, reason: '移交' },
    { type: 'decide_proposal', approve: each.good, reason: '研究' },
    { type: 'withdraw_proposal' },
    { type: 'resume', reason: '恢复' },
    { type: 'ask_partner', to, task: '请来' },
    { type: 'recall_part', reason: '撤回' },
    { type: 'accept_part', accept: each.good, reason: '验收' },
    { type: 'merge', into: world.other(each.choice), reason: '同一件' },
    { type: 'supervise', reason: '督办' },
    {
      type: 'judge',
      solved: each.good,
      satisfaction: each.good ? 'satisfied' : 'dissatisfied',
      wantsRework: each.choice % 3 > 0,
      channel: 'code',
    },
    { type: 'reopen', reason: '没好' },
    { type: 'review', rework: each.good, text: '复核' },
  ]
  for (let i = 0; i < actorNames.length; i++) {
    const actor = actorNames[(each.who + i) % actorNames.length]!
    const { standing } = standingOf(actorOf(actor), matter, around, actor === 'person')
    const open = plausible.filter(({ type }) => guards[type](matter, standing, rules) === null)
    if (open.length) return { actor, command: open[each.choice % open.length]! }
  }
  return null
}

async function ask(text: string, placed: boolean, follows?: string) {
  return database.db
    .transaction()
    .execute((tx) =>
      takeIn(
        house,
        tx,
        { text, ...(placed ? { location: city.spot } : {}), ...(follows ? { follows } : {}) },
        { channel: 'web', actor: anonymous },
      ),
    )
}

/** One organisation gives another a task, or is refused: to itself, or for a day that has passed. */
async function give({ by, to, days }: Extract<Step, { kind: 'give' }>): Promise<string | undefined> {
  const task = {
    channel: 'rectification',
    by: city.organisations[by]!,
    to: city.organisations[to]!,
    title: '补齐台账',
    body: '请在定下的日子前补齐',
    ...(days % 3 === 0 ? {} : { dueDay: shanghaiDate(new Date(clock.getTime() + days * 86_400_000)) }),
    actorPersonId: null,
  }
  try {
    return (await house.db.transaction().execute((tx) => openTask(house, tx, task))).id
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    expect(by === to || days < 0).toBe(true)
    return undefined
  }
}

const played = new Set<string>()

async function play(steps: Step[]): Promise<{ done: number; refused: number }> {
  const rules = await house.rulesNow()
  refusalGrounds = rules.not_accepted.map(({ id }) => id)
  returnGrounds = rules.returns.grounds.map(({ id }) => id)
  const first = await ask('开头的一件事', true)
  const second = await ask('没有位置的一件事', false)
  const ids = [first.id, second.id]
  const numbers = [first.number, second.number]
  const tasks: string[] = []
  const world: World = {
    matters: ids,
    category: rules.categories[0]!.id,
    other: (index) => ids[index % ids.length]!,
    organisation: (name) => city.organisations[name]!,
  }
  let done = 0
  let refused = 0
  for (const each of steps) {
    if (each.kind === 'time') {
      clock = new Date(clock.getTime() + each.hours * 3_600_000)
      await sweepDeadlines(house, [matterSweeper(house)])
    } else if (each.kind === 'react') {
      await settleConsumers(house.db, matterConsumers(house))
    } else if (each.kind === 'give') {
      const given = await give(each)
      if (given) tasks.push(given)
    } else if (each.kind === 'ask') {
      const asked = await ask(
        '又一件事',
        each.placed,
        each.follow ? numbers[ids.length % numbers.length] : undefined,
      )
      ids.push(asked.id)
      numbers.push(asked.number)
    } else {
      const parts = (
        await sql<{ id: string }>`select id from matters where parent_id = any(${ids}::uuid[])`.execute(
          house.db,
        )
      ).rows
      const all = [...ids, ...tasks, ...parts.map(({ id }) => id)]
      const matterId = all[each.pick % all.length]!
      const chosen =
        each.kind === 'likely'
          ? await likely(world, matterId, each)
          : { actor: each.actor, command: each.make(world) }
      if (!chosen) continue
      try {
        await execute(house, {
          actor: actorOf(chosen.actor),
          matterId,
          command: chosen.command,
          holdsCode: chosen.actor === 'person',
        })
        done++
        played.add(chosen.command.type)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        refused++
      }
    }
    const broken = await checkMatters(house.db)
    if (broken.length) throw new Error(`${JSON.stringify(each)} broke ${JSON.stringify(broken)}`)
  }
  return { done, refused }
}

describe('promises 1, 3 and 4 over random histories', () => {
  it('hold after every step, whoever does whatever in whatever order', async () => {
    let done = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
        done += (await play(steps)).done
      }),
      { numRuns: 14, endOnFailure: true, interruptAfterTimeLimit: 70_000, markInterruptAsFailure: false },
    )
    // Histories in which nothing was ever allowed would prove nothing.
    expect(done).toBeGreaterThan(100)
    expect(played.size).toBeGreaterThan(12)
  }, 120_000)

  it('hold for a plausible life of many matters', async () => {
    const rules = await house.rulesNow()
    const category = rules.categories[0]!.id
    for (let i = 0; i < 6; i++) {
      const { id } = await ask(`第${i}件`, i % 2 === 0)
      const run = (actor: Actor, command: Command, holdsCode = false) =>
        execute(house, { actor, matterId: id, command, holdsCode })
      if (i % 2 === 1) {
        await run(city.centre, { type: 'triage', category, urgency: 'ordinary' })
        await run(city.centre, { type: 'dispatch', to: city.organisations.community! })
        await run(city.community, { type: 'sign' })
      } else await run(city.community, { type: 'take' })
      await run(city.community, { type: 'contact', reached: true, note: '联系了' })
      await run(city.community, { type: 'answer', text: '办好了', outcome: 'solved' })
      for (let round = 0; round < i; round++) {
        await run(
          anonymous,
          { type: 'judge', solved: false, satisfaction: 'dissatisfied', wantsRework: true, channel: 'code' },
          true,
        )
        const { rows } = await sql<{ state: string }>`select state from matters where id = ${id}`.execute(
          house.db,
        )
        if (rows[0]!.state === 'judged')
          await run(city.street, { type: 'review', rework: true, text: '必须办好' })
        await run(city.community, { type: 'answer', text: '再办一次', outcome: 'solved' })
      }
      await run(
        anonymous,
        { type: 'judge', solved: true, satisfaction: 'satisfied', wantsRework: false, channel: 'code' },
        true,
      )
      expect(await checkMatters(house.db)).toEqual([])
    }
  })
})

describe('a promise that somebody broke by hand in SQL', () => {
  const finding = async (change: string, restore: string) => {
    await database.asOwner(change)
    const broken = await checkMatters(house.db)
    await database.asOwner(restore)
    return broken.map(({ promise, en }) => `${promise}: ${en}`)
  }

  it('is found and named', async () => {
    const { id, number } = await ask('用来被篡改的一件事', true)
    expect(await checkMatters(house.db)).toEqual([])
    const housing = city.organisations.housing
    const community = city.organisations.community
    expect(
      await finding(
        `update matters set owner_id = '${housing}' where id = '${id}'`,
        `update matters set owner_id = '${community}' where id = '${id}'`,
      ),
    ).toEqual([expect.stringMatching(/^1: owner or state .* not what its timeline says/)])
    expect(
      await finding(
        `update deadlines set ended_at = now(), ended_as = 'met' where subject_id = '${id}'`,
        `update deadlines set ended_at = null, ended_as = null where subject_id = '${id}'`,
      ),
    ).toEqual([expect.stringMatching(/^1: an open matter does not have exactly one running deadline/)])
    expect(
      await finding(
        `update matters set state = 'closed', closed_at = now(), outcome = 'solved', step = null, due_at = null where id = '${id}'`,
        `update matters m set state = 'received', closed_at = null, outcome = null, step = d.step, due_at = d.due_at from deadlines d where m.id = '${id}' and d.subject_id = m.id and d.ended_at is null`,
      ),
    ).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^3: a matter from a person was closed without an answer/),
        expect.stringMatching(/^3: a matter that nobody judged counts as solved/),
      ]),
    )
    await database.asOwner(`update matter_words set body = '被改过的话' where matter_id = '${id}'`)
    expect(await checkWords(database.pool)).toMatchObject({ promise: 4, where: [number] })
    await database.asOwner(`update matter_words set body = '用来被篡改的一件事' where matter_id = '${id}'`)
    expect(await checkWords(database.pool)).toBeNull()
  })
})
