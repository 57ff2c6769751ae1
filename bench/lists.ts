import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { loadDemonstration } from '../server/src/demonstration/index.ts'
import { readConfiguration } from '../server/src/kernel/configuration.ts'
import { hashOfCode } from '../server/src/requests/index.ts'
import { openHouse } from '../server/src/service.ts'
import { fillCity } from './city.ts'
import { type Measured, median } from './measure.ts'
import { questionsOf } from './questions.ts'

const quiet = { info() {}, warn() {}, error() {} }
const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!
const rounded = (value: number, places = 1) => Number(value.toFixed(places))

/**
 * Every list, search and page of the house over HTTP, each in turn with a bare look-up by primary key in the same run:
 * how many such look-ups an answer costs.
 */
export async function lists(options: { matters?: number; times?: number } = {}): Promise<Measured> {
  const matters = options.matters ?? Number(process.env.LIANXIN_BENCH_MATTERS ?? 1_000_000)
  const times = options.times ?? 20
  const folder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-bench-'))
  chmodSync(folder, 0o755)
  const opened = await openHouse(
    { ...readConfiguration({}), dataFolder: folder, demo: true },
    quiet,
    () => {},
  )
  const { house } = opened
  try {
    await loadDemonstration(house)
    const city = await fillCity(opened.ownerUrl, matters, (await house.rulesNow()).hash, hashOfCode)
    const { app, questions } = await questionsOf(house, city)
    const bare: number[] = []
    const answers: { name: string; p95_ms: number; look_ups: number }[] = []
    for (const { name, ask } of questions) {
      await ask()
      const taken: number[] = []
      const looked: number[] = []
      for (let i = 0; i < times; i++) {
        const began = performance.now()
        await ask()
        const between = performance.now()
        await sql`select * from matters where id = ${city.ordinary}`.execute(house.db)
        taken.push(between - began)
        looked.push(performance.now() - between)
      }
      bare.push(...looked)
      answers.push({ name, p95_ms: rounded(p95(taken)), look_ups: rounded(median(taken) / median(looked)) })
    }
    await app.close()
    const look_ups = answers.map((each) => each.look_ups)
    return {
      name: 'lists',
      ratio: rounded(1 / median(look_ups), 4),
      matters,
      questions: answers.length,
      bare_look_up_ms: rounded(median(bare), 2),
      p95_of_all_ms: rounded(p95(answers.map((each) => each.p95_ms))),
      slowest_p95_ms: Math.max(...answers.map((each) => each.p95_ms)),
      p95_ms: Object.fromEntries(answers.map((each) => [each.name, each.p95_ms])),
      look_ups: Object.fromEntries(answers.map((each) => [each.name, each.look_ups])),
    }
  } finally {
    await opened.close()
    await opened.stopDatabase()
    rmSync(folder, { recursive: true, force: true })
  }
}
