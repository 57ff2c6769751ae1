import { stepWords } from '../../../../server/src/matters/words.ts'
import type { Both } from '../../foundation/api.ts'
import { fieldWords, provenanceWords, valueWords } from './field-words.ts'
import type { RuleRow } from './rules.ts'

/** Fields that say where a row comes from or what it is called: they have columns of their own. */
const told = new Set([
  'id',
  'zh',
  'en',
  'source',
  'effective_from',
  'effective_to',
  'unverified',
  'note',
  'pack',
  'children',
  'level',
  'limit',
  'clock',
])

const units: Record<string, Both> = {
  minutes: { zh: '{n} 分钟', en: '{n} min' },
  hours: { zh: '{n} 小时', en: '{n} h' },
  days: { zh: '{n} 个自然日', en: '{n} calendar days' },
  working_days: { zh: '{n} 个工作日', en: '{n} working days' },
}

export type NameOf = (code: string) => Both | undefined

export interface Fact {
  field: Both
  value: Both
}

/** A limit with its clock, in words: 「5 个工作日」. */
export function limitOf(row: RuleRow): Both | null {
  const unit = units[String(row.clock)]
  if (typeof row.limit !== 'number' || !unit) return null
  const fill = (words: string) => words.replace('{n}', String(row.limit))
  return { zh: fill(unit.zh), en: fill(unit.en) }
}

const isBoth = (value: unknown): value is Both =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value

function wordsOf(value: unknown, nameOf: NameOf): Both {
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (isBoth(value)) return { zh: value.zh, en: value.en }
  if (Array.isArray(value)) {
    const items = value.map((item) => wordsOf(item, nameOf))
    return { zh: items.map(({ zh }) => zh).join('、'), en: items.map(({ en }) => en).join(', ') }
  }
  if (typeof value === 'object' && value !== null) {
    const items = Object.entries(value).map(([field, inner]) => ({
      field: fieldWords[field] ?? { zh: field, en: field },
      value: wordsOf(inner, nameOf),
    }))
    return {
      zh: items.map((item) => `${item.field.zh} ${item.value.zh}`).join('，'),
      en: items.map((item) => `${item.field.en} ${item.value.en}`).join(', '),
    }
  }
  const code = String(value)
  return nameOf(code) ?? valueWords[code] ?? stepWords[code] ?? { zh: code, en: code }
}

/** What a row lays down beside its limit, field by field. */
export function factsOfRow(row: RuleRow, nameOf: NameOf): Fact[] {
  return Object.entries(row)
    .filter(
      ([field, value]) =>
        !told.has(field) &&
        value !== undefined &&
        value !== null &&
        !(Array.isArray(value) && value.length === 0),
    )
    .map(([field, value]) => ({
      field: fieldWords[field] ?? { zh: field, en: field },
      value: wordsOf(value, nameOf),
    }))
}

/** What a field is called, and how its values read. */
export function factWords(field: string, nameOf: NameOf): { field: Both; value(value: unknown): Both } {
  return {
    field: fieldWords[field] ?? provenanceWords[field] ?? { zh: field, en: field },
    value: (value) => (value === undefined ? { zh: '无', en: 'none' } : wordsOf(value, nameOf)),
  }
}
