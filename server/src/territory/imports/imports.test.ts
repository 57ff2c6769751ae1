import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../kernel/database/index.ts'
import {
  collectionOf,
  polygonOf,
  type TerritoryWorld,
  territoryWorld,
  townAreas,
  townOrganisations,
} from '../fixture.ts'
import { areaAt, toGcj02 } from '../index.ts'
import type { ImportReport } from './index.ts'

let world: TerritoryWorld
beforeAll(async () => {
  world = await territoryWorld()
  await world.town()
})
afterAll(() => world.close())

const places = ({ faults }: ImportReport) =>
  faults.map(({ line, column, field }) => `${line}:${column}${field ? ` ${field}` : ''}`)
const words = ({ faults }: ImportReport) => faults.map(({ zh }) => zh).join('\n')

async function workbook(rows: ExcelJS.CellValue[][]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('表').addRows(rows)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** GB18030 of the few characters that the test needs, as Excel in China would write them. */
const gb18030 = (text: string) => {
  const known: Record<string, number[]> = {
    姓: [0xd0, 0xd5],
    名: [0xc3, 0xfb],
    电: [0xb5, 0xe7],
    话: [0xbb, 0xb0],
    王: [0xcd, 0xf5],
    芳: [0xb7, 0xbc],
  }
  return Uint8Array.from([...text].flatMap((sign) => known[sign] ?? [sign.charCodeAt(0)]))
}

describe('a file that is right', () => {
  it('can be tried first without writing anything', async () => {
    const before = await world.everything()
    const report = await world.take(
      'areas',
      '﻿code,name,kind,parent_code\n330110002,银杏街道,street,330110\n330110001,梧桐新街道,street,330110\n',
      { dryRun: true },
    )
    expect(report).toMatchObject({ rows: 2, faults: [], would: { create: 1, change: 1 }, written: false })
    expect(await world.everything()).toBe(before)
  })

  it('changes nothing when it comes a second time', async () => {
    const before = await world.everything()
    for (const [kind, text] of [
      ['areas', townAreas],
      ['organisations', townOrganisations],
    ] as const)
      expect(await world.take(kind, text)).toMatchObject({ faults: [], would: { create: 0, change: 0 } })
    expect(await world.everything()).toBe(before)
  })

  it('may name its areas in any order, and its organisations too', async () => {
    const other = await territoryWorld()
    const turned = (text: string) => {
      const [header, ...lines] = text.trim().split('\n')
      return [header, ...lines.toReversed()].join('\r\n')
    }
    expect(await other.take('areas', turned(townAreas))).toMatchObject({ faults: [], written: true })
    expect(await other.take('organisations', turned(townOrganisations))).toMatchObject({
      faults: [],
      written: true,
    })
    const { rows } = await sql`select a.code from areas a left join areas p on p.id = a.parent_id
      where a.path <> coalesce(p.path || a.code::ltree, a.code::ltree)`.execute(other.house.db)
    expect(rows).toEqual([])
    await other.close()
  })

  it('may be GB18030', async () => {
    expect(await world.take('people', gb18030('姓名,电话\n王芳,13900000001\n'))).toMatchObject({
      faults: [],
      would: { create: 1 },
    })
    const { rows } = await sql`select name from people where phone = '13900000001'`.execute(world.house.db)
    expect(rows).toEqual([{ name: '王芳' }])
  })

  it('may be a workbook, whose numbers and dates are read as they are shown', async () => {
    await world.take('people', 'name,phone\n赵明,13900000002\n')
    const book = await workbook([
      ['电话', '机构编码', '岗位', '区域编码', '开始日期', '结束日期'],
      [13900000002, 'HD_ONE', '网格员', '330110001001001', new Date('2026-03-01T00:00:00Z'), '2026/6/30'],
    ])
    expect(await world.take('duties', book)).toMatchObject({ faults: [], would: { create: 1, change: 0 } })
    const { rows } = await sql<{ from: Date; to: Date }>`
      select active_from as from, active_to as to from duties d join people p on p.id = d.person_id where p.phone = '13900000002'`.execute(
      world.house.db,
    )
    // Whole days in China: from the first minute of the first to the last of the last.
    expect(rows[0]?.from.toISOString()).toBe('2026-02-28T16:00:00.000Z')
    expect(rows[0]?.to.toISOString()).toBe('2026-06-30T16:00:00.000Z')
    expect(await world.take('duties', book)).toMatchObject({ faults: [], would: { create: 0, change: 0 } })
  })

  it('may give its coordinates in GCJ-02 where that is said', async () => {
    const geometry = polygonOf(120, 30, 0.5)
    const shifted = {
      type: 'Polygon',
      coordinates: [geometry.coordinates[0]!.map(([lng, lat]) => toGcj02([lng!, lat!]))],
    }
    const file = collectionOf({ properties: { 编码: '330110' }, geometry: shifted })
    expect(await world.take('shapes', file, { crs: 'gcj02' })).toMatchObject({ faults: [], written: true })
    const just = { lng: 120.0001, lat: 30.0001 }
    expect(await areaAt(world.house.db, just)).toMatchObject({ kind: 'district' })
    expect(await world.take('shapes', file)).toMatchObject({ would: { create: 0, change: 1 } })
    expect(await areaAt(world.house.db, just)).toBeUndefined()
    await world.take('shapes', file, { crs: 'gcj02' })
  })

  it('places a code on a wall in the area where it hangs', async () => {
    const csv = 'code,name,lng,lat,area_code\nW1,一号楼,120.2,30.2,\nW2,二号楼,120.2,30.2,330110001002\n'
    expect(await world.take('place_codes', csv)).toMatchObject({ faults: [], would: { create: 2 } })
    const { rows } =
      await sql`select p.code, a.code as area from place_codes p join areas a on a.id = p.area_id order by 1`.execute(
        world.house.db,
      )
    expect(rows).toEqual([
      { code: 'W1', area: '330110' },
      { code: 'W2', area: '330110001002' },
    ])
  })
})

describe('a file with faults', () => {
  it('has every one of them listed with line and column, and writes nothing', async () => {
    const before = await world.everything()
    const report = await world.take(
      'areas',
      `编码,名称,级别,上级编码,户数
330110003,好街道,街道,330110,
330110003001001,直属网格,网格,330110003,300
330110001,旧街道,社区,330110001,
,无编码,街道,330110,
330110004,"两行
名称",城堡,330110,很多
330110003,又一个,街道,330110,
330110001001009,一心社区第九网格,网格,330110001002,
`,
    )
    expect(report.written).toBe(false)
    expect(places(report)).toEqual([
      '3:4 parent_code',
      '4:3 kind',
      '5:1 code',
      '6:3 kind',
      '6:5 households',
      '8:1 code',
      '9:1 code',
    ])
    expect(words(report)).toContain('网格必须属于一个社区村，不能直接属于街道乡镇')
    expect(words(report)).toContain('与第 2 行重复')
    expect(await world.everything()).toBe(before)
  })

  it('is refused for formulas, in a workbook as in CSV, and for codes that lost their digits', async () => {
    const csv = await world.take(
      'people',
      'name,phone\n"=HYPERLINK(""http://x"")",13900000008\n@SUM(A1),13900000009\n张三,+cmd|calc\n',
    )
    expect(places(csv).slice(0, 3)).toEqual(['2:1', '3:1', '4:2'])
    const book = await workbook([
      ['code', 'name', 'kind', 'parent_code'],
      [Number('33011000100100101010'), { formula: 'A1&"x"', result: '甲' }, 'grid', '330110001001'],
    ])
    const report = await world.take('areas', book)
    expect(places(report)).toEqual(['2:1', '2:2'])
    expect(words(report)).toMatch(/末尾已经丢失[\s\S]*公式/)
  })

  it('is refused where its columns are unknown, missing or doubled', async () => {
    const report = await world.take('organisations', 'code,name,nmae,code,备注\nX1,甲,乙,丙,丁,戊\n')
    expect(places(report)).toEqual(expect.arrayContaining(['1:3', '1:4 code', '1:1 kind', '2:6']))
    expect(await world.take('people', '')).toMatchObject({
      faults: [{ line: 1, column: 1, zh: '文件是空的' }],
    })
  })

  it('is refused where it is not what it says: binary, an old workbook, a broken archive, broken JSON, an open quote', async () => {
    const bytes = (...numbers: number[]) => Uint8Array.from(numbers)
    expect(words(await world.take('areas', bytes(0xff, 0xfe, 0xff, 0xff, 0x80)))).toContain('编码')
    expect(words(await world.take('areas', bytes(0, 1, 2, 3)))).toContain('不是文本文件')
    expect(words(await world.take('areas', bytes(0xd0, 0xcf, 0x11, 0xe0, 0)))).toContain('.xls')
    expect(words(await world.take('areas', Buffer.from('PK\u0003\u0004 nothing')))).toContain('打不开')
    expect(places(await world.take('areas', '{"type":\n"FeatureCollection",,}'))).toEqual(['2:21'])
    expect(places(await world.take('people', 'name,phone\n甲,13900000001\n"乙,13900000002\n丙,1\n'))).toEqual(
      ['3:1'],
    )
    expect(words(await world.take('shapes', 'code\n330110\n'))).toContain('GeoJSON')
    expect(
      words(
        await world.take(
          'shapes',
          JSON.stringify({
            type: 'FeatureCollection',
            crs: { properties: { name: 'EPSG:3857' } },
            features: [],
          }),
        ),
      ),
    ).toContain('EPSG:3857')
  })

  it('of shapes is refused for each feature at its own line', async () => {
    const before = await world.everything()
    const open = {
      type: 'Polygon',
      coordinates: [
        [
          [120, 30],
          [121, 30],
          [121, 31],
          [120, 31],
        ],
      ],
    }
    const feature = (properties: object, geometry: unknown) =>
      `  ${JSON.stringify({ type: 'Feature', properties, geometry })}`
    const report = await world.take(
      'shapes',
      `{"type": "FeatureCollection", "name": "features", "features": [
${[
  feature({ code: '330110' }, polygonOf(120, 30, 0.3)),
  feature({ code: '330110001' }, open),
  feature({ name: '没有这个' }, polygonOf(120, 30, 1)),
  feature({ other: 1 }, polygonOf(120, 30, 1)),
  feature({ code: '330110' }, polygonOf(30, 120, 1)),
  '  7',
].join(',\n')}
]}`,
    )
    expect(places(report)).toEqual(['3:3', '4:3 name', '5:3 code', '6:3', '6:3 code', '7:3'])
    expect(await world.everything()).toBe(before)
  })

  it('of organisations is refused for loops, unknown kinds, areas and superiors', async () => {
    const report = await world.take(
      'organisations',
      `code,name,kind,parent_code,area_code,phone
A1,甲,street_office,A2,,
A2,乙,street_office,A1,,
A3,丙,guild,,,
A4,丁,street_office,NONE,999999,
A-5,戊,street_office,,,12
HD_ONE,一心社区居委会,street_office,HD_GOV,,
`,
    )
    expect(places(report)).toEqual([
      '3:4 parent_code',
      '4:3 kind',
      '5:4 parent_code',
      '5:5 area_code',
      '6:1 code',
      '6:6 phone',
      '7:3 kind',
      '7:4 parent_code',
    ])
  })

  it('of duties is refused for people, offices, roles and days that are none', async () => {
    await world.take('people', 'name,phone\n钱进,13900000003\n')
    const report = await world.take(
      'duties',
      `phone,name,organisation_code,role,area_code,active_from,active_to
13911111111,,HD_ONE,member,,,
13900000003,别人,NONE,king,999999,2026-02-30,
13900000003,钱进,HD_ONE,resident,,,
13900000003,钱进,HD_ONE,grid_worker,,,
13900000003,钱进,HD_ONE,member,,2026-05-01,2026-04-01
13900000003,钱进,HD_ONE,member,,,
13900000003,钱进,HD_ONE,党员,,,
`,
    )
    expect(places(report)).toEqual([
      '2:1 phone',
      '3:2 name',
      '3:3 organisation_code',
      '3:4 role',
      '3:5 area_code',
      '3:6 active_from',
      '4:4 role',
      '5:5 area_code',
      '6:7 active_to',
      '8:1 phone',
    ])
  })

  it('of places is refused where they lie nowhere', async () => {
    const report = await world.take(
      'place_codes',
      'code,name,lng,lat\nP1,甲,10,10\nP2,乙,abc,30\nP3,丙,,\nP4,丁,30,120\n',
    )
    expect(places(report)).toEqual(['2:3 lng', '3:3 lng', '4:3 lng', '5:3 lng'])
  })
})
