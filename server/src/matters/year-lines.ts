import { sql } from '../kernel/database/index.ts'
import { type YearSource, yearBounds } from '../membership/index.ts'

/** What was finished as its owner, and what is late now. */
export const mattersOfYear: YearSource = {
  id: 'matters',
  zh: '办理事项',
  en: 'Matters handled',
  async read(executor, subject) {
    const { from, until } = yearBounds(subject)
    const { rows } = await sql<{ handled: number; solved: number; reworked: number; late: number }>`
      select count(*) filter (where m.closed_at >= ${from}::date and m.closed_at < ${until}::date + 1) as handled,
        count(*) filter (where m.closed_at >= ${from}::date and m.closed_at < ${until}::date + 1 and m.outcome = 'solved') as solved,
        count(*) filter (where m.closed_at >= ${from}::date and m.closed_at < ${until}::date + 1 and m.reworks > 0) as reworked,
        count(*) filter (where m.step is not null and m.overdue) as late
      from organisations o join matters m on m.owner_id = o.id
      where o.path <@ ${subject.path}::ltree and (m.step is not null or m.closed_at >= ${from}::date)`.execute(
      executor,
    )
    const { handled, solved, reworked, late } = rows[0]!
    return [
      { id: 'handled', zh: '办结', en: 'Closed', value: handled, of: null, unit: 'matters', link: '/' },
      {
        id: 'solved',
        zh: '其中解决',
        en: 'Of these solved',
        value: solved,
        of: handled,
        unit: 'matters',
        link: '/',
      },
      {
        id: 'reworked',
        zh: '返工过',
        en: 'Done again',
        value: reworked,
        of: handled,
        unit: 'matters',
        link: '/',
      },
      { id: 'late', zh: '眼下超期', en: 'Late now', value: late, of: null, unit: 'matters', link: '/' },
    ]
  },
}
