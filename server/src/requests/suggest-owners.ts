import type { Executor } from '../kernel/database/index.ts'
import { categoryOf, type Level, type Rules, routeFor } from '../kernel/policy/index.ts'
import type { Matter } from '../matters/index.ts'
import { type Organisation, organisationFor, organisationsOfKind } from '../territory/index.ts'

export interface SuggestedOwner {
  id: string
  name: string
  because: { zh: string; en: string }
  /** The directory's row names it alone; without a place, one row may fit an organisation in every street. */
  certain: boolean
}

const levels: Level[] = ['community', 'street', 'district']

/** Who the routing directory names for a category, nearest level first: a suggestion with its row as the reason. */
export async function suggestOwners(
  executor: Executor,
  rules: Rules,
  matter: Matter,
  category: string | null,
): Promise<SuggestedOwner[]> {
  const found = new Map<string, SuggestedOwner>()
  const name = category ? categoryOf(rules, category) : undefined
  for (const level of levels) {
    for (const route of routeFor(rules, category ?? undefined, level)) {
      const here: Organisation[] = matter.areaId
        ? await organisationFor(executor, matter.areaId, route.organisation_kind, route.function).then(
            (one) => (one ? [one] : []),
          )
        : route.function
          ? await organisationsOfKind(executor, route.organisation_kind, route.function)
          : []
      for (const organisation of here.slice(0, 3))
        if (!found.has(organisation.id))
          found.set(organisation.id, {
            id: organisation.id,
            name: organisation.name,
            certain: here.length === 1,
            because: {
              zh: `派单目录：${name?.zh ?? '未分类'} → ${organisation.name}（${route.source}）`,
              en: `Routing directory: ${name?.en ?? 'unclassified'} → ${organisation.name} (${route.source})`,
            },
          })
    }
  }
  return [...found.values()].slice(0, 5)
}
