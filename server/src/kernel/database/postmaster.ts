import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { isAlive } from './turn.ts'

export interface Cluster {
  /** The data folder of PostgreSQL; its log lies beside it. */
  cluster: string
  pgCtl: string
  as: { uid?: number; gid?: number }
  settings: Record<string, string>
  /** Of the superuser, at this port. */
  adminAt(port: number): string
  say(line: string): void
}

/** How long a process may stand in `postmaster.pid` without listening before it is taken for a stranger's. */
const silentMilliseconds = 10_000
const startMilliseconds = 120_000
/** Processes of a killed server hold its memory for a moment longer; a port may be taken, or a start just be slow. */
const passing = /shared memory|postmaster\.pid|端口|could not bind|starting up|recovery|redo/i
/** Replaying what a crash left may take minutes. */
const recoveryMilliseconds = 15 * 60_000

/**
 * Adopts the PostgreSQL that already runs on this cluster, or starts it.
 * @param port where it should listen if it is started; it is another one where that one is taken and `elsewhere` allows it
 */
export async function ensureRunning(
  it: Cluster,
  port: number,
  elsewhere: boolean,
): Promise<{ port: number; started: boolean }> {
  const began = Date.now()
  let silentSince: number | undefined
  let told = false
  for (;;) {
    const standing = standingPostmaster(it.cluster)
    const answer = standing ? await knock(it.adminAt(standing.port)) : 'nobody'
    if (standing && answer === 'open') return { port: standing.port, started: false }
    if (answer === 'starting') {
      if (Date.now() - began > recoveryMilliseconds) throw new Error(failure(it, 'start'))
      if (!told && Date.now() - began > 5000) {
        told = true
        it.say('数据库正在恢复，请稍候 / the database is recovering, please wait')
      }
      await pause(250)
      continue
    }
    if (standing && answer === 'nobody') {
      silentSince ??= Date.now()
      if (Date.now() - silentSince < silentMilliseconds) {
        await pause(250)
        continue
      }
    }
    if (standing && isStranger(standing.pid)) rmSync(join(it.cluster, 'postmaster.pid'), { force: true })
    const at = (await isFree(port)) ? port : elsewhere ? await freePort() : 0
    try {
      if (at === 0) throw new Error(`端口 ${port} 被占用 / port ${port} is taken`)
      const settings = { ...it.settings, port: String(at) }
      const flags = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`)
      await control(it, ['start', '-w', '-t', '60', '-l', logOf(it), '-o', flags.join(' ')])
      return { port: at, started: true }
    } catch (error) {
      if (!passing.test((error as Error).message) || Date.now() - began > startMilliseconds) throw error
      await pause(1000)
    }
  }
}

export async function stopPostmaster(it: Cluster): Promise<void> {
  if (standingPostmaster(it.cluster)) await control(it, ['stop', '-m', 'fast', '-w'])
}

/** What `postmaster.pid` says: its number in the first line, its port in the fourth; only where that process lives. */
function standingPostmaster(cluster: string): { pid: number; port: number } | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? { pid, port: Number(lines[3] ?? 0) } : undefined
}

/** After a restart of the machine the number may belong to anybody. Where that cannot be told, PostgreSQL itself decides. */
function isStranger(pid: number): boolean {
  try {
    return !/postgres|postmaster/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  } catch {
    return false
  }
}

/** `starting`: ours, and not ready yet · `nobody`: nothing listens · `stranger`: something else does. */
async function knock(url: string): Promise<'open' | 'starting' | 'nobody' | 'stranger'> {
  const { port } = new URL(url)
  if (port === '' || port === '0') return 'nobody'
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return 'open'
  } catch (error) {
    void client.end().catch(() => {})
    const { code, message } = error as { code?: string; message: string }
    // 57P03: starting, recovering or stopping; 53300: every connection is taken. A machine under load answers late.
    if (code === '57P03' || code === '53300' || /timeout/i.test(message)) return 'starting'
    return code === 'ECONNREFUSED' || code === 'ECONNRESET' ? 'nobody' : 'stranger'
  }
}

const logOf = (it: Cluster) => join(dirname(it.cluster), 'postgres.log')

function failure(it: Cluster, what: string, code: number | null = null): string {
  const tail = existsSync(logOf(it)) ? readFileSync(logOf(it), 'utf8').split('\n').slice(-12).join('\n') : ''
  return `PostgreSQL 未能启动或停止 / pg_ctl ${what} failed (${code})\n${tail}`
}

/** `pg_ctl` leaves the postmaster behind; inherited pipes would keep this process waiting for it. */
function control(it: Cluster, args: string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(it.pgCtl, [...args, '-D', it.cluster], {
      ...it.as,
      cwd: dirname(it.cluster),
      stdio: 'ignore',
      detached: true,
    })
    child.on('error', fail)
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(failure(it, args[0]!, code)))))
  })
}

function isFree(port: number): Promise<boolean> {
  if (port === 0) return Promise.resolve(false)
  return listening(port).then(
    () => true,
    () => false,
  )
}

const freePort = () => listening(0)

/** Listens for a moment. @returns the port it was */
function listening(port: number): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no port')),
      )
    })
  })
}

const pause = (milliseconds: number) => new Promise((wake) => setTimeout(wake, milliseconds))
