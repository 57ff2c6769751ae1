import './node-version.mjs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureInstalled, ensurePagesBuilt } from './installation.mjs'
import { root, runNode } from './run.mjs'

/*
 * Runs the tests in a browser so that they also take the pictures that the documents show (docs/images): what is on them
 * was reported and handled through the pages a moment before.
 */

ensureInstalled()
const browser = ensureBrowser()
if ('missing' in browser) {
  console.error(browser.missing)
  process.exit(1)
}
ensurePagesBuilt()
process.env.CHROMIUM = browser.chromium
process.env.LIANXIN_SCREENSHOTS = 'on'
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
process.exit(runNode([vitest, 'run', '--config', 'vitest.e2e.config.ts', ...process.argv.slice(2)]))
