import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { cursorOf, readCursor } from '../kernel/http/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { shownCounts } from './appraisal-rules.ts'
import { belongingTo, organisationsOf } from './membership-door.ts'
import type { MineAnswer, YearAnswer } from './schemas.ts'
import { rowsWhere } from './views.ts'

const pageLength = 30
const hoursCounted = sql`sum(case when a.signed_in_at is not null or a.made_up_at is not null then coalesce(g.hours, 0) else 0 end)`

async function studyAsked(house: House, who: 'member' | 'secretary') {
  const rule = (await house.rulesNow()).study_hours.find((each) => each.who === who)
  return { hours_asked: rule?.hours ?? null, hours_unverified: rule?.unverified ?? false }
}

/**
 * A branch's year as it happened, worked out from the gatherings themselves: what the rules asked for, what was held,
 * missed and made up; how each member took part, and how they were appraised. Nobody fills in a number.
 * @param whole false: only the row of the one who looks
 */
export async function yearOf(
  house: House,
  organisation: { id: string; name: string },
  year: number,
  actor: Actor,
  whole: boolean,
): Promise<YearAnswer> {
  const rules = await house.rulesNow()
  const from = `${year}-01-01`
  const to = `${year}-12-31`
  const { rows: kinds } = await sql<{
    kind: string
    title: string
    asked: number
    held: number
    missed: number
    madeUp: number
    ahead: number
    besides: number
  }>`
    select kind, min(title) as title,
      count(*) filter (where plan_key is not null) as asked,
      count(*) filter (where plan_key is not null and state = 'held') as held,
      count(*) filter (where state = 'missed') as missed,
      count(*) filter (where state = 'missed' and made_up_by is not null) as "madeUp",
      count(*) filter (where plan_key is not null and state in ('planned', 'called', 'running')) as ahead,
      count(*) filter (where plan_key is null and makes_up is null and state = 'held') as besides
    from gatherings where organisation_id = ${organisation.id} and day between ${from}::date and ${to}::date and state <> 'cancelled'
    group by kind`.execute(house.db)
  const { rows: members } = await sql<{
    personId: string
    due: number
    attended: number
    remote: number
    onLeave: number
    madeUp: number
    hours: number
  }>`
    select a.person_id as "personId", count(*) filter (where a.should_attend) as due, count(*) filter (where a.signed_in_at is not null) as attended,
      count(*) filter (where a.signed_in_as = 'remote') as remote,
      count(*) filter (where a.signed_in_at is null and a.leave_granted) as "onLeave",
      count(*) filter (where a.signed_in_at is null and a.made_up_at is not null) as "madeUp", ${hoursCounted}::float8 as hours
    from gatherings g join gathering_attendees a on a.gathering_id = g.id
    where g.organisation_id = ${organisation.id} and g.day between ${from}::date and ${to}::date and g.state = 'held' and a.person_id is not null
      ${whole ? sql`` : sql`and a.person_id = ${actor.personId}`}
    group by 1`.execute(house.db)
  const { rows: appraised } = await sql<{
    personId: string
    counts: Record<string, number>
    grade: string | null
  }>`
    select distinct on (v.about_person_id) v.about_person_id as "personId", v.counts, s.grade
    from gatherings g join gathering_votes v on v.gathering_id = g.id
      join gathering_appraisals s on s.gathering_id = g.id and s.person_id = v.about_person_id and s.settled_at is not null
    where g.organisation_id = ${organisation.id} and g.day between ${from}::date and ${to}::date and v.about_person_id is not null
      and v.state = 'closed' ${whole ? sql`` : sql`and v.about_person_id = ${actor.personId}`}
    order by v.about_person_id, v.closed_at desc`.execute(house.db)
  const { rows: talks } = await sql<{ count: number }>`select count(*) as count from gathering_talks
    where organisation_id = ${organisation.id} and day between ${from}::date and ${to}::date`.execute(
    house.db,
  )
  const grades = new Map(appraised.map((row) => [row.personId, row]))
  const belonging = await belongingTo(house.db, organisation.id, house.now())
  const byPerson = new Map(members.map((member) => [member.personId, member]))
  const order = rules.gathering_kinds.map(({ id }) => id)
  return {
    year,
    organisation: { id: organisation.id, name: organisation.name },
    kinds: kinds
      .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
      .map((row) => {
        const kind = rules.gathering_kinds.find(({ id }) => id === row.kind)
        return {
          kind: row.kind,
          words: { zh: kind?.zh ?? row.title, en: kind?.en ?? row.title },
          asked: row.asked,
          held: row.held,
          missed: row.missed,
          made_up: row.madeUp,
          ahead: row.ahead,
          besides: row.besides,
          source: kind?.source ?? '',
          unverified: kind?.unverified ?? false,
        }
      }),
    members: belonging
      .filter(({ personId }) => whole || personId === actor.personId)
      .map(({ personId, name }) => {
        const row = byPerson.get(personId)
        return {
          person_id: personId,
          name,
          due: row?.due ?? 0,
          attended: row?.attended ?? 0,
          remote: row?.remote ?? 0,
          on_leave: row?.onLeave ?? 0,
          made_up: row?.madeUp ?? 0,
          hours: row?.hours ?? 0,
          grades: shownCounts(grades.get(personId)?.counts ?? null),
          grade: grades.get(personId)?.grade ?? null,
        }
      }),
    talks: talks[0]!.count,
    ...(await studyAsked(house, 'member')),
    grades: rules.appraisal_grades.map(({ id, zh, en }) => ({ id, zh, en })),
  }
}

/** A member's own life: what is coming, what they attended, what they may make up. */
export async function mineOf(house: House, actor: Actor, cursor: string | undefined): Promise<MineAnswer> {
  const rules = await house.rulesNow()
  const { db } = house
  const today = shanghaiDate(house.now())
  const year = Number(today.slice(0, 4))
  const branches = await organisationsOf(db, actor.personId)
  const coming = await rowsWhere(
    db,
    rules,
    sql<boolean>`(g.id in (select a.gathering_id from gathering_attendees a join gatherings x on x.id = a.gathering_id
        where a.person_id = ${actor.personId} and x.state in ('called', 'running'))
      or (g.organisation_id = any(${branches}::uuid[]) and g.state = 'planned' and g.day between ${today}::date and ${today}::date + 45))`,
    20,
  )
  const after = cursor ? readCursor(cursor) : null
  const { rows: past } = await sql<{
    id: string
    day: string
    as: string | null
    leave: boolean | null
    madeUp: boolean
  }>`
    select g.id, g.day, a.signed_in_as as as, a.leave_granted as leave, a.made_up_at is not null as "madeUp"
    from gathering_attendees a join gatherings g on g.id = a.gathering_id
    where a.person_id = ${actor.personId} and g.state = 'held'
      ${after ? sql`and (g.day, g.id) < (${after.at}::date, ${after.id}::uuid)` : sql``}
    order by g.day desc, g.id desc limit ${pageLength + 1}`.execute(db)
  const page = past.slice(0, pageLength)
  const rows = await rowsWhere(
    db,
    rules,
    sql<boolean>`g.id = any(${page.map(({ id }) => id)}::uuid[])`,
    pageLength,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const { rows: sums } = await sql<{
    due: number
    attended: number
    onLeave: number
    madeUp: number
    hours: number | null
  }>`
    select count(*) filter (where a.should_attend) as due, count(a.signed_in_at) as attended,
      count(*) filter (where a.signed_in_at is null and a.leave_granted) as "onLeave",
      count(*) filter (where a.signed_in_at is null and a.made_up_at is not null) as "madeUp", ${hoursCounted}::float8 as hours
    from gathering_attendees a join gatherings g on g.id = a.gathering_id
    where a.person_id = ${actor.personId} and g.state = 'held' and g.day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`.execute(
    db,
  )
  const sum = sums[0]!
  const makeUpKinds = new Set(rules.gathering_kinds.filter(({ make_up }) => make_up).map(({ id }) => id))
  const last = page.at(-1)
  return {
    coming,
    attended: page.flatMap(({ id, as, leave, madeUp }) => {
      const row = byId.get(id)
      return row
        ? [
            {
              row,
              as,
              leave: leave === true,
              made_up: madeUp,
              can_make_up: as === null && !madeUp && makeUpKinds.has(row.kind),
            },
          ]
        : []
    }),
    year: {
      year,
      due: sum.due,
      attended: sum.attended,
      on_leave: sum.onLeave,
      made_up: sum.madeUp,
      hours: sum.hours ?? 0,
      ...(await studyAsked(
        house,
        actor.duties.some(({ role }) => role === 'secretary') ? 'secretary' : 'member',
      )),
    },
    next: past.length > pageLength && last ? cursorOf({ at: last.day, id: last.id }) : null,
  }
}
