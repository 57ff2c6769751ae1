import { Type } from 'typebox'

export const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const OrNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
export const Named = Type.Object({ id: Type.String(), name: Type.String() })
export const onlyNames = ['over', 'due', 'small', 'no_secretary', 'quiet', 'behind', 'missing'] as const
export const OnlyName = Type.Enum([...onlyNames])

const counts = {
  branches: Type.Integer(),
  full: Type.Integer(),
  probationary: Type.Integer(),
  coming: Type.Integer(),
  away: Type.Integer(),
  /** Branches that want somebody's help, and for what. */
  needing: Type.Integer(),
  term_due: Type.Integer(),
  term_over: Type.Integer(),
  small: Type.Integer(),
  no_secretary: Type.Integer(),
  quiet: Type.Integer(),
  missing: Type.Integer(),
  /** Branches by stars, from 5 to 2 and fewer; then those for which nothing was due yet. */
  stars: Type.Array(Type.Integer(), { minItems: 5, maxItems: 5 }),
}
export const Counts = Type.Object(counts)
const starRows = Type.Array(
  Type.Object({
    zh: Type.String(),
    en: Type.String(),
    stars: Type.Integer(),
    from_points: Type.Integer(),
    usual_share: Type.Number(),
    source: Type.String(),
    unverified: Type.Boolean(),
  }),
)
export const Overview = Type.Object({
  under: OrNull(Type.Object({ id: Type.String(), name: Type.String(), form: Type.String() })),
  /** From the top of what the reader may see down to it. */
  way: Type.Array(Named),
  total: Counts,
  rows: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      form: Type.String(),
      below: Type.Boolean(),
      ...counts,
    }),
  ),
  next: OrNull(Type.String()),
  stars: starRows,
  coverage: Type.Object({
    units: Type.Integer(),
    own: Type.Integer(),
    attached: Type.Integer(),
    none: Type.Integer(),
  }),
})

const Indicator = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  state: Type.Enum(['met', 'behind', 'not_due']),
  points: Type.Number(),
  of: Type.Integer(),
  reached: Type.Number(),
  wanted: Type.Number(),
  now: Type.Integer(),
  next: Type.Integer(),
  why: Type.Object({ zh: Type.String(), en: Type.String() }),
  source: Type.String(),
  unverified: Type.Boolean(),
})
export const BranchRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  area: OrNull(Type.String()),
  full: Type.Integer(),
  probationary: Type.Integer(),
  points: OrNull(Type.Number()),
  stars: OrNull(Type.Integer()),
  needs: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
})
export const BranchList = Type.Object({ items: Type.Array(BranchRow), next: OrNull(Type.String()) })
export const BranchSound = Type.Object({
  id: Type.String(),
  name: Type.String(),
  points: OrNull(Type.Number()),
  stars: OrNull(Type.Integer()),
  on: Day,
  indicators: Type.Array(Indicator),
  needs: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
  star_rows: starRows,
})
export const Facts = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      held_by: Type.String(),
      day: Day,
      counts_for: Day,
      made_up: Type.Boolean(),
      should_attend: Type.Integer(),
      attended: Type.Integer(),
    }),
  ),
})
export const NeedsMap = Type.Object({
  areas: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      branches: Type.Integer(),
      needing: Type.Integer(),
      /** Outer rings, degrees on WGS-84. */
      rings: Type.Array(Type.Array(Type.Tuple([Type.Number(), Type.Number()]))),
    }),
  ),
})
