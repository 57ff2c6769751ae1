import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/database/index.ts'
import { chainHash } from '../kernel/timeline/index.ts'
import { polygonOf, type TerritoryWorld, territoryWorld } from './fixture.ts'
import {
  areaByCode,
  changeArea,
  changePerson,
  changingTerritory,
  registerPerson,
  reshapeArea,
  systemWriter,
} from './index.ts'
import { readShape } from './shape.ts'

let world: TerritoryWorld
const idOf = async (code: string) => (await areaByCode(world.house.db, code))!.id
const writer = () => systemWriter(world.house)

beforeAll(async () => {
  world = await territoryWorld()
  await world.town()
})
afterAll(() => world.close())

describe('the timeline of the territory', () => {
  it('chains what happened to one area, and holds no name of a person', async () => {
    const { db } = world.house
    const id = await idOf('330110001002')
    await reshapeArea(db, writer(), id, readShape(polygonOf(120.5, 30.5, 0.1)).parts)
    await changeArea(db, writer(), id, { name: '二曲新社区', households: 2100 })
    const { rows } = await sql<{
      seq: number
      kind: string
      at: Date
      payload: object
      previous: Buffer | null
      hash: Buffer
    }>`
      select seq, kind, at, payload, previous, hash from timeline where stream = ${id} order by seq`.execute(
      db,
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['area.opened', 'area.shaped', 'area.changed'])
    for (const [index, { previous, hash, ...event }] of rows.entries()) {
      expect(previous).toEqual(rows[index - 1]?.hash ?? null)
      expect(
        chainHash('sha256', previous, {
          ...event,
          stream: id,
          actorId: null,
          actorOrganisationId: null,
          personalHash: null,
        }),
      ).toEqual(hash)
    }
    const person = await registerPerson(db, writer(), { name: '欧阳雪琴', phone: '13900004444' })
    await changePerson(db, writer(), person.id, { name: '欧阳雪' })
    const events = await sql<{ payload: object; data: object }>`
      select t.payload, p.data from timeline t join timeline_personal p on p.event_id = t.id where t.stream = ${person.id} order by t.seq`.execute(
      db,
    )
    expect(events.rows.map(({ payload }) => payload)).toEqual([{}, {}])
    expect(events.rows.map(({ data }) => (data as { name: string }).name)).toEqual(['欧阳雪琴', '欧阳雪'])
  })

  it('stays whole when many write to one stream at once', async () => {
    const { db } = world.house
    const id = await idOf('330110001001')
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => changeArea(db, writer(), id, { households: 1000 + index })),
    )
    const { rows } = await sql<{
      seq: number
    }>`select seq from timeline where stream = ${id} order by seq`.execute(db)
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  })
})

it('a change of the territory that fails leaves nothing', async () => {
  const before = await world.everything()
  await expect(
    changingTerritory(world.house.db, writer(), async (tx) => {
      await registerPerson(tx, writer(), { name: '无人', phone: '13900009999' })
      throw new Error('cut')
    }),
  ).rejects.toThrow('cut')
  expect(await world.everything()).toBe(before)
})
