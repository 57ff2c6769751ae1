import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PatrolDoors, patrolDoors } from './fixture.ts'

let doors: PatrolDoors
let plan: { id: string; points: { id: string; name: string }[] }

beforeAll(async () => {
  doors = await patrolDoors()
  plan = await doors.plan()
})
afterAll(() => doors.close())

const point = (name: string) => plan.points.find((each) => each.name === name)!.id

describe('a mark', () => {
  it('is not taken of a round that never was, or whose day has not come', async () => {
    const { entry, send } = doors
    const start = entry('walk_start')
    const mark = (round: string, more: object = {}) =>
      entry('mark', { walk: start.id, plan: plan.id, round, point: point('东门'), result: 'seen', ...more })
    const sent = await send('grid', [
      start,
      mark('2026-03-20/1'),
      mark('2026-03-02/9'),
      mark('2026-02-31/1'),
      mark('2026-03-02/2', { result: 'not_reached', obstacle: 'other' }),
      mark('2026-03-02/2', { result: 'not_reached', obstacle: 'other', words: '有狗' }),
      entry('walk_end', { walk: start.id }),
    ])
    expect(sent.entries.map(({ status, reason, again }) => [status, reason, again])).toEqual([
      ['accepted', undefined, false],
      ['refused', 'mark.round', false],
      ['refused', 'mark.round', false],
      ['refused', 'mark.round', false],
      ['refused', 'mark.obstacle', false],
      ['accepted', undefined, false],
      ['accepted', undefined, false],
    ])
  })
})
