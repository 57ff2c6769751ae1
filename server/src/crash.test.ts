import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Replayed, replayFile } from './commands/replay.ts'
import { verifyHouse } from './commands/verify.ts'
import { projectRoot } from './kernel/configuration.ts'
import { openDatabase } from './kernel/database/index.ts'
import { testHouse } from './kernel/testing/house.ts'
import type { FreshDatabase } from './kernel/testing/index.ts'

const messages = 400
const dueAtOnce = 20
/** Of the ladder of `dispatch` in policies/national, after an hour. */
const rungsDue = 2
const whistles = 9
const calledEach = 2
const patience = 150_000

let folder: string
let port: number
let server: ChildProcess | undefined
let said = ''

beforeAll(async () => {
  folder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-crash-'))
  // Run as root, the database has a user of its own, who must be able to get in.
  chmodSync(folder, 0o755)
  port = await freePort()
})
afterAll(async () => {
  if (server && server.exitCode === null) {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
}, patience)

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return address.port
}

async function start(): Promise<void> {
  said = ''
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/src/main.ts', 'serve'], {
    cwd: projectRoot,
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      LIANXIN_DATA: join(folder, 'data'),
      LIANXIN_DEMO: 'on',
      LIANXIN_DEMO_PAST: 'off',
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  server = child
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  await expect
    .poll(() => (child.exitCode === null ? said : `ended with ${child.exitCode}: ${said}`), {
      timeout: patience,
      interval: 50,
    })
    .toMatch(/Lianxin is ready|^ended/)
  expect(said).toContain('Lianxin is ready')
}

async function killServer(): Promise<void> {
  const gone = once(server!, 'exit')
  server!.kill('SIGKILL')
  await gone
}

const cluster = () => join(folder, 'data/postgres/cluster')
const postmaster = () => Number(readFileSync(join(cluster(), 'postmaster.pid'), 'utf8').split('\n')[0])

/** The postmaster and whatever it had begun, without a chance to write anything. */
function killDatabase(): void {
  const parent = postmaster()
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === parent)
  for (const pid of [parent, ...children]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {}
  }
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) \S /s, '')
        .split(' ')[0],
    )
  } catch {
    return undefined
  }
}

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { port: at, owner } = JSON.parse(readFileSync(join(folder, 'data/postgres/secrets.json'), 'utf8'))
  const client = new pg.Client(`postgres://lianxin_owner:${owner}@127.0.0.1:${at}/lianxin`)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const countOf = (text: string) =>
  asOwner(async (client) => Number((await client.query(`select count(*)::int as n from ${text}`)).rows[0].n))

/** Lets time pass for some matters: their deadline was an hour ago, so that two rungs of its ladder are due. */
const makeDue = (most: number) =>
  asOwner(async (client) => {
    const { rowCount } = await client.query(
      `with late as (
         update deadlines set due_at = date_trunc('second', now()) - interval '1 hour', sweep_at = date_trunc('second', now()) - interval '1 hour'
         where id in (select id from deadlines where ended_at is null and step = 'dispatch' and due_at > now() order by started_at limit $1)
         returning subject_id, due_at)
       update matters m set due_at = late.due_at from late where m.id = late.subject_id`,
      [most],
    )
    return rowCount
  })

/** The street's account blows whistles; nobody answers them. */
async function blowWhistles(): Promise<void> {
  const at = `http://127.0.0.1:${port}`
  const signedIn = await fetch(`${at}/api/auth/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'street' }),
  })
  const headers = {
    'content-type': 'application/json',
    cookie: signedIn.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; '),
  }
  const form = (await (await fetch(`${at}/api/whistles/form`, { headers })).json()) as {
    organisations: { id: string }[]
  }
  const called = form.organisations.slice(0, calledEach)
  for (let n = 1; n <= whistles; n++) {
    const blown = await fetch(`${at}/api/whistles`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        kind: 'emergency',
        calls: called.map(({ id }) => ({ organisation_id: id, task: `请到第${n}处（${id}）` })),
        own: {
          title: `第${n}处积水`,
          text: `第${n}个路口积水，车辆熄火`,
          location: { address: `第${n}个路口` },
        },
      }),
    })
    expect(blown.status, await blown.text()).toBe(201)
  }
}

/** Lets time pass for the calls of some whistles: two rungs of the ladder of silence are due. */
const makeSilent = (most: number) =>
  asOwner(async (client) => {
    const { rowCount } = await client.query(
      `with late as (
         update deadlines set due_at = date_trunc('second', now()) - interval '20 minutes', sweep_at = date_trunc('second', now()) - interval '20 minutes'
         where id in (select id from deadlines where ended_at is null and step = 'whistle.acknowledge' and due_at > now() order by started_at limit $1)
         returning subject_id, due_at)
       update whistle_calls c set due_at = late.due_at from late where c.id = late.subject_id`,
      [most],
    )
    return rowCount
  })

function messageFile(): string {
  const file = join(folder, 'messages.csv')
  const rows = Array.from({ length: messages }, (_, i) => ({
    time: '2026-03-02 09:00:00',
    title: `第${i + 1}条`,
    body: `${i + 1}号楼${(i * 7) % 13}单元门口的路灯不亮了，夜里看不清路，请尽快来人修理`,
  }))
  writeFileSync(file, stringify(rows, { header: true }))
  return file
}

it.skipIf(process.platform !== 'linux')(
  'what was acknowledged is there once, and each rung of a deadline fires once, though server and database are killed',
  async () => {
    await start()
    await blowWhistles()
    const silentAtOnce = (whistles / 3) * calledEach
    let answered = 0
    const finished: Promise<Replayed> = replayFile(messageFile(), `http://127.0.0.1:${port}`, {
      onProgress: (sent) => {
        answered = sent
      },
    })
    const after = (share: number) =>
      expect.poll(() => answered, { timeout: patience, interval: 10 }).toBeGreaterThan(messages * share)

    await after(0.2)
    expect(await makeDue(dueAtOnce)).toBe(dueAtOnce)
    expect(await makeSilent(silentAtOnce)).toBe(silentAtOnce)
    const before = postmaster()
    await killServer()
    await start()
    expect(postmaster()).toBe(before)

    await after(0.45)
    expect(await makeDue(dueAtOnce)).toBe(dueAtOnce)
    expect(await makeSilent(silentAtOnce)).toBe(silentAtOnce)
    killDatabase()
    await killServer()
    await start()
    expect(postmaster()).not.toBe(before)

    await after(0.6)
    expect(await makeDue(dueAtOnce)).toBe(dueAtOnce)
    expect(await makeSilent(silentAtOnce)).toBe(silentAtOnce)
    killDatabase()
    await expect.poll(() => said, { timeout: patience }).toContain('the database went away')

    await after(0.8)
    const stopped = once(server!, 'exit')
    server!.kill('SIGTERM')
    expect(await stopped).toEqual([0, null])
    expect(existsSync(join(cluster(), 'postmaster.pid'))).toBe(false)
    await start()

    expect(await finished).toMatchObject({
      sent: messages,
      accepted: messages,
      with_owner: messages,
      with_deadline: messages,
    })
    const missed = `timeline where kind = 'matter.deadline_missed'`
    await expect
      .poll(() => countOf(missed), { timeout: patience, interval: 200 })
      .toBe(3 * dueAtOnce * rungsDue)
    const silent = `timeline where kind = 'whistle.missed'`
    await expect
      .poll(() => countOf(silent), { timeout: patience, interval: 200 })
      .toBe(whistles * calledEach * rungsDue)
    expect(
      await countOf(
        `(select 1 from ${silent} group by payload->>'deadline', payload->>'rung' having count(*) > 1) twice`,
      ),
    ).toBe(0)
    expect(await countOf(`matters where channel = 'web'`)).toBe(messages)
    expect(
      await countOf(
        `(select w.body from matter_words w join matters m on m.id = w.matter_id where m.channel = 'web'
          group by w.body having count(*) > 1) twice`,
      ),
    ).toBe(0)
    expect(
      await countOf(`(select 1 from ${missed} group by stream, payload->>'rung' having count(*) > 1) twice`),
    ).toBe(0)
    expect(await countOf(missed)).toBe(3 * dueAtOnce * rungsDue)
    expect(await verified()).toMatchObject({ kept: true, broken: [] })
  },
  2 * patience,
)

async function verified() {
  const { port: at, serving } = JSON.parse(readFileSync(join(folder, 'data/postgres/secrets.json'), 'utf8'))
  const handle = openDatabase(`postgres://lianxin_serving:${serving}@127.0.0.1:${at}/lianxin`, { size: 2 })
  try {
    const house = await testHouse(handle as unknown as FreshDatabase, {
      configuration: { dataFolder: join(folder, 'data') },
    })
    return await verifyHouse(house)
  } finally {
    await handle.close()
  }
}
