import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { attachPhotos } from '../kernel/files/index.ts'
import { readPicture } from '../kernel/files/pictures.ts'
import { keepPhoto } from '../kernel/files/store.ts'
import { secretBox } from '../kernel/identity/secret-box.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { advance, type Consumer } from '../kernel/timeline/index.ts'
import { sealDay } from '../kernel/timeline/seal.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { execute } from '../matters/index.ts'
import { takeIn } from '../requests/index.ts'
import { ArchiveFault, checkArchive, readArchive, writeArchive } from './archive.ts'
import { type Backup, backUp } from './backup.ts'
import { RestoreRefusal, restoreFrom } from './restore.ts'
import { verifyHouse } from './verify.ts'

let source: FreshDatabase
let target: FreshDatabase
let house: StandingHouse
let city: SmallCity
let folder: string
let file: string
let made: Backup
let photoId: string

const words = ['路灯不亮了', '😀 电梯\t"坏"了\n\\N 第二行', '👵🏽 «垃圾»没人收 %s $1']
const place = () => ({ ownerUrl: source.ownerUrl, dataFolder: house.configuration.dataFolder })
const targetFolder = () => join(folder, 'target')
const targetPlace = () => ({ ownerUrl: target.ownerUrl, dataFolder: targetFolder() })
const ask = (at: StandingHouse, text: string) =>
  at.db
    .transaction()
    .execute((tx) => takeIn(at, tx, { text, location: city.spot }, { channel: 'web', actor: anonymous }))
const reader = (name: string, read: number[]): Consumer => ({
  name,
  kinds: 'all',
  handle: async (_, event) => void read.push(event.id),
})

/** A connection of one statement: a restore wants the database to itself. */
async function onTarget(text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: target.ownerUrl })
  await client.connect()
  return client.query(text).finally(() => client.end())
}

async function countsIn(database: FreshDatabase): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { name } of made.tables)
    counts[name] = (
      await (database === target ? onTarget : database.asOwner)(`select count(*)::int as n from ${name}`)
    ).rows[0].n
  return counts
}

beforeAll(async () => {
  source = await freshDatabase()
  target = await freshDatabase()
  house = await testHouse(source)
  city = await smallCity(house)
  folder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-backup-'))
  file = join(folder, 'backup.tar.gz')
  for (const text of words) await ask(house, text)
  const first = (await source.pool.query('select id from matters order by id limit 1')).rows[0].id
  await execute(house, { actor: city.community, matterId: first, command: { type: 'take' } })
  const picture = await readPicture(
    await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c00' } })
      .jpeg()
      .toBuffer(),
  )
  const photo = await keepPhoto(house, picture, null)
  photoId = photo.id
  await house.db
    .transaction()
    .execute((tx) =>
      attachPhotos(tx, { subjectId: first, photos: [photo], purpose: 'before', visibility: 'person' }),
    )
  secretBox(house.configuration.dataFolder).seal(Buffer.from('x'))
  await sealDay(house)
  await settleConsumers(house.db, [reader('has read all', [])])
  expect(await advance(house.db, reader('has read two', []), 2)).toBe(2)
  await source.asOwner('alter table timeline disable trigger timeline_append_only')
  // The old cluster was far ahead: its transaction ids lie in the future of the new one.
  await source.asOwner(`update timeline set xid = (xid::text::bigint + 5000000000)::text::xid8`)
  await source.asOwner(`update timeline_cursors set xid = (xid::text::bigint + 5000000000)::text::xid8`)
  await source.asOwner('alter table timeline enable trigger timeline_append_only')
  made = await backUp(place(), file)
})
afterAll(async () => {
  await source.drop()
  await target.drop()
  rmSync(folder, { recursive: true, force: true })
})

it('a backup is one private file that other tools can open, with every table, photo and key', async () => {
  expect(statSync(file).mode & 0o077).toBe(0)
  const names = made.members.map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining(['tables/matters/000001.jsonl', 'data/identity.key', 'data/seal-key.pem']),
  )
  expect(names.filter((name) => name.startsWith('files/'))).toHaveLength(2)
  expect(made).toMatchObject({ photos: 1, photos_missing: 0 })
  expect(await checkArchive(file)).toEqual(made)
})

it('a file that is cut off, altered or something else is refused before anything is touched', async () => {
  const whole = readFileSync(file)
  const altered = Buffer.from(whole)
  altered[Math.floor(whole.length / 2)]! ^= 0x10
  for (const bytes of [
    whole.subarray(0, whole.length - 2000),
    whole.subarray(0, 100),
    altered,
    Buffer.from('no archive'),
    Buffer.alloc(0),
  ]) {
    const bad = join(folder, 'bad.tar.gz')
    writeFileSync(bad, bytes)
    await expect(restoreFrom(targetPlace(), bad)).rejects.toBeInstanceOf(ArchiveFault)
  }
  await expect(restoreFrom(targetPlace(), join(folder, 'nowhere'))).rejects.toBeInstanceOf(ArchiveFault)
  expect((await countsIn(target)).matters).toBe(0)
})

it('a database that holds something, is in use, or is of another version is refused', async () => {
  await onTarget(`insert into people (id, name) values (gen_random_uuid(), '某人')`)
  const service = new pg.Client({ connectionString: target.servingUrl })
  await service.connect()
  await expect(restoreFrom(targetPlace(), file)).rejects.toThrow(/stop the service/)
  await service.end()
  await expect(restoreFrom(targetPlace(), file)).rejects.toThrow(/people 1.*--yes/)
  const older = join(folder, 'older.tar.gz')
  await rewrite(older, (backup) => ({ ...backup, migrations: backup.migrations.slice(1) }))
  await expect(restoreFrom(targetPlace(), older, { replace: true })).rejects.toThrow(/0001_kernel\.sql/)
  await expect(restoreFrom(targetPlace(), older, { replace: true })).rejects.toBeInstanceOf(RestoreRefusal)
})

it('what cannot be restored whole leaves the database as it was', async () => {
  const torn = join(folder, 'torn.tar.gz')
  await rewrite(torn, (backup) => backup, 'tables/organisations/')
  await expect(restoreFrom(targetPlace(), torn, { replace: true })).rejects.toThrow()
  expect(await countsIn(target)).toMatchObject({ people: 1, matters: 0, timeline: 0 })
})

it('everything comes back: rows, words, photos, keys, numbers, the guard of the timeline, and every promise', async () => {
  await restoreFrom(targetPlace(), file, { replace: true })
  expect(await countsIn(target)).toEqual(await countsIn(source))
  const bodies = 'select body from matter_words order by matter_id'
  expect((await target.pool.query(bodies)).rows).toEqual((await source.pool.query(bodies)).rows)
  const shapes = 'select outline::text, holes::text, rings from area_shapes'
  expect((await target.pool.query(shapes)).rows).toEqual((await source.pool.query(shapes)).rows)
  const constraints = `select conname, pg_get_constraintdef(oid) as def from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`
  expect((await onTarget(constraints)).rows).toEqual((await source.asOwner(constraints)).rows)
  for (const name of ['identity.key', 'seal-key.pem', `files/${photoId.slice(0, 2)}/${photoId}.jpg`])
    expect(readFileSync(join(targetFolder(), name))).toEqual(
      readFileSync(join(house.configuration.dataFolder, name)),
    )
  await expect(onTarget(`update timeline set kind = 'x'`)).rejects.toThrow(/append-only/)
  const restored = await testHouse(target, { configuration: { dataFolder: targetFolder() } })
  expect(await verifyHouse(restored)).toMatchObject({ kept: true, broken: [], seals: 1 })
  const next = await ask(restored, '恢复之后的第一件')
  expect(next.number.slice(8)).toBe(String(words.length + 1).padStart(6, '0'))
})

it('after it, consumers of the timeline go on where they were: nothing twice, nothing lost', async () => {
  const { rows } = await target.pool.query<{ id: number }>('select id from timeline order by id')
  const ids = rows.map(({ id }) => id)
  const [all, rest]: [number[], number[]] = [[], []]
  await settleConsumers(target.db, [reader('has read all', all), reader('has read two', rest)])
  expect(all).toEqual(ids.slice(-1))
  expect(rest).toEqual(ids.slice(2))
})

/** Another archive of the same content, with another manifest or without some members. */
async function rewrite(to: string, change: (backup: Backup) => object, leaveOut?: string): Promise<void> {
  await writeArchive(to, async (add) => {
    for await (const { name, content } of readArchive(file))
      if (name !== 'manifest.json' && !(leaveOut && name.startsWith(leaveOut))) await add(name, content)
    return change(made)
  })
}
