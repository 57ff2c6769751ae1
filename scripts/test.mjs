import './node-version.mjs'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureInstalled, ensurePagesBuilt } from './installation.mjs'
import { root, runNode } from './run.mjs'

/*
 * Runs what CI runs, in the order in which faults are cheapest to find. `npm test -- lint`, `-- unit` and `-- e2e` run one
 * part. The checks all run, so that their faults are seen together; the tests run only where the checks found none.
 */

const parts = ['lint', 'unit', 'e2e']
const chosen = process.argv.slice(2)
const unknown = chosen.filter((part) => !parts.includes(part))
if (unknown.length > 0) {
  console.error(`There is no part "${unknown[0]}". Parts: ${parts.join(', ')}; none runs them all.`)
  process.exit(2)
}
const wants = (part) => chosen.length === 0 || chosen.includes(part)

const started = performance.now()
const results = join(root, 'test-results')
const module = (...path) => join(root, 'node_modules', ...path)
const outcome = { passed: 0, failed: 0, skipped: 0 }

function finish() {
  const seconds = (performance.now() - started) / 1000
  const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : ''
  console.log(`\n${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`)
  console.log(`${outcome.passed} passed, ${outcome.failed} failed${skipped}`)
  process.exit(outcome.failed > 0 ? 1 : 0)
}

function step(title, work) {
  const begun = performance.now()
  console.log(`\n— ${title}`)
  const fine = work()
  console.log(`  ${fine ? 'ok' : 'FAILED'} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
  return fine
}

function runChecks() {
  const checks = [
    [
      'style and lint (biome)',
      [module('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
    ],
    ['types', ['scripts/typecheck.mjs']],
    ['direction of imports', ['scripts/check-imports.mjs']],
    ['dead code (knip)', [module('knip', 'bin', 'knip.js')]],
  ]
  if (existsSync(join(root, 'web', 'src', 'generated', 'openapi.ts')))
    checks.push(['the pages use the API as it is', ['scripts/api-client.mjs', '--check']])
  const failed = checks.filter(([title, args]) => !step(title, () => runNode(args) === 0))
  outcome.failed += failed.length
}

/** Counts what vitest wrote down; a file that could not be loaded, or a run that broke off, is a failure too. */
function count(file, exitCode) {
  if (!existsSync(file)) {
    outcome.failed += 1
    return
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const unloadable = report.testResults.filter(
    (one) => one.status === 'failed' && one.assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = report.numFailedTests + unloadable.length
  outcome.passed += report.numPassedTests
  outcome.failed += failed > 0 || exitCode === 0 ? failed : 1
  outcome.skipped += report.numPendingTests + (report.numTodoTests ?? 0)
}

function runVitest(title, name, config) {
  const file = join(results, `${name}.json`)
  rmSync(file, { force: true })
  return step(title, () => {
    const args = [
      module('vitest', 'vitest.mjs'),
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]
    const code = runNode(args)
    count(file, code)
    return code === 0
  })
}

function runBrowserTests() {
  const browser = ensureBrowser()
  if ('chromium' in browser) {
    ensurePagesBuilt()
    process.env.CHROMIUM = browser.chromium
    runVitest('tests in a browser', 'e2e', 'vitest.e2e.config.ts')
    return
  }
  const files = readdirSync(join(root, 'e2e')).filter((name) => name.endsWith('.test.ts'))
  console.error(`\n${browser.missing}`)
  for (const file of files) console.error(`  not run: e2e/${file}`)
  outcome.failed += files.length
}

ensureInstalled()
mkdirSync(results, { recursive: true })
if (wants('lint')) {
  runChecks()
  if (outcome.failed > 0) finish()
}
if (wants('unit')) runVitest('tests', 'unit', 'vitest.config.ts')
if (wants('e2e')) runBrowserTests()
finish()
