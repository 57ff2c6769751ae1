import { areaKinds } from '../rules.ts'
import { columnsOf, type ImportKind } from './entries.ts'

/** Rows as somebody would fill them in: a fictional place, whose codes fit together from file to file. */
const rows: Record<Exclude<ImportKind, 'shapes'>, Record<string, string>[]> = {
  areas: [
    { code: '990100', name: '示例市', kind: areaKinds.city.zh },
    { code: '990101', name: '示例区', kind: areaKinds.district.zh, parent_code: '990100' },
    { code: '990101001', name: '示例街道', kind: areaKinds.street.zh, parent_code: '990101' },
    { code: '990101001001', name: '示例社区', kind: areaKinds.community.zh, parent_code: '990101001' },
    {
      code: '990101001001001',
      name: '示例社区第一网格',
      kind: areaKinds.grid.zh,
      parent_code: '990101001001',
      households: '380',
    },
  ],
  organisations: [
    { code: 'SHILI_GOV', name: '示例区人民政府', kind: 'district_government', area_code: '990101' },
    {
      code: 'SHILI_STREET',
      name: '示例街道办事处',
      kind: 'street_office',
      parent_code: 'SHILI_GOV',
      area_code: '990101001',
      phone: '010-55550001',
    },
    {
      code: 'SHILI_COMMUNITY',
      name: '示例社区居委会',
      kind: 'community_committee',
      parent_code: 'SHILI_STREET',
      area_code: '990101001001',
      phone: '010-55550002',
      address: '示例路 1 号',
    },
  ],
  people: [
    { name: '张示例', phone: '13900000001', email: 'zhang@example.org' },
    { name: '李示例', phone: '13900000002' },
  ],
  duties: [
    {
      phone: '13900000001',
      name: '张示例',
      organisation_code: 'SHILI_COMMUNITY',
      role: '社区工作者',
      active_from: '2026-01-01',
    },
    {
      phone: '13900000002',
      name: '李示例',
      organisation_code: 'SHILI_COMMUNITY',
      role: '网格员',
      area_code: '990101001001001',
      active_from: '2026-01-01',
      active_to: '2026-12-31',
    },
  ],
  place_codes: [
    {
      code: 'SL0001',
      name: '示例小区 1 号楼',
      address: '示例路 2 号',
      area_code: '990101001001001',
      lng: '114.001',
      lat: '34.501',
    },
  ],
}

const shapes = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: '990101001001001', name: '示例社区第一网格' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [114, 34.5],
            [114.01, 34.5],
            [114.01, 34.51],
            [114, 34.51],
            [114, 34.5],
          ],
        ],
      },
    },
  ],
}

interface Sample {
  fileName: string
  type: string
  text: string
}

/** A small file of a kind that the import takes, headed in Chinese; Excel opens it as it is. */
export function sampleOf(kind: ImportKind): Sample {
  if (kind === 'shapes')
    return {
      fileName: 'shapes.geojson',
      type: 'application/geo+json; charset=utf-8',
      text: `${JSON.stringify(shapes, null, 2)}\n`,
    }
  const columns = Object.entries(columnsOf[kind])
  const lines = [
    columns.map(([field, { also }]) => also[0] ?? field),
    ...rows[kind].map((row) => columns.map(([field]) => row[field] ?? '')),
  ]
  // The mark at the beginning tells Excel that the file is UTF-8.
  return {
    fileName: `${kind}.csv`,
    type: 'text/csv; charset=utf-8',
    text: `\uFEFF${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`,
  }
}
