import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPolicies, type Rules } from '../../../../server/src/kernel/policy/index.ts'
import { SECTION_NAMES } from '../../../../server/src/kernel/policy/sections.ts'
import type { RuleRow } from './rules.ts'
import { sectionWords } from './sections.ts'
import { factsOfRow } from './value.ts'

const policies = await loadPolicies(join(import.meta.dirname, '../../../../policies'))
const today = '2026-03-02'

const rowsOf = (rules: Rules, id: (typeof SECTION_NAMES)[number]): RuleRow[] =>
  [rules[id] as unknown as RuleRow | RuleRow[]].flat()

describe('the page of rules', () => {
  it('has a name for every section', () => {
    expect(SECTION_NAMES.filter((id) => !sectionWords[id])).toEqual([])
  })

  it.each(policies.packs.map(({ id }) => id))('speaks of every field in Chinese: %s', (pack) => {
    const rules = policies.rulesOn(pack, today)
    const codes = SECTION_NAMES.flatMap((id) =>
      rowsOf(rules, id).flatMap((row) =>
        factsOfRow(row, () => ({ zh: '名称', en: 'name' }))
          .filter(({ field }) => !/\p{Script=Han}/u.test(field.zh))
          .map(({ field }) => `${id}: ${field.zh}`),
      ),
    )
    expect([...new Set(codes)]).toEqual([])
  })
})
