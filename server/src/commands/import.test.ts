import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { StandingHouse } from '../kernel/make-house.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { areaByCode } from '../territory/index.ts'
import { importCommand } from './import.ts'

let database: FreshDatabase
let house: StandingHouse
let folder: string
let said = ''
beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database)
  folder = mkdtempSync(join(tmpdir(), 'lianxin-import-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.drop()
})
beforeEach(() => {
  said = ''
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said += text
      return true
    })
})
afterEach(() => vi.restoreAllMocks())

const file = (text: string) => {
  const path = join(folder, 'areas.csv')
  writeFileSync(path, text)
  return path
}

it('succeeds only where the whole file was right, and says so in JSON alone', async () => {
  const path = file('code,name,kind\n330100,江城市,city\n')
  expect(await importCommand(['areas', path, '--dry-run', '--json'], { house })).toBe(0)
  expect(JSON.parse(said)).toMatchObject({ rows: 1, faults: [], would: { create: 1 }, written: false })
  expect(await areaByCode(house.db, '330100')).toBeUndefined()
  expect(await importCommand(['areas', path], { house })).toBe(0)
  expect(await areaByCode(house.db, '330100')).toBeDefined()
})

it('fails with each fault at its line and column', async () => {
  const path = file('code,name,kind\n330200,甲市,city\n330300,乙市,castle\n')
  expect(await importCommand(['areas', path], { house })).toBe(1)
  expect(said).toContain(`${path}:3:3`)
  expect(await areaByCode(house.db, '330200')).toBeUndefined()
})

it('explains itself, and refuses what it cannot understand', async () => {
  expect(await importCommand(['--help'], { house })).toBe(0)
  expect(said).toContain('place_codes')
  for (const argv of [
    [],
    ['castles', 'x'],
    ['areas'],
    ['areas', '/nowhere'],
    ['areas', 'x', 'y'],
    ['--what'],
    ['areas', file('x'), '--crs', 'bd09'],
  ])
    expect(await importCommand(argv, { house }), argv.join(' ')).toBe(2)
})
