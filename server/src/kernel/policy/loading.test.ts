import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clockFor, loadPolicies, PolicyFault, routeFor } from './index.ts'

const SHIPPED = fileURLToPath(new URL('../../../../policies', import.meta.url))
const TODAY = '2026-11-22'
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policies-'))
  await cp(SHIPPED, folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true }))

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const before = await readFile(join(folder, file), 'utf8')
  const after = before.replace(from, to)
  expect(after, `nothing to edit in ${file}`).not.toBe(before)
  await writeFile(join(folder, file), after)
}

async function lineOf(file: string, text: string): Promise<number> {
  const lines = (await readFile(join(folder, file), 'utf8')).split('\n')
  return lines.findIndex((line) => line.includes(text)) + 1
}

async function faultOf(): Promise<PolicyFault> {
  const fault: unknown = await loadPolicies(folder).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(fault).toBeInstanceOf(PolicyFault)
  return fault as PolicyFault
}

async function append(file: string, text: string): Promise<void> {
  const path = join(folder, file)
  await writeFile(path, (await readFile(path, 'utf8')) + text)
}

describe('editing the law', () => {
  it('changes the limit that applies', async () => {
    await edit('national/clocks.yaml', /(id: sign\n[\s\S]*?limit: )2\n/, '$13\n')
    const library = await loadPolicies(folder)
    expect(clockFor(library.rulesOn('national', TODAY), 'sign', {}).limit).toBe(3)
    const shipped = await loadPolicies(SHIPPED)
    expect(clockFor(shipped.rulesOn('national', TODAY), 'sign', {}).limit).toBe(2)
    expect(library.rulesOn('national', TODAY).hash).not.toBe(shipped.rulesOn('national', TODAY).hash)
  })

  it('from a date applies from that date, in the child packs as well', async () => {
    await edit(
      'national/clocks.yaml',
      'clocks:\n  - id: dispatch\n',
      'clocks:\n  - id: dispatch\n    effective_to: 2026-12-31\n',
    )
    await append(
      'national/clocks.yaml',
      '  - { id: dispatch, zh: 派单, en: Dispatch, step: dispatch, limit: 1, clock: hours, counts_from: step, effective_from: 2027-01-01 }\n',
    )
    const { rulesOn } = await loadPolicies(folder)
    for (const pack of ['national', 'beijing']) {
      expect(clockFor(rulesOn(pack, '2026-12-31'), 'dispatch', {}).limit).toBe(2)
      expect(clockFor(rulesOn(pack, '2027-01-01'), 'dispatch', {}).limit).toBe(1)
    }
    expect(clockFor(rulesOn('zhengzhou', '2027-01-01'), 'dispatch', {}).limit).toBe(5)
  })

  it('of a child that runs out brings the parent’s rule back', async () => {
    await edit(
      'zhengzhou/clocks.yaml',
      'effective_from: 2021-01-01',
      'effective_from: 2021-01-01\n    effective_to: 2026-06-30',
    )
    const { rulesOn } = await loadPolicies(folder)
    expect(clockFor(rulesOn('zhengzhou', '2026-06-30'), 'dispatch', {})).toMatchObject({
      limit: 5,
      pack: 'zhengzhou',
    })
    expect(clockFor(rulesOn('zhengzhou', '2026-07-01'), 'dispatch', {})).toMatchObject({
      limit: 2,
      pack: 'national',
    })
  })

  it('a child takes a category away with all below it', async () => {
    await writeFile(
      join(folder, 'zhengzhou/categories.yaml'),
      'categories:\n  - { id: united_front, removed: true }\n',
    )
    await writeFile(
      join(folder, 'zhengzhou/routing.yaml'),
      'routing:\n' +
        ['united_front', 'united_front_private_sector']
          .flatMap((id) => ['district', 'city'].map((level) => `${id}_${level}`))
          .concat(
            'united_front_private_sector_district_united_front',
            'united_front_private_sector_city_united_front',
          )
          .map((id) => `  - { id: ${id}, removed: true }\n`)
          .join(''),
    )
    const { rulesOn } = await loadPolicies(folder)
    const ids = rulesOn('zhengzhou', TODAY).categories.map(({ id }) => id)
    expect(ids).toHaveLength(16)
    expect(ids).not.toContain('united_front')
    expect(rulesOn('national', TODAY).categories).toHaveLength(17)
    expect(routeFor(rulesOn('zhengzhou', TODAY), 'united_front.overseas', 'district')[0]!.id).toBe(
      'any_district',
    )
  })

  it('a row with a source of its own is not called unverified because its file is', async () => {
    await edit(
      'national/clocks.yaml',
      'clocks:\n  - id: dispatch\n',
      'clocks:\n  - id: dispatch\n    source: 某市12345条例 第九条\n',
    )
    const rule = clockFor((await loadPolicies(folder)).rulesOn('national', TODAY), 'dispatch', {})
    expect(rule).toMatchObject({ source: '某市12345条例 第九条', effective_from: '2021-01-01' })
    expect(rule.unverified).toBeUndefined()
    expect(rule.note).toBeUndefined()
  })
})

describe('a pack that cannot be used names file and line:', () => {
  const broken: [string, string, string | RegExp, string, RegExp][] = [
    ['text that is not YAML', 'national/clocks.yaml', 'step: sign\n', 'step: [sign\n', /YAML/],
    ['an unknown field', 'national/clocks.yaml', 'step: judgement', 'stepp: judgement', /stepp/],
    ['an unknown section', 'national/rates.yaml', 'rates:', 'rate:', /unknown section "rate"/],
    ['a number written as words', 'national/clocks.yaml', 'limit: 30\n', 'limit: thirty\n', /limit/],
    ['a limit below zero', 'national/clocks.yaml', 'limit: 30\n', 'limit: -30\n', /limit/],
    [
      'a clock that does not exist',
      'national/clocks.yaml',
      'clock: minutes',
      'clock: moons',
      /minutes \| hours/,
    ],
    ['a missing source', 'national/rates.yaml', / {4}source: .*\n/, '', /missing "source"/],
    ['a doubt without its reason', 'beijing/rates.yaml', /note: .*\n/, '# 删去\n', /note/],
    ['a date that does not exist', 'zhengzhou/grids.yaml', '2021-01-01', '2021-02-30', /2021-02-30/],
    [
      'an end before its beginning',
      'national/intake.yaml',
      'effective_to: 2025-12-31',
      'effective_to: 2015-12-31',
      /before/,
    ],
    [
      'two overlapping rows of one id',
      'national/intake.yaml',
      'effective_to: 2025-12-31',
      'effective_to: 2026-12-31',
      /twice/,
    ],
    ['weights that do not add up', 'beijing/rates.yaml', 'response: 0.1', 'response: 0.2', /add up to 1/],
    [
      'a clock for an unknown urgency',
      'national/clocks.yaml',
      'when: { urgency: complex }',
      'when: { urgency: odd }',
      /odd/,
    ],
    [
      'two limits for one condition',
      'national/clocks.yaml',
      'when: { urgency: complex }',
      'when: { urgency: utility }',
      /same step/,
    ],
    [
      'a step without a limit',
      'national/clocks.yaml',
      'step: review\n',
      'step: review\n    when: { urgency: urgent }\n',
      /"review"/,
    ],
    [
      'a route to an unknown category',
      'national/routing.yaml',
      'category: safety.fire,',
      'category: safety.fira,',
      /safety\.fira/,
    ],
    [
      'a route to an unknown function',
      'national/routing.yaml',
      'function: emergency',
      'function: emergancy',
      /emergancy/,
    ],
    [
      'a route without a lead',
      'national/routing.yaml',
      'function: emergency, lead: true',
      'function: emergency',
      /no lead/,
    ],
    [
      'two leads',
      'national/routing.yaml',
      'function: housing }',
      'function: housing, lead: true }',
      /two leads/,
    ],
    ['a level with nowhere to go', 'national/routing.yaml', /.*id: any_grid.*\n/, '', /at level "grid"/],
    [
      'a category below none',
      'national/categories-city.yaml',
      'id: safety\n',
      'id: safetea\n',
      /above does not exist/,
    ],
    [
      'a category with an unknown urgency',
      'national/categories-city.yaml',
      'urgency: utility',
      'urgency: soon',
      /soon/,
    ],
    [
      'a ladder with a rung missing',
      'national/supervision.yaml',
      'step: any, rung: 2',
      'step: any, rung: 4',
      /rungs/,
    ],
    ['a code whose parts do not add up', 'national/grids.yaml', 'digits: 20', 'digits: 21', /20 位/],
    [
      'a grid smaller than itself',
      'national/grids.yaml',
      'min_households: 300',
      'min_households: 600',
      /minimum/,
    ],
    ['an unknown parent', 'beijing/pack.yaml', 'parent: national', 'parent: nation', /nation/],
    [
      'a pack that is its own ancestor',
      'national/pack.yaml',
      'id: national',
      'id: national\nparent: beijing',
      /parent/,
    ],
    ['a name unlike the folder’s', 'beijing/pack.yaml', 'id: beijing', 'id: peking', /folder/],
    [
      'removing what is not there',
      'beijing/clocks.yaml',
      '- { id: feedback_consultation',
      '- { id: feedback_poetry',
      /nothing to remove/,
    ],
    ['another time zone', 'beijing/pack.yaml', 'Asia/Shanghai', 'Europe/Paris', /timezone/],
    ['a make-up day in the middle of a week', 'calendar/2026.yaml', '2026-01-04', '2026-01-05', /weekend/],
    [
      'a day both free and working',
      'calendar/2026.yaml',
      '{ date: 2026-02-14',
      '{ date: 2026-02-15',
      /both free and working/,
    ],
    ['a holiday of a month', 'calendar/2026.yaml', 'to: 2026-02-23', 'to: 2026-03-23', /days/],
    ['a year under another’s name', 'calendar/2026.yaml', 'year: 2026', 'year: 2027', /2027\.yaml/],
    ['an empty file', 'national/rates.yaml', /[\s\S]*/, '', /empty/],
  ]

  it.each(broken)('%s', async (_, file, from, to, reason) => {
    await edit(file, from, to)
    const fault = await faultOf()
    expect(fault.file).toMatch(/\.yaml$/)
    expect(fault.line).toBeGreaterThan(0)
    expect(fault.column).toBeGreaterThan(0)
    expect(fault.reason).toMatch(reason)
    expect(fault.message).toContain(`${fault.file}:${fault.line}:${fault.column}`)
  })

  it('the very line of an unknown field', async () => {
    await edit('national/clocks.yaml', 'step: judgement', 'stepp: judgement')
    const fault = await faultOf()
    expect(fault).toMatchObject({
      file: 'national/clocks.yaml',
      line: await lineOf(fault.file, 'stepp:'),
      column: 5,
    })
  })

  it('the very line of a wrong number in a row', async () => {
    await edit('national/handling.yaml', 'limit: 15\n', 'limit: 15.5\n')
    const fault = await faultOf()
    expect(fault).toMatchObject({
      file: 'national/handling.yaml',
      line: await lineOf(fault.file, 'limit: 15.5'),
    })
  })

  it('the very line of a row that fits no other', async () => {
    await edit('national/routing.yaml', 'category: safety.fire,', 'category: safety.fira,')
    const fault = await faultOf()
    expect(fault).toMatchObject({
      file: 'national/routing.yaml',
      line: await lineOf(fault.file, 'safety.fira'),
    })
  })

  it('a second row where only one may be in force', async () => {
    await append(
      'beijing/rates.yaml',
      '  - { id: other, source: s, effective_from: 2021-09-24, weights: { response: 0, solved: 0.5, satisfied: 0.5 }, basically_satisfied_coefficient: 1, denominator: closed_matters }\n',
    )
    const fault = await faultOf()
    expect(fault).toMatchObject({ file: 'beijing/rates.yaml', line: await lineOf(fault.file, 'id: other') })
  })

  it('a file that is not UTF-8', async () => {
    await writeFile(join(folder, 'national/rates.yaml'), Buffer.from([0xc8, 0xfd, 0xc2, 0xca]))
    expect((await faultOf()).reason).toContain('UTF-8')
  })

  it('a section that nobody states', async () => {
    await rm(join(folder, 'national/rates.yaml'))
    const fault = await faultOf()
    expect(fault.file).toMatch(/national\/pack\.yaml$/)
    expect(fault.reason).toContain('rates')
  })

  it('a folder without packs', async () => {
    for (const pack of ['national', 'beijing', 'zhengzhou']) await rm(join(folder, pack), { recursive: true })
    expect((await faultOf()).reason).toContain('no policy pack')
  })
})
