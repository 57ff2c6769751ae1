import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { House } from '../house.ts'
import { type App, buildApp } from '../http/index.ts'
import { type Actor, anonymous } from '../permissions/index.ts'
import { identifyAs, staff } from '../testing/actors.ts'
import { testHouse } from '../testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import { appendEvents } from '../timeline/index.ts'
import { liveApi, registerLiveAudience, registerPresenceDoor } from './index.ts'
import { beat, type Listener, send } from './listeners.ts'

let database: FreshDatabase
let house: House
const servers: App[] = []
const urls: string[] = []
const here = staff('community_clerk', { organisationId: randomUUID(), organisationPath: 'd.s.c1' })
const street = staff('grid_worker', { organisationId: randomUUID(), areaPath: 'd.s' })
const elsewhere = staff('community_clerk', { organisationPath: 'd.s2.c9' })
const resident: Actor = { ...anonymous, kind: 'resident', personId: randomUUID(), name: '王女士' }
const actors: Record<string, Actor> = { here, street, elsewhere, resident }
const takeBack: (() => void)[] = []
let asked = 0

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database)
  takeBack.push(
    registerLiveAudience('matter.', async (events) => {
      asked += events.length
      return new Map(
        events.map((event) => [
          event.id,
          {
            action: 'matter.read',
            organisationIds: [here.duties[0]!.organisationId],
            organisationPaths: ['d.s.c1'],
            areaPaths: ['d.s.c1.g1'],
            personIds: event.kind === 'matter.answered' ? [resident.personId!] : [],
          },
        ]),
      )
    }),
    registerPresenceDoor(async (actor) => actor.duties.some((duty) => duty.organisationPath === 'd.s.c1')),
  )
  // The third one beats as in service: two beats close together drop a reader for whom a busy machine has no time.
  for (const beatMilliseconds of [150, 150, 25_000]) {
    const identify = identifyAs(actors)
    const options = { identify, pollMilliseconds: 20, beatMilliseconds, mostPerPerson: 3 }
    const app = await buildApp({ house, identify, apis: [liveApi(house, options)] })
    await app.listen({ port: 0, host: '127.0.0.1' })
    servers.push(app)
    urls.push(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
  }
})
afterAll(async () => {
  for (const undo of takeBack) undo()
  await Promise.all(servers.map((server) => server.close()))
  await database.drop()
})

interface Message {
  id?: string
  event?: string
  data?: Record<string, unknown>
}

async function listen(as: string, options: { since?: string; server?: number } = {}) {
  const headers = { 'x-as': as, ...(options.since ? { 'last-event-id': options.since } : {}) }
  const asking = get(`${urls[options.server ?? 0]}/api/live`, { headers, agent: false })
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  const state = { closed: false, messages: [] as Message[], raw: '', stop: () => void asking.destroy() }
  response.on('error', () => {})
  response.on('close', () => {
    state.closed = true
  })
  if (response.statusCode !== 200) {
    asking.destroy()
    throw Object.assign(new Error(`status ${response.statusCode}`), { status: response.statusCode })
  }
  expect(response.headers['content-type']).toContain('text/event-stream')
  let text = ''
  response.setEncoding('utf8').on('data', (piece: string) => {
    state.raw += piece
    text += piece
    const whole = text.split('\n\n')
    text = whole.pop()!
    for (const block of whole) {
      const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]))
      if (fields.has('event'))
        state.messages.push({
          id: fields.get('id'),
          event: fields.get('event'),
          data: JSON.parse(fields.get('data')!),
        })
    }
  })
  await expect
    .poll(() => state.messages.some((message) => message.event === 'ready'), { timeout: 60_000 })
    .toBe(true)
  return state
}

const happen = async (kind: string, times = 1) => {
  const stream = randomUUID()
  await house.db.transaction().execute((tx) =>
    appendEvents(tx, {
      stream,
      streamKind: 'matter',
      head: { seq: 0, hash: null },
      at: new Date(),
      actorId: null,
      actorOrganisationId: null,
      digest: 'sha256',
      events: Array.from({ length: times }, () => ({
        kind,
        payload: { secret: 1 },
        personal: { phone: '13800000000' },
      })),
    }),
  )
  return stream
}
const changes = (listener: { messages: Message[] }) =>
  listener.messages.filter((message) => message.event === 'change')
const settled = { timeout: 60_000, interval: 20 }

describe('live changes', () => {
  it('reach those who may see what changed, wherever they are connected, and nobody else', async () => {
    const [clerk, worker, other, person] = await Promise.all([
      listen('here'),
      listen('street', { server: 1 }),
      listen('elsewhere'),
      listen('resident'),
    ])
    const dispatched = await happen('matter.dispatched')
    await happen('unheard.of')
    const answered = await happen('matter.answered')
    for (const listener of [clerk, worker])
      await expect
        .poll(() => changes(listener).map((message) => message.data?.stream), settled)
        .toEqual([dispatched, answered])
    await expect
      .poll(() => changes(person).map((message) => message.data?.stream), settled)
      .toEqual([answered])
    expect(changes(other)).toEqual([])
    expect(Object.keys(changes(clerk)[0]!.data!)).toEqual(['kind', 'stream', 'at'])
    expect(clerk.raw).not.toMatch(/13800000000|secret/)
    for (const listener of [clerk, worker, other, person]) listener.stop()
  })

  it('are asked about once, however many listen', async () => {
    const listeners = await Promise.all([listen('here'), listen('here'), listen('street')])
    const before = asked
    await happen('matter.signed')
    for (const listener of listeners) await expect.poll(() => changes(listener).length, settled).toBe(1)
    expect(asked - before).toBe(1)
    for (const listener of listeners) listener.stop()
  })

  it('that were missed while away are told on coming back, each once', async () => {
    const first = await listen('here')
    await happen('matter.signed')
    await expect.poll(() => changes(first).length, settled).toBe(1)
    const since = changes(first)[0]!.id!
    first.stop()
    const missed = [await happen('matter.contacted'), await happen('matter.answered')]
    const again = await listen('here', { since })
    const more = await happen('matter.closed')
    await expect
      .poll(() => changes(again).map((message) => message.data?.stream), settled)
      .toEqual([...missed, more])
    again.stop()
  })

  it('too many to tell end in one word: load everything anew', async () => {
    await happen('matter.signed', 1100)
    // The last of these must be settled in the database before it counts as missed.
    await expect
      .poll(async () => {
        const back = await listen('here', { since: '1-1' })
        back.stop()
        return back.messages.map((message) => message.event)
      }, settled)
      .toEqual(['reset', 'ready'])
  })

  it('take a nonsensical place for none', async () => {
    const listener = await listen('here', { since: "1' or 1=1" })
    expect(listener.messages.map((message) => message.event)).toEqual(['ready'])
    listener.stop()
  })
})

describe('a stream', () => {
  it('is for those who signed in, and only so many for each', async () => {
    await expect(listen('nobody')).rejects.toMatchObject({ status: 401 })
    const open = await Promise.all([1, 2, 3].map(() => listen('elsewhere')))
    await expect(listen('elsewhere')).rejects.toMatchObject({ status: 429 })
    for (const listener of open) listener.stop()
    await expect
      .poll(
        () =>
          listen('elsewhere').then(
            (listener) => listener.stop() ?? true,
            () => false,
          ),
        settled,
      )
      .toBe(true)
  })

  it('beats, follows a duty that changed, and ends when the session is revoked', async () => {
    actors.leaving = staff('community_clerk', { organisationPath: 'd.s2.c9' })
    const listener = await listen('leaving')
    await expect.poll(() => listener.raw, settled).toContain(': \n\n')
    actors.leaving = { ...actors.leaving, duties: here.duties }
    await expect
      .poll(async () => {
        await happen('matter.signed')
        return changes(listener).length
      }, settled)
      .toBeGreaterThan(0)
    delete actors.leaving
    await expect.poll(() => listener.closed, settled).toBe(true)
  })

  it('brings a reader who keeps up a burst of changes whole', async () => {
    const listener = await listen('here', { server: 2 })
    await happen('matter.signed', 1800)
    await expect.poll(() => changes(listener).length, settled).toBe(1800)
    listener.stop()
  })

  it('whose reader does not read is dropped instead of filling the memory', async () => {
    let listener: Listener | undefined
    const server = createServer((_, response) => {
      response.writeHead(200)
      listener = {
        actor: here,
        response,
        identify: async () => here,
        waiting: false,
        behind: false,
        since: undefined,
      }
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.on('error', () => {})
    socket.pause()
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await expect.poll(() => listener, settled).toBeDefined()
    const batch = Array.from({ length: 500 }, () => ({ event: 'change' as const, data: 'x'.repeat(200) }))
    let sent = 0
    for (; sent < 1000 && !listener!.response.destroyed; sent++) {
      send(listener!, batch)
      expect(listener!.response.writableLength).toBeLessThan(1.5 * 1024 * 1024)
      await new Promise((turn) => setImmediate(turn))
    }
    expect(listener!.response.destroyed).toBe(true)
    expect(sent).toBeGreaterThan(1)
    socket.destroy()
    server.close()
  })

  it('that is behind at one heartbeat has until the next', () => {
    const written: string[] = []
    const response = { writableLength: 100_000, writableEnded: false, destroyed: false }
    const acts = {
      write: (text: string) => written.push(text),
      destroy: () => Object.assign(response, { destroyed: true }),
    }
    const stream = Object.assign(response, acts) as unknown as Listener['response']
    const listener: Listener = {
      actor: here,
      response: stream,
      identify: async () => here,
      waiting: false,
      behind: false,
      since: undefined,
    }
    beat(listener)
    response.writableLength = 0
    beat(listener)
    response.writableLength = 100_000
    beat(listener)
    expect([written.length, response.destroyed]).toEqual([3, false])
    beat(listener)
    expect([written.length, response.destroyed]).toEqual([3, true])
  })
})

describe('presence', () => {
  const show = (as: string, subjectId: string, server = 0) =>
    fetch(`${urls[server]}/api/live/presence`, {
      method: 'POST',
      headers: { 'x-as': as, 'content-type': 'application/json' },
      body: JSON.stringify({ subject_id: subjectId }),
    })

  it('says who else of those concerned is looking, also through another server', async () => {
    actors.colleague = { ...staff('community_clerk', here.duties[0]!), name: '张三' }
    const subject = randomUUID()
    const listener = await listen('here')
    expect(await (await show('here', subject)).json()).toEqual({ others: [] })
    expect(await (await show('colleague', randomUUID(), 1)).json()).toEqual({ others: [] })
    await expect
      .poll(
        async () =>
          ((await (await show('colleague', subject, 1)).json()) as { others: unknown[] }).others.length,
        settled,
      )
      .toBeLessThanOrEqual(1)
    await expect
      .poll(() => listener.messages.findLast((message) => message.event === 'presence')?.data, settled)
      .toMatchObject({ subject_id: subject, people: [{ name: '测试员' }, { name: '张三' }] })
    expect(await (await show('here', subject)).json()).toMatchObject({ others: [{ name: '张三' }] })
    listener.stop()
  })

  it('is not told to staff who may not see the subject, nor to residents', async () => {
    for (const as of ['elsewhere', 'resident']) expect((await show(as, randomUUID())).status).toBe(403)
  })
})
