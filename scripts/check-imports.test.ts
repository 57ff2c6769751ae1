import { describe, expect, test } from 'vitest'
import { offences, refusal } from './check-imports.mjs'

describe('the direction of imports', () => {
  test.each([
    ['kernel/jobs/run.ts', 'kernel/house.ts'],
    ['kernel/jobs/run.ts', 'kernel/database/index.ts'],
    ['territory/areas.ts', 'kernel/problems.ts'],
    ['matters/execute.ts', 'territory/index.ts'],
    ['requests/api.ts', 'matters/index.ts'],
    ['requests/api.ts', 'requests/rules.ts'],
    ['requests/api.ts', 'insight/index.ts'],
    ['requests/api.test.ts', 'kernel/testing/index.ts'],
    ['requests/fixture.ts', 'kernel/testing/house.ts'],
    ['requests/api.test.ts', 'requests/fixture.ts'],
    ['requests/api.test.ts', 'matters/fixture.ts'],
    ['requests/api.test.ts', 'service.ts'],
    ['matters/histories.test.ts', 'requests/index.ts'],
    ['commands/bench.ts', '../../bench/measure.ts'],
    ['demonstration/city.ts', 'requests/index.ts'],
    ['commands/replay.ts', 'insight/index.ts'],
    ['main.ts', 'commands/serve.ts'],
    ['service.ts', 'kernel/timeline/seal.ts'],
    ['service.ts', 'requests/api.ts'],
    ['kernel/jobs/run.ts', 'kernel/database/migrate.ts'],
    ['commands/serve.ts', 'server.ts'],
  ])('%s may import %s', (from, to) => {
    expect(refusal(from, to)).toBeUndefined()
  })

  test.each([
    ['kernel/house.ts', 'territory/index.ts', 'kernel stands below territory'],
    ['kernel/jobs/run.ts', 'matters/index.ts', 'kernel/jobs stands below matters'],
    ['territory/areas.ts', 'matters/index.ts', 'territory stands below matters'],
    ['matters/execute.ts', 'requests/index.ts', 'matters stands below requests'],
    ['requests/api.ts', 'commands/replay.ts', 'requests stands below commands'],
    ['requests/api.ts', 'server.ts', 'requests stands below server/src'],
    ['insight/themes.ts', 'requests/index.ts', 'insight stands below requests'],
    ['requests/api.ts', 'patrols/index.ts', 'a feature never imports another feature'],
    ['requests/api.test.ts', 'patrols/store.ts', 'patrols is entered by its index.ts'],
    ['requests/api.ts', '../../bench/measure.ts', 'leaves server/src'],
    ['requests/api.ts', 'matters/store.ts', 'matters is entered by its index.ts'],
    ['matters/execute.ts', 'kernel/timeline/append.ts', 'kernel/timeline is entered by its index.ts'],
    ['service.ts', 'requests/store.ts', 'requests is entered by its index.ts'],
    ['matters/execute.ts', 'territory/api.ts', 'territory is entered by its index.ts'],
    ['requests/api.ts', 'kernel/testing/index.ts', 'kernel/testing is for tests'],
    ['requests/api.ts', 'requests/rules.test.ts', 'imports a test'],
    ['requests/api.ts', 'requests/fixture.ts', 'imports a test'],
    ['requests/api.ts', '../../web/src/page.ts', 'leaves server/src'],
  ])('%s may not import %s', (from, to, reason) => {
    expect(refusal(from, to)).toBe(reason)
  })

  test('an offence is named with its line, whatever the form of the import', () => {
    const text = [
      "import { readFile } from 'node:fs'",
      "import type { House } from '../kernel/house.ts'",
      'import {',
      '  classify,',
      "} from '../whistles/index.ts'",
      "export { city } from '../demonstration/index.ts'",
      "const later = await import('../patrols/index.ts')",
    ].join('\n')
    expect(offences('requests/api.ts', text).map((one) => [one.line, one.specifier])).toEqual([
      [5, '../whistles/index.ts'],
      [6, '../demonstration/index.ts'],
      [7, '../patrols/index.ts'],
    ])
  })

  test('a comment imports nothing', () => {
    const text =
      "// import { x } from '../whistles/index.ts'\n/* from '../whistles/index.ts' */\nconst address = 'http://x'\n"
    expect(offences('requests/api.ts', text)).toEqual([])
  })
})
