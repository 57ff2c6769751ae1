import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { databaseUser, reachableBinaries, reachableFolder, type SystemUser } from './embedded-place.ts'
import { type Cluster, ensureRunning, stopPostmaster } from './postmaster.ts'
import { takeTurn } from './turn.ts'

const run = promisify(execFile)

/** Connection addresses of an embedded cluster. `admin` is its superuser and never serves a request. */
export interface EmbeddedDatabase {
  folder: string
  admin: string
  owner: string
  serving: string
  /** True where this call started it; false where a running one was adopted. */
  started: boolean
  /** Goes; the last process to go stops it. @returns whether it was stopped */
  leave(): Promise<boolean>
  /** Stops it, whoever else uses it. */
  stop(): Promise<void>
}

interface Secrets {
  /** Where it listened last; `postmaster.pid` says where it does. */
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

const presenceName = 'lianxin presence'

/**
 * Starts PostgreSQL 18 from the npm package in `dataFolder/postgres`, or adopts the one that is
 * already running there (after the server process was killed, for instance). PostgreSQL refuses to
 * run as root, so root hands it to a system user; where that user cannot reach the folder, another
 * folder is chosen and said.
 *
 * Each process keeps one connection, its presence. By it the last one to leave is known, and by its end
 * a database that was killed: it is started again at the same port.
 */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const say = options.say ?? (() => {})
  const identity = await databaseUser()
  const folder = reachableFolder(resolve(options.dataFolder, 'postgres'), identity, say)
  const secretsFile = join(folder, 'secrets.json')
  const database = options.database ?? 'lianxin'
  const alone = <T>(work: () => Promise<T>) => takeTurn(join(folder, 'turn'), work)

  const { secrets, cluster, started, presence } = await alone(async () => {
    const binaries = await reachableBinaries(folder, identity)
    const secrets = await initialised(folder, secretsFile, binaries.initdb, identity, options.settings)
    const cluster: Cluster = {
      cluster: join(folder, 'cluster'),
      pgCtl: binaries.pg_ctl,
      as: identity ? { uid: identity.uid, gid: identity.gid } : {},
      settings: { ...defaults, ...options.settings },
      adminAt: (port) => addressOf('postgres', secrets.admin, port, 'postgres'),
      say,
    }
    const { port, started } = await ensureRunning(cluster, secrets.port, true)
    if (port !== secrets.port) {
      secrets.port = port
      writeWhole(secretsFile, JSON.stringify(secrets))
    }
    await prepare(cluster.adminAt(port), secrets, database)
    const presence = attend(addressOf('lianxin_owner', secrets.owner, port, 'postgres'), async () => {
      say('数据库意外中断，正在重新启动 / the database went away; starting it again')
      await alone(() => ensureRunning(cluster, port, false))
    })
    await presence.come()
    return { secrets, cluster, started, presence }
  })

  return {
    folder,
    admin: cluster.adminAt(secrets.port),
    owner: addressOf('lianxin_owner', secrets.owner, secrets.port, database),
    serving: addressOf('lianxin_serving', secrets.serving, secrets.port, database),
    started,
    leave: () =>
      alone(async () => {
        const others = await presence.others()
        await presence.go()
        if (others === 0) await stopPostmaster(cluster)
        return others === 0
      }),
    stop: () =>
      alone(async () => {
        await presence.go()
        await stopPostmaster(cluster)
      }),
  }
}

const defaults = {
  listen_addresses: '127.0.0.1',
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
}

const addressOf = (user: string, password: string, port: number, database: string) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`

/** A cluster with its secrets: those that stand, or new ones. What an interrupted start left half made is made anew. */
async function initialised(
  folder: string,
  secretsFile: string,
  initdb: string,
  identity: SystemUser | undefined,
  settings: Record<string, string> = {},
): Promise<Secrets> {
  const cluster = join(folder, 'cluster')
  if (existsSync(cluster)) {
    if (!existsSync(secretsFile))
      throw new Error(
        `${secretsFile} 不见了，没有它打不开 ${cluster}；请放回备份的那一份 / is missing, and ${cluster} cannot be opened without it; put back a copy`,
      )
    return JSON.parse(readFileSync(secretsFile, 'utf8')) as Secrets
  }
  const secrets: Secrets = { port: 0, admin: secret(), owner: secret(), serving: secret() }
  const unfinished = `${cluster}.new`
  rmSync(unfinished, { recursive: true, force: true })
  const passwordFile = join(folder, 'initial-password')
  writeFileSync(passwordFile, secrets.admin, { mode: 0o600 })
  if (identity) chownSync(passwordFile, identity.uid, identity.gid)
  try {
    await run(
      initdb,
      [
        `--pgdata=${unfinished}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-instructions',
        ...(settings.fsync === 'off' ? ['--no-sync'] : []),
      ],
      { cwd: folder, ...(identity ? { uid: identity.uid, gid: identity.gid } : {}) },
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  writeWhole(secretsFile, JSON.stringify(secrets))
  renameSync(unfinished, cluster)
  return secrets
}

function secret(): string {
  return randomBytes(24).toString('base64url')
}

/** A reader finds the old content or the new, also after the machine lost its power in between. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

/** One connection that says: a process of the house is here. `revive` runs when it breaks while nobody left. */
function attend(url: string, revive: () => Promise<void>) {
  let here: pg.Client | undefined
  let gone = false
  const come = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: url, application_name: presenceName, keepAlive: true })
    client.on('error', () => {})
    await client.connect()
    // The types do not know it: a presence alone keeps no process alive.
    ;(client as unknown as { unref(): void }).unref()
    here = client
    client.once('end', () => void (gone || comeBack()))
  }
  const comeBack = async (): Promise<void> => {
    here = undefined
    while (!gone) {
      try {
        await revive()
        if (!gone) await come()
        return
      } catch {
        await new Promise((wake) => setTimeout(wake, 1000).unref())
      }
    }
  }
  return {
    come,
    /** How many other processes of the house are here; 0 where the database does not answer. */
    async others(): Promise<number> {
      const found = await here
        ?.query<{ others: number }>(
          'select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
          [presenceName],
        )
        .catch(() => undefined)
      return found?.rows[0]?.others ?? 0
    },
    async go(): Promise<void> {
      gone = true
      await here?.end().catch(() => {})
    },
  }
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
