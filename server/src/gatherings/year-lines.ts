import { sql } from 'kysely'
import { type YearLine, type YearSource, yearBounds } from '../membership/index.ts'

/** What the rules asked for, and what was held of it. */
export const gatheringsOfYear: YearSource = {
  id: 'gatherings',
  zh: '组织生活',
  en: 'Organisation life',
  async read(executor, subject) {
    const { from, until } = yearBounds(subject)
    const { rows } = await sql<{
      asked: number
      held: number
      missed: number
      madeUp: number
      should: number | null
      came: number | null
    }>`
      select count(*) filter (where plan_key is not null) as asked,
        count(*) filter (where plan_key is not null and state = 'held') as held,
        count(*) filter (where state = 'missed') as missed,
        count(*) filter (where state = 'missed' and made_up_by is not null) as "madeUp",
        sum(should_attend) filter (where state = 'held') as should, sum(attended) filter (where state = 'held') as came
      from gatherings where organisation_path <@ ${subject.path}::ltree and day between ${from}::date and ${until}::date
        and state <> 'cancelled'`.execute(executor)
    const { rows: talked } = await sql<{ talks: number }>`select count(*) as talks from gathering_talks
      where organisation_path <@ ${subject.path}::ltree and day between ${from}::date and ${until}::date`.execute(
      executor,
    )
    const { asked, held, missed, madeUp, should, came } = rows[0]!
    const link = `/gatherings/year?organisation=${subject.organisationId}&year=${subject.year}`
    const lines: YearLine[] = [
      {
        id: 'held',
        zh: '规定的会议按期召开',
        en: 'Required meetings held in time',
        value: held,
        of: asked,
        unit: 'times',
        link,
      },
      { id: 'missed', zh: '未按期召开', en: 'Missed', value: missed, of: null, unit: 'times', link },
      {
        id: 'made_up',
        zh: '其中已补开',
        en: 'Of these made up',
        value: madeUp,
        of: missed,
        unit: 'times',
        link,
      },
      {
        id: 'talks',
        zh: '谈心谈话',
        en: 'Heart-to-heart talks',
        value: talked[0]!.talks,
        of: null,
        unit: 'times',
        link: null,
      },
    ]
    if (should)
      lines.push({
        id: 'attendance',
        zh: '到会率',
        en: 'Attendance',
        value: Math.round((100 * (came ?? 0)) / should),
        of: null,
        unit: 'percent',
        link,
      })
    return lines
  },
}
