import { sql } from 'kysely'
import { Type } from 'typebox'
import { recordLook } from '../audit/index.ts'
import type { Api } from '../http/index.ts'
import type { StandingHouse } from '../make-house.ts'
import { PolicyFault } from '../policy/index.ts'
import { Problem } from '../problems.ts'
import { addDays, isDate, shanghaiDate, startOfDay } from './days.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Reason = Type.String({ minLength: 1, maxLength: 200 })

const DayShown = Type.Object({
  day: Day,
  working: Type.Boolean(),
  reason: Type.Optional(Type.Object({ zh: Type.String(), en: Type.String() })),
  /** False where no arrangement of that year is in the system: weekends alone are free. */
  known: Type.Boolean(),
  amended: Type.Boolean(),
})

function requireDate(day: string): void {
  if (!isDate(day)) throw new Problem('input.invalid', { zh: `没有 ${day} 这一天`, en: `There is no ${day}` })
}

/** The amendment stands; where a pack is just being edited, the calendar is read with the next request for rules. */
async function readAgain(house: StandingHouse): Promise<void> {
  try {
    await house.reload()
  } catch (error) {
    if (!(error instanceof PolicyFault)) throw error
    house.log.warn({ fault: error.message }, 'the calendar was amended while the policy packs have a fault')
  }
}

async function amendedDays(house: StandingHouse, year: number): Promise<Set<string>> {
  const { rows } = await sql<{ day: string }>`select day from calendar_amendments
    where day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`.execute(house.db)
  return new Set(rows.map((row) => row.day))
}

/** More than these are not counted one by one. */
const mostCounted = 1000

const Effect = Type.Object({
  running: Type.Integer({
    description: 'Deadlines that run over this day and count working days: they stay',
  }),
  capped: Type.Boolean(),
  amendment: Type.Union([
    Type.Object({
      reason_zh: Type.String(),
      reason_en: Type.String(),
      by: Type.Union([Type.String(), Type.Null()]),
      at: Type.String({ format: 'date-time' }),
    }),
    Type.Null(),
  ]),
})

export function calendarApi(house: StandingHouse): Api {
  return async (app) => {
    app.get(
      '/api/calendar/:day/effect',
      {
        config: { permission: 'calendar.write' },
        schema: {
          summary: '修订某一天会影响什么 / what amending a day touches, and who amended it before',
          params: Type.Object({ day: Day }),
          response: { 200: Effect },
        },
      },
      async (request) => {
        const { day } = request.params
        requireDate(day)
        const { clocks } = await house.rulesNow()
        const byWorkingDays = clocks.filter(({ clock }) => clock === 'working_days').map(({ id }) => id)
        const [begins, ends] = [startOfDay(day), startOfDay(addDays(day, 1))]
        const { rows } = await sql<{ running: number }>`
          select count(*)::int as running from (
            select 1 from deadlines where ended_at is null and due_at >= ${begins} and started_at < ${ends}
              and rule_id = any(${byWorkingDays}) limit ${mostCounted + 1}) d`.execute(house.db)
        const amended = await sql<{ reason_zh: string; reason_en: string; by: string | null; at: Date }>`
          select c.reason_zh, c.reason_en, p.name as by, c.amended_at as at
          from calendar_amendments c left join people p on p.id = c.amended_by where c.day = ${day}::date`.execute(
          house.db,
        )
        const running = rows[0]!.running
        const [found] = amended.rows
        return {
          running: Math.min(running, mostCounted),
          capped: running > mostCounted,
          amendment: found ? { ...found, at: found.at.toISOString() } : null,
        }
      },
    )

    app.get(
      '/api/calendar',
      {
        config: { permission: 'public' },
        schema: {
          summary: '工作日历 / the working calendar of a year',
          querystring: Type.Object({ year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })) }),
          response: {
            200: Type.Object({
              year: Type.Integer(),
              source: Type.Union([Type.String(), Type.Null()]),
              unverified: Type.Boolean(),
              days: Type.Array(DayShown),
            }),
          },
        },
      },
      async (request) => {
        const year = request.query.year ?? Number(shanghaiDate(house.now()).slice(0, 4))
        const amended = await amendedDays(house, year)
        const source = house.calendar.sourceOf(year)
        const days = []
        for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1))
          days.push({ day, ...house.calendar.day(day), amended: amended.has(day) })
        return { year, source: source?.source ?? null, unverified: source?.unverified ?? false, days }
      },
    )

    app.put(
      '/api/calendar/:day',
      {
        config: { permission: 'calendar.write' },
        schema: {
          summary: '修订某一天 / amend a day; deadlines that start from now on follow it',
          params: Type.Object({ day: Day }),
          body: Type.Object(
            { working: Type.Boolean(), reason_zh: Reason, reason_en: Reason },
            { additionalProperties: false },
          ),
          response: { 200: DayShown },
        },
      },
      async (request) => {
        const { day } = request.params
        requireDate(day)
        const { working, reason_zh, reason_en } = request.body
        await house.db.transaction().execute(async (tx) => {
          await sql`insert into calendar_amendments (day, working, reason_zh, reason_en, amended_by)
            values (${day}::date, ${working}, ${reason_zh}, ${reason_en}, ${request.actor.personId}::uuid)
            on conflict (day) do update set working = excluded.working, reason_zh = excluded.reason_zh,
              reason_en = excluded.reason_en, amended_by = excluded.amended_by, amended_at = now()`.execute(
            tx,
          )
          const reason = `${day} ${working ? '上班' : '休息'}：${reason_zh}`
          await recordLook(tx, { actor: request.actor, action: 'calendar.write', reason, outcome: 'done' })
        })
        await readAgain(house)
        return { day, working, reason: { zh: reason_zh, en: reason_en }, known: true, amended: true }
      },
    )

    app.delete(
      '/api/calendar/:day',
      {
        config: { permission: 'calendar.write' },
        schema: {
          summary: '撤销修订 / take an amendment back',
          params: Type.Object({ day: Day }),
          response: { 200: DayShown },
        },
      },
      async (request) => {
        const { day } = request.params
        requireDate(day)
        await house.db.transaction().execute(async (tx) => {
          const { numAffectedRows } =
            await sql`delete from calendar_amendments where day = ${day}::date`.execute(tx)
          if (!numAffectedRows) throw new Problem('not_found')
          const reason = `${day} 撤销修订`
          await recordLook(tx, { actor: request.actor, action: 'calendar.write', reason, outcome: 'done' })
        })
        await readAgain(house)
        return { day, ...house.calendar.day(day), amended: false }
      },
    )
  }
}
