import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEmbeddedDatabase } from './embedded.ts'
import { takeTurn } from './turn.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-embedded-'))
  // Run as root, the database has a user of its own, who must be able to get in.
  chmodSync(folder, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}

it('two that start at once share one database, and the last to leave stops it', async () => {
  const options = { dataFolder: folder, settings: { fsync: 'off', shared_buffers: '16MB' } }
  const [one, other] = await Promise.all([startEmbeddedDatabase(options), startEmbeddedDatabase(options)])
  expect([one.started, other.started].sort()).toEqual([false, true])
  expect(other.serving).toBe(one.serving)
  expect(await one.leave()).toBe(false)
  expect(await answers(other.serving)).toBe(true)
  expect(await other.leave()).toBe(true)
  expect(await answers(other.serving)).toBe(false)
  expect(existsSync(join(folder, 'postgres/cluster/postmaster.pid'))).toBe(false)
}, 60_000)

it('a cluster whose secrets were lost is left alone rather than made anew', async () => {
  const secrets = join(folder, 'postgres/secrets.json')
  const kept = readFileSync(secrets)
  rmSync(secrets)
  await expect(startEmbeddedDatabase({ dataFolder: folder })).rejects.toThrow(/secrets\.json/)
  expect(existsSync(join(folder, 'postgres/cluster/PG_VERSION'))).toBe(true)
  writeFileSync(secrets, kept)
})

it('turns are taken one after the other, and one that a killed process left behind is nobody’s', async () => {
  const file = join(folder, 'turn')
  const gone = spawn(process.execPath, ['-e', ''])
  await once(gone, 'exit')
  writeFileSync(file, `${gone.pid} left behind`)
  const order: string[] = []
  const take = (name: string) =>
    takeTurn(file, async () => {
      order.push(`${name} begins`)
      await new Promise((wake) => setTimeout(wake, 50))
      order.push(`${name} ends`)
    })
  await Promise.all([take('one'), take('two'), take('three')])
  expect(order).toHaveLength(6)
  for (let i = 0; i < 6; i += 2) expect(order[i + 1]).toBe(order[i]!.replace('begins', 'ends'))
  expect(existsSync(file)).toBe(false)
})
