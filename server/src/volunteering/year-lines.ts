import { sql } from '../kernel/database/index.ts'
import { type YearSource, yearInstants } from '../membership/index.ts'

/** Hours of service by the members of its branches, as they were recorded on site. */
export const serviceOfYear: YearSource = {
  id: 'service',
  zh: '党员服务',
  en: 'Service of members',
  async read(executor, subject) {
    const { from, before } = yearInstants(subject)
    const { rows } = await sql<{ times: number; people: number; minutes: number | null }>`
      select count(*) as times, count(distinct r.person_id) as people, sum(r.minutes) as minutes
      from organisations o join service_records r on r.branch_id = o.id
      where o.path <@ ${subject.path}::ltree and r.started_at >= ${from} and r.started_at < ${before}`.execute(
      executor,
    )
    const { times, people, minutes } = rows[0]!
    return [
      { id: 'times', zh: '参加服务', en: 'Times served', value: times, of: null, unit: 'times', link: null },
      {
        id: 'people',
        zh: '参加的党员',
        en: 'Members who served',
        value: people,
        of: null,
        unit: 'people',
        link: null,
      },
      {
        id: 'hours',
        zh: '服务时长',
        en: 'Hours served',
        value: Math.round((minutes ?? 0) / 6) / 10,
        of: null,
        unit: 'hours',
        link: null,
      },
    ]
  },
}
