import './node-version.mjs'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled } from './installation.mjs'
import { root } from './run.mjs'

/*
 * Writes web/src/generated/openapi.ts from the API that the server describes. With --check it writes nothing and says
 * whether the file is still what the server describes.
 */

const target = join(root, 'web', 'src', 'generated', 'openapi.ts')
const heading =
  '// Made by `npm run api-client` from the description that the server gives of its own API. Do not edit.\n\n'

/** The same document whatever the order in which routes were registered. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  )
}

async function describeApi() {
  const { register } = await import('tsx/esm/api')
  register()
  const { openapiDocument } = await import(
    pathToFileURL(join(root, 'server', 'src', 'openapi-document.ts')).href
  )
  return sorted(JSON.parse(JSON.stringify(await openapiDocument())))
}

async function generate() {
  const { default: openapiTS, astToString } = await import('openapi-typescript')
  return heading + astToString(await openapiTS(await describeApi(), { alphabetize: true }))
}

ensureInstalled()
const fresh = await generate()
if (process.argv.includes('--check')) {
  const present = existsSync(target) ? readFileSync(target, 'utf8') : ''
  if (present !== fresh) {
    const lines = present.split('\n')
    const at = fresh.split('\n').findIndex((line, index) => line !== lines[index])
    console.error(
      `web/src/generated/openapi.ts is not what the server describes (line ${at + 1}). Run: npm run api-client`,
    )
    process.exit(1)
  }
  console.log('web/src/generated/openapi.ts is what the server describes')
} else {
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, fresh)
  console.log(`wrote web/src/generated/openapi.ts (${fresh.split('\n').length} lines)`)
}
process.exit(0)
