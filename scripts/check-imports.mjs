import './node-version.mjs'
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'

/*
 * The server is built in storeys: kernel ← territory ← membership ← matters ← insight ← features ← demonstration, commands and the
 * files at the top. A file may use its own room and the storeys below. Another room is entered by its index.ts alone (in
 * the kernel also by the files that stand in it directly), and one feature never enters another: it listens to the timeline.
 * The kernel among itself, and the top, which puts the house together, may enter the kernel's rooms by any file; the top
 * also a room's api.ts, the commands one by one, and the benches. A test may look at the house from any storey, but enters
 * the rooms above the kernel by the same doors.
 */

const foundation = ['kernel', 'territory', 'membership', 'matters', 'insight']
const above = ['commands', 'demonstration']
const features = foundation.length
const top = features + 1

/** Which storey a path below server/src stands on, and in which room. */
function place(path) {
  const parts = path.split('/')
  const first = parts.length === 1 ? '' : parts[0]
  if (first === '') return { storey: top, room: '', testing: false }
  if (first === 'kernel') {
    const room = parts.length === 2 ? 'kernel' : `kernel/${parts[1]}`
    return { storey: 0, room, testing: room === 'kernel/testing' }
  }
  const storey = foundation.includes(first)
    ? foundation.indexOf(first)
    : above.includes(first)
      ? top
      : features
  return { storey, room: first, testing: false }
}

/** A test, or the `fixture.ts` that the tests of one room share. */
const isTest = (path) => path.endsWith('.test.ts') || posix.basename(path) === 'fixture.ts'

/**
 * Why a file may not import another, or undefined where it may. Both paths are relative to server/src.
 * @param {string} from
 * @param {string} to
 * @returns {string | undefined}
 */
export function refusal(from, to) {
  const here = place(from)
  const there = place(to)
  if (to.startsWith('../../bench/') && here.storey === top) return undefined
  if (to.startsWith('../')) return 'leaves server/src'
  if (isTest(to) && !isTest(from)) return 'imports a test'
  if (there.testing && !here.testing && !isTest(from)) return 'kernel/testing is for tests'
  if (here.room === there.room) return undefined
  if (there.testing) return undefined
  if (isTest(from)) {
    const isDoor = there.storey === 0 || there.room === '' || isTest(to) || /\/(index|api)\.ts$/.test(to)
    return isDoor || there.storey === top ? undefined : `${there.room} is entered by its index.ts`
  }
  if (there.storey > here.storey)
    return `${here.room || 'server/src'} stands below ${there.room || 'server/src'}`
  if (here.storey === features && there.storey === features) return 'a feature never imports another feature'
  if (there.room === 'kernel' || there.room === '') return undefined
  if (there.storey === 0 && (here.storey === 0 || here.storey === top)) return undefined
  if (here.storey === top && (there.storey === top || to === `${there.room}/api.ts`)) return undefined
  if (to !== `${there.room}/index.ts`) return `${there.room} is entered by its index.ts`
  return undefined
}

const specifier = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])(\.{1,2}\/[^'"\n]+)\1/g

/** Comments become spaces, so that lines keep their numbers. */
function withoutComments(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[\s;])\/\/[^\n]*/g, (comment) => ' '.repeat(comment.length))
}

/**
 * Every import in one file that goes the wrong way.
 * @param {string} path relative to server/src, with forward slashes
 * @param {string} text
 * @returns {{ path: string, line: number, specifier: string, reason: string }[]}
 */
export function offences(path, text) {
  const found = []
  const code = withoutComments(text)
  for (const match of code.matchAll(specifier)) {
    const to = posix.normalize(posix.join(posix.dirname(path), match[2]))
    const reason = refusal(path, to)
    if (reason === undefined) continue
    const line = code.slice(0, match.index + match[0].indexOf(match[2])).split('\n').length
    found.push({ path, line, specifier: match[2], reason })
  }
  return found
}

function checkServer() {
  const source = join(root, 'server', 'src')
  const paths = readdirSync(source, { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort()
  const found = paths.flatMap((path) => offences(path, readFileSync(join(source, path), 'utf8')))
  for (const one of found)
    console.error(`server/src/${one.path}:${one.line} imports '${one.specifier}': ${one.reason}`)
  console.log(`${paths.length} files, ${found.length} imports in the wrong direction`)
  process.exit(found.length > 0 ? 1 : 0)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) checkServer()
