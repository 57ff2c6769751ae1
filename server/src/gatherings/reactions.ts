import { sql } from 'kysely'
import { shanghaiDate, shanghaiTime } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import type { JobSet } from '../kernel/jobs/index.ts'
import { type Audience, registerLiveAudience } from '../kernel/live/index.ts'
import { notifyEach } from '../kernel/notices/index.ts'
import { forgetAppraisalWords } from './appraisals.ts'
import { markMissed } from './missed.ts'
import { carryOutRun, keepPlans } from './plans.ts'
import { askPresence } from './room.ts'

/** Reminds those who should come, once for each of the hours that the pack names; who is on leave is left in peace. */
export async function remind(house: House): Promise<number> {
  const { gathering_practice: practice } = await house.rulesNow()
  const now = house.now()
  let told = 0
  for (const hours of practice.reminder_hours)
    told += await house.db.transaction().execute(async (tx) => {
      const until = new Date(now.getTime() + hours * 3_600_000)
      const { rows } = await sql<{ id: string; title: string; startsAt: Date; place: string | null }>`
        with due as (
          insert into gathering_reminders (gathering_id, hours)
          select id, ${hours} from gatherings where state = 'called' and starts_at > ${now} and starts_at <= ${until}
          on conflict do nothing returning gathering_id
        )
        select g.id, g.title, g.starts_at as "startsAt", g.place from due join gatherings g on g.id = due.gathering_id`.execute(
        tx,
      )
      if (rows.length === 0) return 0
      const { rows: people } = await sql<{ gathering: string; person: string }>`
        select gathering_id as gathering, person_id as person from gathering_attendees
        where gathering_id = any(${rows.map(({ id }) => id)}::uuid[]) and person_id is not null and leave_granted is not true`.execute(
        tx,
      )
      const byId = new Map(rows.map((row) => [row.id, row]))
      await notifyEach(
        tx,
        people.map(({ gathering, person }) => {
          const { id, title, startsAt, place } = byId.get(gathering)!
          const when = `${shanghaiDate(startsAt)} ${shanghaiTime(startsAt)}`
          return {
            personId: person,
            kind: 'gathering.soon',
            subjectId: id,
            words: {
              zh: `提醒：“${title}”${when}开始${place ? `，${place}` : ''}`,
              en: `Reminder: “${title}” begins ${when}${place ? `, ${place}` : ''}`,
            },
            link: `/meeting?g=${id}`,
          }
        }),
        now,
      )
      return people.length
    })
  return told
}

export function gatheringJobs(house: House): JobSet {
  return {
    handlers: {
      write_gathering_plans: async (payload) => void (await carryOutRun(house, String(payload.run))),
      keep_gathering_plans: () => keepPlans(house),
      forget_appraisal_words: () => forgetAppraisalWords(house),
      mark_missed_gatherings: async () => void (await markMissed(house)),
      remind_of_gatherings: async () => void (await remind(house)),
      ask_gathering_presence: (payload) => askPresence(house, String(payload.gathering)),
    },
    crontab:
      '7 17 * * * keep_gathering_plans\n23 17 * * * forget_appraisal_words\n12 16 * * * mark_missed_gatherings\n*/5 * * * * remind_of_gatherings',
  }
}

/** Those whom a change of a gathering concerns: who holds it, and each attendee, by account or by link. */
export function gatheringDoors(house: House): (() => void)[] {
  return [
    registerLiveAudience('gathering.', async (events) => {
      const { rows } = await sql<{
        id: string
        organisationId: string
        path: string
        people: string[] | null
        attendees: string[] | null
      }>`
        select g.id, g.organisation_id as "organisationId", g.organisation_path::text as path,
          array_agg(a.person_id) filter (where a.person_id is not null) as people, array_agg(a.id) filter (where a.id is not null) as attendees
        from gatherings g left join gathering_attendees a on a.gathering_id = g.id
        where g.id = any(${[...new Set(events.map(({ stream }) => stream))]}::uuid[]) group by g.id`.execute(
        house.db,
      )
      const byId = new Map(rows.map((row) => [row.id, row]))
      return new Map(
        events.flatMap((event): [number, Audience][] => {
          const found = byId.get(event.stream)
          if (!found) return []
          return [
            [
              event.id,
              {
                action: 'gathering.hold',
                organisationIds: [found.organisationId],
                organisationPaths: [found.path],
                areaPaths: [],
                // A link stands for its attendee alone: it hears of this gathering and of nothing else of that person.
                personIds: [...(found.people ?? []), ...(found.attendees ?? [])],
              },
            ],
          ]
        }),
      )
    }),
  ]
}
