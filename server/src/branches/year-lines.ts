import { sql } from '../kernel/database/index.ts'
import type { YearLine, YearSource } from '../membership/index.ts'

/** What a sound branch looks like, as the indicators have it today; of a year that is over nothing is kept. */
export const soundOfYear: YearSource = {
  id: 'sound',
  zh: '支部标准化',
  en: 'Sound branch',
  async read(executor, { organisationId, path, year, today }) {
    if (!today.startsWith(String(year))) return []
    const { rows } = await sql<{ branches: number; points: number | null; needing: number; members: number }>`
      select count(*) as branches, avg(points)::float8 as points, count(*) filter (where needs > 0) as needing,
        coalesce(sum(full_members + probationary), 0) as members
      from branch_states where path <@ ${path}::ltree`.execute(executor)
    const { branches, points, needing, members } = rows[0]!
    if (branches === 0) return []
    const link = `/party/branches/${organisationId}`
    const lines: YearLine[] = [
      { id: 'members', zh: '党员', en: 'Members', value: members, of: null, unit: 'people', link: null },
      {
        id: 'needing',
        zh: '有事项要补的支部',
        en: 'Branches that lack something',
        value: needing,
        of: branches,
        unit: 'branches',
        link,
      },
    ]
    if (points !== null)
      lines.unshift({
        id: 'points',
        zh: branches === 1 ? '标准化得分' : '标准化平均分',
        en: branches === 1 ? 'Points as a sound branch' : 'Average points',
        value: Math.round(points * 10) / 10,
        of: 100,
        unit: 'points',
        link,
      })
    return lines
  },
}
