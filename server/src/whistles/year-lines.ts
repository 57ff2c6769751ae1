import { sql } from '../kernel/database/index.ts'
import { type YearSource, yearInstants } from '../membership/index.ts'

/** How calls were answered. */
export const whistlesOfYear: YearSource = {
  id: 'whistles',
  zh: '吹哨报到',
  en: 'Whistles',
  async read(executor, subject) {
    const { from, before } = yearInstants(subject)
    const { rows } = await sql<{ called: number; arrived: number; inTime: number; escalated: number }>`
      select count(*) as called, count(arrived_at) as arrived, count(*) filter (where in_time) as "inTime",
        count(*) filter (where escalated > 0) as escalated
      from whistle_calls where organisation_path <@ ${subject.path}::ltree
        and called_at >= ${from} and called_at < ${before}`.execute(executor)
    const { called, arrived, inTime, escalated } = rows[0]!
    if (called === 0) return []
    return [
      {
        id: 'arrived',
        zh: '应哨到场',
        en: 'Calls answered on site',
        value: arrived,
        of: called,
        unit: 'times',
        link: '/whistles',
      },
      {
        id: 'in_time',
        zh: '按时到场',
        en: 'In time',
        value: inTime,
        of: called,
        unit: 'times',
        link: '/whistles',
      },
      {
        id: 'escalated',
        zh: '被升级',
        en: 'Escalated',
        value: escalated,
        of: called,
        unit: 'times',
        link: '/whistles',
      },
    ]
  },
}
