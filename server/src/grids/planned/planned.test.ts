import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../kernel/database/index.ts'
import { verifyChains } from '../../kernel/timeline/verify.ts'
import { codes, type GridWorld, gridWorld, ringOf } from '../fixture.ts'
import { gridHeads, gridJobs } from './index.ts'

let world: GridWorld
beforeAll(async () => {
  world = await gridWorld()
}, 60_000)
afterAll(() => world.end())

const at = (time: string) => {
  world.clock.at = new Date(time)
}
const place = async (name: string, south: number) => ({
  kind: 'draw',
  parent_id: await world.id(codes.one),
  area_kind: 'grid',
  name,
  shape: ringOf(120.011, 30 + south, 120.019, 30 + south + 0.003),
})

async function plan(as: string, change: object, on: string, reason = '下月起换届') {
  const seen = await world.send(as, 'POST', '/api/grids/changes/preview', { change })
  if (seen.status !== 200) return seen
  return world.send(as, 'POST', '/api/grids/planned-changes', {
    change,
    reason,
    versions: seen.body.versions,
    on,
  })
}
const carryOut = (id: string) => gridJobs(world.house).handlers.carry_out_planned_change!({ id })
const planned = async (as = 'street') =>
  (await world.send(as, 'GET', `/api/grids/planned-changes?area=${await world.id(codes.one)}`)).body.items
const one = async (id: string, as?: string) =>
  (await planned(as)).find((item: { id: string }) => item.id === id)
const names = async () => {
  const { body } = await world.send('community', 'GET', `/api/communities/${await world.id(codes.one)}/grids`)
  return body.grids.map(({ name }: { name: string }) => name)
}
const noticesOf = async (as: string) => {
  const { rows } = await sql<{ zh: string }>`
    select words->>'zh' as zh from notices where person_id = ${world.actors.get(as)!.personId} and kind = 'grid.planned_change'
    order by created_at`.execute(world.house.db)
  return rows.map(({ zh }) => zh)
}

describe('a change with a later day', () => {
  it('changes nothing until its day, is carried out then by itself, and stands in the history as planned', async () => {
    at('2026-03-02T01:00:00Z')
    const made = await plan('street', await place('新一网格', 0.001), '2026-03-10')
    expect(made.status).toBe(201)
    const { id } = made.body
    expect(await names()).not.toContain('新一网格')
    expect(await one(id)).toMatchObject({
      state: 'planned',
      on: '2026-03-10',
      reason: '下月起换届',
      stale: false,
      areas: [{ name: '新一网格', is: 'opened' }],
      planned_by: { name: 'street' },
    })
    at('2026-03-09T15:59:00Z')
    await carryOut(id)
    expect(await one(id)).toMatchObject({ state: 'planned' })
    at('2026-03-09T16:05:00Z')
    await Promise.all([carryOut(id), carryOut(id), gridJobs(world.house).handlers.carry_out_due_changes!({})])
    expect((await names()).filter((name: string) => name === '新一网格')).toHaveLength(1)
    expect(await one(id)).toMatchObject({ state: 'done' })
    const { body } = await world.send('street', 'GET', `/api/grids/changes?area=${await world.id(codes.one)}`)
    expect(body.items[0]).toMatchObject({
      kind: 'draw',
      reason: '下月起换届',
      effective_from: '2026-03-09T16:05:00.000Z',
      planned_at: '2026-03-02T01:00:00.000Z',
      made_by: { name: 'street' },
    })
    expect(await noticesOf('street')).toEqual([
      expect.stringMatching(/定于 2026-03-10 的“新划网格”（新一网格）今天起生效/),
    ])
  })

  it('is refused in words where the ground has changed meanwhile; whoever changes it was warned, the author is told', async () => {
    const west = await world.id(codes.west)
    const later = {
      kind: 'split',
      area_id: west,
      line: [
        [119.999, 30.01],
        [120.011, 30.01],
      ],
      pieces: [{ name: '北片' }, { keeps: true }],
    }
    const { body: made } = await plan('street', later, '2026-03-20')
    const sooner = {
      kind: 'boundary',
      area_id: west,
      shape: ringOf(120, 30, 120.0099, 30.02),
    }
    const seen = await world.send('community', 'POST', '/api/grids/changes/preview', { change: sooner })
    const warned =
      seen.status === 200
        ? seen
        : await world.send('street', 'POST', '/api/grids/changes/preview', { change: sooner })
    expect(warned.body.warnings).toContainEqual(
      expect.objectContaining({ zh: expect.stringContaining('已有定于 2026-03-20 生效的调整') }),
    )
    expect((await world.change('street', sooner)).status).toBe(201)
    expect(await one(made.id)).toMatchObject({ state: 'planned', stale: true })
    at('2026-03-19T16:05:00Z')
    await carryOut(made.id)
    expect(await one(made.id)).toMatchObject({
      state: 'refused',
      because: { zh: expect.stringContaining('有变动') },
    })
    expect(await names()).not.toContain('北片')
    expect((await noticesOf('street')).at(-1)).toMatch(/没有生效：.*有变动.*重新预览/)
    await carryOut(made.id)
    expect(await noticesOf('street')).toHaveLength(2)
  })

  it('can be taken back before its day, by those who may draw there, with a reason', async () => {
    const { body: made } = await plan('street', await place('新二网格', 0.005), '2026-04-10')
    const cancel = (as: string) =>
      world.send(as, 'POST', `/api/grids/planned-changes/${made.id}/cancel`, { reason: '方案还要再议' })
    expect(await one(made.id, 'two')).toMatchObject({ may_cancel: false })
    expect((await cancel('two')).status).toBe(403)
    expect(await one(made.id)).toMatchObject({ may_cancel: true })
    expect((await cancel('street')).status).toBe(204)
    expect(await one(made.id)).toMatchObject({ state: 'cancelled', because: { zh: '方案还要再议' } })
    expect((await cancel('street')).body).toMatchObject({ code: 'conflict.changed' })
    at('2026-04-09T16:05:00Z')
    await carryOut(made.id)
    expect(await names()).not.toContain('新二网格')
  })

  it('is carried out with the duties that its author holds on the day, and by nobody whose duty has ended', async () => {
    at('2026-04-10T01:00:00Z')
    await world.addActor('leaving', 'street_clerk', 'HD_STREET', codes.street)
    const { body: made } = await plan('leaving', await place('新三网格', 0.01), '2026-04-20')
    await sql`update duties set active_to = '2026-04-15' where person_id = ${world.actors.get('leaving')!.personId}`.execute(
      world.house.db,
    )
    at('2026-04-19T16:05:00Z')
    await carryOut(made.id)
    expect(await one(made.id)).toMatchObject({
      state: 'refused',
      because: { zh: expect.stringContaining('已不在岗') },
    })
  })

  it('takes only a day to come, within a year, and what could be carried out now', async () => {
    at('2026-04-20T01:00:00Z')
    const change = await place('新四网格', 0.014)
    for (const day of ['2026-04-20', '2026-04-01', '2027-06-01'])
      expect((await plan('street', change, day)).body).toMatchObject({
        code: 'input.invalid',
        faults: [{ at: 'body/on' }],
      })
    expect((await plan('two', change, '2026-05-01')).status).toBe(403)
    expect((await plan('worker', change, '2026-05-01')).status).toBe(403)
    const moved = {
      kind: 'boundary',
      area_id: await world.id(codes.west),
      shape: ringOf(120, 30, 120.0098, 30.02),
    }
    const seen = await world.send('street', 'POST', '/api/grids/changes/preview', { change: moved })
    expect(Object.keys(seen.body.versions).length).toBeGreaterThan(0)
    expect((await world.change('street', { ...moved, shape: ringOf(120, 30, 120.0097, 30.02) })).status).toBe(
      201,
    )
    const late = await world.send('street', 'POST', '/api/grids/planned-changes', {
      change: moved,
      reason: '下月起换届',
      versions: seen.body.versions,
      on: '2026-05-01',
    })
    expect(late.body).toMatchObject({ code: 'conflict.changed' })
  })

  it('keeps a chain of its own, which the check of the timeline holds against it', async () => {
    const kept = await verifyChains(world.house.pool, { heads: gridHeads })
    expect(kept.breaks).toEqual([])
    await world.database.asOwner(`update planned_grid_changes set head_seq = head_seq + 1`)
    expect((await verifyChains(world.house.pool, { heads: gridHeads })).breaks.length).toBeGreaterThan(0)
  })
})
