import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from './configuration.ts'
import { PolicyFault } from './policy/index.ts'
import { testHouse } from './testing/house.ts'
import { type FreshDatabase, freshDatabase } from './testing/index.ts'

let database: FreshDatabase
const folder = mkdtempSync(join(tmpdir(), 'lianxin-policies-'))
beforeAll(async () => {
  database = await freshDatabase()
  cpSync(join(projectRoot, 'policies'), folder, { recursive: true })
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the rules of a house', () => {
  it('are those of the day in Shanghai', async () => {
    const house = await testHouse(database, { now: () => new Date('2026-03-01T16:30:00Z') })
    expect((await house.rulesNow()).onDate).toBe('2026-03-02')
  })

  it('are kept whole, so that another server finds what a matter is pinned to', async () => {
    const beijing = await testHouse(database, { configuration: { policyPack: 'beijing' } })
    const pinned = await beijing.rulesNow()
    const national = await testHouse(database)
    expect((await national.rulesNow()).hash).not.toBe(pinned.hash)
    const { onDate: _, ...kept } = await national.rulesOf(pinned.hash)
    const { onDate: __, ...meant } = pinned
    expect(kept).toEqual(meant)
  })

  it('are stored once, however many houses stand', async () => {
    const [first] = await Promise.all([testHouse(database), testHouse(database)])
    const { hash } = await first.rulesNow()
    const { rows } = await sql`select 1 from policy_snapshots where hash = ${hash}`.execute(database.db)
    expect(rows).toHaveLength(1)
  })

  it('are refused where their snapshot was changed or does not exist', async () => {
    const zhengzhou = await testHouse(database, { configuration: { policyPack: 'zhengzhou' } })
    const { hash } = await zhengzhou.rulesNow()
    await database.asOwner(
      `update policy_snapshots set rules = jsonb_set(rules, '{timezone}', '"UTC"') where hash = $1`,
      [hash],
    )
    const house = await testHouse(database)
    await expect(house.rulesOf(hash)).rejects.toThrow('does not match its hash')
    await expect(house.rulesOf('0'.repeat(64))).rejects.toThrow('does not exist')
  })

  it('of a pack that does not exist let no house stand', async () => {
    await expect(testHouse(database, { configuration: { policyPack: 'atlantis' } })).rejects.toThrow(
      RangeError,
    )
  })
})

describe('reloading', () => {
  it('brings amended days into the calendar', async () => {
    const house = await testHouse(database)
    expect(house.calendar.day('2026-07-14').working).toBe(true)
    await sql`insert into calendar_amendments (day, working, reason_zh, reason_en)
      values ('2026-07-14', false, '台风', 'Typhoon')`.execute(database.db)
    await house.reload()
    expect(house.calendar.day('2026-07-14')).toMatchObject({ working: false, reason: { zh: '台风' } })
    const next = await testHouse(database)
    expect(next.calendar.day('2026-07-14').working).toBe(false)
  })

  it('keeps what was in force where a pack cannot be used', async () => {
    const house = await testHouse(database, { configuration: { policyFolder: folder } })
    const before = await house.rulesNow()
    writeFileSync(join(folder, 'national', 'broken.yaml'), 'clocks: [')
    await expect(house.reload()).rejects.toThrow(PolicyFault)
    expect((await house.rulesNow()).hash).toBe(before.hash)
  })
})

describe('waking', () => {
  it('reaches everybody who listens', async () => {
    const house = await testHouse(database)
    const heard: string[] = []
    house.onWake(() => heard.push('first'))
    house.onWake(() => heard.push('second'))
    house.wake()
    expect(heard).toEqual(['first', 'second'])
  })
})
