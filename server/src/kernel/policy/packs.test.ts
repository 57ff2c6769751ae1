import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { dueDate } from '../calendar/index.ts'
import {
  clockFor,
  flattenCategories,
  LEVELS,
  loadPolicies,
  type Provenance,
  type Rules,
  routeFor,
  rulesFromSnapshot,
  STEPS,
  usualUrgency,
} from './index.ts'
import { SECTION_NAMES } from './sections.ts'

const library = await loadPolicies(fileURLToPath(new URL('../../../../policies', import.meta.url)))
const TODAY = '2026-11-22'
const packs = library.packs.map(({ id }) => id)

function rowsOf(rules: Rules): Provenance[] {
  const stated = SECTION_NAMES.filter((section) => section !== 'categories').flatMap(
    (section): readonly Provenance[] => [rules[section]].flat(),
  )
  return [...stated, ...flattenCategories(rules).map(({ category }) => category)]
}

describe.each(packs)('the policy pack %s', (pack) => {
  const rules = library.rulesOn(pack, TODAY)

  it('states for every row where it comes from and since when', () => {
    for (const row of rowsOf(rules)) {
      expect(row.source, row.id).not.toBe('')
      expect(row.effective_from <= TODAY, row.id).toBe(true)
      expect(rules.lineage).toContain(row.pack)
    }
  })

  it('has a limit for every step, kind and urgency', () => {
    for (const step of STEPS)
      for (const { id: kind } of rules.kinds)
        for (const { id: urgency } of rules.urgencies)
          expect(clockFor(rules, step, { kind, urgency }).limit).toBeGreaterThan(0)
  })

  it('never gives an urgent matter longer than an ordinary one', () => {
    const start = new Date('2026-11-23T02:00:00Z')
    for (const step of STEPS) {
      const [urgent, ordinary] = ['urgent', 'ordinary'].map((urgency) => {
        const { limit, clock } = clockFor(rules, step, { urgency })
        return dueDate(start, limit, clock, library.calendar).at.getTime()
      })
      expect(urgent, step).toBeLessThanOrEqual(ordinary!)
    }
  })

  it('routes every category at every level to exactly one lead', () => {
    for (const { category } of flattenCategories(rules))
      for (const level of LEVELS) {
        const routes = routeFor(rules, category.id, level)
        expect(
          routes.filter(({ lead }) => lead),
          `${category.id} ${level}`,
        ).toHaveLength(1)
        expect(routes[0]!.lead).toBe(true)
      }
  })

  it('has words for every category, so that one can be suggested without history', () => {
    for (const { category } of flattenCategories(rules))
      expect(category.words.length, category.id).toBeGreaterThan(0)
  })

  it('tells a person whose request is not accepted what to do instead, in six cases', () => {
    expect(rules.not_accepted).toHaveLength(6)
    for (const { tell, route } of rules.not_accepted)
      for (const text of [tell.zh, tell.en, route.zh]) expect(text).toBeTruthy()
  })

  it('is the same after being stored and read again', () => {
    expect(rulesFromSnapshot(JSON.parse(JSON.stringify(rules)))).toEqual(rules)
  })

  it('cannot be changed by a caller', () => {
    expect(() => {
      rules.extension.limit = 99
    }).toThrow(TypeError)
  })
})

describe('the national category tree', () => {
  const rules = library.rulesOn('national', TODAY)
  const everyday = [
    ['路灯不亮', 'municipal.street_lamp'],
    ['车库进水', 'environment.flooding'],
    ['搅拌站', 'environment.industrial_noise'],
    ['夜间施工', 'environment.construction_noise'],
    ['捆绑车位', 'construction.sales'],
    ['电梯', 'safety.elevator'],
    ['暖气不热', 'municipal.heating'],
    ['垃圾', 'appearance.garbage'],
    ['违停', 'transport.parking_violation'],
    ['拖欠工资', 'labour.unpaid_wages'],
    ['入学', 'education_health.enrolment'],
    ['医保', 'labour.medical_insurance'],
  ]

  it.each(everyday)('knows what residents call “%s”', (word, id) => {
    const found = flattenCategories(rules).filter(({ category }) => category.words.includes(word!))
    expect(found.map(({ category }) => category.id)).toContain(id)
  })

  it('has 17 first-level categories and maps the seven labels of the message board', () => {
    expect(rules.categories).toHaveLength(17)
    const labels = new Set(flattenCategories(rules).flatMap(({ category }) => category.also ?? []))
    for (const label of [
      '城乡建设',
      '劳动和社会保障',
      '教育文体',
      '商贸旅游',
      '环境保护',
      '卫生计生',
      '交通运输',
    ])
      expect(labels).toContain(label)
  })

  it('takes the urgency of a category from itself or from above', () => {
    expect(usualUrgency(rules, 'municipal.heating')).toBe('utility')
    expect(usualUrgency(rules, 'municipal.street_lamp')).toBeUndefined()
  })
})

describe('what Beijing and Zhengzhou state for themselves', () => {
  it('Zhengzhou dispatches in five minutes, Beijing in the national two hours', () => {
    expect(clockFor(library.rulesOn('zhengzhou', TODAY), 'dispatch', {})).toMatchObject({
      limit: 5,
      clock: 'minutes',
      pack: 'zhengzhou',
      unverified: true,
    })
    expect(clockFor(library.rulesOn('beijing', TODAY), 'dispatch', {})).toMatchObject({
      limit: 2,
      clock: 'hours',
      pack: 'national',
    })
  })

  it('Beijing’s six cases come from Article 11 and are verified', () => {
    for (const row of library.rulesOn('beijing', TODAY).not_accepted) {
      expect(row.source).toContain('第十一条')
      expect(row.unverified).toBeUndefined()
    }
  })

  it('Beijing has no limit of its own for questions, and answers them as ordinary matters', () => {
    const question = { kind: 'consultation', urgency: 'ordinary' }
    expect(clockFor(library.rulesOn('national', TODAY), 'feedback', question).id).toBe(
      'feedback_consultation',
    )
    expect(clockFor(library.rulesOn('beijing', TODAY), 'feedback', question).id).toBe('feedback')
  })

  it('network logs are kept under the article in force on the day', () => {
    const article = (date: string) =>
      library.rulesOn('national', date).retention.find(({ id }) => id === 'access_log')!.source
    expect(article('2025-12-31')).toContain('第二十一条')
    expect(article('2026-01-01')).toContain('第二十三条')
  })
})

describe('the working calendar of the packs', () => {
  it('knows 2025 and 2026 as the State Council arranged them', () => {
    const free = (year: number) => {
      let days = 0
      for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000)
        if (!library.calendar.day(new Date(at).toISOString().slice(0, 10)).working) days += 1
      return days
    }
    expect(free(2025)).toBe(365 - 248)
    expect(free(2026)).toBe(365 - 248)
  })

  it.each([
    ['2025-01-26', true],
    ['2025-01-28', false],
    ['2025-10-08', false],
    ['2025-10-11', true],
    ['2026-01-02', false],
    ['2026-02-14', true],
    ['2026-02-23', false],
    ['2026-09-20', true],
    ['2026-10-08', true],
  ])('%s is a working day: %s', (date, working) => {
    expect(library.calendar.day(date)).toMatchObject({ working, known: true })
  })

  it('does not claim to know a year that is not published in it', () => {
    expect(library.calendar.day('2027-02-06')).toMatchObject({ working: false, known: false })
    expect(library.calendar.day('2027-02-08')).toMatchObject({ working: true, known: false })
  })
})

describe('asking for rules', () => {
  it('is refused for an unknown pack, an impossible date, and a date before the pack begins', () => {
    expect(() => library.rulesOn('atlantis', TODAY)).toThrow(RangeError)
    expect(() => library.rulesOn('national', '2026-02-30')).toThrow(RangeError)
    expect(() => library.rulesOn('beijing', '2021-09-23')).toThrow(RangeError)
  })

  it('gives one object for one day, and one hash for days with the same rules', () => {
    expect(library.rulesOn('beijing', TODAY)).toBe(library.rulesOn('beijing', TODAY))
    expect(library.rulesOn('beijing', '2026-11-23').hash).toBe(library.rulesOn('beijing', TODAY).hash)
    expect(library.rulesOn('beijing', '2025-11-23').hash).not.toBe(library.rulesOn('beijing', TODAY).hash)
  })
})
