import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { root, run, runNode } from './run.mjs'

const lockFile = join(root, 'package-lock.json')
const remembered = join(root, 'node_modules', '.lianxin-lock')
const npmRecord = join(root, 'node_modules', '.package-lock.json')

const digest = (text) => createHash('sha256').update(text).digest('hex')

function installedAlready(lock) {
  if (existsSync(remembered)) return readFileSync(remembered, 'utf8').trim() === lock
  // Installed by hand: npm's own record is then younger than the lock file it came from.
  return existsSync(npmRecord) && statSync(npmRecord).mtimeMs >= statSync(lockFile).mtimeMs
}

/** Runs `npm ci` where node_modules is absent or does not belong to this package-lock.json. Ends the process on failure. */
export function ensureInstalled() {
  const lock = digest(readFileSync(lockFile))
  if (!installedAlready(lock)) {
    console.log(
      '正在安装所需的软件包，首次约需一分钟…… / Installing packages; the first time takes about a minute …',
    )
    rmSync(remembered, { force: true })
    const args = ['ci', '--include=dev', '--loglevel=error', '--no-audit', '--no-fund']
    const npm = process.env.npm_execpath
    const code = npm?.endsWith('.js')
      ? runNode([npm, ...args])
      : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { shell: process.platform === 'win32' })
    if (code !== 0) {
      console.error(
        '安装未完成，请检查网络后再试。 / The installation did not finish; check the network and try again.',
      )
      process.exit(code)
    }
  }
  if (!existsSync(remembered)) writeFileSync(remembered, `${lock}\n`)
}

const builtFrom = join(root, 'web', 'dist', '.built-from')

function filesBelow(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}

/** A digest of everything the pages are built from: their words, not their dates, so that a fresh checkout counts the same. */
function pagesFingerprint() {
  const web = join(root, 'web')
  const single = readdirSync(web)
    .filter((name) => /\.(html|ts|json)$/.test(name))
    .map((name) => join(web, name))
  const hash = createHash('sha256')
  for (const file of [
    ...filesBelow(join(web, 'src')),
    ...filesBelow(join(web, 'public')),
    ...single,
    lockFile,
  ].sort())
    hash
      .update(relative(root, file))
      .update('\0')
      .update(digest(readFileSync(file)))
  return hash.digest('hex')
}

/** Builds the web pages where they are missing or were built from other sources. Ends the process on failure. */
export function ensurePagesBuilt() {
  const fingerprint = pagesFingerprint()
  if (existsSync(builtFrom) && readFileSync(builtFrom, 'utf8').trim() === fingerprint) return
  console.log('正在生成网页…… / Building the pages …')
  const vite = dirname(createRequire(join(root, 'web', 'package.json')).resolve('vite/package.json'))
  const code = runNode([join(vite, 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'web'),
  })
  if (code !== 0) {
    console.error('网页未能生成。 / The pages could not be built.')
    process.exit(code)
  }
  writeFileSync(builtFrom, `${fingerprint}\n`)
}
