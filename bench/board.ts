import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfiguration } from '../server/src/kernel/configuration.ts'
import { sql } from '../server/src/kernel/database/index.ts'
import { buildApp } from '../server/src/kernel/http/index.ts'
import { liveApi } from '../server/src/kernel/live/index.ts'
import { type Actor, anonymous } from '../server/src/kernel/permissions/index.ts'
import { mobilisationApi, mobilisationDoors, takePlace } from '../server/src/mobilisation/index.ts'
import { openHouse } from '../server/src/service.ts'
import { memoryOfConnections } from './connections.ts'
import { type Measured, median } from './measure.ts'
import { found, mobilisation, quiet } from './mobilise.ts'

const screens = 500
/** Streams that one person holds open. */
const screensEach = 10
const changes = 25
/** The screens' own: within it each asks for the board after it hears of a change. */
const spread = 400

/** Screens in a process of their own: each holds a stream, and reads the board when it hears of a change. */
const wall = `
const http = require('node:http');
const [url, id, screens, each, spread] = JSON.parse(process.argv[1]);
const { hostname, port } = new URL(url);
let ready = 0;
for (let n = 0; n < screens; n++) {
  const headers = { 'x-as': String(Math.floor(n / each)) };
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  let asking, shown = -1;
  const look = () => {
    asking = undefined;
    http.get({ hostname, port, path: '/api/mobilisations/' + id + '/board', headers, agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => { text += part }).on('end', () => {
        const taken = Number(/"totals":[{][^}]*"taken":([0-9]+)/.exec(text)[1]);
        if (taken !== shown) process.send({ taken, at: Date.now() });
        shown = taken;
      });
    });
  };
  http.get({ hostname, port, path: '/api/live', headers, agent: false }, (stream) => {
    stream.setEncoding('utf8').on('data', (text) => {
      if (text.includes('event: ready') && ++ready === screens) process.send({ ready: true });
      if (text.includes('event: change')) asking ??= setTimeout(look, Math.random() * spread);
    });
  });
}`

function hang(url: string, id: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['-e', wall, JSON.stringify([url, id, screens, screensEach, spread])],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  )
  return new Promise((ready, failed) => {
    child.on('message', (message: { ready?: boolean }) => message.ready && ready(child))
    child.on('exit', (code) => failed(new Error(`the screens ended with ${code}`)))
  })
}

const clerk = (): Actor => ({
  kind: 'staff',
  personId: randomUUID(),
  userId: null,
  name: '指挥中心',
  sessionId: null,
  duties: [
    {
      id: randomUUID(),
      role: 'centre_clerk',
      organisationId: randomUUID(),
      organisationName: '指挥中心',
      organisationKind: 'hotline_centre',
      organisationPath: 'centre',
      areaId: null,
      areaPath: null,
    },
  ],
})

/** From the commit of a taken place until each of five hundred screens shows it, through the live stream and the board's own address. */
export async function board(): Promise<Measured> {
  const folder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-bench-'))
  chmodSync(folder, 0o755)
  const opened = await openHouse(
    { ...readConfiguration({}), dataFolder: folder, demo: false },
    quiet,
    () => {},
  )
  const { house } = opened
  const doors = mobilisationDoors(house)
  const clerks = Array.from({ length: screens / screensEach }, clerk)
  const identify = async (request: { headers: Record<string, unknown> }) =>
    clerks[Number(request.headers['x-as'] ?? Number.NaN)] ?? anonymous
  const app = await buildApp({
    house,
    identify,
    apis: [liveApi(house, { identify }), mobilisationApi(house)],
    requestsPerMinute: 10_000_000,
  })
  let child: ChildProcess | undefined
  try {
    const { actors, organisation } = await found(opened, changes)
    const shiftIds = await mobilisation(opened, organisation)
    const { rows } = await sql<{ id: string }>`select id from mobilisations`.execute(house.db)
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    const memory = await memoryOfConnections(url, screensEach)
    child = await hang(url, rows[0]!.id)
    const shown: { taken: number; at: number }[] = []
    child.on('message', (message: { taken?: number; at: number }) => {
      if (message.taken !== undefined) shown.push({ taken: message.taken, at: message.at })
    })
    const latencies: number[] = []
    for (let change = 1; change <= changes; change++) {
      await takePlace(house, actors[change - 1]!, shiftIds[0]!, { skills: [], wait: null })
      const committed = Date.now()
      const until = committed + 8000
      while (Date.now() < until && shown.filter(({ taken }) => taken === change).length < screens)
        await new Promise((wait) => setTimeout(wait, 20))
      const there = shown.filter(({ taken }) => taken === change)
      if (there.length < screens)
        throw new Error(`${there.length} of ${screens} screens showed change ${change} in time`)
      latencies.push(...there.map(({ at }) => at - committed))
    }
    latencies.sort((a, b) => a - b)
    const at = (share: number) => latencies[Math.ceil(latencies.length * share) - 1]!
    return {
      name: 'board',
      // Of the two seconds that a change may take: above 1 is sooner.
      ratio: Number((2000 / at(0.95)).toFixed(3)),
      milliseconds_p95: at(0.95),
      milliseconds_median: Math.round(median(latencies)),
      milliseconds_most: at(1),
      ...memory,
      screens,
      changes,
    }
  } finally {
    child?.removeAllListeners('exit')
    child?.kill()
    await app.close()
    for (const close of doors) close()
    await opened.close()
    await opened.stopDatabase()
    rmSync(folder, { recursive: true, force: true })
  }
}
