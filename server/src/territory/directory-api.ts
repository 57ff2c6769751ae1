import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { categoryPath, LEVELS } from '../kernel/policy/index.ts'
import { closed, OrNull, PageOf, paging } from './api-schemas.ts'
import { destinationOf, destinationsOf, gapsOf, keyOf } from './directory.ts'

const Slug = Type.String({ maxLength: 64, pattern: '^[a-z][a-z0-9_]*$' })
const Both = Type.Object({ zh: Type.String(), en: Type.String() })

const RouteShown = Type.Object({
  id: Type.String(),
  category: Type.String({ description: 'A prefix; `*` is whatever no other row names' }),
  /** From the first level down; empty for `*`. */
  path: Type.Array(Both),
  level: Type.Enum([...LEVELS]),
  lead: Type.Boolean(),
  kind: Type.String(),
  kind_words: OrNull(Both),
  function: OrNull(Type.String()),
  function_words: OrNull(Both),
  organisations: Type.Integer(),
  first: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  areas: Type.Integer(),
  gaps: Type.Integer({ description: 'Areas of the level that have nobody for it' }),
  source: Type.String(),
  effective_from: Type.String(),
  effective_to: OrNull(Type.String()),
  unverified: Type.Boolean(),
  note: OrNull(Type.String()),
  pack: Type.String(),
})

export function directoryApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/routing',
      {
        config: { permission: 'territory.read' },
        schema: {
          summary: 'The routing directory: which category goes to which organisations, and where nobody is',
          tags: ['territory'],
          response: { 200: Type.Object({ on: Type.String(), items: Type.Array(RouteShown) }) },
        },
      },
      async () => {
        const rules = await house.rulesNow()
        const destinations = await destinationsOf(house.db, rules)
        const wordsIn = (rows: { id: string; zh: string; en: string }[], id: string | undefined) => {
          const row = rows.find((each) => each.id === id)
          return row ? { zh: row.zh, en: row.en } : null
        }
        const items = rules.routing.map((route) => {
          const { organisations, first, areas, gaps } = destinations.get(keyOf(destinationOf(route)))!
          return {
            id: route.id,
            category: route.category,
            path: categoryPath(rules, route.category).map(({ zh, en }) => ({ zh, en })),
            level: route.level,
            lead: route.lead ?? false,
            kind: route.organisation_kind,
            kind_words: wordsIn(rules.organisation_kinds, route.organisation_kind),
            function: route.function ?? null,
            function_words: wordsIn(rules.functions, route.function),
            organisations,
            first,
            areas,
            gaps,
            source: route.source,
            effective_from: route.effective_from,
            effective_to: route.effective_to ?? null,
            unverified: route.unverified ?? false,
            note: route.note ?? null,
            pack: route.pack,
          }
        })
        return { on: rules.onDate, items }
      },
    )

    app.get(
      '/api/routing/gaps',
      {
        config: { permission: 'territory.read' },
        schema: {
          summary: 'Areas of a level for which there is no organisation of a kind',
          tags: ['territory'],
          querystring: Type.Object(
            { level: Type.Enum([...LEVELS]), kind: Slug, function: Type.Optional(Slug), ...paging },
            closed,
          ),
          response: {
            200: PageOf(Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() })),
          },
        },
      },
      ({ query: { level, kind, function: duty, after, limit = 50 } }) =>
        gapsOf(house.db, { level, kind, function: duty ?? null }, after, limit),
    )
  }
}
