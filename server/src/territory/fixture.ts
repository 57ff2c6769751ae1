import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { projectRoot } from '../kernel/configuration.ts'
import { sql } from '../kernel/database/index.ts'
import { system } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { freshDatabase } from '../kernel/testing/index.ts'
import { type ImportKind, type ImportReport, type ImportRequest, importFile } from './imports/index.ts'

/** Real data that is no part of the project, or undefined. */
export function realData(file: string): string | undefined {
  const path = resolve(projectRoot, process.env.LIANXIN_REAL_DATA ?? '../shared/data', file)
  if (existsSync(path)) return path
  console.warn(`skipped: there is no ${file} (LIANXIN_REAL_DATA)`)
  return undefined
}

/** A town with one street, two communities and a grid in each; a clock that only the test moves. */
export const townAreas = `编码,名称,级别,上级编码,户数
330100,江城市,城市,,
330110,河东区,区县,330100,
330110001,梧桐街道,街道,330110,
330110001001,一心社区,社区,330110001,
330110001002,二曲社区,社区,330110001,
330110001001001,一心社区第一网格,网格,330110001001,400
330110001002001,二曲社区第一网格,网格,330110001002,380
33011000100100101,一心社区第一网格1号微网格,微网格,330110001001001,60
`

export const townOrganisations = `code,name,kind,function,parent_code,area_code,phone
HD_GOV,河东区人民政府,district_government,,,330110,5550001
HD_CENTRE,河东区12345中心,hotline_centre,,HD_GOV,330100,12345
HD_WATER,河东区水务局,职能部门,水务,HD_GOV,330110,5550002
HD_STREET,梧桐街道办事处,street_office,,HD_GOV,330110001,5550003
HD_ONE,一心社区居委会,community_committee,,HD_STREET,330110001001,5550004
HD_TWO,二曲社区居委会,社区居委会,,HD_STREET,330110001002,5550005
`

export function polygonOf(west: number, south: number, size: number) {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
    ],
  }
}

export function collectionOf(
  ...features: { properties: Record<string, unknown>; geometry: unknown }[]
): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: features.map((feature) => ({ type: 'Feature', ...feature })),
  })
}

export async function territoryWorld() {
  const database = await freshDatabase()
  const clock = { at: new Date('2026-03-02T01:00:00Z') }
  const house = await testHouse(database, { now: () => clock.at })
  const take = (
    kind: ImportKind,
    text: string | Uint8Array,
    more: Partial<ImportRequest> = {},
  ): Promise<ImportReport> =>
    importFile(house, system, { kind, bytes: typeof text === 'string' ? Buffer.from(text) : text, ...more })
  return {
    house,
    database,
    clock,
    take,
    async town() {
      for (const [kind, text] of [
        ['areas', townAreas],
        ['organisations', townOrganisations],
      ] as const) {
        const { faults } = await take(kind, text)
        if (faults.length > 0) throw new Error(JSON.stringify(faults))
      }
    },
    /** Every row of some tables, to see that nothing changed. */
    async everything(): Promise<string> {
      const tables = [
        'areas',
        'area_shapes',
        'organisations',
        'people',
        'duties',
        'place_codes',
        'timeline',
        'timeline_personal',
      ]
      const found = await Promise.all(
        tables.map((table) => sql`select * from ${sql.table(table)} t order by t::text`.execute(house.db)),
      )
      return JSON.stringify(found.map(({ rows }) => rows))
    },
    /** What autovacuum does after a while. */
    asAnalysed: () => database.asOwner('analyze areas; analyze area_shapes'),
    close: () => database.drop(),
  }
}

export type TerritoryWorld = Awaited<ReturnType<typeof territoryWorld>>
