import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ClockRule,
  categoryOf,
  categoryPath,
  clockFor,
  escalationFor,
  flattenCategories,
  LEVELS,
  loadPolicies,
  type Rules,
  routeFor,
  rulesFromSnapshot,
  SnapshotFault,
  STEPS,
} from './index.ts'

const library = await loadPolicies(fileURLToPath(new URL('../../../../policies', import.meta.url)))
const rules = library.rulesOn('national', '2026-11-22')

function clock(id: string, when?: ClockRule['when']): ClockRule {
  return {
    id,
    zh: id,
    en: id,
    step: 'feedback',
    limit: 1,
    clock: 'days',
    counts_from: 'dispatch',
    source: '测试',
    effective_from: '2021-01-01',
    pack: 'national',
    ...(when ? { when } : {}),
  }
}

function chosen(clocks: ClockRule[], facets: Parameters<typeof clockFor>[2]): string {
  return clockFor({ ...rules, clocks } as Rules, 'feedback', facets).id
}

describe('of several limits', () => {
  const clocks = [
    clock('general'),
    clock('for_kind', { kind: 'report' }),
    clock('for_urgency', { urgency: 'urgent' }),
    clock('for_branch', { category: 'municipal' }),
    clock('for_leaf', { category: 'municipal.heating' }),
    clock('for_leaf_and_kind', { category: 'municipal.heating', kind: 'report' }),
  ]

  it.each([
    [{}, 'general'],
    [{ kind: 'help', urgency: 'ordinary', category: 'labour' }, 'general'],
    [{ kind: 'report' }, 'for_kind'],
    [{ kind: 'report', urgency: 'urgent' }, 'for_urgency'],
    [{ category: 'municipal.roads' }, 'for_branch'],
    [{ category: 'municipal.heating', urgency: 'urgent' }, 'for_leaf'],
    [{ category: 'municipal.heating', kind: 'report', urgency: 'urgent' }, 'for_leaf_and_kind'],
    [{ category: 'municipality' }, 'general'],
  ])('the most specific one applies to %o', (facets, id) => {
    expect(chosen(clocks, facets)).toBe(id)
  })

  it('the order in which they are written makes no difference', () => {
    const slug = <T>(value: T) => fc.option(fc.constant(value), { nil: undefined })
    fc.assert(
      fc.property(
        fc.shuffledSubarray(clocks, { minLength: clocks.length }),
        fc.record({ kind: slug('report'), urgency: slug('urgent'), category: slug('municipal.heating') }),
        (shuffled, facets) => {
          expect(chosen(shuffled, facets)).toBe(chosen(clocks, facets))
        },
      ),
    )
  })
})

describe('the directory', () => {
  it('answers with the nearest category, the lead first and partners after', () => {
    const routes = routeFor(rules, 'safety.elevator', 'district')
    expect(routes.map((route) => [route.function, route.lead ?? false])).toEqual([
      ['market', true],
      ['housing', false],
    ])
  })

  it('answers from the branch above when a category has no row of its own, and from * when there is none', () => {
    expect(routeFor(rules, 'municipal.street_lamp', 'district')[0]!.function).toBe('urban_management')
    expect(routeFor(rules, 'municipal.street_lamp', 'grid')[0]!.organisation_kind).toBe('grid_party_branch')
    expect(routeFor(rules, undefined, 'city')[0]!.organisation_kind).toBe('hotline_centre')
  })

  it('never answers with nobody, whatever it is asked', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...LEVELS), (category, level) => {
        expect(routeFor(rules, category, level)[0]!.lead).toBe(true)
      }),
    )
  })
})

describe('the category tree', () => {
  it('leads from the first level down to every category', () => {
    for (const { category, path, leaf } of flattenCategories(rules)) {
      expect(categoryOf(rules, category.id)).toBe(category)
      expect(categoryPath(rules, category.id)).toEqual(path)
      expect(path.map(({ level }) => level)).toEqual(path.map((_, index) => index + 1))
      expect(path.at(-1)).toBe(category)
      expect(leaf).toBe(category.children.length === 0)
    }
    expect(categoryPath(rules, 'nothing.here')).toEqual([])
    expect(categoryOf(rules, 'nothing.here')).toBeUndefined()
  })
})

describe('the ladder of a late step', () => {
  it('starts at the first rung and ends in supervision, for every step', () => {
    for (const step of STEPS) {
      const ladder = escalationFor(rules, step)
      expect(ladder.map(({ rung }) => rung)).toEqual(ladder.map((_, index) => index + 1))
      expect(ladder.at(-1)!.do).toBe('supervise')
    }
    expect(escalationFor(rules, 'dispatch')[0]!.step).toBe('dispatch')
    expect(escalationFor(rules, 'review')[0]!.step).toBe('any')
  })
})

describe('a stored snapshot', () => {
  const stored = (): Record<string, unknown> => JSON.parse(JSON.stringify(rules))

  it('is refused when a number in it was changed', () => {
    const changed = { ...stored(), extension: { ...rules.extension, limit: 99 } }
    expect(() => rulesFromSnapshot(changed)).toThrow(SnapshotFault)
  })

  it.each([undefined, null, 'rules', 7, [], {}, { hash: 'x' }])('is refused when it is none: %s', (json) => {
    expect(() => rulesFromSnapshot(json)).toThrow(SnapshotFault)
  })

  it('keeps its hash whatever the order of its fields', () => {
    const turned = Object.fromEntries(Object.entries(stored()).reverse())
    expect(rulesFromSnapshot(turned).hash).toBe(rules.hash)
  })
})
