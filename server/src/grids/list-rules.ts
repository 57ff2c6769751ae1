import { isWithin } from '../kernel/permissions/index.ts'
import type { GridMatter } from '../kernel/policy/index.ts'
import type { Both } from './rules.ts'

/** One thing that a grid may be asked to do: from the policy pack, or admitted here. */
export interface ListItem {
  id: string
  words: Both
  /** Prefixes of the category tree; empty where whoever gives the task must name the item. */
  categories: readonly string[]
  from: string
  /** The last day on which it holds. */
  to: string | null
  /** Null: everywhere. */
  areaPath: string | null
}

export const itemOfPack = ({
  id,
  zh,
  en,
  categories,
  effective_from,
  effective_to,
}: GridMatter): ListItem => ({
  id,
  words: { zh, en },
  categories: categories ?? [],
  from: effective_from,
  to: effective_to ?? null,
  areaPath: null,
})

export interface AskedTask {
  /** What whoever gives it says it is. */
  item: string | null
  category: string | null
  areaPath: string | null
  /** `YYYY-MM-DD` */
  day: string
}

const covers = (prefix: string, category: string | null) =>
  prefix === '*' || (category !== null && (category === prefix || category.startsWith(`${prefix}.`)))

export type Admitted =
  | { item: string }
  | { outside: 'unknown' | 'expired' | 'not_yet' | 'elsewhere' | 'unlisted'; item: ListItem | null }

/** Under which item of the list a task may be given to a grid, or why it may not. Pure. */
export function admits(list: readonly ListItem[], task: AskedTask): Admitted {
  const standing = (item: ListItem): Admitted => {
    if (item.from > task.day) return { outside: 'not_yet', item }
    if (item.to !== null && item.to < task.day) return { outside: 'expired', item }
    if (item.areaPath !== null && !isWithin(task.areaPath, item.areaPath))
      return { outside: 'elsewhere', item }
    return { item: item.id }
  }
  if (task.item !== null) {
    const named = list.find(({ id }) => id === task.item)
    return named ? standing(named) : { outside: 'unknown', item: null }
  }
  const fitting = list.filter(({ categories }) => categories.some((prefix) => covers(prefix, task.category)))
  const answers = fitting.map(standing)
  return answers.find((answer) => !('outside' in answer)) ?? answers[0] ?? { outside: 'unlisted', item: null }
}

/** What whoever would push it down is told; it names the list, and what can be done. */
export function wordsOutside(
  { outside, item }: Exclude<Admitted, { item: string }>,
  list: { name: Both; items: readonly ListItem[]; day: string },
): Both {
  const name = { zh: `《${list.name.zh}》`, en: `the ${list.name.en}` }
  const now = list.items.filter(({ from, to }) => from <= list.day && (to === null || to >= list.day))
  const items = {
    zh: now.map(({ words }) => words.zh).join('、') || '暂无',
    en: now.map(({ words }) => words.en).join(', ') || 'none',
  }
  const ask = {
    zh: `请由本单位办理，或先申请准入；属于清单内事项的，请选明是哪一项（现有：${items.zh}）`,
    en: `Do it yourselves or apply for admission; if it is on the list, say under which item (now: ${items.en})`,
  }
  switch (outside) {
    case 'expired':
      return {
        zh: `${name.zh}里的“${item!.words.zh}”已于 ${item!.to} 到期，不能再派给网格。${ask.zh}`,
        en: `“${item!.words.en}” in ${name.en} ran out on ${item!.to} and cannot be given to a grid any more. ${ask.en}`,
      }
    case 'not_yet':
      return {
        zh: `${name.zh}里的“${item!.words.zh}”自 ${item!.from} 起才生效。${ask.zh}`,
        en: `“${item!.words.en}” in ${name.en} holds only from ${item!.from} on. ${ask.en}`,
      }
    case 'elsewhere':
      return {
        zh: `${name.zh}里的“${item!.words.zh}”没有准入到这个区域。${ask.zh}`,
        en: `“${item!.words.en}” in ${name.en} was not admitted for this area. ${ask.en}`,
      }
    case 'unknown':
      return {
        zh: `${name.zh}里没有这一项。${ask.zh}`,
        en: `There is no such item in ${name.en}. ${ask.en}`,
      }
    case 'unlisted':
      return {
        zh: `这项工作不在${name.zh}内，不能派给社区网格。${ask.zh}`,
        en: `This work is not on ${name.en} and cannot be given to a grid. ${ask.en}`,
      }
  }
}
