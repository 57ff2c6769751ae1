import { type Static, type TSchema, Type } from 'typebox'
import { AreaKindName, closed, DedicationName, Id, Line, OrNull, Time } from '../territory/index.ts'

export const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const Version = Type.Integer({ minimum: 0 })
const Geometry = Type.Object(
  { type: Type.String({ maxLength: 40 }), coordinates: Type.Array(Type.Unknown(), { maxItems: 20_000 }) },
  closed,
)
const Position = Type.Tuple([
  Type.Number({ minimum: -180, maximum: 180 }),
  Type.Number({ minimum: -90, maximum: 90 }),
])
const one = <const T extends string, P extends Record<string, TSchema>>(kind: T, properties: P) =>
  Type.Object({ kind: Type.Literal(kind), ...properties }, closed)

export const HouseholdsBody = Type.Object(
  { count: Type.Integer({ minimum: 0, maximum: 9_999_999 }), on: Day, source: Line(200) },
  closed,
)

const named = {
  code: Type.Optional(Line(40)),
  name: Line(100),
  name_en: Type.Optional(OrNull(Line(200))),
  households: Type.Optional(OrNull(HouseholdsBody)),
  worker_id: Type.Optional(
    OrNull(Type.String({ format: 'uuid', description: 'Who works it; the one before where it is left out' })),
  ),
}

/** One piece of a divided or merged grid: a new grid, or the one that goes on. */
const Piece = Type.Object(
  {
    keeps: Type.Optional(Type.Boolean({ description: 'The divided grid goes on as this piece' })),
    ...named,
    name: Type.Optional(Line(100)),
  },
  closed,
)
export type PieceBody = Static<typeof Piece>

export const ChangeBody = Type.Union([
  one('draw', {
    parent_id: Id,
    area_kind: Type.Enum(['grid', 'dedicated_grid', 'micro_grid']),
    dedicated_to: Type.Optional(DedicationName),
    shape: Geometry,
    ...named,
  }),
  one('split', {
    area_id: Id,
    line: Type.Optional(Type.Array(Position, { minItems: 2, maxItems: 500 })),
    shapes: Type.Optional(Type.Array(Geometry, { minItems: 2, maxItems: 20 })),
    pieces: Type.Array(Piece, { minItems: 2, maxItems: 20 }),
    rest_to: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 19,
        description: 'The piece that takes what has no point of its own',
      }),
    ),
  }),
  one('merge', {
    area_ids: Type.Array(Id, { minItems: 2, maxItems: 20, uniqueItems: true }),
    into: Type.Object({ keeps: Type.Optional(Id), ...named, name: Type.Optional(Line(100)) }, closed),
  }),
  one('boundary', { area_id: Id, shape: Geometry }),
  one('hand_over', { area_id: Id, to_community_id: Id, ...named, name: Type.Optional(Line(100)) }),
  one('worker', { area_id: Id, worker_id: OrNull(Id) }),
])
export type Change = Static<typeof ChangeBody>
export type ChangeOf<K extends Change['kind']> = Extract<Change, { kind: K }>

export const PreviewRequest = Type.Object({ change: ChangeBody }, closed)
export const ChangeRequest = Type.Object(
  {
    change: ChangeBody,
    reason: Type.String({ minLength: 2, maxLength: 1000, pattern: '^[^\\u0000]*$' }),
    document: Type.Optional(OrNull(Line(200))),
    versions: Type.Record(Type.String(), Version, {
      description: 'The versions that the preview named: of each area that the change touches',
    }),
  },
  closed,
)

const BothWords = Type.Object({ zh: Type.String(), en: Type.String() })
export const SizeFlagShape = Type.Object({
  is: Type.Enum(['below', 'above']),
  min: Type.Integer(),
  max: Type.Integer(),
  source: Type.String(),
  unverified: Type.Boolean(),
})
export const GeometryShape = OrNull(
  Type.Object({ type: Type.Enum(['Polygon', 'MultiPolygon']), coordinates: Type.Array(Type.Unknown()) }),
)
export const HouseholdsShape = OrNull(
  Type.Object({ count: Type.Integer(), on: OrNull(Type.String()), source: OrNull(Type.String()) }),
)
export const WorkerShape = OrNull(Type.Object({ id: Type.String(), name: Type.String() }))

const AreaMark = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  kind: AreaKindName,
})
const Planned = Type.Interface([AreaMark], {
  is: Type.Enum(['opened', 'reshaped', 'ended'], {
    description: 'reshaped: its border changes; ended: it is no more, its successors go on',
  }),
  minor: Type.Boolean({ description: 'Only points were added to the border that it shares' }),
  before_square_metres: OrNull(Type.Integer()),
  square_metres: OrNull(Type.Integer()),
  shape: GeometryShape,
  households: HouseholdsShape,
  size: OrNull(SizeFlagShape),
  worker: WorkerShape,
})

export const Consequences = Type.Object({
  matters: Type.Integer({ description: 'Open matters that move to a successor' }),
  matters_without_point: Type.Integer({ description: 'Of these: those that go where the rest goes' }),
  matters_staying: Type.Integer({
    description: 'Open matters whose owner goes on with them though the grid changes hands',
  }),
  places: Type.Integer(),
  duties: Type.Integer(),
  organisations: Type.Integer(),
})

export const PreviewShape = Type.Object({
  areas: Type.Array(Planned),
  versions: Type.Record(Type.String(), Version),
  consequences: Consequences,
  warnings: Type.Array(BothWords),
})

export const ChangeShape = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  words: BothWords,
  reason: Type.String(),
  document: OrNull(Type.String()),
  effective_from: Time,
  planned_at: OrNull(Type.String({ description: 'When it was decided, where it was planned for its day' })),
  made_by: OrNull(Type.Object({ name: OrNull(Type.String()), organisation: OrNull(Type.String()) })),
  areas: Type.Array(
    Type.Interface([AreaMark], { is: Type.Enum(['opened', 'reshaped', 'ended', 'changed']) }),
  ),
  consequences: OrNull(Consequences),
})
