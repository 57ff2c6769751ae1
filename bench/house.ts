import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfiguration } from '../server/src/kernel/configuration.ts'
import { type OpenedHouse, openHouse } from '../server/src/service.ts'

const quiet = { info() {}, warn() {}, error() {} }

/** Tells on standard error what goes on and how long the step before took: standard output is for the figures. */
export function telling(): (step: string) => void {
  let before = performance.now()
  return (step) => {
    const now = performance.now()
    console.error(`${((now - before) / 1000).toFixed(1).padStart(8)} s  ${step}`)
    before = now
  }
}

/**
 * A house on a database of its own, filled by `fill`. It goes when the work is done; with `LIANXIN_BENCH_FOLDER` it
 * stays there under `name`, and the next run measures the same one without filling it again.
 */
export async function onFilledHouse<Filled, T>(
  name: string,
  fill: (opened: OpenedHouse) => Promise<Filled>,
  work: (opened: OpenedHouse, filled: Filled) => Promise<T>,
): Promise<T> {
  const keptIn = process.env.LIANXIN_BENCH_FOLDER
  const folder = keptIn
    ? join(keptIn, name)
    : mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-bench-'))
  const note = join(folder, 'filled.json')
  if (keptIn && !existsSync(note)) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const configuration = { ...readConfiguration({}), dataFolder: folder, demo: true }
  const opened = await openHouse(configuration, quiet, () => {})
  try {
    const known = existsSync(note)
    const filled = known ? (JSON.parse(readFileSync(note, 'utf8')) as Filled) : await fill(opened)
    if (!known) writeFileSync(note, JSON.stringify(filled))
    return await work(opened, filled)
  } finally {
    await opened.close()
    await opened.stopDatabase()
    if (!keptIn) rmSync(folder, { recursive: true, force: true })
  }
}
