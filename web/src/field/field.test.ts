import { describe, expect, it } from 'vitest'
import { gridAt } from './keeping/grid-at.ts'
import type { Grid, KeptPack, PackMatter, Point, Round } from './keeping/pack.ts'
import { actionsNow, decidedOn, deedsOn, ownFindings } from './matters/overlay.ts'
import type { Entry } from './outbox/entry.ts'
import { nextBatch, withWords, wordsOf } from './outbox/rules.ts'
import { pointNow } from './patrol/rounds.ts'
import { runningWalk } from './patrol/walk.ts'
import { deedsOf } from './report/deeds.ts'
import { freshDraft } from './report/draft.ts'

const at = (minute: number) => new Date(Date.parse('2026-03-02T01:00:00Z') + minute * 60_000)
const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  person: 'p',
  order: Number(id.replace(/\D/g, '')) || 0,
  kind: 'finding',
  happenedAt: at(10).toISOString(),
  body: {},
  photos: [],
  after: [],
  title: { zh: '', en: '' },
  state: 'waiting',
  trouble: null,
  sentAt: null,
  result: null,
  triedAt: null,
  similar: [],
  ...more,
})
const sent = { state: 'sent', sentAt: at(20).toISOString() } as const
const pack = (walk: KeptPack['pack']['walk'], minute: number) => ({
  fetchedAt: at(minute).toISOString(),
  pack: { walk },
})
const told = { id: 'w', entry_id: 'e1', day: '2026-03-02', started_at: at(10).toISOString() }

describe('the walk that runs', () => {
  const start = entry('e1', { kind: 'walk_start' })
  const end = entry('e2', { kind: 'walk_end', body: { walk: 'e1' } })

  it('begins when the worker says so, with or without a signal, and ends likewise', () => {
    expect(runningWalk(pack(null, 0), [start], at(30))?.reference).toBe('e1')
    expect(runningWalk(pack(null, 0), [start, end], at(30))).toBeNull()
    expect(runningWalk(pack(told, 25), [{ ...start, ...sent }, end], at(30))).toBeNull()
  })

  it('is no more where the house ended it meanwhile, and not yet told where the pack is older than the start', () => {
    expect(runningWalk(pack(null, 25), [{ ...start, ...sent }], at(30))).toBeNull()
    expect(runningWalk(pack(null, 15), [{ ...start, ...sent }], at(30))?.reference).toBe('e1')
  })

  it('may have been started on another phone', () => {
    expect(runningWalk(pack({ ...told, entry_id: null }, 25), [], at(30))?.reference).toBe('w')
  })

  it('was never begun where the server refused it', () => {
    expect(runningWalk(pack(null, 0), [{ ...start, state: 'stuck' }], at(30))).toBeNull()
  })
})

describe('a point of a round', () => {
  const point = { id: 'a', name: '', lat: 0, lng: 0, place_code: null, checks: [], state: 'open' } as Point
  const round = {
    plan: { id: 'plan' },
    key: '2026-03-02/1',
    opens_at: at(0).toISOString(),
    closes_at: at(60).toISOString(),
  } as Round
  const mark = (result: string, minute: number) =>
    entry('e1', {
      kind: 'mark',
      happenedAt: at(minute).toISOString(),
      body: { plan: 'plan', round: '2026-03-02/1', point: 'a', result },
    })

  it('goes on with the clock while the phone hears nothing', () => {
    const states = [-1, 30, 61].map((minute) => pointNow(round, point, [], at(minute)).state)
    expect(states).toEqual(['later', 'open', 'missed'])
  })

  it('is walked before its round closes, late afterwards, and not reached where the door was locked', () => {
    expect(pointNow(round, point, [mark('seen', 30)], at(90)).state).toBe('walked')
    expect(pointNow(round, point, [mark('seen', 70)], at(90)).state).toBe('late')
    expect(pointNow(round, point, [mark('not_reached', 30)], at(40)).state).toBe('not_reached')
  })

  it('counts no mark that the server refused', () => {
    expect(pointNow(round, point, [{ ...mark('seen', 30), state: 'stuck' }], at(40)).state).toBe('open')
  })
})

describe('steps on a matter that the server has not heard of', () => {
  const matter = { id: 'm', version: 3 } as PackMatter
  const command = (id: string, type: string, more: Partial<Entry> = {}) =>
    entry(id, { kind: 'command', body: { of: 'm', version: 3, command: { type, text: '好' } }, ...more })

  it('are told one after the other, each with the version that the one before it led to', () => {
    const sign = command('e1', 'sign')
    const decided = decidedOn(matter, [sign])
    expect(decided).toEqual({ version: 3, after: ['e1'] })
    const answer = command('e2', 'answer', { after: decided.after })
    expect(nextBatch([sign, answer], () => true).batch).toEqual([sign])
    const heard = { ...sign, ...sent, result: { version: 4 } }
    expect(nextBatch([heard, answer], () => true).batch).toEqual([answer])
    expect(decidedOn(matter, [heard])).toEqual({ version: 4, after: [] })
  })

  it('open what is plainly next', () => {
    expect(actionsNow(['sign'], [command('e1', 'sign')])).toContain('answer')
    expect(actionsNow(['sign'], [command('e1', 'sign', { state: 'stuck' })])).toEqual(['sign'])
    expect(actionsNow(['answer', 'carry_up'], [command('e1', 'answer')])).toEqual(['note'])
  })

  it('belong to a finding under its own name and under the one that the server gave it', () => {
    const finding = entry('e1', { ...sent, result: { matter_id: 'm' } })
    const settle = entry('e2', { kind: 'settle', body: { of: 'e1' } })
    expect(deedsOn('m', [finding, settle])).toEqual([settle])
    expect(deedsOn('e1', [finding, settle])).toEqual([settle])
  })

  it('are not those that are about no matter at all', () => {
    const walk = entry('e1', { kind: 'walk_start' })
    expect(deedsOn('m', [walk, entry('e2')])).toEqual([])
    expect(decidedOn(matter, [walk]).after).toEqual([])
  })

  it('show a finding until the pack brings it', () => {
    const finding = entry('e1', { ...sent, result: { matter_id: 'm' } })
    const kept = (minute: number, ids: string[]) =>
      ({ fetchedAt: at(minute).toISOString(), pack: { matters: ids.map((id) => ({ id })) } }) as KeptPack
    expect(ownFindings(kept(15, []), [finding])).toEqual([finding])
    expect(ownFindings(kept(25, ['m']), [finding])).toEqual([])
    expect(ownFindings(kept(25, []), [entry('e2')])).toHaveLength(1)
  })
})

describe('the words of an entry', () => {
  it('are found and changed wherever its kind keeps them', () => {
    const contact = entry('e1', {
      kind: 'command',
      body: { of: 'm', command: { type: 'contact', reached: true, note: '说好了' } },
    })
    expect(wordsOf(contact)).toBe('说好了')
    expect(withWords(contact, '没人')).toEqual({
      of: 'm',
      command: { type: 'contact', reached: true, note: '没人' },
    })
    expect(wordsOf(entry('e2', { kind: 'walk_end', body: { walk: 'w' } }))).toBeNull()
    expect(wordsOf(entry('e3', { kind: 'command', body: { command: { type: 'sign' } } }))).toBeNull()
  })
})

describe('a report', () => {
  const point = { id: 'a', name: '水泵房', checks: [{ id: 'drainage', zh: '', en: '', category: null }] }
  const around = {
    walk: 'e1',
    point: point as Point,
    position: { lat: 34.5, lng: 114, accuracy: 8 },
    entries: [entry('e1', { kind: 'walk_start' })],
    makeId: () => 'f',
  }
  const draft = freshDraft({ plan: 'plan', round: '2026-03-02/1', point: 'a', wrong: [0] })

  it('marks the point where it was found, and goes up with one tap and nothing retyped', () => {
    const deeds = deedsOf({ ...draft, text: ' 漏水 ', way: 'carry_up' }, around)
    expect(deeds.map(({ kind }) => kind)).toEqual(['mark', 'finding', 'carry_up'])
    expect(deeds[0]!.body).toMatchObject({ result: 'finding', checks: [{ id: 'drainage', ok: false }] })
    expect(deeds[1]).toMatchObject({ id: 'f', body: { text: '漏水', plan: 'plan', point: 'a', walk: 'e1' } })
    expect(deeds[2]).toMatchObject({ after: ['f'], body: { of: 'f' } })
  })

  it('keeps what was said of the place where none was chosen', () => {
    const [finding] = deedsOf({ ...freshDraft(), text: '漏水', detail: '三楼' }, { ...around, walk: null })
    expect(finding!.body).toEqual({ text: '漏水\n三楼' })
    const place = { how: 'code', code: 'QH0011' } as const
    const [coded] = deedsOf(
      { ...freshDraft(), text: '漏水', detail: '三楼', place },
      { ...around, walk: null },
    )
    expect(coded!.body).toEqual({ text: '漏水', location: { place_code: 'QH0011', address: '三楼' } })
  })
})

it('a spot is in the narrowest area that holds it, and in none where it falls into a hole', () => {
  const square = (size: number) => [
    [0, 0],
    [size, 0],
    [size, size],
    [0, size],
    [0, 0],
  ]
  const grid = (name: string, coordinates: number[][][][]) =>
    ({ name, shape: { type: 'MultiPolygon', coordinates } }) as unknown as Grid
  const grids = [
    grid('wide', [[square(10), square(2).map(([x, y]) => [x! + 6, y! + 6])]]),
    grid('narrow', [[square(3)]]),
  ]
  expect(gridAt(grids, 1, 1)?.name).toBe('narrow')
  expect(gridAt(grids, 5, 5)?.name).toBe('wide')
  expect(gridAt(grids, 7, 7)).toBeNull()
  expect(gridAt(grids, 20, 20)).toBeNull()
})
