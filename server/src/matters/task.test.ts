import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sweepDeadlines } from '../kernel/deadlines/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from './fixture.ts'
import {
  type Command,
  checkMatters,
  execute,
  getMatter,
  listMatters,
  matterConsumers,
  matterSweeper,
  type NewTask,
  openTask,
} from './index.ts'

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

const give = (more: Partial<NewTask> = {}) =>
  house.db.transaction().execute((tx) =>
    openTask(house, tx, {
      channel: 'rectification',
      by: city.organisations.street!,
      to: city.organisations.community!,
      title: '补选委员',
      body: '按规定补选委员，报街道备案',
      actorPersonId: city.street.personId,
      ...more,
    }),
  )
const run = (actor: Actor, matterId: string, command: Command) => execute(house, { actor, matterId, command })
const waiting = async (actor: Actor, view: 'inbox' | 'to_decide') =>
  (await listMatters(house, actor, { view })).items.map(({ id }) => id)

describe('a task', () => {
  it('is told to who does it, done by the day that was set, and accepted by who gave it alone', async () => {
    const { id } = await give({ dueDay: '2026-03-20' })
    await settleConsumers(house.db, matterConsumers(house))
    const { rows } = await house.pool.query(
      `select person_id from notices where kind = 'matter.task_given' and subject_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ person_id: city.community.personId }])
    expect(await waiting(city.community, 'inbox')).toContain(id)
    await run(city.community, id, { type: 'sign' })
    const { matter } = await getMatter(house.db, id)
    expect(matter).toMatchObject({
      kind: 'task',
      step: 'task_feedback',
      dueAt: new Date('2026-03-20T16:00:00Z'),
    })
    await run(city.community, id, { type: 'answer', text: '已补选', outcome: 'solved' })
    expect(await waiting(city.street, 'to_decide')).toContain(id)
    const accept: Command = { type: 'accept_part', accept: true, reason: '看过记录' }
    for (const other of [city.community, city.centre, city.water])
      await expect(run(other, id, accept)).rejects.toMatchObject({ options: { reason: 'matter.not_asker' } })
    await run(city.street, id, accept)
    expect((await getMatter(house.db, id)).matter).toMatchObject({ state: 'closed', outcome: 'solved' })
    expect(await checkMatters(house.db)).toEqual([])
  })

  it('that was not done well goes back, and gets more time from who gave it, never from who does it', async () => {
    const { id } = await give()
    await run(city.community, id, { type: 'sign' })
    await run(city.community, id, { type: 'propose_extension', reason: '等选举委员会' })
    expect(await waiting(city.street, 'to_decide')).toContain(id)
    await expect(
      run(city.community, id, { type: 'decide_proposal', approve: true, reason: '可以' }),
    ).rejects.toMatchObject({ options: { reason: 'matter.not_asker' } })
    await run(city.street, id, { type: 'decide_proposal', approve: true, reason: '可以' })
    await run(city.community, id, { type: 'answer', text: '办了', outcome: 'solved' })
    await run(city.street, id, { type: 'accept_part', accept: false, reason: '记录不全' })
    expect((await getMatter(house.db, id)).matter).toMatchObject({
      state: 'in_hand',
      reworks: 1,
      extensions: 1,
    })
    await run(city.street, id, { type: 'recall_part', reason: '并入另一项' })
    expect((await getMatter(house.db, id)).matter).toMatchObject({ state: 'closed', outcome: 'recalled' })
    expect(await checkMatters(house.db)).toEqual([])
  })

  it('climbs the ladder when its day passes', async () => {
    const { id } = await give({ dueDay: '2026-03-03' })
    await run(city.community, id, { type: 'sign' })
    clock = new Date('2026-03-08T01:00:00Z')
    for (let rung = 0; rung < 3; rung++) await sweepDeadlines(house, [matterSweeper(house)])
    const { matter } = await getMatter(house.db, id)
    expect(matter.overdue).toBe(true)
    expect(matter.supervisedAt).not.toBeNull()
  })

  it('is given to nobody themselves, for no day that has passed, and to no office where nobody is', async () => {
    await expect(give({ to: city.organisations.street! })).rejects.toMatchObject({
      options: { reason: 'task.own' },
    })
    await expect(give({ dueDay: '2020-01-01' })).rejects.toMatchObject({
      options: { reason: 'task.due_day' },
    })
    await expect(give({ to: city.organisations.district! })).rejects.toMatchObject({
      options: { reason: 'task.nobody_there' },
    })
  })
})
