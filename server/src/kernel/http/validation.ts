import { Settings } from 'typebox/system'
import type { Fault } from '../problems.ts'

/** One error of the schema's compiler. */
export interface ValidationEntry {
  instancePath?: string
  schemaPath?: string
  keyword?: string
  message?: string
  params?: Record<string, unknown>
}

// A choice between many forms reports the errors of each; with the default of 8 those of the form that was meant are cut off.
Settings.Set({ maxErrors: 400 })

const mostFaults = 20

/**
 * What is wrong with what was sent, a sentence for each place.
 * @param part where it stood: `body`, `querystring`, `params`, `headers`
 */
export function faultsOf(entries: ValidationEntry[], part: string): Fault[] {
  const faults = new Map<string, Fault>()
  for (const entry of meant(entries)) {
    const at = `${part}${entry.instancePath ?? ''}`
    for (const words of wordsOf(entry)) faults.set(`${at} ${words.en}`, { at, ...words })
  }
  return [...faults.values()].slice(0, mostFaults)
}

/** The faults as one sentence: `location.lat：不能大于 90`. */
export function sentenceOf(faults: Fault[]): { zh: string; en: string } {
  const named = (fault: Fault) => (fault.at ?? '').split('/').slice(1).join('.')
  return {
    zh: faults.map((fault) => (named(fault) ? `${named(fault)}：${fault.zh}` : fault.zh)).join('；'),
    en: faults.map((fault) => (named(fault) ? `${named(fault)}: ${fault.en}` : fault.en)).join('; '),
  }
}

/** Of a choice between several forms, only what concerns the form that was meant, or that none of them was. */
function meant(entries: ValidationEntry[]): ValidationEntry[] {
  const inBranch = (entry: ValidationEntry) =>
    /^(.*?)\/(?:anyOf|oneOf)\/(\d+)(?=\/|$)/.exec(entry.schemaPath ?? '')
  const kept: ValidationEntry[] = []
  const choices = new Map<string, Map<string, ValidationEntry[]>>()
  for (const entry of entries) {
    const branch = inBranch(entry)
    if (!branch) {
      if (entry.keyword !== 'anyOf' && entry.keyword !== 'oneOf') kept.push(entry)
      continue
    }
    const branches = choices.get(branch[1]!) ?? new Map<string, ValidationEntry[]>()
    choices.set(branch[1]!, branches)
    branches.set(branch[2]!, [...(branches.get(branch[2]!) ?? []), entry])
  }
  for (const [path, branches] of choices) {
    const forms = [...branches.values()]
    const form = forms.find(
      (errors) => !errors.some(({ keyword }) => keyword === 'const' || keyword === 'type'),
    )
    if (form) kept.push(...meant(form.map((entry) => ({ ...entry, schemaPath: inside(entry, path) }))))
    else kept.push(noneOf(forms.flat()))
  }
  return kept
}

const inside = (entry: ValidationEntry, path: string) =>
  (entry.schemaPath ?? '').slice(path.length).replace(/^\/(?:anyOf|oneOf)\/\d+/, '')

/** Said once: which values, or which types, it could have been. */
function noneOf(errors: ValidationEntry[]): ValidationEntry {
  const constants = errors.filter(({ keyword }) => keyword === 'const')
  const deepest = [...(constants.length ? constants : errors)].sort(
    (a, b) => (b.instancePath ?? '').length - (a.instancePath ?? '').length,
  )[0]!
  const here = errors.filter(({ instancePath }) => instancePath === deepest.instancePath)
  return constants.length
    ? {
        instancePath: deepest.instancePath ?? '',
        keyword: 'enum',
        params: {
          allowedValues: here.flatMap(({ keyword, params }) =>
            keyword === 'const' ? [params?.allowedValue] : [],
          ),
        },
      }
    : {
        instancePath: deepest.instancePath ?? '',
        keyword: 'type',
        params: { type: here.flatMap(({ params }) => params?.type ?? []) },
      }
}

const typeNames: Record<string, { zh: string; en: string }> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  integer: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  object: { zh: '一组字段', en: 'an object' },
  array: { zh: '列表', en: 'a list' },
  null: { zh: '空（null）', en: 'null' },
}

const listed = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String)

function wordsOf(entry: ValidationEntry): { zh: string; en: string }[] {
  const params = entry.params ?? {}
  const { limit } = params
  switch (entry.keyword) {
    case 'required':
      return listed(params.requiredProperties ?? params.missingProperty).map((name) => ({
        zh: `缺少 ${name}`,
        en: `${name} is missing`,
      }))
    case 'additionalProperties':
      return listed(params.additionalProperties ?? params.additionalProperty).map((name) => ({
        zh: `没有 ${name} 这一项`,
        en: `${name} is not known here`,
      }))
    // Beside each unknown field the compiler says that its schema is `false`.
    case 'boolean':
      return []
    case 'type': {
      const types = listed(params.type).map((type) => typeNames[type] ?? { zh: type, en: type })
      return [
        {
          zh: `应为${types.map(({ zh }) => zh).join('或')}`,
          en: `must be ${types.map(({ en }) => en).join(' or ')}`,
        },
      ]
    }
    case 'enum':
    case 'const': {
      const values = [...new Set(listed(params.allowedValues ?? params.allowedValue))]
      return [{ zh: `只能是 ${values.join('、')}`, en: `must be one of ${values.join(', ')}` }]
    }
    case 'format':
      return [formats[String(params.format)] ?? { zh: '格式不对', en: `is not a valid ${params.format}` }]
    case 'minLength':
      return [
        limit === 1
          ? { zh: '不能为空', en: 'must not be empty' }
          : { zh: `至少 ${limit} 个字`, en: `must have at least ${limit} characters` },
      ]
    case 'maxLength':
      return [{ zh: `最多 ${limit} 个字`, en: `must have at most ${limit} characters` }]
    case 'minItems':
      return [{ zh: `至少 ${limit} 项`, en: `must have at least ${limit} entries` }]
    case 'maxItems':
      return [{ zh: `最多 ${limit} 项`, en: `must have at most ${limit} entries` }]
    case 'minimum':
      return [{ zh: `不能小于 ${limit}`, en: `must not be less than ${limit}` }]
    case 'maximum':
      return [{ zh: `不能大于 ${limit}`, en: `must not be more than ${limit}` }]
    case 'exclusiveMinimum':
      return [{ zh: `应大于 ${limit}`, en: `must be more than ${limit}` }]
    case 'exclusiveMaximum':
      return [{ zh: `应小于 ${limit}`, en: `must be less than ${limit}` }]
    case 'uniqueItems':
      return [{ zh: '有重复的项', en: 'has an entry twice' }]
    case 'pattern':
      return [{ zh: '格式不对', en: 'is not in the right form' }]
    default:
      return [{ zh: '内容不符合要求', en: entry.message ?? 'is not valid' }]
  }
}

const formats: Record<string, { zh: string; en: string }> = {
  uuid: { zh: '编号格式不对', en: 'is not an id (UUID)' },
  date: { zh: '日期应写成 2026-03-02', en: 'must be a date such as 2026-03-02' },
  'date-time': {
    zh: '时间应写成 2026-03-02T09:00:00+08:00',
    en: 'must be a time such as 2026-03-02T09:00:00+08:00',
  },
  email: { zh: '邮箱地址不对', en: 'is not an e-mail address' },
  uri: { zh: '网址不对', en: 'is not an address (URI)' },
}
