import './node-version.mjs'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureInstalled, ensurePagesBuilt } from './installation.mjs'
import { root, runNode } from './run.mjs'

/*
 * Runs those tests in a browser that take pictures for the documents (docs/images): what is on them was reported and handled
 * through the pages a moment before, in the demonstration city with the whole of its past.
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
process.env.LIANXIN_DEMO_PAST ??= 'full'
const journeys = join(root, 'e2e')
const takingPictures = readdirSync(journeys)
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => readFileSync(join(journeys, name), 'utf8').includes('city.picture('))
  .map((name) => join('e2e', name))
const chosen = process.argv.slice(2)
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
process.exit(
  runNode([
    vitest,
    'run',
    '--config',
    'vitest.e2e.config.ts',
    ...(chosen.length > 0 ? chosen : takingPictures),
  ]),
)
