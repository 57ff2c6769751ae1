import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase, sql } from '../database/index.ts'
import { advance, type Consumer } from '../timeline/index.ts'

export interface FreshDatabase {
  db: Database
  pool: pg.Pool
  /** Runs SQL as the owner of the tables: for breaking promises by hand. */
  asOwner(text: string, values?: unknown[]): Promise<pg.QueryResult>
  ownerUrl: string
  servingUrl: string
  drop(): Promise<void>
}

const at = (url: string, database: string) => {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.toString()
}

/** A migrated, empty database of this test file's own. Call `drop()` in `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = inject('database')
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: server.admin })
  await admin.connect()
  await admin.query(`create database ${name} template template_lianxin owner lianxin_owner`)
  await admin.end()
  const ownerUrl = at(server.owner, name)
  const servingUrl = at(server.serving, name)
  const handle = openDatabase(servingUrl, { size: 10 })
  let owner: pg.Client | undefined
  return {
    db: handle.db,
    pool: handle.pool,
    ownerUrl,
    servingUrl,
    async asOwner(text, values) {
      if (!owner) {
        owner = new pg.Client({ connectionString: ownerUrl })
        await owner.connect()
      }
      return owner.query(text, values)
    },
    async drop() {
      await owner?.end()
      await handle.close()
      const client = new pg.Client({ connectionString: server.admin })
      await client.connect()
      await client.query(`drop database if exists ${name} with (force)`)
      await client.end()
    },
  }
}

/**
 * Moves consumers until each has read everything. What is safe to read depends on open transactions of the whole
 * cluster, which other test files share: so it waits for them rather than taking the first silence for the end.
 */
export async function settleConsumers(db: Database, consumers: Consumer[]): Promise<void> {
  for (let waited = 0; ; waited++) {
    for (const consumer of consumers) while ((await advance(db, consumer)) > 0) {}
    const { rows } = await sql<{ behind: boolean }>`
      select exists (select 1 from timeline_cursors c where c.name = any(${consumers.map(({ name }) => name)})
        and exists (select 1 from timeline t where (t.xid, t.id) > (c.xid, c.event_id))) as behind`.execute(
      db,
    )
    if (!rows[0]!.behind) return
    if (waited > 600) throw new Error('the consumers were held back for half a minute')
    await new Promise((wake) => setTimeout(wake, 50))
  }
}
