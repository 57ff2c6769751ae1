import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The journeys that take longest begin first, so that no worker is left alone with one of them at the end. */
const longest = [
  'journey-15-newcomer',
  'journey-2-water-in-the-garage',
  'journey-4-wrong-desk',
  'journey-5-testing-night',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.includes(name))
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['e2e/harness/one-server.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    // As long as anything else on a page is waited for; vitest alone gives up after a second.
    expect: { poll: { timeout: 60_000, interval: 100 } },
    // One more than the two cores that this is written for: a browser waits more than it works.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
  },
})
