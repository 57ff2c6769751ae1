import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runningOf } from '../kernel/deadlines/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import {
  type Command,
  checkMatters,
  execute,
  getMatter,
  matterConsumers,
  matterDoors,
} from '../matters/index.ts'
import { endOrganisation, systemWriter } from '../territory/index.ts'
import { takeIn } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let clock = new Date('2026-03-02T01:00:00Z')

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  city = await smallCity(house)
})
afterAll(async () => {
  expect(await checkMatters(house.db)).toEqual([])
  await database.drop()
})

const later = (hours: number) => {
  clock = new Date(clock.getTime() + hours * 3_600_000)
}
const ask = (text: string, more: Partial<Parameters<typeof takeIn>[2]> = {}) =>
  database.db
    .transaction()
    .execute((tx) => takeIn(house, tx, { text, ...more }, { channel: 'web', actor: anonymous }))
const give = (actor: Actor, matterId: string, command: Command, holdsCode = false) =>
  execute(house, { actor, matterId, command, holdsCode })
const stateOf = async (id: string) => (await getMatter(house.db, id)).matter
const category = async () => (await house.rulesNow()).categories[0]!.id

async function sentTo(actor: Actor) {
  const { id } = await ask('没有位置的一件事')
  await give(city.centre, id, { type: 'triage', category: await category(), urgency: 'ordinary' })
  await give(city.centre, id, { type: 'dispatch', to: actor.duties[0]!.organisationId })
  return id
}

describe('many who say "me too" at once', () => {
  it('all follow, none is refused, and the original counts each', async () => {
    const first = await ask('全小区停水了', { location: city.spot })
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        ask(`我家也停水了，${i}号`, { location: city.spot, follows: first.number }),
      ),
    )
    expect(all.map(({ state }) => state)).toEqual(Array(8).fill('following'))
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from timeline where stream = ${first.id} and kind = 'matter.followed'`.execute(
      house.db,
    )
    expect(rows[0]!.n).toBe(8)
  })

  it('belong with the original to whoever answers it, who then judges none of them', async () => {
    const first = await ask('路口积水', { location: city.spot })
    const other = await ask('我也看到积水', { location: city.spot, follows: first.number })
    await give(city.community, first.id, { type: 'carry_up', reason: '要街道协调' })
    await give(city.street, first.id, { type: 'carry_up', reason: '要区里协调' })
    await give(city.centre, first.id, { type: 'take' })
    await give(city.centre, first.id, { type: 'answer', text: '已疏通', outcome: 'solved' })
    await settleConsumers(house.db, matterConsumers(house))
    expect(await stateOf(other.id)).toMatchObject({ state: 'answered', ownerId: city.organisations.centre })
    await expect(
      give(city.centre, other.id, {
        type: 'judge',
        solved: true,
        satisfaction: 'satisfied',
        wantsRework: false,
        channel: 'call_back',
      }),
    ).rejects.toThrow(/own_work/)
  })
})

describe('merging', () => {
  it('reaches no further than dispatching, and never into a part', async () => {
    const foreign = await sentTo(city.housing)
    const { id } = await ask('同样的事', { location: city.spot })
    await expect(
      give(city.community, id, { type: 'merge', into: foreign, reason: '同一件' }),
    ).rejects.toMatchObject({
      options: { reason: 'matter.original_out_of_reach' },
    })
    const whole = await ask('要水务来看', { location: city.spot })
    await give(city.community, whole.id, { type: 'take' })
    await give(city.community, whole.id, {
      type: 'ask_partner',
      to: city.organisations.water!,
      task: '请来看',
    })
    const { rows } = await sql<{ id: string }>`select id from matters where parent_id = ${whole.id}`.execute(
      house.db,
    )
    await expect(
      give(city.community, id, { type: 'merge', into: rows[0]!.id, reason: '同一件' }),
    ).rejects.toMatchObject({
      options: { reason: 'matter.original_is_part' },
    })
  })

  it('can be undone: the matter stands by itself again, with an owner and a deadline', async () => {
    const one = await ask('一号楼漏水', { location: city.spot })
    const two = await ask('二号楼漏水', { location: city.spot })
    await give(city.community, two.id, { type: 'merge', into: one.id, reason: '以为是同一件' })
    await give(city.community, two.id, { type: 'unmerge', reason: '其实是两处' })
    expect(await stateOf(two.id)).toMatchObject({
      originalId: null,
      step: 'dispatch',
      ownerId: city.organisations.community,
    })
  })

  it('by two people into each other ends with one followed, whoever comes first', async () => {
    const one = await ask('噪音甲', { location: city.spot })
    const two = await ask('噪音乙', { location: city.spot })
    const results = await Promise.allSettled([
      give(city.community, one.id, { type: 'merge', into: two.id, reason: '同' }),
      give(city.community, two.id, { type: 'merge', into: one.id, reason: '同' }),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('triage', () => {
  it('never buys time: its deadline counts from where it began', async () => {
    const { id } = await ask('分类几次的一件事')
    const before = (await runningOf(house.db, id))!
    for (const urgency of ['ordinary', 'utility', 'ordinary']) {
      later(0.5)
      await give(city.centre, id, { type: 'triage', category: await category(), urgency })
    }
    const after = (await runningOf(house.db, id))!
    expect(after.startedAt).toEqual(before.startedAt)
    expect(after.dueAt.getTime()).toBeLessThanOrEqual(before.dueAt.getTime())
    const dispatched = await sentTo(city.water)
    await give(city.water, dispatched, { type: 'sign' })
    const promised = (await stateOf(dispatched)).dueAt
    later(1)
    await give(city.centre, dispatched, { type: 'triage', category: await category(), urgency: 'complex' })
    expect((await stateOf(dispatched)).dueAt).toEqual(promised)
  })
})

describe('what was sent from above', () => {
  it('is returned or done, not carried up again', async () => {
    const id = await sentTo(city.water)
    await expect(give(city.water, id, { type: 'carry_up', reason: '换个办法退' })).rejects.toMatchObject({
      options: { reason: 'matter.sent_from_above' },
    })
  })

  it('can be given to another by the superior, and only by the superior', async () => {
    const id = await sentTo(city.water)
    await expect(
      give(city.water, id, { type: 'reassign', to: city.organisations.housing!, reason: '给他们' }),
    ).rejects.toThrow(/not_superior/)
    await give(city.centre, id, { type: 'reassign', to: city.organisations.housing!, reason: '水务已无人' })
    expect(await stateOf(id)).toMatchObject({
      state: 'dispatched',
      ownerId: city.organisations.housing,
      step: 'sign',
    })
  })
})

describe('a part that waits to be accepted', () => {
  it("is the asker's to do: the partner is neither blamed nor supervised for it", async () => {
    const { id } = await ask('请人协办的一件事', { location: city.spot })
    await give(city.community, id, { type: 'take' })
    await give(city.community, id, { type: 'ask_partner', to: city.organisations.water!, task: '请关闸' })
    const part = (await sql<{ id: string }>`select id from matters where parent_id = ${id}`.execute(house.db))
      .rows[0]!.id
    await give(city.water, part, { type: 'sign' })
    await give(city.water, part, { type: 'answer', text: '已关', outcome: 'solved' })
    const { events } = await execute(house, {
      actor: { ...anonymous, kind: 'system' },
      matterId: part,
      command: { type: 'miss', rung: 1, deed: 'supervise' },
    })
    expect(events.map(({ kind }) => kind)).toEqual(['matter.deadline_missed'])
    expect((await stateOf(part)).supervisedAt).toBeNull()
    const { rows } = await sql<{ tell: { organisation: string }[] }>`
      select payload->'tell' as tell from timeline where stream = ${part} order by seq desc limit 1`.execute(
      house.db,
    )
    expect(rows[0]!.tell[0]!.organisation).toBe(city.organisations.community)
    await give(city.community, part, { type: 'accept_part', accept: true, reason: '看过' })
  })
})

describe('who left no way to be reached', () => {
  it('is not waited for: work begins at once and no contact is claimed', async () => {
    const { id } = await ask('匿名反映占道', { location: city.spot })
    await give(city.grid, id, { type: 'take' })
    expect(await stateOf(id)).toMatchObject({ state: 'in_hand', step: 'feedback', contactedAt: null })
    await give(city.grid, id, { type: 'answer', text: '已劝离', outcome: 'solved' })
    expect((await stateOf(id)).contactedAt).toBeNull()
  })
})

describe('what the rules limit', () => {
  it('is limited: whoever the pack does not name may not return, and nothing is set aside for ever', async () => {
    const rules = await house.rulesNow()
    const { id } = await ask('挂账又挂账', { location: city.spot })
    await give(city.community, id, { type: 'take' })
    const ground = rules.suspension.grounds[0]!.id
    const suspend = () =>
      give(city.community, id, {
        type: 'propose_suspension',
        ground,
        reason: '等材料',
        reviewOn: new Date(clock.getTime() + 5 * 86_400_000).toISOString().slice(0, 10),
      })
    for (let times = 0; times < rules.suspension.max_times; times++) {
      await suspend()
      await give(city.street, id, { type: 'decide_proposal', approve: true, reason: '同意' })
      await give(city.community, id, { type: 'resume', reason: '恢复' })
    }
    await expect(suspend()).rejects.toMatchObject({ options: { reason: 'matter.suspended_too_often' } })
    const sent = await sentTo(city.water)
    later(24 * 14)
    await expect(
      give(city.water, sent, { type: 'return', ground: rules.returns.grounds[0]!.id, reason: '不归我们' }),
    ).rejects.toMatchObject({ options: { reason: 'matter.return_too_late' } })
  })
})

describe('an organisation that owns open matters', () => {
  it('cannot be ended before they are settled', async () => {
    const doors = matterDoors(house)
    const id = await sentTo(city.management)
    const organisation = city.organisations.management!
    await sql`update duties set active_to = ${clock} where organisation_id = ${organisation}`.execute(
      house.db,
    )
    await expect(endOrganisation(house.db, systemWriter(house), organisation)).rejects.toMatchObject({
      options: { reason: 'organisation.in_use', zh: expect.stringContaining('主办的未办结事项') },
    })
    await give(city.centre, id, { type: 'reassign', to: city.organisations.water!, reason: '机构撤并' })
    const held = await sql<{ n: number }>`
      select count(*)::int as n from matters where owner_id = ${organisation} and step is not null`.execute(
      house.db,
    )
    expect(held.rows[0]!.n).toBe(0)
    await endOrganisation(house.db, systemWriter(house), organisation)
    for (const close of doors) close()
  })
})
