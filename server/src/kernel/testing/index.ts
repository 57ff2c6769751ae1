import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../database/index.ts'

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
