import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { execute, getMatter } from '../matters/index.ts'
import { codes, type GridWorld, gridWorld } from './fixture.ts'
import { gridDoors } from './index.ts'
import { admits, type ListItem } from './list-rules.ts'

const item = (more: Partial<ListItem> = {}): ListItem => ({
  id: 'hazards',
  words: { zh: '隐患排查', en: 'hazards' },
  categories: ['safety'],
  from: '2026-01-01',
  to: '2026-12-31',
  areaPath: null,
  ...more,
})
const task = { item: null, category: 'safety.fire', areaPath: 'city.street.grid', day: '2026-03-02' }

describe('the list', () => {
  it.each([
    ['what a category of it covers', [item()], task, { item: 'hazards' }],
    [
      'what is named, whatever its category',
      [item({ categories: [] })],
      { ...task, item: 'hazards', category: 'market' },
      { item: 'hazards' },
    ],
    ['on its last day', [item()], { ...task, day: '2026-12-31' }, { item: 'hazards' }],
    [
      'what holds again under another item',
      [item({ to: '2026-01-31' }), item({ id: 'later' })],
      task,
      { item: 'later' },
    ],
  ])('admits %s', (_, list, asked, answer) => {
    expect(admits(list, asked)).toEqual(answer)
  })

  it.each([
    ['what it does not name', [item()], { ...task, category: 'market.drugs' }, 'unlisted'],
    [
      'what only begins like one of its categories',
      [item()],
      { ...task, category: 'safety_net' },
      'unlisted',
    ],
    ['the day after', [item()], { ...task, day: '2027-01-01' }, 'expired'],
    ['the day before', [item()], { ...task, day: '2025-12-31' }, 'not_yet'],
    ['another area', [item({ areaPath: 'city.other' })], task, 'elsewhere'],
    ['an item that nobody knows', [item()], { ...task, item: 'none' }, 'unknown'],
    ['anything while it is empty', [], task, 'unlisted'],
  ])('refuses %s', (_, list, asked, outside) => {
    expect(admits(list, asked)).toMatchObject({ outside })
  })
})

describe('a task for a grid', () => {
  let world: GridWorld
  let close: (() => void)[]
  beforeAll(async () => {
    world = await gridWorld()
    close = gridDoors()
    await world.addActor('water', 'department_officer', 'HD_WATER')
    await world.addActor('centre', 'centre_clerk', 'HD_CENTRE')
  }, 60_000)
  afterAll(async () => {
    for (const each of close) each()
    await world.end()
  })

  /** A matter that the water department has in hand. */
  async function ofWater() {
    const { id } = await world.matter({ lng: 120.005, lat: 30.015 })
    const { rows } = await world.database.asOwner(
      `select id, path from organisations where code = 'HD_WATER'`,
    )
    await world.database.asOwner(
      `update matters set owner_id = $2, owner_path = $3, desk_id = $2, handler_id = null, state = 'in_hand' where id = $1`,
      [id, rows[0].id, rows[0].path],
    )
    return id
  }
  const organisation = async (code: string) =>
    (await world.database.asOwner('select id from organisations where code = $1', [code])).rows[0]
      .id as string
  async function ask(matterId: string, more: object = {}) {
    const { matter } = await getMatter(world.house.db, matterId)
    return execute(world.house, {
      actor: world.actors.get('water')!,
      matterId,
      version: matter.version,
      command: { type: 'ask_partner', to: await organisation('HD_ONE'), task: '请网格员逐户抄水表', ...more },
    })
  }
  const partOf = async (matterId: string) =>
    (
      await world.database.asOwner('select id from matters where parent_id = $1 order by number desc', [
        matterId,
      ])
    ).rows[0]?.id as string

  it('outside the list is refused to the department that pushes it down, in words that name the list', async () => {
    const id = await ofWater()
    await expect(ask(id)).rejects.toMatchObject({
      code: 'matter.refused',
      options: {
        reason: expect.stringContaining('outside_list'),
        zh: expect.stringMatching(/《网格事项清单》.*隐患排查/),
      },
    })
    expect(await partOf(id)).toBeUndefined()
    await expect(ask(id, { item: 'no_such' })).rejects.toMatchObject({
      options: { zh: expect.stringContaining('没有这一项') },
    })
  })

  it('on the list passes, says under which item, and may go on to the grid worker', async () => {
    const id = await ofWater()
    await ask(id, { item: 'hazards' })
    const part = await partOf(id)
    const { rows } = await world.database.asOwner(
      `select payload->>'grid_item' as item from timeline where stream = $1`,
      [part],
    )
    expect(rows[0].item).toBe('hazards')
    await execute(world.house, {
      actor: world.actors.get('community')!,
      matterId: part,
      command: { type: 'sign' },
    })
    await execute(world.house, {
      actor: world.actors.get('community')!,
      matterId: part,
      command: { type: 'assign', handler: world.actors.get('worker')!.personId! },
    })
    expect((await getMatter(world.house.db, part)).matter.handlerId).toBe(
      world.actors.get('worker')!.personId,
    )
  })

  it('does not touch what a resident asked for, nor what the community does for itself', async () => {
    const { id } = await world.matter({ lng: 120.005, lat: 30.015 }, codes.west, false)
    await execute(world.house, {
      actor: world.actors.get('worker')!,
      matterId: id,
      command: { type: 'take' },
    })
    const other = await world.matter({ lng: 120.005, lat: 30.015 }, codes.west, false)
    await execute(world.house, {
      actor: world.actors.get('community')!,
      matterId: other.id,
      command: { type: 'assign', handler: world.actors.get('worker')!.personId! },
    })
    const department = await ofWater()
    const { matter } = await getMatter(world.house.db, department)
    await execute(world.house, {
      actor: world.actors.get('water')!,
      matterId: department,
      version: matter.version,
      command: { type: 'ask_partner', to: await organisation('HD_STREET'), task: '请街道协调' },
    })
  })

  const wanted = (more: object = {}) => ({
    name_zh: '抄水表',
    name_en: 'Reading of meters',
    categories: [],
    basis: '区政府与水务局的协议',
    effective_from: '2026-03-01',
    effective_to: '2026-06-30',
    ...more,
  })
  const apply = async (as: string, more: object = {}) =>
    world.send(as, 'POST', '/api/grid-list/admissions', wanted(more))

  it('gets on the list when one level above approves it, and off it when its time is over', async () => {
    const { status, body } = await apply('water')
    expect(status).toBe(201)
    const decide = (as: string) =>
      world.send(as, 'POST', `/api/grid-list/admissions/${body.id}/decide`, {
        approve: true,
        reason: '区里同意',
      })
    expect((await decide('water')).status).toBe(403)
    expect((await decide('street')).status).toBe(403)
    const id = await ofWater()
    await expect(ask(id, { item: body.id })).rejects.toMatchObject({ code: 'matter.refused' })
    expect((await decide('centre')).status).toBe(204)
    expect((await decide('centre')).status).toBe(409)
    await ask(id, { item: body.id })
    const { body: list } = await world.send('nobody', 'GET', '/api/grid-list')
    expect(list.items).toContainEqual(
      expect.objectContaining({ from: 'admission', zh: '抄水表', approved_by: '河东区12345中心' }),
    )
    expect(list.items).toContainEqual(
      expect.objectContaining({
        from: 'pack',
        id: 'disputes',
        unverified: true,
        basis: expect.stringContaining('滨州'),
      }),
    )
    world.clock.at = new Date('2026-07-01T01:00:00Z')
    const late = await ofWater()
    await expect(ask(late, { item: body.id })).rejects.toMatchObject({
      options: { zh: expect.stringContaining('已于 2026-06-30 到期') },
    })
    expect((await world.send('nobody', 'GET', '/api/grid-list')).body.items).not.toContainEqual(
      expect.objectContaining({ from: 'admission' }),
    )
    world.clock.at = new Date('2026-03-02T01:00:00Z')
  })

  it('of one street is decided by that street, never by whoever applied', async () => {
    const { body } = await apply('water', { area_id: await world.id(codes.street), name_zh: '夜间看护' })
    const own = await apply('street', { area_id: await world.id(codes.street), name_zh: '街道自己的' })
    const decide = (id: string) =>
      world.send('street', 'POST', `/api/grid-list/admissions/${id}/decide`, {
        approve: true,
        reason: '同意',
      })
    expect((await decide(own.body.id)).status).toBe(403)
    expect((await decide(body.id)).status).toBe(204)
    const { body: all } = await world.send('street', 'GET', '/api/grid-list/admissions?state=approved')
    expect(all.items.find(({ id }: { id: string }) => id === body.id)).toMatchObject({
      zh: '夜间看护',
      area: { name: '梧桐街道' },
      decided_by: { name: 'street' },
    })
    expect(
      (
        await world.send('water', 'POST', `/api/grid-list/admissions/${body.id}/withdraw`, {
          reason: '不再需要',
        })
      ).status,
    ).toBe(204)
  })

  it.each([
    ['that ends before it begins', { effective_to: '2026-02-01' }],
    ['of a category that there is not', { categories: ['no_such'] }],
    ['without a basis', { basis: '' }],
    ['from a day that there is not', { effective_from: '2026-13-01' }],
  ])('is not asked for %s', async (_, more) => {
    expect((await apply('water', more)).status).toBe(400)
  })

  it('is asked for by those who answer for it alone', async () => {
    expect((await apply('worker')).status).toBe(403)
    expect((await apply('nobody')).status).toBe(401)
  })
})
