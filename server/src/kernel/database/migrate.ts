import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { projectRoot } from '../configuration.ts'

export const migrationsFolder = join(projectRoot, 'server/migrations')

/**
 * Applies the plain SQL migrations in order, each in one transaction, as the role that owns the
 * tables. A migration that was changed after it ran is refused: the past is not rewritten.
 * Two servers starting at once take turns by an advisory lock.
 */
export async function migrate(ownerUrl: string, folder = migrationsFolder): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock(7206415)')
    await client.query(`create table if not exists migrations (
      name text primary key, digest text not null, applied_at timestamptz not null default now())`)
    const { rows } = await client.query<{ name: string; digest: string }>(
      'select name, digest from migrations',
    )
    const known = new Map(rows.map((row) => [row.name, row.digest]))
    for (const name of readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort()) {
      const text = readFileSync(join(folder, name), 'utf8')
      const digest = createHash('sha256').update(text).digest('hex')
      const before = known.get(name)
      if (before === digest) continue
      if (before) throw new Error(`迁移 ${name} 执行后又被改动 / migration ${name} was changed after it ran`)
      await client.query('begin')
      try {
        await client.query(text)
        await client.query('insert into migrations (name, digest) values ($1, $2)', [name, digest])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`迁移 ${name} 失败 / migration ${name} failed: ${(error as Error).message}`, {
          cause: error,
        })
      }
      applied.push(name)
    }
    await client.query('select pg_advisory_unlock(7206415)')
  } finally {
    await client.end()
  }
  return applied
}

/**
 * Does what must be done once though several servers start together: each takes its turn, and finds what the one
 * before it did. Not to be nested.
 */
export async function takingTurns<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(7206499)')
    return await work()
  } finally {
    await client.end()
  }
}

/**
 * Makes sure that the serving role exists on an outside server and may be taken on by the login in
 * `DATABASE_URL`. Throws with the SQL that a database administrator can run where this login may not.
 */
export async function ensureServingRole(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select 1 from pg_roles where rolname = 'lianxin_serving'`)
    if (!rowCount) {
      await client.query('create role lianxin_serving nologin').catch((error: Error) => {
        throw new Error(
          `缺少数据库角色 lianxin_serving，当前登录无权建立。请管理员执行：create role lianxin_serving nologin; grant lianxin_serving to current_user; / the role lianxin_serving is missing: ${error.message}`,
        )
      })
    }
    await client.query('grant lianxin_serving to current_user').catch(() => {})
    await client.query('set role lianxin_serving')
  } finally {
    await client.end()
  }
}
