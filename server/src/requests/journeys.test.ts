import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sweepDeadlines } from '../kernel/deadlines/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import {
  type Command,
  execute,
  getMatter,
  listMatters,
  matterConsumers,
  matterSweeper,
} from '../matters/index.ts'
import { personMessages, takeIn } from './index.ts'

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

const later = (hours: number) => {
  clock = new Date(clock.getTime() + hours * 3_600_000)
}
const ask = (text: string, more: Partial<Parameters<typeof takeIn>[2]> = {}) =>
  database.db
    .transaction()
    .execute((tx) => takeIn(house, tx, { text, ...more }, { channel: 'web', actor: anonymous }))
const give = (actor: Actor, matterId: string, command: Command, holdsCode = false) =>
  execute(house, { actor, matterId, command, holdsCode })
const settle = () => settleConsumers(house.db, [...matterConsumers(house), personMessages(house)])
const stateOf = async (id: string) => (await getMatter(house.db, id)).matter

describe('the street lamp (journey 1)', () => {
  it('finds grid and worker from the place, is settled the same day and judged by who asked', async () => {
    const lamp = await ask('3号楼门口的路灯不亮了，晚上老人出门看不见', {
      location: { ...city.spot, address: '3号楼' },
      contact: { phone: '13900000001' },
    })
    const received = await stateOf(lamp.id)
    expect(received).toMatchObject({
      state: 'received',
      ownerId: city.organisations.community,
      handlerId: city.grid.personId,
      areaId: city.gridArea,
    })
    expect(lamp.deadline).not.toBeNull()
    await give(city.grid, lamp.id, { type: 'take' })
    await give(city.grid, lamp.id, { type: 'contact', reached: true, note: '已电话联系，下午去修' })
    await give(city.grid, lamp.id, { type: 'answer', text: '灯泡已更换，请放心出行', outcome: 'solved' })
    await settle()
    const sent = await sql<{
      text: string
    }>`select text from outbox_messages where recipient = '13900000001' order by created_at desc`.execute(
      house.db,
    )
    expect(sent.rows[0]?.text).toMatch(/已答复.*\/judge\//)
    expect(sent.rows[0]?.text).not.toContain('路灯')
    await give(
      anonymous,
      lamp.id,
      { type: 'judge', solved: true, satisfaction: 'satisfied', wantsRework: false, channel: 'link' },
      true,
    )
    expect(await stateOf(lamp.id)).toMatchObject({ state: 'closed', outcome: 'solved', step: null })
  })
})

describe('water in the garage (journey 2, without the whistle)', () => {
  it('is carried up, shared between three departments, closes only after them, and is done again when judged badly', async () => {
    const { id } = await ask('地下车库大面积积水，电梯井也进水了', { location: city.spot })
    await give(city.community, id, { type: 'carry_up', reason: '涉及多个部门，社区解决不了' })
    expect((await stateOf(id)).ownerId).toBe(city.organisations.street)
    const passed = await listMatters(house, city.community, { view: 'passed_on' })
    expect(passed.items.map((item) => item.id)).toContain(id)
    expect((await listMatters(house, city.street, { view: 'inbox' })).items.map((item) => item.id)).toContain(
      id,
    )
    expect(
      (await listMatters(house, city.street, { view: 'passed_on' })).items.map((item) => item.id),
    ).not.toContain(id)
    await give(city.street, id, {
      type: 'triage',
      category: (await house.rulesNow()).categories[0]!.id,
      urgency: 'urgent',
    })
    await give(city.street, id, { type: 'take' })
    await give(city.street, id, { type: 'contact', reached: true, note: '已到现场' })
    for (const key of ['housing', 'water', 'management'])
      await give(city.street, id, {
        type: 'ask_partner',
        to: city.organisations[key]!,
        task: `请${key}到现场处置`,
      })
    const parts = (
      await sql<{
        id: string
        owner_id: string
      }>`select id, owner_id from matters where parent_id = ${id}`.execute(house.db)
    ).rows
    expect(parts).toHaveLength(3)
    await expect(
      give(city.street, id, { type: 'answer', text: '好了', outcome: 'solved' }),
    ).rejects.toMatchObject({ options: { reason: 'matter.parts_open' } })
    for (const part of parts) {
      const actor = [city.housing, city.water, city.management].find(
        (each) => each.duties[0]!.organisationId === part.owner_id,
      )!
      await give(actor, part.id, { type: 'sign' })
      await give(actor, part.id, { type: 'answer', text: '已完成', outcome: 'solved' })
      await expect(
        give(actor, part.id, { type: 'accept_part', accept: true, reason: '自己验收' }),
      ).rejects.toThrow(/matter.not_asker/)
      await give(city.street, part.id, { type: 'accept_part', accept: true, reason: '现场看过' })
    }
    await give(city.street, id, { type: 'answer', text: '积水已排除', outcome: 'solved' })
    await give(
      anonymous,
      id,
      {
        type: 'judge',
        solved: false,
        satisfaction: 'dissatisfied',
        comment: '又漏了',
        wantsRework: true,
        channel: 'code',
      },
      true,
    )
    const reopened = await stateOf(id)
    expect(reopened).toMatchObject({
      state: 'in_hand',
      reworks: 1,
      ownerId: city.organisations.street,
      step: 'feedback',
    })
    await give(city.street, id, { type: 'answer', text: '重新做了防水', outcome: 'solved' })
    await give(
      anonymous,
      id,
      { type: 'judge', solved: true, satisfaction: 'satisfied', wantsRework: false, channel: 'code' },
      true,
    )
    expect((await stateOf(id)).state).toBe('closed')
  })
})

describe('the wrong desk (journey 4)', () => {
  it('is returned once with a reason, arbitrated once, and cannot be returned again', async () => {
    const { id } = await ask('小区门口污水井盖破损')
    const rules = await house.rulesNow()
    expect((await stateOf(id)).ownerId).toBe(city.organisations.centre)
    await give(city.centre, id, { type: 'triage', category: rules.categories[0]!.id, urgency: 'ordinary' })
    await give(city.centre, id, { type: 'dispatch', to: city.organisations.housing! })
    const ground = rules.returns.grounds[0]!.id
    await give(city.housing, id, { type: 'return', ground, reason: '不属于房管职责' })
    expect(await stateOf(id)).toMatchObject({
      state: 'contested',
      ownerId: city.organisations.centre,
      step: 'arbitration',
    })
    await expect(give(city.housing, id, { type: 'sign' })).rejects.toThrow()
    await give(city.centre, id, {
      type: 'arbitrate',
      to: city.organisations.water!,
      reason: '排水设施归水务',
    })
    expect(await stateOf(id)).toMatchObject({
      state: 'dispatched',
      designated: true,
      ownerId: city.organisations.water,
    })
    await expect(give(city.water, id, { type: 'return', ground, reason: '也不归我' })).rejects.toMatchObject({
      options: { reason: 'matter.designated' },
    })
    await expect(give(city.water, id, { type: 'carry_up', reason: '换个办法推出去' })).rejects.toMatchObject({
      options: { reason: 'matter.designated' },
    })
    const steps = (
      await sql<{
        step: string
        ended_as: string | null
      }>`select step, ended_as from deadlines where subject_id = ${id} order by started_at, ended_at nulls last`.execute(
        house.db,
      )
    ).rows
    expect(steps.filter(({ ended_as }) => ended_as === null)).toHaveLength(1)
  })
})

describe('time', () => {
  it('supervises what nobody signed for, each rung once', async () => {
    const { id } = await ask('楼道堆满杂物，消防通道堵了')
    later(24 * 12)
    for (let i = 0; i < 6; i++) await sweepDeadlines(house, [matterSweeper(house)])
    const missed = (
      await sql<{
        payload: { rung: number }
      }>`select payload from timeline where stream = ${id} and kind = 'matter.deadline_missed' order by seq`.execute(
        house.db,
      )
    ).rows
    expect(missed.length).toBeGreaterThan(0)
    expect(new Set(missed.map(({ payload }) => payload.rung)).size).toBe(missed.length)
    expect((await stateOf(id)).supervisedAt).not.toBeNull()
  })

  it('closes what nobody judged as not judged, never as solved', async () => {
    const { id } = await ask('楼下垃圾桶太少', { location: city.spot })
    await give(city.grid, id, { type: 'take' })
    await give(city.grid, id, { type: 'answer', text: '已增设两个', outcome: 'solved' })
    later(24 * 30)
    await sweepDeadlines(house, [matterSweeper(house)])
    expect(await stateOf(id)).toMatchObject({ state: 'closed', outcome: 'no_judgement' })
    await give(anonymous, id, { type: 'reopen', reason: '没有看到新桶' }, true)
    expect(await stateOf(id)).toMatchObject({ state: 'in_hand', outcome: null, reworks: 1 })
  })

  it('tells the person of an extension with its reason, and the deadline explains itself', async () => {
    const { id } = await ask('路面坑洼', { location: city.spot, contact: { phone: '13900000002' } })
    await give(city.community, id, { type: 'take' })
    await give(city.community, id, { type: 'contact', reached: true, note: '已联系' })
    const before = (await stateOf(id)).dueAt!
    await give(city.community, id, { type: 'propose_extension', reason: '要等沥青材料' })
    await expect(
      give(city.community, id, { type: 'decide_proposal', approve: true, reason: '自己批' }),
    ).rejects.toThrow(/not_superior/)
    await give(city.street, id, { type: 'decide_proposal', approve: true, reason: '材料确已订购' })
    const kept = await sql<{ text: string }>`
      select p.data->>'text' as text from timeline t join timeline_personal p on p.event_id = t.id where t.stream = ${id}`.execute(
      house.db,
    )
    expect(kept.rows.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['要等沥青材料', '材料确已订购']),
    )
    expect((await stateOf(id)).dueAt!.getTime()).toBeGreaterThan(before.getTime())
    const running = (
      await sql<{
        explanation: { zh: string }
      }>`select explanation from deadlines where subject_id = ${id} and ended_at is null`.execute(house.db)
    ).rows[0]!
    expect(running.explanation.zh).toContain('要等沥青材料')
    await settle()
    const sent = await sql<{
      text: string
    }>`select text from outbox_messages where recipient = '13900000002'`.execute(house.db)
    expect(sent.rows.some(({ text }) => text.includes('延期'))).toBe(true)
  })

  it('stands still while suspended with approval, and resumes by itself on the review day', async () => {
    const { id } = await ask('老楼要整体改造', { location: city.spot })
    await give(city.community, id, { type: 'take' })
    await give(city.community, id, { type: 'contact', reached: true, note: '已联系' })
    const ground = (await house.rulesNow()).suspension.grounds[0]!.id
    const reviewOn = new Date(clock.getTime() + 10 * 86_400_000).toISOString().slice(0, 10)
    await give(city.community, id, { type: 'propose_suspension', ground, reason: '等改造计划', reviewOn })
    await give(city.street, id, { type: 'decide_proposal', approve: true, reason: '同意' })
    expect(await stateOf(id)).toMatchObject({ state: 'suspended', step: 'review' })
    later(24 * 12)
    await sweepDeadlines(house, [matterSweeper(house)])
    expect(await stateOf(id)).toMatchObject({ state: 'in_hand', step: 'feedback', resume: null })
  })
})

describe('one answer to all who asked', () => {
  it('answers every follower with the original, and each judges', async () => {
    const first = await ask('搅拌站夜里噪音很大，睡不着', { location: city.spot })
    const second = await ask('搅拌站太吵', { location: city.spot, follows: first.number })
    expect(second.state).toBe('following')
    const third = await ask('搅拌站粉尘和噪音扰民', { location: city.spot })
    await give(city.community, third.id, { type: 'merge', into: second.id, reason: '同一件事' })
    expect((await stateOf(third.id)).originalId).toBe(first.id)
    await give(city.community, first.id, { type: 'take' })
    await give(city.community, first.id, { type: 'answer', text: '已限制夜间生产', outcome: 'solved' })
    await settle()
    for (const { id } of [second, third])
      expect(await stateOf(id)).toMatchObject({ state: 'answered', step: 'judgement' })
    await give(
      anonymous,
      second.id,
      { type: 'judge', solved: false, satisfaction: 'dissatisfied', wantsRework: true, channel: 'code' },
      true,
    )
    expect(await stateOf(second.id)).toMatchObject({ ownerId: city.organisations.community })
    expect((await stateOf(second.id)).state).not.toBe('answered')
  })
})

describe('nobody judges their own work', () => {
  it('refuses the judgement of whoever did it, even with the code in hand', async () => {
    const { id } = await ask('水管爆了', { location: city.spot })
    await give(city.grid, id, { type: 'take' })
    await give(city.grid, id, { type: 'answer', text: '已修', outcome: 'solved' })
    for (const actor of [city.grid, city.community])
      await expect(
        give(
          actor,
          id,
          { type: 'judge', solved: true, satisfaction: 'satisfied', wantsRework: false, channel: 'code' },
          true,
        ),
      ).rejects.toThrow(/own_work/)
    await give(city.centre, id, {
      type: 'judge',
      solved: true,
      satisfaction: 'satisfied',
      wantsRework: false,
      channel: 'call_back',
    })
    expect((await stateOf(id)).state).toBe('closed')
  })
})

describe('two people at once', () => {
  it('shows the second what changed and overwrites nothing', async () => {
    const { id } = await ask('路灯闪烁', { location: city.spot })
    const seen = (await stateOf(id)).version
    await execute(house, { actor: city.grid, matterId: id, command: { type: 'take' }, version: seen })
    await expect(
      execute(house, {
        actor: city.community,
        matterId: id,
        command: { type: 'carry_up', reason: 'x' },
        version: seen,
      }),
    ).rejects.toMatchObject({
      code: 'conflict.changed',
      options: { extra: { changes: [{ kind: 'matter.taken' }] } },
    })
    expect((await stateOf(id)).ownerId).toBe(city.organisations.community)
  })
})
