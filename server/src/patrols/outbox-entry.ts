import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { faultsOf, sentenceOf, type ValidationEntry } from '../kernel/http/index.ts'
import { Problem } from '../kernel/problems.ts'
import { type Entry, entryKinds } from './outbox-schemas.ts'

const checks = new Map(
  Object.entries(entryKinds).map(([kind, schema]) => [kind, Compile(schema as TSchema)] as const),
)

/** @throws Problem `input.invalid` with what is wrong with this entry */
export function readEntry(raw: { id: string }): Entry {
  const kind = (raw as { kind?: unknown }).kind
  const check = typeof kind === 'string' ? checks.get(kind) : undefined
  if (!check) {
    const names = [...checks.keys()].join('、')
    throw new Problem('input.invalid', {
      zh: `没有这种记录，只能是 ${names}`,
      en: `kind must be one of ${names}`,
    })
  }
  if (!check.Check(raw)) {
    const faults = faultsOf(check.Errors(raw) as ValidationEntry[], 'entry')
    const { zh, en } = sentenceOf(faults)
    throw new Problem('input.invalid', { faults, zh, en })
  }
  return raw as Entry
}

/** Ids that must have been taken before. What was found stands without the walk on which it was. */
export function neededBy(entry: Entry): string[] {
  const spokenOf =
    'of' in entry ? [entry.of] : entry.kind === 'mark' || entry.kind === 'walk_end' ? [entry.walk] : []
  return [...(entry.after ?? []), ...spokenOf]
}
