import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StandingHouse } from '../kernel/make-house.ts'
import { anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { sealDay } from '../kernel/timeline/seal.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { execute } from '../matters/index.ts'
import { takeIn } from '../requests/index.ts'
import { exportCommand, exportTo } from './export.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let folder: string

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => new Date('2026-03-02T01:00:00Z') })
  city = await smallCity(house)
  folder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-export-'))
  const { id } = await house.db.transaction().execute((tx) =>
    takeIn(
      house,
      tx,
      {
        text: '=HYPERLINK("http://x") 路灯坏了，\n请打 139 0000 0001 或 13900000002，3号楼502室，2026年3月1日',
        location: { ...city.spot, address: '3号楼' },
        contact: { name: '欧阳小明', phone: '13900000001' },
      },
      { channel: 'web', actor: anonymous },
    ),
  )
  await execute(house, { actor: city.grid, matterId: id, command: { type: 'take' } })
  await execute(house, {
    actor: city.grid,
    matterId: id,
    command: { type: 'contact', reached: true, note: '已联系' },
  })
  await execute(house, {
    actor: city.grid,
    matterId: id,
    command: { type: 'answer', text: '灯泡已换，电话 0371-65551234', outcome: 'solved' },
  })
  await sealDay(house)
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const rowOf = (to: string) =>
  parse(readFileSync(join(to, 'matters.csv'), 'utf8'), { bom: true, columns: true })[0] as Record<
    string,
    string
  >

it('writes the work-order table for spreadsheets, personal data masked, and the seals', async () => {
  const to = join(folder, 'masked')
  expect(await exportTo(house, to)).toEqual({ matters: 1, seals: 1 })
  expect(readFileSync(join(to, 'matters.csv')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  const row = rowOf(to)
  expect(row).toMatchObject({
    工单编号: expect.stringMatching(/^20260302\d{6}$/),
    状态: '已答复待评价',
    来电人: '欧***',
    被反映区: '清河区',
    被反映街乡镇: '春晖街道',
    '村/社区': '槐荫社区',
    小区点位: '3号楼',
    来电时间: '2026-03-02 09:00:00',
    办结时间: '',
    办理结果: '已解决',
    是否解决: '未评价',
    是否满意: '未评价',
    工单性质: '主办件',
  })
  expect(row.主要内容).toMatch(/^'=HYPERLINK/)
  expect(row.主要内容).toContain('3号楼502室，2026年3月1日')
  const text = readFileSync(join(to, 'matters.csv'), 'utf8')
  for (const secret of ['欧阳小明', '13900000001', '139 0000 0001', '13900000002', '65551234'])
    expect(text).not.toContain(secret)
  const { rows } = await database.pool.query(`select * from audit_log where action like 'export%'`)
  expect(rows).toEqual([])
  const seals = JSON.parse(readFileSync(join(to, 'seals.json'), 'utf8'))
  expect(seals).toMatchObject({ format: 'lianxin-seals-1', seals: [{ day: '2026-03-02' }] })
})

it('exports personal data only with a reason, which the audit log keeps', async () => {
  const to = join(folder, 'personal')
  await exportTo(house, to, { personal: '市里检查' })
  expect(rowOf(to)).toMatchObject({
    来电人: '欧阳小明',
    电话: '13900000001',
    回复内容: '灯泡已换，电话 0371-65551234',
  })
  const { rows } = await database.pool.query(
    `select reason, outcome from audit_log where action = 'export.personal'`,
  )
  expect(rows).toEqual([{ reason: expect.stringMatching(/: 市里检查$/), outcome: 'done' }])
  const nowhere = join(folder, 'nowhere')
  expect(await exportCommand([nowhere, '--with-personal'], house.configuration)).toBe(2)
  expect(await exportCommand([], house.configuration)).toBe(2)
  expect(existsSync(nowhere)).toBe(false)
})
