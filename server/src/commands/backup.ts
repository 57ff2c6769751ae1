import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Configuration } from '../kernel/configuration.ts'
import { startEmbeddedDatabase } from '../kernel/database/index.ts'
import { bucketStorage } from '../kernel/files/bucket.ts'
import { folderStorage, type Storage } from '../kernel/files/storage.ts'
import { type Manifest, writeArchive } from './archive.ts'
import { progressBar } from './progress.ts'

const help = `lianxin backup FILE

把数据库、照片和密钥写进一个文件（tar.gz，附校验清单）；服务可以照常运行。
Writes the database, the photos and the keys into one file (tar.gz with a manifest of checksums), also while the
service runs. All tables are of one instant. Jobs that wait in the queue are left out.

文件里有个人信息和密钥，请妥善保管。The file holds personal data and keys: keep it safe.`

export interface SavedTable {
  name: string
  columns: string[]
  rows: number
}

export interface SavedSequence {
  name: string
  last: string
  called: boolean
}

export interface Backup extends Manifest {
  format: 'lianxin-backup-1'
  made_at: string
  migrations: { name: string; digest: string }[]
  tables: SavedTable[]
  sequences: SavedSequence[]
  photos: number
  /** Photos whose row stands and whose content does not. */
  photos_missing: number
}

export interface Place {
  ownerUrl: string
  dataFolder: string
}

const bytesPerMember = 4 * 1024 * 1024
const rowsPerFetch = 1000

/** The keys and the classifier: what lies in the data folder itself, beside the photos and the database. */
const keptFiles = (dataFolder: string) =>
  existsSync(dataFolder)
    ? readdirSync(dataFolder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && /^[\w-]+\.(key|pem|bin)$/.test(entry.name))
        .map(({ name }) => name)
        .sort()
    : []

/** Where photos lie, without a house: a backup neither migrates nor stands on anything. */
export function photoStorage(dataFolder: string): Storage {
  const bucket = process.env.LIANXIN_S3_URL
  return bucket ? bucketStorage(bucket) : folderStorage(join(dataFolder, 'files'))
}

/** Writes everything of one instant into `file`. */
export async function backUp(
  { ownerUrl, dataFolder }: Place,
  file: string,
  onProgress: (rows: number, about: number) => void = () => {},
): Promise<Backup> {
  const client = new pg.Client({ connectionString: ownerUrl, types: asText })
  await client.connect()
  try {
    await client.query("set timezone = 'UTC'")
    await client.query('begin isolation level repeatable read, read only')
    return await writeArchive(file, async (add) => {
      const tables = await tablesOf(client)
      const about = tables.reduce((sum, { rows }) => sum + rows, 0)
      let done = 0
      for (const table of tables)
        await saveTable(client, table, add, (rows) => {
          done += rows
          onProgress(done, about)
        })
      const photos = await savePhotos(client, photoStorage(dataFolder), add)
      for (const name of keptFiles(dataFolder))
        await add(`data/${name}`, readFileSync(join(dataFolder, name)))
      return {
        format: 'lianxin-backup-1' as const,
        made_at: new Date().toISOString(),
        migrations: await migrationsOf(client),
        tables,
        sequences: await sequencesOf(client),
        photos: photos.kept,
        photos_missing: photos.missing,
      }
    })
  } finally {
    await client.end()
  }
}

/** Keeps that a backup was made, for the page that shows how the system is doing. */
async function noteBackup(ownerUrl: string, bytes: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('public.backups_made') is not null as there`,
    )
    if (rows[0]!.there) await client.query('insert into public.backups_made (bytes) values ($1)', [bytes])
  } finally {
    await client.end()
  }
}

/** Every value as PostgreSQL writes it: nothing is rounded on its way through a program. */
const asText = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig

export async function migrationsOf(client: pg.Client): Promise<{ name: string; digest: string }[]> {
  const { rows } = await client.query<{ name: string; digest: string }>(
    'select name, digest from public.migrations order by name',
  )
  return rows
}

/** Tables of the house with the columns that can be written, and how many rows they have. */
export async function tablesOf(client: pg.Client): Promise<SavedTable[]> {
  const { rows } = await client.query<{ name: string; columns: string }>(
    `select c.relname as name,
       (select json_agg(a.attname order by a.attnum) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')::text as columns
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations' order by c.relname`,
  )
  const tables: SavedTable[] = []
  for (const { name, columns } of rows) {
    const counted = await client.query<{ n: string }>(
      `select count(*) as n from public.${pg.escapeIdentifier(name)}`,
    )
    tables.push({ name, columns: JSON.parse(columns), rows: Number(counted.rows[0]!.n) })
  }
  return tables
}

async function sequencesOf(client: pg.Client): Promise<SavedSequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`,
  )
  const sequences: SavedSequence[] = []
  for (const { name } of rows) {
    const { rows: state } = await client.query<{ last_value: string; is_called: string }>(
      `select last_value, is_called from public.${pg.escapeIdentifier(name)}`,
    )
    sequences.push({ name, last: state[0]!.last_value, called: state[0]!.is_called === 't' })
  }
  return sequences
}

/** A table as lines of JSON, cut into members of a few megabytes. */
async function saveTable(
  client: pg.Client,
  { name }: SavedTable,
  add: (name: string, content: Buffer) => Promise<void>,
  onRows: (rows: number) => void,
): Promise<void> {
  let part = 0
  let lines: string[] = []
  let bytes = 0
  const flush = async () => {
    if (lines.length === 0) return
    part++
    await add(`tables/${name}/${String(part).padStart(6, '0')}.jsonl`, Buffer.from(lines.join('\n')))
    lines = []
    bytes = 0
  }
  await client.query(
    `declare rows_of_table no scroll cursor for select row_to_json(t)::text as line from public.${pg.escapeIdentifier(name)} t`,
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${rowsPerFetch} from rows_of_table`)
    for (const { line } of rows) {
      lines.push(line)
      bytes += line.length
      if (bytes > bytesPerMember) await flush()
    }
    onRows(rows.length)
    if (rows.length < rowsPerFetch) break
  }
  await flush()
  await client.query('close rows_of_table')
}

/** Contents of the photos that stand in the snapshot. What was erased is not brought back by a restore. */
async function savePhotos(
  client: pg.Client,
  storage: Storage,
  add: (name: string, content: Buffer) => Promise<void>,
): Promise<{ kept: number; missing: number }> {
  const { rows } = await client.query<{ storage_key: string; thumbnail_key: string | null }>(
    'select storage_key, thumbnail_key from public.files where erased_at is null order by id',
  )
  let kept = 0
  let missing = 0
  for (const { storage_key, thumbnail_key } of rows) {
    const full = await storage.get(storage_key)
    if (!full) {
      missing++
      continue
    }
    kept++
    await add(`files/${storage_key}`, full)
    const thumbnail = thumbnail_key && (await storage.get(thumbnail_key))
    if (thumbnail) await add(`files/${thumbnail_key}`, thumbnail)
  }
  return { kept, missing }
}

/** Opens the database for one command, as its owner and without migrating it, and leaves it as it was found. */
export async function withOwner<T>(
  configuration: Configuration,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const { dataFolder, databaseUrl } = configuration
  if (databaseUrl) return work({ ownerUrl: databaseUrl, dataFolder })
  mkdirSync(dataFolder, { recursive: true })
  const embedded = await startEmbeddedDatabase({ dataFolder, say: (line) => console.error(line) })
  try {
    return await work({ ownerUrl: embedded.owner, dataFolder })
  } finally {
    await embedded.leave()
  }
}

/** The `backup` command. @returns the exit code */
export async function backup(argv: string[], configuration: Configuration): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { help: { type: 'boolean' } },
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
  if (existsSync(file)) {
    console.error(`${file} 已经存在，不会覆盖 / exists already and is not overwritten`)
    return 2
  }
  if (!existsSync(dirname(resolve(file)))) {
    console.error(`没有这个文件夹 / no such folder: ${dirname(resolve(file))}`)
    return 2
  }
  return withOwner(configuration, async (place) => {
    const bar = progressBar('rows')
    const made = await backUp(place, file, bar.at).finally(() => bar.end())
    await noteBackup(place.ownerUrl, statSync(file).size)
    const rows = made.tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(
      `已备份到 / written to ${file}: ${made.tables.length} 张表 tables, ${rows} 行 rows, ${made.photos} 张照片 photos`,
    )
    if (made.photos_missing)
      console.error(`${made.photos_missing} 张照片只有记录没有内容 / photos have a row and no content`)
    return 0
  })
}
