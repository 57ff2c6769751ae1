import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyHouse } from '../commands/verify.ts'
import { settleConsumers } from '../kernel/testing/index.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { type PatrolDoors, patrolDoors, type Sent } from './fixture.ts'
import { patrolConsumers } from './reactions.ts'
import { eraseOldPatrols } from './retention.ts'
import { endForgotten } from './walks.ts'

let doors: PatrolDoors
let plan: { id: string; points: { id: string; name: string }[] }

beforeAll(async () => {
  doors = await patrolDoors()
  plan = await doors.plan()
})
afterAll(() => doors.close())

const at = (time: string) => {
  doors.clock.now = new Date(time)
}
const today = async (as = 'grid') =>
  (await doors.ask(as, 'GET', '/api/field/today')).json<{
    walk: { id: string; entry_id: string } | null
    rounds: { plan: { id: string }; key: string; points: { id: string; name: string; state: string }[] }[]
  }>()
const pointsOf = async (key: string) =>
  Object.fromEntries(
    (await today()).rounds
      .filter((round) => round.plan.id === plan.id && round.key === key)
      .flatMap(({ points }) => points)
      .map(({ name, state }) => [name, state]),
  )
const point = (name: string) => plan.points.find((each) => each.name === name)!.id
const only = (sent: Sent) => sent.entries[0]!
const matter = async (id: string, as = 'community') =>
  (await doors.ask(as, 'GET', `/api/matters/${id}`)).json<{
    state: string
    version: number
    outcome: string | null
    five: { asked: { by: { zh: string } }; due: { due_at: string } | null }
    timeline: { kind: string; at: string; happened_at: string | null }[]
    actions: { command: string; allowed: boolean }[]
    photos: { purpose: string }[]
    created_at: string
    owner: { name: string }
  }>()
const command = async (as: string, id: string, body: object) =>
  doors.ask(as, 'POST', `/api/matters/${id}/commands`, { version: (await matter(id)).version, command: body })

async function photo(): Promise<{ id: string; claim: string }> {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
  const boundary = 'edge'
  const answer = await doors.app.inject({
    method: 'POST',
    url: '/api/photos',
    headers: { 'x-as': 'grid', 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
      ),
      picture,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  })
  const { id, claim } = answer.json<{ id: string; claim: string }>()
  return { id, claim }
}

describe('a morning on patrol', () => {
  it('shows each due point once, in an order that is sensible to walk', async () => {
    const { rounds } = await today()
    expect(rounds.map(({ key }) => key)).toEqual(['2026-03-02/1', '2026-03-02/2'])
    expect(rounds[0]!.points.map(({ name, state }) => [name, state])).toEqual([
      ['东门', 'open'],
      ['中心花园', 'open'],
      ['北楼', 'open'],
    ])
    expect(rounds[1]!.points.every(({ state }) => state === 'later')).toBe(true)
  })

  it('records points, and where the worker stood only while their own walk is running', async () => {
    const { entry, send } = doors
    const start = entry('walk_start')
    const mark = (name: string, more: object) =>
      entry('mark', { walk: start.id, plan: plan.id, round: '2026-03-02/1', point: point(name), ...more })
    const early = mark('东门', {
      result: 'seen',
      position: { lat: 34.502, lng: 114.002 },
      happened_at: new Date(doors.clock.now.getTime() - 60_000).toISOString(),
    })
    const sent = await send('grid', [
      start,
      early,
      mark('东门', { result: 'nothing_wrong', position: { lat: 34.502, lng: 114.002, accuracy: 8 } }),
      mark('北楼', { result: 'not_reached', obstacle: 'locked' }),
      mark('北楼', { result: 'not_reached', obstacle: 'because' }),
    ])
    expect(sent.entries.map(({ status }) => status)).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'refused',
    ])
    expect(sent.entries[1]!.result!.position_kept).toBe(false)
    expect(sent.entries[2]!.result!.position_kept).toBe(true)
    expect((await today()).walk).toMatchObject({ entry_id: start.id })
    expect(await pointsOf('2026-03-02/1')).toEqual({ 东门: 'walked', 中心花园: 'open', 北楼: 'not_reached' })
    const second = await send('grid', [entry('walk_start')])
    expect(only(second)).toMatchObject({ status: 'refused', reason: 'walk.running' })
    const end = await send('grid', [entry('walk_end', { walk: start.id })])
    expect(only(end).status).toBe('accepted')
    at('2026-03-02T01:40:00Z')
    const after = await send('grid', [
      mark('中心花园', { result: 'seen', happened_at: doors.clock.now.toISOString() }),
    ])
    expect(only(after)).toMatchObject({ status: 'refused', reason: 'walk.ended' })
  })

  it('shows the worker everything that was recorded about them, and others no position at all', async () => {
    const mine = (await doors.ask('grid', 'GET', '/api/field/recorded')).json<{
      kept: { id: string; days: number }[]
      walks: { marks: { point: string; position: object | null }[] }[]
    }>()
    expect(mine.kept.map(({ id }) => id)).toEqual(['patrol_positions', 'patrol_walks', 'field_entries'])
    expect(mine.walks[0]!.marks.filter(({ position }) => position)).toMatchObject([
      { point: '东门', position: { lat: 34.502, lng: 114.002, accuracy: 8 } },
    ])
    const behind = await doors.ask(
      'community',
      'GET',
      `/api/patrols/coverage/${plan.id}/${point('东门')}?from=2026-03-02&to=2026-03-02`,
    )
    expect(behind.json<{ items: object[] }>().items).toHaveLength(2)
    expect(behind.body).not.toContain('34.502')
    expect(
      (await doors.ask('grid', 'GET', '/api/field/recorded/entries')).json<{ items: object[] }>().items,
    ).toHaveLength(5)
  })
})

describe('a finding', () => {
  const find = async (text: string, more: object = {}) => {
    const entry = doors.entry('finding', { text, ...more })
    return { entry, sent: only(await doors.send('grid', [entry])) }
  }

  it('is a matter of the community, settled on the spot with photos, and judged by the community, not by who did it', async () => {
    at('2026-03-02T02:00:00Z')
    const { entry, sent } = await find('东门路灯不亮了', {
      plan: plan.id,
      point: point('东门'),
      photos: [await photo()],
    })
    const id = sent.result!.matter_id!
    const settled = await doors.send('grid', [
      doors.entry('settle', { of: entry.id, text: '已换灯泡', photos: [await photo()], after: [entry.id] }),
    ])
    expect(only(settled).status).toBe('accepted')
    const open = await matter(id)
    expect(open).toMatchObject({ state: 'answered', owner: { name: '单位community' } })
    expect(open.five.asked.by.zh).toBe('巡查发现：单位community 人员grid')
    expect(open.photos.map(({ purpose }) => purpose)).toEqual(['before', 'after'])
    const own = await command('grid', id, {
      type: 'judge',
      solved: true,
      satisfaction: 'satisfied',
      wantsRework: false,
      channel: 'desk',
    })
    expect(own.json()).toMatchObject({ code: 'permission.denied', reason: 'matter.own_finding' })
    const judged = await command('community', id, {
      type: 'judge',
      solved: true,
      satisfaction: 'satisfied',
      wantsRework: false,
      channel: 'desk',
    })
    expect(judged.statusCode, judged.body).toBe(200)
    expect(await matter(id)).toMatchObject({ state: 'closed', outcome: 'solved' })
  })

  it('that the community’s own desk dealt with is judged by the street, never by that desk', async () => {
    const { sent } = await find('北楼门口堆了杂物')
    const id = sent.result!.matter_id!
    await command('community', id, { type: 'take' })
    await command('community', id, { type: 'answer', text: '已清走', outcome: 'solved' })
    const judge = {
      type: 'judge',
      solved: true,
      satisfaction: 'satisfied',
      wantsRework: false,
      channel: 'desk',
    }
    expect((await command('community', id, judge)).json()).toMatchObject({ reason: 'matter.own_finding' })
    expect((await command('centre', id, judge)).json()).toMatchObject({ reason: 'matter.own_finding' })
    expect((await command('street', id, judge)).statusCode).toBe(200)
  })

  it('goes up with one tap, and every level sees the same matter', async () => {
    const { entry, sent } = await find('主路塌陷一个大坑，需要封路')
    const id = sent.result!.matter_id!
    const up = await doors.send('grid', [doors.entry('carry_up', { of: entry.id })])
    expect(only(up).status).toBe('accepted')
    const seen = await matter(id, 'street')
    expect(seen.owner.name).toBe('单位street')
    expect((await matter(id, 'grid')).timeline.at(-1)!.kind).toBe('matter.carried_up')
    const added = await doors.send('grid', [
      doors.entry('add', { of: entry.id, text: '坑边已摆警示桩', photos: [await photo()] }),
    ])
    expect(only(added).status).toBe('accepted')
    expect((await matter(id, 'street')).photos).toHaveLength(1)
  })

  it('offers what may be the same and forces nothing; following it makes one of two', async () => {
    const first = await find('小广场健身器材螺丝松动了')
    const again = await find('小广场健身器材螺丝松动，很危险')
    expect(again.sent.similar!.map(({ number }) => number)).toContain(first.sent.result!.number)
    const follows = await find('小广场的健身器材松了', { follows: first.sent.result!.number })
    expect((await matter(follows.sent.result!.matter_id!)).state).toBe('following')
  })

  it('keeps when it was found beside when it was received, and its deadline runs from the latter', async () => {
    at('2026-03-02T04:00:00Z')
    const found = '2026-03-02T02:10:00.000Z'
    const { sent } = await find('地下车库积水', { happened_at: found })
    const kept = await matter(sent.result!.matter_id!)
    expect(kept.timeline[0]).toMatchObject({ happened_at: found, at: '2026-03-02T04:00:00.000Z' })
    expect(kept.created_at).toBe('2026-03-02T04:00:00.000Z')
    expect(Date.parse(kept.five.due!.due_at)).toBeGreaterThan(Date.parse('2026-03-02T04:00:00Z'))
  })

  it('that others moved on meanwhile answers a settling with what they did, in words', async () => {
    const { entry, sent } = await find('围墙有一道裂缝')
    const id = sent.result!.matter_id!
    await command('community', id, { type: 'carry_up', reason: '要请专业单位' })
    const settled = only(
      await doors.send('grid', [doors.entry('settle', { of: entry.id, text: '已围起来' })]),
    )
    expect(settled).toMatchObject({ status: 'conflict', again: false })
    expect(settled.changes).toMatchObject([
      { kind: 'matter.carried_up', by: '人员community', words: { zh: '上报' } },
    ])
    const note = only(
      await doors.send('grid', [
        doors.entry('command', { of: id, command: { type: 'note', text: '裂缝在变大' } }),
      ]),
    )
    expect(note.status).toBe('accepted')
    const added = only(
      await doors.send('grid', [doors.entry('command', { of: id, version: 1, command: { type: 'take' } })]),
    )
    expect(added.status).toBe('conflict')
  })
})

describe('coverage', () => {
  it('is worked out from plans and marks, point by point and round by round', async () => {
    at('2026-03-03T01:00:00Z')
    const answer = await doors.ask('street', 'GET', '/api/patrols/coverage?from=2026-03-02&to=2026-03-03')
    const { items } = answer.json<{
      items: {
        plan: { id: string }
        counts: object
        points: { name: string; counts: object; rounds: { key: string; state: string }[] }[]
      }[]
    }>()
    const mine = items.find((item) => item.plan.id === plan.id)!
    expect(mine.counts).toEqual({
      planned: 12,
      walked: 1,
      late: 0,
      not_reached: 1,
      missed: 4,
      open: 3,
      later: 3,
    })
    expect(mine.points.find(({ name }) => name === '东门')!.rounds).toEqual([
      { key: '2026-03-02/1', day: '2026-03-02', number: 1, state: 'walked' },
      { key: '2026-03-02/2', day: '2026-03-02', number: 2, state: 'missed' },
      { key: '2026-03-03/1', day: '2026-03-03', number: 1, state: 'open' },
      { key: '2026-03-03/2', day: '2026-03-03', number: 2, state: 'later' },
    ])
    expect(
      (await doors.ask('street', 'GET', '/api/patrols/coverage?from=2026-01-01&to=2026-03-03')).statusCode,
    ).toBe(400)
  })
})

describe('a plan', () => {
  it('keeps its versions: what was due in the past stays as it was planned then', async () => {
    at('2026-03-03T02:00:00Z')
    const changed = (from: string, version: number) =>
      doors.ask('community', 'POST', `/api/patrol-plans/${plan.id}/versions`, {
        version,
        name: '日常巡查',
        frequency: { per: 'week', times: 1 },
        holidays: 'walk',
        from,
        points: [{ id: point('东门'), name: '东大门', lat: 34.502, lng: 114.002, checks: [] }],
      })
    expect((await changed('2026-03-03', 1)).json<{ faults: { at: string }[] }>().faults[0]!.at).toBe('/from')
    const done = await changed('2026-03-04', 1)
    expect(done.statusCode, done.body).toBe(200)
    expect(done.json()).toMatchObject({
      version: 2,
      below: [{ id: 'grid_daily', at_least: 1, per: 'day', unverified: true }],
    })
    expect((await changed('2026-03-05', 1)).json()).toMatchObject({ code: 'conflict.changed' })
    at('2026-03-04T02:00:00Z')
    expect((await today()).rounds.map(({ key, points }) => [key, points.map(({ name }) => name)])).toEqual([
      ['2026-03-04/1', ['东大门']],
    ])
    const before = await doors.ask('community', 'GET', '/api/patrols/coverage?from=2026-03-02&to=2026-03-02')
    expect(before.json<{ items: { counts: { planned: number } }[] }>().items[0]!.counts.planned).toBe(6)
  })

  it('that ends is never revived, so that days without a walk do not become missed', async () => {
    const made = await doors.ask('community', 'POST', '/api/patrol-plans', {
      area_id: doors.city.gridArea,
      name: '临时巡查',
      frequency: { per: 'week', times: 1 },
      holidays: 'walk',
      from: '2026-03-05',
      points: [{ name: '花坛', lat: 34.502, lng: 114.002, checks: [] }],
    })
    const { id, version } = made.json<{ id: string; version: number }>()
    const end = (last_day: string) =>
      doors.ask('community', 'POST', `/api/patrol-plans/${id}/end`, { version, last_day })
    expect((await end('2026-03-10')).statusCode).toBe(200)
    expect((await end('2026-03-30')).json()).toMatchObject({ code: 'conflict.changed' })
    expect((await end('2026-03-10')).json()).toMatchObject({ code: 'conflict.changed' })
    expect((await end('2026-03-08')).statusCode).toBe(200)
  })

  it('is refused whole, with every fault, where something in it is wrong', async () => {
    const answer = await doors.ask('community', 'POST', '/api/patrol-plans', {
      area_id: doors.city.gridArea,
      name: '夜巡',
      frequency: {
        per: 'day',
        shifts: [
          { from: '20:00', to: '22:00' },
          { from: '21:00', to: '20:00' },
        ],
      },
      holidays: 'walk',
      from: '2026-03-10',
      until: '2026-03-01',
      points: [
        { name: '某处', checks: [{ id: 'nothing' }] },
        { name: '外面', lat: 34.6, lng: 114.002, checks: [] },
      ],
    })
    expect(answer.json<{ faults: { at: string }[] }>().faults.map(({ at: where }) => where)).toEqual([
      '/frequency/shifts/1',
      '/until',
      '/points/0',
      '/points/0/checks/0',
    ])
    const outside = await doors.ask('community', 'POST', '/api/patrol-plans', {
      area_id: doors.city.gridArea,
      name: '夜巡',
      frequency: { per: 'week', times: 2 },
      holidays: 'skip',
      from: '2026-03-10',
      points: [{ name: '外面', lat: 34.6, lng: 114.002, checks: [] }],
    })
    expect(outside.json<{ detail: string }>().detail).toContain('不在这个网格里')
  })
})

describe('the pack for a phone', () => {
  it('holds what is needed without a signal and nothing of a resident’s phone, and is not sent twice', async () => {
    const first = await doors.ask('grid', 'GET', '/api/field/pack')
    expect(first.statusCode, first.body).toBe(200)
    const pack = first.json<{
      me: { id: string }
      grids: { id: string; shape: { coordinates: unknown[] } }[]
      matters: { actions: string[]; mine: boolean; text: string }[]
      forms: { categories: { children: object[] }[]; obstacles: object[] }
      rounds: object[]
    }>()
    expect(pack.me.id).toBe(doors.city.grid.personId)
    expect(pack.grids.map(({ id }) => id)).toEqual([doors.city.gridArea])
    expect(pack.matters.some(({ actions, mine }) => mine && actions.includes('take'))).toBe(true)
    expect(pack.forms.categories[0]!.children.length).toBeGreaterThan(0)
    expect(first.body).not.toContain('phone')
    const etag = String(first.headers.etag)
    const again = await doors.app.inject({
      url: '/api/field/pack',
      headers: { 'x-as': 'grid', 'if-none-match': etag },
    })
    expect(again.statusCode).toBe(304)
    expect(again.body).toBe('')
  })
})

describe('what is kept of a worker', () => {
  it('a walk that nobody ended is ended by the house, and what its worker still sends of it is taken', async () => {
    at('2026-03-04T03:00:00Z')
    const start = doors.entry('walk_start')
    await doors.send('grid', [start])
    const mark = doors.entry('mark', {
      walk: start.id,
      plan: plan.id,
      round: '2026-03-04/1',
      point: point('东门'),
      result: 'seen',
      position: { lat: 34.502, lng: 114.002 },
    })
    at('2026-03-05T03:00:00Z')
    expect(await endForgotten(doors.house)).toBe(1)
    const late = await doors.send('grid', [
      mark,
      doors.entry('walk_end', { walk: start.id, happened_at: mark.happened_at }),
    ])
    expect(late.entries.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
    expect((await verifyHouse(doors.house)).broken).toEqual([])
  })

  it('goes when its time is over, first where they stood, then that it was they; coverage stays', async () => {
    const before = (
      await doors.ask('street', 'GET', '/api/patrols/coverage?from=2026-03-02&to=2026-03-04')
    ).json()
    at('2026-05-01T03:00:00Z')
    await eraseOldPatrols(doors.house)
    const { rows } = await sql<{ n: number; walks: number }>`
      select (select count(*)::int from patrol_marks where spot is not null) as n,
        (select count(*)::int from patrol_walks where worker_id is not null) as walks`.execute(doors.house.db)
    expect(rows[0]).toEqual({ n: 0, walks: 2 })
    at('2027-01-01T03:00:00Z')
    await eraseOldPatrols(doors.house)
    const left = await sql`select worker_id from patrol_walks where worker_id is not null`.execute(
      doors.house.db,
    )
    const timeline =
      await sql`select 1 from timeline where stream_kind = 'patrol_walk' and actor_id is not null`.execute(
        doors.house.db,
      )
    expect([left.rows, timeline.rows]).toEqual([[], []])
    at('2026-03-05T03:00:00Z')
    expect(
      (await doors.ask('street', 'GET', '/api/patrols/coverage?from=2026-03-02&to=2026-03-04')).json(),
    ).toEqual(before)
    expect((await verifyHouse(doors.house)).broken).toEqual([])
  })
})

describe('a grid that has ended', () => {
  it('takes its plans with it, and those who plan hear of it once', async () => {
    const { house, city } = doors
    await house.db.transaction().execute((tx) =>
      appendEvents(tx, {
        stream: city.gridArea,
        streamKind: 'area',
        head: { seq: 0, hash: null },
        at: house.now(),
        actorId: null,
        actorOrganisationId: null,
        digest: 'sha256',
        events: [{ kind: 'area.ended' }],
      }),
    )
    await settleConsumers(house.db, patrolConsumers(house))
    const seen = await doors.ask('community', 'GET', `/api/patrol-plans/${plan.id}`)
    expect(seen.json()).toMatchObject({ last_day: '2026-03-05' })
    const told = await sql<{
      person: string
    }>`select person_id as person from notices where kind = 'patrol.plan_ended' and subject_id = ${plan.id}`.execute(
      house.db,
    )
    expect(told.rows).toEqual([{ person: city.community.personId }])
    at('2026-03-06T03:00:00Z')
    expect((await today()).rounds).toEqual([])
    expect((await verifyHouse(house)).broken).toEqual([])
  })
})

describe('a promise broken by hand', () => {
  it('is found: a position outside a walk, a mark that the timeline does not know, a judgement of one’s own finding', async () => {
    await doors.database.asOwner(
      `update patrol_marks set result = 'seen', obstacle = null where result = 'not_reached'`,
    )
    await doors.database.asOwner(
      `update patrol_marks k set spot = point(114, 34.5) from patrol_walks w where w.id = k.walk_id and k.happened_at < w.started_at`,
    )
    await doors.database.asOwner(
      `update judgements j set recorded_by = t.actor_id from timeline t where t.stream = j.matter_id and t.kind = 'matter.answered'`,
    )
    const broken = (await verifyHouse(doors.house)).broken.map(({ promise, en }) => `${promise} ${en}`)
    expect(broken).toContain('8 a position was recorded outside a walk that the worker had started')
    expect(broken).toContain('5 a mark and the timeline do not agree, so coverage cannot be trusted')
    expect(broken).toContain('3 a finding was judged by somebody who found it or worked on it')
  })
})
