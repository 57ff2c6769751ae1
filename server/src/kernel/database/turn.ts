import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'

const staleAfterMilliseconds = 20_000
const patienceMilliseconds = 15 * 60_000

/**
 * Does the work while no other process of this machine does any under the same file. A process that was killed leaves
 * its file behind: it counts as gone once its process is gone, or has not touched it for twenty seconds.
 */
export async function takeTurn<T>(file: string, work: () => Promise<T>): Promise<T> {
  const mark = `${process.pid} ${randomUUID()}`
  const until = Date.now() + patienceMilliseconds
  while (!claimed(file, mark)) {
    if (Date.now() > until)
      throw new Error(`等了太久，${file} 仍被占用 / waited too long: ${file} is still taken`)
    await new Promise((wake) => setTimeout(wake, 100))
  }
  const touching = setInterval(() => touch(file), 1000)
  try {
    return await work()
  } finally {
    clearInterval(touching)
    if (read(file) === mark) rmSync(file, { force: true })
  }
}

function claimed(file: string, mark: string): boolean {
  try {
    writeFileSync(file, mark, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const holder = read(file)
  if (holder !== undefined && isLeftBehind(file, holder) && read(file) === holder)
    rmSync(file, { force: true })
  return false
}

function isLeftBehind(file: string, holder: string): boolean {
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  if (touched === undefined) return false
  if (Date.now() - touched > staleAfterMilliseconds) return true
  const pid = Number(holder.split(' ')[0])
  return Number.isInteger(pid) && pid > 0 && !isAlive(pid)
}

/** Whether a process of this number exists, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {}
}
