import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { JobSet } from '../kernel/jobs/index.ts'
import { notify } from '../kernel/notices/index.ts'
import { roundsWhere, tellOf } from './store.ts'

/** The day by which reports were to be handed in is over: those who have not, and those who asked, are told once. */
export async function tellLate(house: House): Promise<number> {
  const today = shanghaiDate(house.now())
  let told = 0
  for (;;) {
    const more = await house.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`select id from review_rounds
        where state = 'collecting' and late_told_at is null and hand_in_by < ${today}::date
        order by hand_in_by, id limit 1 for update skip locked`.execute(tx)
      const [round] = rows[0] ? await roundsWhere(tx, sql<boolean>`r.id = ${rows[0].id}`, 1) : []
      if (!round) return false
      const { rows: late } = await sql<{ organisation: string; person: string | null }>`
        select p.organisation_id as organisation, d.person_id as person from review_reports p
          left join duties d on d.organisation_id = p.organisation_id and d.role = 'secretary' and (d.active_to is null or d.active_to > ${house.now()})
        where p.round_id = ${round.id} and p.handed_in_at is null`.execute(tx)
      const organisations = new Set(late.map(({ organisation }) => organisation)).size
      const { rows: above } = await sql<{ person: string }>`select person_id as person from duties
        where organisation_id = ${round.superiorId} and role in ('secretary', 'deputy_secretary')
          and (active_to is null or active_to > ${house.now()})`.execute(tx)
      await notify(tx, {
        personIds: late.flatMap(({ person }) => person ?? []),
        kind: 'yearly_review.late',
        subjectId: round.id,
        words: {
          zh: `您的${round.year}年述职过了${round.handInBy}还没有交，请尽快交给${round.superiorName}`,
          en: `Your report on ${round.year} was due on ${round.handInBy}; please hand it in to ${round.superiorName}`,
        },
        link: '/field/member/reviews',
        at: house.now(),
      })
      if (organisations > 0)
        await notify(tx, {
          personIds: above.map(({ person }) => person),
          kind: 'yearly_review.late_below',
          subjectId: round.id,
          words: {
            zh: `${round.year}年述职还有${organisations}个党组织没有交`,
            en: `${organisations} organisations have not handed in their report on ${round.year}`,
          },
          link: `/desk/reviews/${round.id}`,
          at: house.now(),
        })
      await tellOf(
        house,
        tx,
        round,
        null,
        [{ kind: 'yearly_review.hand_in_over', payload: { missing: organisations } }],
        sql`late_told_at = ${house.now()}`,
      )
      return true
    })
    if (!more) return told
    told++
  }
}

/** The days of publicity are over. */
export async function closePublished(house: House): Promise<number> {
  const today = shanghaiDate(house.now())
  let ended = 0
  for (;;) {
    const more = await house.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{
        id: string
      }>`select id from review_rounds where state = 'public' and public_until < ${today}::date
        order by public_until, id limit 1 for update skip locked`.execute(tx)
      const [round] = rows[0] ? await roundsWhere(tx, sql<boolean>`r.id = ${rows[0].id}`, 1) : []
      if (!round) return false
      await tellOf(
        house,
        tx,
        round,
        null,
        [{ kind: 'yearly_review.closed', payload: {} }],
        sql`state = 'closed'`,
      )
      return true
    })
    if (!more) return ended
    ended++
  }
}

export function yearlyReviewJobs(house: House): JobSet {
  return {
    handlers: {
      sweep_yearly_reviews: async () => {
        await tellLate(house)
        await closePublished(house)
      },
    },
    // 00:35 in Asia/Shanghai.
    crontab: '35 16 * * * sweep_yearly_reviews',
  }
}
