import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { loadDemonstration } from '../server/src/demonstration/index.ts'
import { readConfiguration } from '../server/src/kernel/configuration.ts'
import type { Tables } from '../server/src/kernel/database/index.ts'
import { anonymous } from '../server/src/kernel/permissions/index.ts'
import { takeIn } from '../server/src/requests/index.ts'
import { openHouse, startService } from '../server/src/service.ts'
import { type Measured, median, rate } from './measure.ts'

const lanes = 8
const quiet = { info() {}, warn() {}, error() {} }
const text =
  '您好，我是小区业主。楼下的路灯已经坏了一个多星期，晚上一片漆黑，老人和孩子出门很不安全，多次向物业反映没有结果，希望尽快派人来修。'
const location = { lat: 34.54, lng: 114.0 }

type Statement = { sql: string; parameters: readonly unknown[] }

/** The statements of one real intake, exactly as they were sent. */
async function captured(
  house: Awaited<ReturnType<typeof openHouse>>['house'],
): Promise<{ statements: Statement[]; id: string; number: string }> {
  const statements: Statement[] = []
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: house.pool }),
    log: (event) => {
      if (event.level === 'query')
        statements.push({ sql: (event.query as CompiledQuery).sql, parameters: event.query.parameters })
    },
  })
  const request = { text, location, anonymous: true }
  await db.transaction().execute((tx) => takeIn(house, tx, request, { channel: 'web', actor: anonymous }))
  statements.length = 0
  const accepted = await db
    .transaction()
    .execute((tx) => takeIn(house, tx, request, { channel: 'web', actor: anonymous }))
  return {
    statements: statements.filter(({ sql }) => !/^(begin|commit|start)/i.test(sql)),
    id: accepted.id,
    number: accepted.number,
  }
}

/** The same statements with new keys, by the bare driver, each prepared once: what PostgreSQL alone can do. */
async function bareLoop(
  url: string,
  seconds: number,
  one: Awaited<ReturnType<typeof captured>>,
): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: lanes }, async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
  let count = 0
  const stamp = randomBytes(3).toString('hex')
  try {
    return await rate(seconds, lanes, async (lane) => {
      const client = clients[lane]!
      const id = randomUUID()
      const number = `${stamp}${count++}`
      await client.query('begin')
      for (const [index, { sql, parameters }] of one.statements.entries()) {
        const insertsDeadline = sql.startsWith('insert into deadlines')
        const insertsContact = sql.includes('matter_contacts')
        const values = parameters.map((value, at) => {
          if (value === one.id) return id
          if (value === one.number) return number
          if (insertsDeadline && at === 0) return randomUUID()
          if (insertsContact && Buffer.isBuffer(value)) return randomBytes(32)
          return value
        })
        await client.query({ name: `s${index}`, text: sql, values })
      }
      await client.query('commit')
    })
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

/** Residents on a thread of their own, on bare sockets: their phones are no part of the server. */
function throughTheDoor(url: string, seconds: number): Promise<number> {
  const worker = new Worker(
    `const { parentPort, workerData: w } = require('node:worker_threads');
     const net = require('node:net');
     const { hostname, port } = new URL(w.url);
     const body = Buffer.from(JSON.stringify({ text: w.text, location: w.location, anonymous: true }));
     const head = 'POST /api/requests HTTP/1.1\\r\\nhost: ' + hostname + ':' + port + '\\r\\ncontent-type: application/json\\r\\ncontent-length: ' + body.length + '\\r\\n\\r\\n';
     const message = Buffer.concat([Buffer.from(head), body]);
     const lane = () => new Promise((ready, fail) => {
       const socket = net.connect({ host: hostname, port, noDelay: true });
       let got = '', wanted = 0, done;
       socket.on('data', (part) => {
         got += part.toString('latin1');
         const end = got.indexOf('\\r\\n\\r\\n');
         if (end < 0) return;
         wanted ||= end + 4 + Number(/content-length: (\\d+)/i.exec(got)[1]);
         if (got.length < wanted) return;
         const status = got.slice(9, 12); got = ''; wanted = 0;
         status === '201' ? done() : fail(new Error('status ' + status));
       });
       socket.on('error', fail);
       socket.on('connect', () => ready({ once: () => new Promise((d) => { done = d; socket.write(message) }), end: () => socket.destroy() }));
     });
     (async () => {
       const lanes = await Promise.all(Array.from({ length: w.lanes }, lane));
       const began = performance.now(), until = began + w.seconds * 1000; let n = 0;
       await Promise.all(lanes.map(async (one) => { while (performance.now() < until) { await one.once(); n++ } }));
       parentPort.postMessage(n / ((performance.now() - began) / 1000));
       for (const one of lanes) one.end();
     })();`,
    { eval: true, workerData: { url, seconds, lanes, text, location } },
  )
  return new Promise((done, fail) => {
    worker.on('message', done)
    worker.on('error', fail)
  })
}

/**
 * Intake through the public door of a whole running server, against the same statements by the bare driver, in turns
 * on one database.
 */
export async function intake(options: { seconds?: number; rounds?: number } = {}): Promise<Measured> {
  const seconds = options.seconds ?? 6
  const rounds = options.rounds ?? 5
  const folder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-bench-'))
  chmodSync(folder, 0o755)
  const configuration = { ...readConfiguration({}), dataFolder: folder, demo: true }
  const opened = await openHouse(configuration, quiet, () => {})
  await loadDemonstration(opened.house)
  const service = await startService(opened.house, { pages: false })
  try {
    const url = await service.app.listen({ port: 0, host: '127.0.0.1' })
    const one = await captured(opened.house)
    const servingUrl = opened.servingUrl
    await throughTheDoor(url, 2)
    await bareLoop(servingUrl, 1, one)
    const ours: number[] = []
    const bare: number[] = []
    for (let round = 0; round < rounds; round++) {
      ours.push(await throughTheDoor(url, seconds))
      await service.settle()
      bare.push(await bareLoop(servingUrl, seconds, one))
    }
    const ratios = ours.map((value, index) => value / bare[index]!)
    return {
      name: 'intake',
      ratio: Number(median(ratios).toFixed(3)),
      ratio_least: Number(Math.min(...ratios).toFixed(3)),
      ratio_most: Number(Math.max(...ratios).toFixed(3)),
      requests_per_second: Math.round(median(ours)),
      bare_transactions_per_second: Math.round(median(bare)),
      statements_each: one.statements.length,
      lanes,
      rounds,
      seconds_each: seconds,
    }
  } finally {
    await service.stop()
    await opened.close()
    await opened.stopDatabase()
    rmSync(folder, { recursive: true, force: true })
  }
}
