import type { Feature } from './feature-file.ts'
import type { FileFault } from './file-fault.ts'
import type { Table } from './table-file.ts'

export const importKinds = ['areas', 'shapes', 'organisations', 'people', 'duties', 'place_codes'] as const
export type ImportKind = (typeof importKinds)[number]

export interface Column {
  /** Names that a header may use beside the field's own. */
  also: string[]
  required?: boolean
  longest?: number
}

const code: Column = { also: ['编码', '代码', '编号'], required: true, longest: 40 }
const name: Column = { also: ['名称'], required: true, longest: 100 }
const nameEn: Column = { also: ['英文名', '英文名称'], longest: 200 }
const phone: Column = { also: ['电话', '手机', '手机号', '联系电话'], longest: 30 }
const address: Column = { also: ['地址'], longest: 200 }
const areaCode: Column = { also: ['区域编码', '所属区域编码', '服务区域编码'], longest: 40 }
const parentCode: Column = { also: ['上级编码', '上级代码'], longest: 40 }

/** The columns of each file; the guide for whoever fills one in. */
export const columnsOf: Record<ImportKind, Record<string, Column>> = {
  areas: {
    code,
    name,
    name_en: nameEn,
    kind: { also: ['类型', '级别'], required: true },
    parent_code: parentCode,
    dedicated_to: { also: ['专属类型'] },
    households: { also: ['户数'] },
  },
  shapes: { code: { ...code, required: false }, name: { ...name, required: false } },
  organisations: {
    code,
    name,
    name_en: nameEn,
    kind: { also: ['类型'], required: true },
    function: { also: ['职能'] },
    parent_code: parentCode,
    area_code: areaCode,
    phone,
    address,
  },
  people: {
    name: { ...name, also: ['姓名', '名称'] },
    phone: { ...phone, required: true },
    email: { also: ['邮箱', '电子邮箱'], longest: 254 },
  },
  duties: {
    phone: { ...phone, required: true },
    name: { ...name, also: ['姓名', '名称'], required: false },
    organisation_code: { also: ['机构编码', '单位编码'], required: true, longest: 40 },
    role: { also: ['岗位', '角色'], required: true },
    area_code: areaCode,
    active_from: { also: ['开始日期', '任职日期'] },
    active_to: { also: ['结束日期', '离任日期'] },
  },
  place_codes: {
    code,
    name,
    address,
    area_code: areaCode,
    lng: { also: ['经度'] },
    lat: { also: ['纬度'] },
  },
}

const remarks = new Set(['note', '备注', '说明'])

/** One row or feature, by field names whatever its header called them. */
export interface Entry {
  line: number
  column: number
  /** Only what is filled in. */
  values: Record<string, string>
  columnOf: Record<string, number>
  geometry?: unknown
}

export interface Entries {
  entries: Entry[]
  faults: FileFault[]
}

/** The columns of a table by their field names. */
export type Columns = Record<string, Column>

function fieldOf(columns: Columns, header: string): string | undefined {
  const wanted = header.trim().toLowerCase()
  return Object.entries(columns).find(([field, { also }]) => field === wanted || also.includes(wanted))?.[0]
}

export function entriesOfTable(columns: Columns, { rows, faults: before }: Table): Entries {
  const faults = [...before]
  const [header, ...lines] = rows
  if (!header)
    return {
      entries: [],
      faults: [...faults, { line: 1, column: 1, zh: '文件是空的', en: 'The file is empty' }],
    }
  const fields: (string | undefined)[] = []
  for (const [index, cell] of header.cells.entries()) {
    const field = fieldOf(columns, cell)
    const at = { line: header.line, column: index + 1 }
    if (field && fields.includes(field))
      faults.push({ ...at, field, zh: `“${cell}”出现了两次`, en: `“${cell}” stands there twice` })
    else if (!field && cell !== '' && !remarks.has(cell.toLowerCase()))
      faults.push({
        ...at,
        zh: `不认识这一列“${cell}”，可用：${guideOf(columns)}`,
        en: `The column “${cell}” is not known; these are: ${Object.keys(columns).join(', ')}`,
      })
    fields.push(field)
  }
  for (const [field, { required, also }] of Object.entries(columns))
    if (required && !fields.includes(field))
      faults.push({
        line: header.line,
        column: 1,
        field,
        zh: `缺少“${also[0]}”这一列`,
        en: `The column ${field} is missing`,
      })
  const columnOf = Object.fromEntries(fields.flatMap((field, index) => (field ? [[field, index + 1]] : [])))
  const entries = lines.map(({ line, cells }) => {
    const extra = cells.findIndex((cell, index) => index >= header.cells.length && cell !== '')
    if (extra !== -1)
      faults.push({
        line,
        column: extra + 1,
        zh: '这一格超出了表头',
        en: 'This cell stands beyond the header',
      })
    const values = Object.fromEntries(
      fields.flatMap((field, index) => (field && cells[index] ? [[field, cells[index]]] : [])),
    )
    return { line, column: 1, values, columnOf }
  })
  // A cell that could not be read is not called empty as well.
  const unread = new Set(before.map(({ line, column }) => `${line}:${column}`))
  for (const entry of entries)
    faults.push(
      ...faultsOfEntry(columns, entry, fields).filter(({ line, column }) => !unread.has(`${line}:${column}`)),
    )
  return { entries, faults }
}

/** Properties that are not known are passed over: maps come with many of their own. */
export function entriesOfFeatures(kind: ImportKind, features: Feature[]): Entries {
  const faults: FileFault[] = []
  const entries = features.map(({ line, column, properties, geometry }) => {
    const values: Record<string, string> = {}
    for (const [property, value] of Object.entries(properties)) {
      const field = fieldOf(columnsOf[kind], property)
      if (field && (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '')
        values[field] = String(value).trim()
    }
    return { line, column, values, columnOf: {}, geometry }
  })
  for (const entry of entries)
    faults.push(...faultsOfEntry(columnsOf[kind], entry, Object.keys(columnsOf[kind])))
  return { entries, faults }
}

function faultsOfEntry(columns: Columns, entry: Entry, present: (string | undefined)[]): FileFault[] {
  return Object.entries(columns).flatMap(([field, { required, longest, also }]) => {
    const value = entry.values[field]
    if (value === undefined)
      return required && present.includes(field)
        ? [faultAt(entry, field, `“${also[0]}”没有填`, `${field} is empty`)]
        : []
    if (/\p{Cc}/u.test(value.replace(/[\n\t]/g, '')))
      return [faultAt(entry, field, '含有看不见的控制字符', 'holds control characters')]
    return value.length > (longest ?? 100)
      ? [faultAt(entry, field, `最多 ${longest ?? 100} 个字`, `has more than ${longest ?? 100} characters`)]
      : []
  })
}

export function faultAt(entry: Entry, field: string, zh: string, en: string): FileFault {
  return { line: entry.line, column: entry.columnOf[field] ?? entry.column, field, zh, en }
}

export function guideOf(columns: Columns): string {
  return Object.entries(columns)
    .map(([field, { also, required }]) => `${also[0] ?? field}（${field}）${required ? '*' : ''}`)
    .join('、')
}
