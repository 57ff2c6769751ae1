import { type ChildProcess, spawn } from 'node:child_process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How many streams are open each time that memory is read. */
const counts = [0, 100, 200, 300, 400, 500]
/** Times that the whole series is walked, up and down, so that what grows by itself is not taken for a connection's. */
const rounds = 3

/** Streams in a process of their own: as many open as it is told, held and never read from a page. */
const holder = `
const http = require('node:http');
const [url, each] = JSON.parse(process.argv[1]);
const { hostname, port } = new URL(url);
const open = [];
const hold = (n) => new Promise((ready, failed) => {
  const headers = { 'x-as': String(Math.floor(n / each)) };
  const request = http.get({ hostname, port, path: '/api/live', headers, agent: false }, (stream) => {
    if (stream.statusCode !== 200) failed(new Error('status ' + stream.statusCode));
    stream.setEncoding('utf8').on('data', (text) => { if (text.includes('event: ready')) ready() });
    stream.on('error', () => {});
  });
  request.on('error', () => {});
  open.push(request);
});
process.on('message', async (count) => {
  while (open.length > count) open.pop().destroy();
  const before = open.length;
  await Promise.all(Array.from({ length: count - before }, (_, index) => hold(before + index)));
  process.send(count);
});`

interface Reading {
  connections: number
  /** Bytes: objects and buffers that the process can reach. */
  live: number
  /** Bytes: what the machine gives to the process. */
  rss: number
}

/** How much live memory grows with each connection: the slope of the line of least squares. */
function slope(readings: readonly Reading[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const x = mean(readings.map(({ connections }) => connections))
  const y = mean(readings.map(({ live }) => live))
  const across = readings.reduce((sum, each) => sum + (each.connections - x) * (each.live - y), 0)
  return across / readings.reduce((sum, each) => sum + (each.connections - x) ** 2, 0)
}

const pause = (milliseconds: number) => new Promise((wait) => setTimeout(wait, milliseconds))

/** Memory when nothing is left that could be thrown away. */
async function read(connections: number, collect: () => void): Promise<Reading> {
  for (let time = 0; time < 4; time++) {
    collect()
    await pause(120)
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  return { connections, live: heapUsed + external, rss }
}

/**
 * What one open stream costs this process: memory after forced collections at several numbers of connections.
 * @param each streams that one person holds open
 * @returns kilobytes a connection: of live memory by least squares; of the process as the machine sees it when the first
 *   five hundred come, with all that is compiled and kept for them
 */
export async function memoryOfConnections(url: string, each: number) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const child: ChildProcess = spawn(process.execPath, ['-e', holder, JSON.stringify([url, each])], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const hold = (count: number) =>
    new Promise<void>((ready, failed) => {
      child.removeAllListeners('exit')
      child.once('exit', (code) => failed(new Error(`the streams ended with ${code}`)))
      child.once('message', () => ready())
      child.send(count)
    })
  try {
    // What is compiled and cached at the first of them belongs to no connection, but the process has it from then on.
    const most = counts.at(-1)!
    const before = await read(0, collect)
    await hold(most)
    const first = await read(most, collect)
    const readings: Reading[] = []
    for (let round = 0; round < rounds; round++)
      for (const count of round % 2 ? counts : counts.toReversed()) {
        await hold(count)
        readings.push(await read(count, collect))
      }
    const kilobytes = (bytes: number) => Number((bytes / 1024).toFixed(1))
    return {
      kilobytes_each_connection: kilobytes(slope(readings)),
      kilobytes_each_connection_rss_at_most: kilobytes((first.rss - before.rss) / most),
      connections: counts,
      megabytes_live: counts.map((count) =>
        Number(
          (
            Math.min(...readings.filter(({ connections }) => connections === count).map(({ live }) => live)) /
            1_048_576
          ).toFixed(1),
        ),
      ),
    }
  } finally {
    child.removeAllListeners('exit')
    child.kill()
  }
}
