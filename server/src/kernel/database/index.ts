import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { prepareRepeated } from './prepared.ts'

export { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded.ts'
export { ensureServingRole, migrate, takingTurns } from './migrate.ts'
export { plannedAnew } from './prepared.ts'
export { sql }

/**
 * Every feature adds its own tables by module augmentation, so that the kernel knows none of them:
 * `declare module '../kernel/database/index.ts' { interface Tables { matters: MattersTable } }`
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by each feature's store
export interface Tables {}

export type Database = Kysely<Tables>
export type Executor = Kysely<Tables> | Transaction<Tables>
export type Work = Transaction<Tables>

// bigint (20) as number: our counters stay far below 2^53. Dates stay Date objects (timestamptz, microseconds dropped).
pg.types.setTypeParser(20, (text) => Number(text))
// date (1082) as 'YYYY-MM-DD': a day is not an instant.
pg.types.setTypeParser(1082, (text) => text)

export interface DatabaseHandle {
  db: Database
  pool: pg.Pool
  close(): Promise<void>
}

/**
 * Opens a pool of serving connections.
 * @param url address of the serving login, or the owner's with `asServing`, which takes the serving role on at connect
 */
export function openDatabase(
  url: string,
  options: { size?: number; asServing?: boolean } = {},
): DatabaseHandle {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.size ?? 20,
    idleTimeoutMillis: 60_000,
    // Better a clear refusal than a request that waits for ever.
    connectionTimeoutMillis: 15_000,
    // Compiling a plan or waking other processes for it takes longer than a page may.
    options: `-c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 -c jit=off -c max_parallel_workers_per_gather=0${options.asServing ? ' -c role=lianxin_serving' : ''}`,
  })
  // A connection that the database closed is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    prepareRepeated(client)
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/** One transaction; joins the one it is given, so that commands can be composed. */
export function inTransaction<T>(executor: Executor, work: (tx: Work) => Promise<T>): Promise<T> {
  if (executor.isTransaction) return work(executor as Work)
  return executor.transaction().execute(work)
}
