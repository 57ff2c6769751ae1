import { sql } from '../kernel/database/index.ts'
import { type YearLine, type YearSource, yearInstants } from '../membership/index.ts'

/** What it was given to do itself, and what residents of its area asked for, whoever did it. */
export const mattersOfYear: YearSource = {
  id: 'matters',
  zh: '办理事项',
  en: 'Matters',
  async read(executor, subject) {
    const { from, before } = yearInstants(subject)
    const inYear = sql`m.closed_at >= ${from} and m.closed_at < ${before}`
    const { rows: own } = await sql<{ handled: number; late: number; open: number }>`
      select count(*) filter (where ${inYear}) as handled, count(*) filter (where m.step is not null and m.overdue) as late,
        count(*) filter (where m.step is not null) as open
      from organisations o join matters m on m.owner_id = o.id
      where o.path <@ ${subject.path}::ltree and (m.step is not null or m.closed_at >= ${from})`.execute(
      executor,
    )
    const { rows: asked } = await sql<{ closed: number; solved: number; reworked: number }>`
      select count(*) as closed, count(*) filter (where m.outcome = 'solved') as solved, count(*) filter (where m.reworks > 0) as reworked
      from areas a join matters m on m.area_id = a.id
      where a.path <@ (select x.path from organisations o join areas x on x.id = o.area_id where o.id = ${subject.organisationId})
        and m.kind = 'request' and m.from_person and ${inYear}`.execute(executor)
    const { handled, late, open } = own[0]!
    const { closed, solved, reworked } = asked[0]!
    const lines: YearLine[] = []
    const add = (id: string, zh: string, en: string, value: number, of: number | null) =>
      lines.push({ id, zh, en, value, of, unit: 'matters', link: null })
    if (handled + open > 0) {
      add('handled', '交办给本组织、已办结', 'Given to it and done', handled, handled + open)
      add('late', '其中眼下超期', 'Of these late now', late, open)
    }
    if (closed > 0) {
      add('closed', '本片区群众诉求办结', 'Requests of its area closed', closed, null)
      add('solved', '其中解决', 'Of these solved', solved, closed)
      add('reworked', '其中返工过', 'Of these done again', reworked, closed)
    }
    return lines
  },
}
