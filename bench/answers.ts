import { readFileSync } from 'node:fs'
import { appendFile, mkdir } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import type { Tables } from '../server/src/kernel/database/index.ts'
import { makeHouse, type StandingHouse } from '../server/src/kernel/make-house.ts'
import type { OpenedHouse } from '../server/src/service.ts'
import { median } from './measure.ts'

export interface Question {
  name: string
  /** Asks it once, and throws where the answer is not the one that was meant. */
  ask(): Promise<unknown>
}

interface Statement {
  sql: string
  parameters: readonly unknown[]
}

/** A house beside the opened one, on the same connections, that can tell the statements of what was asked. */
export async function listeningHouse(
  opened: OpenedHouse,
): Promise<{ house: StandingHouse; statementsOf(ask: () => Promise<unknown>): Promise<Statement[]> }> {
  let heard: Statement[] | undefined
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: opened.house.pool }),
    log: ({ query: { sql, parameters } }) => {
      heard?.push({ sql, parameters })
    },
  })
  const { configuration, pool, log, policies } = opened.house
  return {
    house: await makeHouse({ configuration, db, pool, log, policies }),
    async statementsOf(ask) {
      const statements: Statement[] = []
      heard = statements
      await ask().finally(() => {
        heard = undefined
      })
      return statements
    },
  }
}

/** Each statement with how the database carried it out, and what it read. */
async function plansOf(pool: pg.Pool, statements: Statement[]): Promise<string> {
  const plans: string[] = []
  for (const { sql, parameters } of statements.filter(({ sql }) =>
    /^(\/\*.*?\*\/)?\s*(select|with)/i.test(sql),
  )) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${sql}`, [
      ...parameters,
    ])
    plans.push(`${sql}\n${JSON.stringify(parameters)}\n${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`)
  }
  return plans.join('\n')
}

/**
 * Milliseconds of a processor that this process and those of the database spent so far: beside the time taken it shows
 * what is owed to others on the same machine. Undefined where the system does not tell.
 */
function busyUntilNow(backends: number[]): number | undefined {
  const { user, system } = process.cpuUsage()
  let sum = (user + system) / 1000
  try {
    for (const pid of backends)
      sum += Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[0]) / 1e6
  } catch {
    return undefined
  }
  return sum
}

const share = (values: number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]!
export const p95 = (values: number[]) => share(values, 0.95)
export const rounded = (value: number, places = 1) => Number(value.toFixed(places))

export interface Answer {
  name: string
  p50_ms: number
  p95_ms: number
  /** Time of a processor, ours and the database's together. */
  busy_p50_ms?: number
  busy_p95_ms?: number
  /** How many bare look-ups by key an answer costs. */
  look_ups: number
}

export interface Answers {
  answers: Answer[]
  bare_look_up_ms: number
  /** Questions that were not answered as meant, and why. */
  faults: string[]
}

/** What the house promises for a list, a search or a page, at the 95th percentile. */
export const promised = 100

/**
 * Asks each question `times` times over, each time beside a bare look-up by key. `LIANXIN_BENCH_ONLY` names those to
 * ask, as a regular expression; with `LIANXIN_BENCH_PLANS` the plans of those near or over what is promised are written
 * into that folder.
 */
export async function answersTo(
  asked: Question[],
  listening: Awaited<ReturnType<typeof listeningHouse>>,
  keyOfMatter: string,
  options: { times: number; say: (step: string) => void },
): Promise<Answers> {
  const { house, statementsOf } = listening
  const only = new RegExp(process.env.LIANXIN_BENCH_ONLY ?? '')
  const plansIn = process.env.LIANXIN_BENCH_PLANS
  const bare: number[] = []
  const answers: Answer[] = []
  const faults: string[] = []
  for (const { name, ask } of asked.filter(({ name }) => only.test(name))) {
    try {
      await ask()
      const { rows } = await sql<{ pid: number }>`
        select pid from pg_stat_activity where usename = current_user`.execute(house.db)
      const backends = rows.map(({ pid }) => pid)
      const taken: number[] = []
      const busy: number[] = []
      const looked: number[] = []
      for (let i = 0; i < options.times; i++) {
        const idle = busyUntilNow(backends)
        const began = performance.now()
        await ask()
        const between = performance.now()
        const worked = busyUntilNow(backends)
        const bareFrom = performance.now()
        await sql`select * from matters where id = ${keyOfMatter}`.execute(house.db)
        looked.push(performance.now() - bareFrom)
        taken.push(between - began)
        if (idle !== undefined && worked !== undefined) busy.push(worked - idle)
      }
      bare.push(...looked)
      const answer: Answer = {
        name,
        p50_ms: rounded(median(taken)),
        p95_ms: rounded(p95(taken)),
        ...(busy.length > 0 ? { busy_p50_ms: rounded(median(busy)), busy_p95_ms: rounded(p95(busy)) } : {}),
        look_ups: rounded(median(taken) / median(looked)),
      }
      answers.push(answer)
      if (plansIn && (answer.busy_p95_ms ?? answer.p95_ms) > promised * 0.7) {
        await mkdir(plansIn, { recursive: true })
        const plans = await plansOf(house.pool, await statementsOf(ask))
        await appendFile(join(plansIn, `${name.replaceAll(/[^\p{L}\d]+/gu, '-')}.txt`), plans)
      }
    } catch (error) {
      faults.push(`${name}: ${(error as Error).message}`)
      options.say(`没有答对 / not answered: ${faults.at(-1)}`)
    }
  }
  return { answers, bare_look_up_ms: rounded(median(bare), 2), faults }
}

const named = (answers: Answer[], by: (answer: Answer) => unknown) =>
  Object.fromEntries(answers.map((each) => [each.name, by(each)]))

/** The figures of a bench that asks questions: what was promised first, then each one. */
export function figuresOf({ answers, bare_look_up_ms, faults }: Answers, groups: Record<string, RegExp>) {
  const p95s = answers.map((each) => each.p95_ms)
  const over = answers.filter((each) => each.p95_ms > promised)
  return {
    questions: answers.length,
    within_100_ms: answers.length - over.length,
    load_average: loadavg().map((load) => rounded(load)),
    groups: Object.fromEntries(
      Object.entries(groups).map(([group, pattern]) => {
        const those = answers.filter(({ name }) => pattern.test(name))
        const slowest = those.toSorted((a, b) => b.p95_ms - a.p95_ms)[0]
        const of = (value: (answer: Answer) => number | undefined) =>
          those.flatMap((each) => value(each) ?? [])
        return [
          group,
          those.length === 0
            ? { questions: 0 }
            : {
                questions: those.length,
                p50_ms: median(of((each) => each.p50_ms)),
                p95_ms: p95(of((each) => each.p95_ms)),
                slowest: slowest?.name,
                slowest_p95_ms: slowest?.p95_ms,
                busy_p95_ms_at_most: Math.max(...of((each) => each.busy_p95_ms)),
              },
        ]
      }),
    ),
    over_100_ms: Object.fromEntries(over.map(({ name, ...figures }) => [name, figures])),
    ...(faults.length > 0 ? { faults } : {}),
    bare_look_up_ms,
    p95_of_all_ms: rounded(p95(p95s)),
    slowest_p95_ms: Math.max(...p95s),
    p50_ms: named(answers, (each) => each.p50_ms),
    p95_ms: named(answers, (each) => each.p95_ms),
    busy_p50_ms: named(answers, (each) => each.busy_p50_ms),
    busy_p95_ms: named(answers, (each) => each.busy_p95_ms),
    look_ups: named(answers, (each) => each.look_ups),
  }
}
