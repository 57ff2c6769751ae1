import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../database/index.ts'
import type { House } from '../house.ts'
import { testHouse } from '../testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import {
  endRunning,
  historyOf,
  runningOf,
  runSweep,
  type SweepHandler,
  startDeadline,
  sweepDeadlines,
} from './index.ts'

let database: FreshDatabase
let house: House
let clock = new Date('2026-03-02T01:00:00Z')
beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
})
afterAll(() => database.drop())
beforeEach(async () => {
  await house.pool.query('delete from deadlines')
})

const at = (minutes: number) => new Date(Date.parse('2026-03-02T01:00:00Z') + minutes * 60_000)

const start = (subjectId: string, dueAt: Date, sweepAt: Date | null = dueAt, step = 'sign') =>
  house.db.transaction().execute((tx) =>
    startDeadline(tx, {
      subjectId,
      step,
      ruleId: 'sign.ordinary',
      startedAt: at(0),
      dueAt,
      explanation: { zh: '两小时内签收' },
      sweepAt,
    }),
  )
const only = (fire: SweepHandler) => [{ steps: '', fire }]
const end = (subjectId: string, when: Date, as?: 'superseded') =>
  house.db.transaction().execute((tx) => endRunning(tx, subjectId, when, as))

describe('a deadline', () => {
  it('runs alone: a second one for the same subject is refused until the first has ended', async () => {
    const subject = randomUUID()
    await start(subject, at(120))
    await expect(start(subject, at(240))).rejects.toThrow(/deadlines_one_running/)
    await end(subject, at(10), 'superseded')
    await start(subject, at(240))
    expect((await runningOf(house.db, subject))?.dueAt).toEqual(at(240))
    expect((await historyOf(house.db, subject)).map((deadline) => deadline.endedAs)).toEqual([
      'superseded',
      null,
    ])
  })

  it('is met up to the very instant at which it is due, and late after it', async () => {
    for (const [when, as] of [
      [at(120), 'met'],
      [new Date(at(120).getTime() + 1), 'late'],
    ] as const) {
      const subject = randomUUID()
      await start(subject, at(120))
      expect(await end(subject, when)).toMatchObject({ endedAs: as, sweepAt: null })
      expect(await runningOf(house.db, subject)).toBeUndefined()
      expect(await end(subject, when)).toBeUndefined()
    }
  })
})

describe('the sweep', () => {
  it('passes over what is not due for a look, what has ended, and what is never looked at', async () => {
    const [later, ended, never] = [randomUUID(), randomUUID(), randomUUID()]
    await start(later, at(60), at(30))
    await start(ended, at(10), at(5))
    await end(ended, at(4))
    await start(never, at(1), null)
    clock = at(29)
    const fired: string[] = []
    const handler: SweepHandler = async (_, deadline) => {
      fired.push(deadline.subjectId)
      return null
    }
    expect(await sweepDeadlines(house, only(handler))).toBe(0)
    clock = at(30)
    expect(await sweepDeadlines(house, only(handler))).toBe(1)
    expect(fired).toEqual([later])
  })

  it('fires each rung exactly once, whatever the ladders, with three sweepers at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (ladders) => {
          await house.pool.query('delete from deadlines')
          const rungsOf = new Map<string, number[]>()
          for (const ladder of ladders) {
            const subject = randomUUID()
            const rungs = [...ladder].sort((a, b) => a - b)
            rungsOf.set(subject, rungs)
            await start(subject, at(rungs[0]!))
          }
          const fired: string[] = []
          const handler: SweepHandler = async (tx, deadline) => {
            fired.push(`${deadline.subjectId} ${deadline.rung}`)
            await sql`select pg_sleep(0.002)`.execute(tx)
            const next = rungsOf.get(deadline.subjectId)![deadline.rung + 1]
            return next === undefined ? null : at(next)
          }
          clock = at(90)
          for (;;) {
            const counts = await Promise.all([1, 2, 3].map(() => sweepDeadlines(house, only(handler))))
            if (counts.every((count) => count === 0)) break
          }
          const expected = [...rungsOf].flatMap(([subject, rungs]) =>
            rungs.map((_, rung) => `${subject} ${rung}`),
          )
          expect(fired.sort()).toEqual(expected.sort())
        },
      ),
      { numRuns: 12 },
    )
  })

  it('fires a deadline in the room whose step it is, and leaves one that no room owns standing', async () => {
    const [matter, call, nobodys] = [randomUUID(), randomUUID(), randomUUID()]
    await start(matter, at(1))
    await start(call, at(1), at(1), 'whistle.arrive')
    await start(nobodys, at(1), at(1), 'ballot.count')
    clock = at(2)
    const fired: string[] = []
    const room = (steps: string) => ({
      steps,
      fire: async (_: unknown, { step }: { step: string }) => {
        fired.push(`${steps || 'any'} ${step}`)
        return null
      },
    })
    expect(await sweepDeadlines(house, [room('whistle.'), room('si')])).toBe(2)
    expect(fired.sort()).toEqual(['si sign', 'whistle. whistle.arrive'])
    expect(await runningOf(house.db, nobodys)).toMatchObject({ rung: 0, sweepAt: at(3) })
    clock = at(3)
    expect(await sweepDeadlines(house, [room('whistle.'), room('')])).toBe(1)
    expect(fired).toContain('any ballot.count')
  })

  it('keeps what a handler did together with the move to the next rung, or neither, and lets others pass', async () => {
    const [broken, sound] = [randomUUID(), randomUUID()]
    await start(broken, at(1))
    await start(sound, at(2))
    clock = at(5)
    const fired: string[] = []
    const handler: SweepHandler = async (tx, deadline) => {
      if (deadline.subjectId === broken && clock < at(6)) {
        await endRunning(tx, broken, clock)
        throw new Error('cut')
      }
      fired.push(deadline.subjectId)
      return null
    }
    await sweepDeadlines(house, only(handler))
    expect(fired).toEqual([sound])
    expect(await runningOf(house.db, broken)).toMatchObject({ rung: 0, missedAt: null })
    clock = at(6)
    await sweepDeadlines(house, only(handler))
    expect(fired).toEqual([sound, broken])
    expect(await runningOf(house.db, broken)).toMatchObject({ rung: 1, missedAt: at(6), sweepAt: null })
  })

  it('leaves no look pending where the handler itself ended the deadline', async () => {
    const subject = randomUUID()
    await start(subject, at(1))
    clock = at(2)
    const handler: SweepHandler = async (tx) => {
      await endRunning(tx, subject, clock)
      await startDeadline(tx, {
        subjectId: subject,
        step: 'next',
        ruleId: 'r',
        startedAt: clock,
        dueAt: at(99),
        explanation: {},
        sweepAt: at(99),
      })
      return at(3)
    }
    await sweepDeadlines(house, only(handler))
    const [first, second] = await historyOf(house.db, subject)
    expect(first).toMatchObject({ endedAs: 'late', sweepAt: null, missedAt: at(2) })
    expect(second).toMatchObject({ step: 'next', rung: 0, sweepAt: at(99) })
  })

  it('never waits in a circle with a command that holds the subject', async () => {
    const subject = randomUUID()
    await start(subject, at(1))
    clock = at(2)
    const command = await house.pool.connect()
    await command.query('begin')
    await command.query('select pg_advisory_xact_lock(4711)')
    const lockSubject = async (tx: Parameters<SweepHandler>[0]) => {
      const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(4711) as got`.execute(tx)
      return rows[0]!.got
    }
    let fired = 0
    const handler: SweepHandler = async () => {
      fired++
      return null
    }
    expect(await sweepDeadlines(house, [{ steps: '', fire: handler, lockSubject }])).toBe(0)
    await command.query(`update deadlines set ended_at = $1, ended_as = 'met' where subject_id = $2`, [
      at(1),
      subject,
    ])
    await command.query('commit')
    command.release()
    expect(await sweepDeadlines(house, [{ steps: '', fire: handler, lockSubject }])).toBe(0)
    expect(fired).toBe(0)
  })

  it('goes on by itself until it is stopped', async () => {
    clock = at(2)
    const fired: string[] = []
    const handler: SweepHandler = async (_, deadline) => {
      fired.push(deadline.subjectId)
      return null
    }
    const sweep = runSweep(house, only(handler), { everyMilliseconds: 20 })
    const subject = randomUUID()
    await start(subject, at(1))
    await expect.poll(() => fired, { timeout: 60_000 }).toEqual([subject])
    await sweep.stop()
    await start(randomUUID(), at(1))
    await new Promise((wake) => setTimeout(wake, 100))
    expect(fired).toHaveLength(1)
  })
})
