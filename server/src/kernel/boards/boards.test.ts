import { afterEach, expect, it } from 'vitest'
import { staff } from '../testing/actors.ts'
import { type Board, boardsFor, registerBoards } from './index.ts'

const board = (id: string, more: Partial<Board>): Board => ({
  kind: 'trial',
  id,
  zh: id,
  en: id,
  place: null,
  rehearsal: false,
  running: false,
  at: new Date('2026-03-02T00:00:00Z'),
  ...more,
})

const takeBack: (() => void)[] = []
afterEach(() => {
  for (const undo of takeBack.splice(0)) undo()
})

it('what runs stands first, then the newest, whichever feature it comes from', async () => {
  takeBack.push(
    registerBoards(async () => [board('old', {}), board('running', { running: true })]),
    registerBoards(async () => [board('new', { at: new Date('2026-03-03T00:00:00Z') })]),
  )
  expect((await boardsFor(staff('centre_clerk'))).map(({ id }) => id)).toEqual(['running', 'new', 'old'])
})

it('a feature says for whom; one that has left is not asked', async () => {
  const source = registerBoards(async (actor) =>
    actor.duties[0]?.role === 'centre_clerk' ? [board('theirs', {})] : [],
  )
  expect(await boardsFor(staff('member'))).toEqual([])
  expect(await boardsFor(staff('centre_clerk'))).toHaveLength(1)
  source()
  expect(await boardsFor(staff('centre_clerk'))).toEqual([])
})
