import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StandingHouse } from '../kernel/make-house.ts'
import { notify, sendMessage } from '../kernel/notices/index.ts'
import { anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { smallCity } from '../matters/fixture.ts'
import { checkMatters, checkWords, erasePersonalData, execute } from '../matters/index.ts'
import { takeIn } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let clock = new Date('2026-03-02T01:00:00Z')

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
})
afterAll(() => database.drop())

describe('personal data', () => {
  it('goes on its day, while the figures and the chain stay whole', async () => {
    const city = await smallCity(house)
    const { id } = await database.db.transaction().execute((tx) =>
      takeIn(
        house,
        tx,
        {
          text: '我家住三栋，电话一直打不通',
          location: city.spot,
          contact: { name: '王大爷', phone: '13900000009' },
        },
        { channel: 'web', actor: anonymous },
      ),
    )
    await execute(house, { actor: city.grid, matterId: id, command: { type: 'take' } })
    await execute(house, {
      actor: city.grid,
      matterId: id,
      command: { type: 'answer', text: '王大爷家线路已修', outcome: 'solved' },
    })
    await execute(house, {
      actor: anonymous,
      holdsCode: true,
      matterId: id,
      command: {
        type: 'judge',
        solved: true,
        satisfaction: 'satisfied',
        wantsRework: false,
        channel: 'code',
      },
    })
    const { rows } = await sql<{ number: string }>`select number from matters where id = ${id}`.execute(
      house.db,
    )
    await sql`update deadlines set explanation = '{"zh":"经批准延期，理由：王大爷住院","en":""}' where subject_id = ${id}`.execute(
      house.db,
    )
    await house.db.transaction().execute(async (tx) => {
      await notify(tx, {
        personId: city.grid.personId!,
        kind: 'matter.received',
        subjectId: id,
        words: { zh: '新收到：我家住三栋', en: '' },
      })
      await sendMessage(tx, {
        phone: '13900000009',
        text: `您反映的事项（${rows[0]!.number}）已答复`,
        purpose: 'matter.answered',
      })
    })
    const figures = () =>
      sql`select state, outcome, category, closed_at, (select solved from judgements where matter_id = m.id) as solved from matters m`.execute(
        house.db,
      )
    const before = (await figures()).rows
    expect(await erasePersonalData(house)).toBe(0)

    clock = new Date(clock.getTime() + 1200 * 86_400_000)
    expect(await erasePersonalData(house)).toBe(1)
    expect(await erasePersonalData(house)).toBe(0)
    const everything = await sql<{ all: string }>`
      select string_agg(x, ' ') as all from (
        select to_jsonb(t)::text as x from timeline t union all select to_jsonb(p)::text from timeline_personal p
        union all select to_jsonb(w)::text from matter_words w union all select to_jsonb(c)::text from matter_contacts c
        union all select to_jsonb(d)::text from deadlines d union all select to_jsonb(n)::text from notices n
        union all select to_jsonb(o)::text from outbox_messages o) s`.execute(house.db)
    expect(everything.rows[0]!.all).not.toMatch(/王大爷|三栋|13900000009/)
    expect((await figures()).rows).toEqual(before)
    expect(await checkMatters(house.db)).toEqual([])
    expect(await checkWords(house.pool)).toBeNull()
    expect((await verifyChains(house.pool)).broken).toBe(0)
  })

  it('is not quietly replaced under the name of erasure', async () => {
    const { id, number } = await database.db
      .transaction()
      .execute((tx) => takeIn(house, tx, { text: '路面塌陷' }, { channel: 'web', actor: anonymous }))
    await database.asOwner(
      `update matter_words set body = '没有塌陷', erased_at = now() where matter_id = '${id}'`,
    )
    expect(await checkWords(house.pool)).toMatchObject({ promise: 4, where: [number] })
  })
})
