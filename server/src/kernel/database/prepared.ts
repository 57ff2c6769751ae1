import { sql } from 'kysely'
import type pg from 'pg'

const mostPerConnection = 400

const mark = '/* planned anew */'
/**
 * Stands first in a statement whose best way hangs on what it is asked for, as a search or a part of the map: it is
 * planned for its parameters each time. One that is kept would after some calls be planned for any parameters at all.
 */
export const plannedAnew = sql.raw(mark)

/**
 * Lets PostgreSQL parse and plan each distinct statement once per connection: the text is the same at every call, only
 * the parameters differ. Statements beyond the limit (lists of varying length) are sent as before.
 */
export function prepareRepeated(client: pg.PoolClient): void {
  const names = new Map<string, string>()
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const prepared = (...args: unknown[]): unknown => {
    const [text, values] = args
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return query(...args)
    if (text.startsWith(mark)) return query(...args)
    let name = names.get(text)
    if (!name) {
      if (names.size >= mostPerConnection) return query(...args)
      name = `p${names.size}`
      names.set(text, name)
    }
    return query({ name, text, values }, ...args.slice(2))
  }
  ;(client as { query: unknown }).query = prepared
}
