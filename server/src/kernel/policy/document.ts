import { readFile } from 'node:fs/promises'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml'
import { PolicyFault } from './fault.ts'

export type Path = readonly (string | number)[]

/** A YAML file that knows where each of its values stands. */
export interface PolicyDocument {
  file: string
  value: unknown
  fault(path: Path, reason: string): PolicyFault
  /** Points at a key itself rather than at its value. */
  faultAtKey(path: Path, key: string, reason: string): PolicyFault
}

/** Reads one YAML file. Throws PolicyFault for what is not YAML, or empty, or not UTF-8. */
export async function readPolicyDocument(path: string, shownAs: string): Promise<PolicyDocument> {
  const bytes = await readFile(path)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new PolicyFault({ file: shownAs, line: 1, column: 1 }, '文件不是 UTF-8 编码（not UTF-8）')
  }
  return parsePolicyDocument(text, shownAs)
}

function parsePolicyDocument(text: string, file: string): PolicyDocument {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const broken = document.errors[0] ?? document.warnings[0]
  if (broken) throw new PolicyFault(at(broken.pos[0]), `YAML 写法有误（${broken.message}）`)
  if (document.contents === null) throw new PolicyFault(at(0), '文件是空的（empty file）')
  return {
    file,
    value: document.toJS(),
    fault: (path, reason) => new PolicyFault(at(offsetOf(document, path)), reason),
    faultAtKey: (path, key, reason) => new PolicyFault(at(offsetOfKey(document, path, key)), reason),
  }
}

function offsetOf(document: Document, path: Path): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

function offsetOfKey(document: Document, path: Path, key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true)
  const pair = isMap(map) ? map.items.find((item) => String(item.key) === key) : undefined
  return isNode(pair?.key) && pair.key.range ? pair.key.range[0] : offsetOf(document, path)
}

const compiled = new WeakMap<TSchema, ReturnType<typeof Compile>>()

function validatorOf(schema: TSchema) {
  const known = compiled.get(schema)
  if (known) return known
  const validator = Compile(schema)
  compiled.set(schema, validator)
  return validator
}

/** Whether a value has the shape of a schema, without saying where it fails. */
export function conforms(schema: TSchema, value: unknown): boolean {
  return validatorOf(schema).Check(value)
}

/** Throws PolicyFault at the first place where `value`, which stands at `path`, breaks the schema. */
export function requireShape(document: PolicyDocument, path: Path, schema: TSchema, value: unknown): void {
  const validator = validatorOf(schema)
  if (validator.Check(value)) return
  const error = mostTelling(validator.Errors(value))
  const inside = [...path, ...pointer(error.instancePath)]
  if (error.keyword === 'additionalProperties') {
    const [name = ''] = error.params.additionalProperties
    throw document.faultAtKey(inside, name, `未知的字段 ${name}（unknown field "${name}"）`)
  }
  throw document.fault(inside, describe(error, inside.at(-1)))
}

/** An unknown or missing field explains more than the type errors that follow from it. */
function mostTelling(errors: TLocalizedValidationError[]): TLocalizedValidationError {
  const order = ['additionalProperties', 'required']
  for (const keyword of order) {
    const found = errors.find((error) => error.keyword === keyword)
    if (found) return found
  }
  return errors.find((error) => error.keyword !== 'boolean') ?? errors[0]!
}

function pointer(instancePath: string): (string | number)[] {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

function describe(error: TLocalizedValidationError, field: string | number | undefined): string {
  if (error.keyword === 'required') {
    const missing = error.params.requiredProperties.join(', ')
    return `缺少字段 ${missing}（missing "${missing}"）`
  }
  if (error.keyword === 'enum') {
    const allowed = error.params.allowedValues.join(' | ')
    return `${field} 只能是 ${allowed} 之一（${field} must be one of ${allowed}）`
  }
  return `${field ?? '内容'} 写得不对（${field ?? 'content'} ${error.message}）`
}
