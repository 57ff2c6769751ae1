import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Configuration } from '../kernel/configuration.ts'
import { ensureServingRole, migrate, takingTurns } from '../kernel/database/index.ts'
import { jobsArePrepared, prepareJobs } from '../kernel/jobs/index.ts'
import { ArchiveFault, checkArchive, readArchive } from './archive.ts'
import { type Backup, migrationsOf, type Place, photoStorage, tablesOf, withOwner } from './backup.ts'
import { progressBar } from './progress.ts'
import { verify } from './verify.ts'

const help = `lianxin restore FILE [--yes]

从备份文件恢复：先核对清单，再整份写入，最后核对每一项承诺；中途出错则一行不改。请先停止服务。
Restores a backup: checks its manifest first, writes all of it or nothing, and checks every promise at the end.
Stop the service before.

--yes   目标数据库不是空的也恢复，其中现有的数据全部被取代
        also where the database is not empty: what is in it is replaced as a whole`

/** Why it was not restored; nothing was changed. */
export class RestoreRefusal extends Error {}

const mostBytesAtOnce = 2 * 1024 * 1024
const id = pg.escapeIdentifier
/** Names that this house writes; none of them leads out of its folder. */
const harmless =
  /^(manifest\.json|tables\/\w+\/\d+\.jsonl|data\/[\w-]+\.(key|pem|bin)|files\/\w+\/[\w-]+(\.\w+)+)$/

/**
 * Restores a checked backup in one transaction: all of it or nothing.
 * @param options.replace also where the database holds something
 * @throws ArchiveFault where the file is not sound, RestoreRefusal where this database cannot take it
 */
export async function restoreFrom(
  { ownerUrl, dataFolder }: Place,
  file: string,
  options: { replace?: boolean; onProgress?: (rows: number, about: number) => void } = {},
): Promise<Backup> {
  const backup = await checkArchive<Backup>(file)
  if (backup.format !== 'lianxin-backup-1')
    throw new ArchiveFault('这不是连心的备份 / this is not a backup of Lianxin')
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  let finishFiles = () => {}
  try {
    await client.query("set timezone = 'UTC'")
    await requireAlone(client)
    await client.query('begin')
    await requireFitting(client, backup, options.replace ?? false)
    const aside = await fillTables(client, backup, file, dataFolder, options.onProgress)
    finishFiles = aside
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
  finishFiles()
  return backup
}

/** Whoever has just gone is seen for a moment longer. Processes of the database itself have no user. */
async function requireAlone(client: pg.Client): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and usename is not null`,
    )
    if (rows[0]!.n === 0) return
    if (attempt === 10)
      throw new RestoreRefusal(
        '数据库正在使用，请先停止服务再恢复 / the database is in use: stop the service before restoring',
      )
    await new Promise((wake) => setTimeout(wake, 200))
  }
}

async function requireFitting(client: pg.Client, backup: Backup, replace: boolean): Promise<void> {
  const here = await migrationsOf(client)
  const differs = (a: typeof here, b: typeof here) =>
    a.filter(({ name, digest }) => !b.some((other) => other.name === name && other.digest === digest))
  const names = [...differs(backup.migrations, here), ...differs(here, backup.migrations)].map(
    ({ name }) => name,
  )
  if (names.length)
    throw new RestoreRefusal(
      `备份来自另一版本，数据库结构不同（${[...new Set(names)].join('、')}）。请用备份时的版本恢复，再升级 / the backup is of another version; restore it with that version, then upgrade`,
    )
  const filled = (await tablesOf(client)).filter(({ name, rows }) => rows > 0 && name !== 'policy_snapshots')
  if (filled.length && !replace)
    throw new RestoreRefusal(
      `数据库不是空的（${filled.map(({ name, rows }) => `${name} ${rows}`).join('、')}）。确要用备份取代，请加 --yes / the database is not empty; to replace what is in it, add --yes`,
    )
}

/**
 * Empties and fills every table. Foreign keys are taken off meanwhile and checked as a whole when they come back.
 * @returns puts the keys in their place, once the transaction has committed
 */
async function fillTables(
  client: pg.Client,
  backup: Backup,
  file: string,
  dataFolder: string,
  onProgress: (rows: number, about: number) => void = () => {},
): Promise<() => void> {
  const tables = new Map(backup.tables.map((table) => [table.name, table]))
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${id(key.name)}`)
  await client.query('alter table timeline disable trigger timeline_append_only')
  await client.query(`truncate ${[...tables.keys()].map((name) => `public.${id(name)}`).join(', ')}`)
  await client.query('delete from graphile_worker._private_jobs')

  const storage = photoStorage(dataFolder)
  const kept: { path: string; aside: string }[] = []
  const about = backup.tables.reduce((sum, { rows }) => sum + rows, 0)
  let done = 0
  for await (const { name, content } of readArchive(file)) {
    const [kind, ...rest] = name.split('/')
    if (!harmless.test(name))
      throw new ArchiveFault(`备份里有不该有的文件 / a file that does not belong there: ${name}`)
    if (kind === 'tables') {
      const table = tables.get(rest[0]!)!
      done += await insertLines(client, table.name, table.columns, content)
      onProgress(done, about)
    } else if (kind === 'files') await storage.put(rest.join('/'), content)
    else if (kind === 'data') {
      const path = join(dataFolder, rest.join('/'))
      mkdirSync(dataFolder, { recursive: true })
      writeFileSync(`${path}.restored`, content, { mode: 0o600, flush: true })
      kept.push({ path, aside: `${path}.restored` })
    }
  }
  await moveIntoThisCluster(client)
  await client.query('alter table timeline enable trigger timeline_append_only')
  for (const key of keys)
    await client.query(`alter table ${key.table} add constraint ${id(key.name)} ${key.definition}`)
  for (const { name, rows } of await tablesOf(client))
    if (rows !== (tables.get(name)?.rows ?? 0))
      throw new ArchiveFault(
        `表 ${name} 的行数与清单不符 / table ${name} does not have as many rows as the manifest says`,
      )
  // Last, as a sequence does not go back when the transaction does.
  for (const { name, last, called } of backup.sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3::boolean)', [
      `public.${id(name)}`,
      last,
      called,
    ])
  return () => {
    for (const { path, aside } of kept) {
      if (existsSync(path)) renameSync(path, `${path}.before-restore`)
      renameSync(aside, path)
    }
  }
}

async function insertLines(
  client: pg.Client,
  table: string,
  columns: string[],
  content: Buffer,
): Promise<number> {
  const list = columns.map(id).join(', ')
  const statement = `insert into public.${id(table)} (${list}) overriding system value
    select ${list} from json_populate_recordset(null::public.${id(table)}, $1::json)`
  const lines = content.toString().split('\n')
  let batch: string[] = []
  let bytes = 0
  for (const [index, line] of lines.entries()) {
    batch.push(line)
    bytes += line.length
    if (bytes < mostBytesAtOnce && index < lines.length - 1) continue
    await client.query(statement, [`[${batch.join(',')}]`])
    batch = []
    bytes = 0
  }
  return lines.length
}

/**
 * A position in the timeline is (transaction id, event id), and transaction ids are a cluster's own: here the old ones
 * may lie in the future, where no consumer sees them, or before what comes next. So all events get ids of this
 * transaction or just below, one for each stretch between two cursors: what a consumer had read stays read, what it had
 * not read comes next, and whatever happens from now on comes after.
 */
async function moveIntoThisCluster(client: pg.Client): Promise<void> {
  await client.query(
    `create temporary table old_cursors on commit drop as select name, xid, event_id from timeline_cursors`,
  )
  await client.query(`
    update timeline t set xid = place.xid from (
      select e.id, (pg_current_xact_id()::text::bigint - (select count(*) from old_cursors)
        + (select count(*) from old_cursors c where (c.xid, c.event_id) < (e.xid, e.id)))::text::xid8 as xid
      from timeline e) place
    where place.id = t.id`)
  await client.query(`
    update timeline_cursors t set
      xid = (pg_current_xact_id()::text::bigint - (select count(*) from old_cursors)
        + (select count(*) from old_cursors d where (d.xid, d.event_id) < (o.xid, o.event_id)))::text::xid8,
      event_id = (select coalesce(max(id), 0) from timeline)
    from old_cursors o where o.name = t.name`)
}

/** The `restore` command. @returns the exit code: 0 only where everything is back and every promise holds */
export async function restore(argv: string[], configuration: Configuration): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { yes: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const file = positionals[0]
  if (!file || positionals.length > 1) {
    console.error(help)
    return 2
  }
  try {
    await withOwner(configuration, async (place) => {
      if (configuration.databaseUrl) await ensureServingRole(place.ownerUrl)
      await takingTurns(place.ownerUrl, async () => {
        await migrate(place.ownerUrl)
        if (!(await jobsArePrepared(place.ownerUrl))) await prepareJobs(place.ownerUrl)
      })
      const bar = progressBar('rows')
      const { made_at, tables, photos } = await restoreFrom(place, file, {
        replace: values.yes === true,
        onProgress: bar.at,
      }).finally(() => bar.end())
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      console.log(
        `已恢复 ${made_at} 的备份 / restored: ${tables.length} 张表 tables, ${rows} 行 rows, ${photos} 张照片 photos`,
      )
    })
  } catch (error) {
    if (!(error instanceof ArchiveFault || error instanceof RestoreRefusal)) throw error
    console.error(error.message)
    return 1
  }
  return verify([], configuration)
}
