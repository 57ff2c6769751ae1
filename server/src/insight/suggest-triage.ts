import type { House } from '../kernel/house.ts'
import {
  categoryOf,
  categoryPath,
  flattenCategories,
  type Rules,
  usualUrgency,
} from '../kernel/policy/index.ts'
import { suggestByWords, suggestUrgency } from './keywords.ts'
import { type Learned, learnedFor } from './learned.ts'

export interface TriageSuggestion {
  category: string | null
  alternatives: string[]
  urgency: string
  kind: string
  because: string[]
  source: 'learned' | 'words'
}

const words = new WeakMap<Rules['categories'], Parameters<typeof suggestByWords>[0]>()

function categoryWords(rules: Rules) {
  const known = words.get(rules.categories)
  if (known) return known
  const list = flattenCategories(rules).map(({ category, path }) => ({
    id: category.id,
    zh: category.zh,
    words: category.words,
    path: path.map(({ id }) => id),
  }))
  words.set(rules.categories, list)
  return list
}

/** How people ask, in order: the first that fits decides. Only a suggestion. */
const kindSigns: [string, RegExp][] = [
  ['praise', /表扬|感谢|点赞|锦旗|致谢/],
  ['report', /举报|贪污|受贿|违法行为|黑恶/],
  ['suggestion', /建议|希望能?(?:增设|增加|改进|优化)|能否(?:增设|增加|设置)/],
  ['complaint', /投诉|不作为|态度恶劣|欺骗|乱收费|扰民|推诿/],
  ['consultation', /咨询|请问|想问|如何办理|怎么办理|需要什么(?:材料|手续)|什么时候(?:能|可以|开)|政策是/],
]

export function suggestKind(rules: Rules, text: string): string {
  const found = kindSigns.find(([id, sign]) => sign.test(text) && rules.kinds.some((kind) => kind.id === id))
  return found?.[0] ?? (rules.kinds.some(({ id }) => id === 'help') ? 'help' : rules.kinds[0]!.id)
}

/**
 * Category, urgency and kind from a person's words. What clerks decided before speaks first, where it is sure;
 * the category tree's own words always speak. Never more than a suggestion.
 */
export function suggestTriage(house: House, rules: Rules, title: string, body: string): TriageSuggestion {
  const text = `${title}\n${body}`
  const byWords = suggestByWords(categoryWords(rules), text)
  const learned = learnedFor(house.configuration.dataFolder)
  const fromHistory = learned ? fromLearned(learned, rules, byWords, title, body) : null
  const category = fromHistory?.category ?? byWords[0]?.id ?? null
  const matched = suggestUrgency(rules.urgencies, text)[0]
  return {
    category,
    alternatives: [
      ...new Set([...(fromHistory?.alternatives ?? []), ...byWords.slice(0, 5).map(({ id }) => id)]),
    ]
      .filter((id) => id !== category)
      .slice(0, 4),
    urgency: matched?.id ?? (category ? usualUrgency(rules, category) : undefined) ?? 'ordinary',
    kind: suggestKind(rules, text),
    because: fromHistory?.because ?? [...(byWords[0]?.because ?? []), ...(matched?.because ?? [])],
    source: fromHistory ? 'learned' : 'words',
  }
}

/** A learned label is a category id, or the name by which a first-level category is also known. */
function fromLearned(learned: Learned, rules: Rules, byWords: { id: string }[], title: string, body: string) {
  const { label, because, sure, alternatives } = learned.suggest({ title, body })
  if (!sure) return null
  const top =
    categoryOf(rules, label) ?? rules.categories.find(({ zh, also }) => zh === label || also?.includes(label))
  if (!top) return null
  const within = byWords.filter(({ id }) => categoryPath(rules, id).some((step) => step.id === top.id))
  return {
    category: within[0]?.id ?? top.id,
    alternatives: [
      ...within.slice(1).map(({ id }) => id),
      ...alternatives.flatMap(({ label: other }) => (categoryOf(rules, other) ? [other] : [])),
    ],
    because,
  }
}
