import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { policiesForJourneys } from './policies.ts'

const root = resolve(import.meta.dirname, '../..')

export interface RunningServer {
  url: string
  /** What the server wrote so far. */
  output(): string
  stop(): Promise<void>
}

/**
 * Starts the real server with a data folder of its own and the demonstration city, and waits until it says that it is
 * ready. Throws with what it wrote where it ends first or takes longer than `patience` milliseconds.
 */
export async function startServer(patience = 300_000): Promise<RunningServer> {
  const data = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-e2e-'))
  // The database's own user must be able to pass through.
  chmodSync(data, 0o755)
  const port = await freePort()
  const { DATABASE_URL: _outside, LIANXIN_SERVING_URL: _serving, ...environment } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/src/main.ts', 'serve'], {
    cwd: root,
    env: {
      ...environment,
      PORT: String(port),
      HOST: '127.0.0.1',
      LIANXIN_DATA: data,
      LIANXIN_DEMO: 'on',
      ...policiesForJourneys(root, join(data, 'policies-of-journeys')),
      LIANXIN_DEMO_PAST: process.env.LIANXIN_DEMO_PAST ?? 'off',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ready = /Lianxin is ready at (http:\S+)/
  const url = await new Promise<string>((done, fail) => {
    const give = (reason: string) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      fail(new Error(`${reason}\n${output}`))
    }
    const timer = setTimeout(() => give(`The server was not ready after ${patience / 1000} s`), patience)
    const listen = (chunk: Buffer) => {
      output += chunk
      const address = ready.exec(output)?.[1]
      if (!address) return
      clearTimeout(timer)
      done(address.replace(/\/$/, ''))
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('exit', (code) => give(`The server ended with ${code} before it was ready`))
  })
  child.removeAllListeners('exit')
  return {
    url,
    output: () => output,
    async stop() {
      await end(child)
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    const impatience = setTimeout(() => child.kill('SIGKILL'), 20_000)
    child.once('exit', () => {
      clearTimeout(impatience)
      done()
    })
    child.kill('SIGTERM')
  })
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no free port')),
      )
    })
  })
}
