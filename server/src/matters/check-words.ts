import type pg from 'pg'
import { wordsHash } from './open.ts'
import type { BrokenPromise } from './promises.ts'

const pageSize = 2000

interface Row {
  id: string
  number: string
  title: string
  body: string
  address: string | null
  salt: Buffer
  digest: 'sha256' | 'sm3'
  hash: string | null
}

/** Whether the words of each matter are still those whose hash its timeline holds. Erased words are no break. */
export async function checkWords(pool: pg.Pool): Promise<BrokenPromise | null> {
  const where: string[] = []
  let count = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await pool.query<Row>(
      `select m.id, m.number, w.title, w.body, w.address, w.salt, t.digest, t.payload->>'words' as hash
       from matters m join matter_words w on w.matter_id = m.id join timeline t on t.stream = m.id and t.seq = 1
       where m.id > $1 and (w.erased_at is null or not exists (select 1 from timeline e where e.stream = m.id and e.kind = 'matter.erased'))
       order by m.id limit ${pageSize}`,
      [after],
    )
    for (const row of rows) {
      if (
        row.hash ===
        wordsHash(row.digest, row.salt, { title: row.title, body: row.body, address: row.address })
      )
        continue
      count++
      if (where.length < 20) where.push(row.number)
    }
    if (rows.length < pageSize) break
    after = rows.at(-1)!.id
  }
  return count === 0
    ? null
    : {
        promise: 4,
        zh: '群众的原话与时间线所记的摘要不符（被改过）',
        en: "a person's words are not those whose hash the timeline holds",
        where,
        count,
      }
}
