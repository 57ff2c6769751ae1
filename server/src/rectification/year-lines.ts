import { sql } from '../kernel/database/index.ts'
import { type YearSource, yearInstants } from '../membership/index.ts'

/** Whether it was listed as weak, and put right. */
export const rectificationOfYear: YearSource = {
  id: 'rectification',
  zh: '软弱涣散整顿',
  en: 'Rectification',
  async read(executor, subject) {
    const { from, before } = yearInstants(subject)
    const { rows } = await sql<{ listed: number; accepted: number }>`
      select count(*) as listed, count(*) filter (where state in ('accepted', 'released')) as accepted from weak_cases
      where branch_path <@ ${subject.path}::ltree and state in ('listed', 'accepted', 'released')
        and decided_at < ${before} and (ended_at is null or ended_at >= ${from})`.execute(executor)
    const { listed, accepted } = rows[0]!
    if (listed === 0) return []
    return [
      {
        id: 'listed',
        zh: '列入整顿',
        en: 'Listed',
        value: listed,
        of: null,
        unit: 'branches',
        link: '/weak',
      },
      {
        id: 'accepted',
        zh: '其中已验收',
        en: 'Of these accepted',
        value: accepted,
        of: listed,
        unit: 'branches',
        link: '/weak',
      },
    ]
  },
}
