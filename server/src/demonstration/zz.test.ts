import { expect, it } from 'vitest'
import { sql } from '../kernel/database/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { freshDatabase } from '../kernel/testing/index.ts'
import { checkMatters } from '../matters/index.ts'
import { loadDemonstration } from './index.ts'

it('times', async () => {
  const d = await freshDatabase()
  const h = await testHouse(d, { demo: true })
  await loadDemonstration(h)
  const t = performance.now(),
    c = process.cpuUsage()
  await loadDemonstration(h, { past: (process.env.SIZE ?? 'small') as any })
  console.log('past', performance.now() - t, process.cpuUsage(c))
  for (const q of [
    "select state, overdue, count(*) from matters where kind='request' group by 1,2 order by 1",
    "select outcome, count(*) from matters where state='closed' group by 1",
    "select kind, count(*) from timeline where stream_kind='matter' group by 1 order by 2 desc",
    'select w.title, w.body, m.channel, m.state, w.address from matter_words w join matters m on m.id=w.matter_id order by random() limit 40',
    'select solved,satisfaction,channel,count(*) from judgements group by 1,2,3',
  ])
    console.table
      ? console.log(
          (await sql.raw(q).execute(d.db)).rows.map((r: any) => Object.values(r).join(' | ')).join('\n'),
        )
      : 0
  console.log(JSON.stringify(await checkMatters(d.db)))
  await d.drop()
}, 300000)
