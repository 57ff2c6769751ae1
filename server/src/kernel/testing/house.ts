import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Configuration, readConfiguration } from '../configuration.ts'
import type { Log } from '../house.ts'
import { makeHouse, type StandingHouse } from '../make-house.ts'
import type { FreshDatabase } from './index.ts'

const quiet: Log = { info() {}, warn() {}, error() {} }

const folders: string[] = []

function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

export interface TestHouseOptions {
  /** The clock of this house; the machine's own where it is left out. */
  now?: () => Date
  /** Demonstration mode, off where it is left out. */
  demo?: boolean
  configuration?: Partial<Configuration>
  log?: Log
}

/** A house on a test's own database, with the project's real policy packs and a data folder that goes with the process. */
export async function testHouse(
  database: FreshDatabase,
  options: TestHouseOptions = {},
): Promise<StandingHouse> {
  const dataFolder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-house-'))
  if (folders.push(dataFolder) === 1) process.once('exit', removeFolders)
  const configuration: Configuration = {
    ...readConfiguration({}),
    dataFolder,
    demo: options.demo ?? false,
    ...options.configuration,
  }
  return makeHouse({
    configuration,
    db: database.db,
    pool: database.pool,
    log: options.log ?? quiet,
    ...(options.now ? { now: options.now } : {}),
  })
}
