import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { projectRoot } from '../configuration.ts'
import { type App, buildApp } from '../http/index.ts'
import type { StandingHouse } from '../make-house.ts'
import { identifyAs, staff } from '../testing/actors.ts'
import { testHouse } from '../testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import { policyApi } from './api.ts'

let database: FreshDatabase
let house: StandingHouse
let app: App
let policyFolder: string
beforeAll(async () => {
  policyFolder = mkdtempSync(join(tmpdir(), 'lianxin-policies-'))
  cpSync(join(projectRoot, 'policies'), policyFolder, { recursive: true })
  database = await freshDatabase()
  house = await testHouse(database, { configuration: { policyFolder } })
  const identify = identifyAs({ operator: staff('admin'), clerk: staff('community_clerk') })
  app = await buildApp({ house, identify, apis: [policyApi(house)] })
})
afterAll(async () => {
  await app.close()
  await database.drop()
  rmSync(policyFolder, { recursive: true })
})

const rules = async (as = 'clerk') => app.inject({ url: '/api/rules', headers: { 'x-as': as } })
const reload = (as = 'operator', query = '') =>
  app.inject({ method: 'POST', url: `/api/rules/reload${query}`, headers: { 'x-as': as } })

/** Edits the pack file that holds the single-row section. */
function edit(section: string, change: (text: string) => string): { file: string; undo: () => void } {
  const folder = join(policyFolder, house.configuration.policyPack)
  const name = readdirSync(folder).find((file) =>
    new RegExp(`^${section}:`, 'm').test(readFileSync(join(folder, file), 'utf8')),
  )!
  const path = join(folder, name)
  const before = readFileSync(path, 'utf8')
  writeFileSync(path, change(before))
  return { file: name, undo: () => writeFileSync(path, before) }
}

describe('the rules in force', () => {
  it('are shown to staff section by section, every row with its source', async () => {
    const shown = (await rules()).json()
    expect(shown.lineage.at(-1).id).toBe(house.configuration.policyPack)
    expect(shown.hash).toBe((await house.rulesNow()).hash)
    const rows: Record<string, unknown>[] = shown.sections.flatMap(
      (section: { rows: object[] }) => section.rows,
    )
    expect(rows.length).toBeGreaterThan(50)
    for (const row of rows) expect(row, JSON.stringify(row)).toHaveProperty('source')
    expect(shown.sections.find((section: { id: string }) => section.id === 'quiet_hours').rows).toHaveLength(
      1,
    )
    expect((await rules('nobody')).statusCode).toBe(401)
  })

  it('change when the folder is read again, and what was pinned before stays as it was', async () => {
    const before = (await rules()).json().hash
    const { undo } = edit('quiet_hours', (text) =>
      text.replace(/(quiet_hours:[\s\S]*?from:\s*['"]?)\d\d:\d\d/, '$120:17'),
    )
    const answer = await reload()
    expect(answer.json()).toMatchObject({ before })
    expect(answer.json().hash).not.toBe(before)
    expect((await house.rulesNow()).quiet_hours.from).toBe('20:17')
    expect((await house.rulesOf(before)).quiet_hours.from).not.toBe('20:17')
    undo()
    expect((await reload()).json().hash).toBe(before)
  })

  it('stay when a pack cannot be used, and the refusal names file, line and reason', async () => {
    const before = (await rules()).json().hash
    const { file, undo } = edit('quiet_hours', (text) =>
      text.replace(/(quiet_hours:[\s\S]*?from:\s*['"]?)\d\d:\d\d/, '$199:99'),
    )
    const answer = await reload()
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code: 'input.invalid', reason: 'policy.faulty' })
    expect(answer.json().detail).toMatch(new RegExp(`${file} 第 \\d+ 行：.+`))
    expect(answer.body).not.toContain(policyFolder)
    expect((await rules()).json().hash).toBe(before)
    undo()
    rmSync(join(policyFolder, house.configuration.policyPack), { recursive: true })
    expect((await reload()).statusCode).toBe(400)
    expect((await rules()).json().hash).toBe(before)
    cpSync(
      join(projectRoot, 'policies', house.configuration.policyPack),
      join(policyFolder, house.configuration.policyPack),
      { recursive: true },
    )
    expect((await reload()).statusCode).toBe(200)
  })

  it('are tried before they are taken over: what would change, from what to what, and nothing changes yet', async () => {
    const before = (await rules()).json().hash
    const { undo } = edit('quiet_hours', (text) =>
      text.replace(/(quiet_hours:[\s\S]*?from:\s*['"]?)\d\d:\d\d/, '$120:18'),
    )
    const tried = (await reload('operator', '?dry_run=true')).json()
    expect(tried).toMatchObject({ before, loaded: false })
    expect(tried.changes).toMatchObject([
      { section: 'quiet_hours', kind: 'changed', fields: [{ field: 'from', after: '20:18' }] },
    ])
    expect((await rules()).json().hash).toBe(before)
    undo()
    expect((await reload('operator', '?dry_run=true')).json().changes).toEqual([])
  })

  it('that one server took over are those of the others soon after', async () => {
    const other = await testHouse(database, { configuration: { policyFolder } })
    const { undo } = edit('quiet_hours', (text) =>
      text.replace(/(quiet_hours:[\s\S]*?from:\s*['"]?)\d\d:\d\d/, '$120:19'),
    )
    const { hash } = (await reload()).json()
    expect((await other.rulesNow()).hash).not.toBe(hash)
    const later = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 31_000)
    expect((await other.rulesNow()).quiet_hours.from).toBe('20:19')
    later.mockRestore()
    undo()
    await reload()
  })

  it('are read again by the operator alone', async () => {
    expect((await reload('clerk')).statusCode).toBe(403)
    expect((await reload('clerk', '?dry_run=true')).statusCode).toBe(403)
  })
})
