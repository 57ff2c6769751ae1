import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { ensureServingRole, migrate, startEmbeddedDatabase } from '../database/index.ts'
import { prepareJobs } from '../jobs/index.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    database: { admin: string; owner: string; serving: string }
  }
}

/**
 * One database server for the whole run; each test file takes its own copy of the migrated template.
 * `LIANXIN_TEST_DATABASE` names an outside server to try other versions of PostgreSQL against.
 */
export default async function setup(project: TestProject) {
  const outside = process.env.LIANXIN_TEST_DATABASE
  if (outside) {
    await migrate(outside)
    await ensureServingRole(outside)
    await prepareJobs(outside)
  }
  const root = process.env.LIANXIN_TEST_FOLDER ?? tmpdir()
  mkdirSync(root, { recursive: true })
  const folder = mkdtempSync(join(root, 'lianxin-test-'))
  // Run as root, the database belongs to another user, who must be let in; else it would be put elsewhere and stay there.
  chmodSync(folder, 0o755)
  // Run as root, the database has a user of its own, who must be able to get in.
  chmodSync(folder, 0o755)
  const server = await startEmbeddedDatabase({
    dataFolder: folder,
    database: 'template_lianxin',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  })
  await migrate(server.owner)
  await prepareJobs(server.owner)
  const admin = new pg.Client({ connectionString: server.admin })
  await admin.connect()
  await admin.query(`alter database template_lianxin is_template true allow_connections false`)
  await admin.end()
  project.provide('database', { admin: server.admin, owner: server.owner, serving: server.serving })
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
