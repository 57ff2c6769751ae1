import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import {
  AreaKindName,
  ById,
  closed,
  type Dedication,
  DedicationName,
  Id,
  OrNull,
  PageOf,
} from '../territory/index.ts'
import { makeChange, mayDraw, preview } from './change.ts'
import { listChanges, pastOf } from './changes-store.ts'
import { coverageOf } from './coverage.ts'
import { openMattersOf, setHouseholds } from './households.ts'
import { presentCorner, presentCoverage, presentPlan, workersOn } from './present.ts'
import {
  ChangeRequest,
  ChangeShape,
  Consequences,
  GeometryShape,
  HouseholdsBody,
  HouseholdsShape,
  PreviewRequest,
  PreviewShape,
  SizeFlagShape,
  Version,
  WorkerShape,
} from './schemas.ts'
import { settingOf } from './store.ts'

const tags = ['grids']

const GridShape = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  name_en: OrNull(Type.String()),
  kind: AreaKindName,
  dedicated_to: OrNull(DedicationName),
  parent_id: OrNull(Type.String()),
  version: Version,
  shape: GeometryShape,
  square_metres: OrNull(Type.Integer()),
  households: HouseholdsShape,
  size: OrNull(SizeFlagShape),
  worker: WorkerShape,
})

const FindingShape = Type.Object({
  geometry: GeometryShape,
  square_metres: Type.Integer(),
  between: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
})

const NamedArea = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() })

const manyPoints = 8 * 1024 * 1024

/** Dividing the territory into grids: what there is, what is wrong with it, and every change with its preview. */
export function gridsApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/communities/:id/grids',
      {
        config: { permission: 'territory.read' },
        schema: {
          summary: 'A community and its grids: shapes, sizes, workers, versions',
          tags,
          params: ById,
          response: {
            200: Type.Object({
              community: GridShape,
              may_change: Type.Boolean({ description: 'Whether whoever asks may divide this community' }),
              grids: Type.Array(Type.Interface([GridShape], { open_matters: Type.Integer() })),
            }),
          },
        },
      },
      async ({ params, actor }) => {
        const { community, grids } = await settingOf(house.db, params.id)
        const ids = grids.map(({ id }) => id)
        const [{ grid_sizes }, workers, open] = await Promise.all([
          house.rulesNow(),
          workersOn(house.db, ids, house.now()),
          openMattersOf(house, ids),
        ])
        const shown = (corner: (typeof grids)[number]) => {
          const { dedicated_to, ...rest } = presentCorner(corner, grid_sizes, workers.get(corner.id))
          return { ...rest, dedicated_to: dedicated_to as Dedication | null }
        }
        return {
          community: shown(community),
          may_change: await mayDraw(house.db, actor, community),
          grids: grids.map((grid) => ({ ...shown(grid), open_matters: open.get(grid.id) ?? 0 })),
        }
      },
    )

    app.get(
      '/api/communities/:id/coverage',
      {
        config: { permission: 'territory.read' },
        schema: {
          summary: 'Gaps, overlaps and what juts out of a community, as shapes with their areas',
          tags,
          params: ById,
          response: {
            200: Type.Object({
              gaps: Type.Array(FindingShape),
              overlaps: Type.Array(FindingShape),
              outside: Type.Array(FindingShape),
              without_shape: Type.Array(NamedArea),
              tolerance_square_metres: Type.Integer(),
              tolerance_unverified: Type.Boolean(),
            }),
          },
        },
      },
      async ({ params }) => {
        const { community, grids } = await settingOf(house.db, params.id)
        const { tolerance_square_metres: tolerance, unverified } = (await house.rulesNow()).grid_drawing
        const covering = grids.filter(({ kind }) => kind !== 'micro_grid')
        return {
          ...presentCoverage(coverageOf(community.parts, covering, tolerance)),
          without_shape: [community, ...covering]
            .filter(({ parts }) => parts.length === 0)
            .map(({ id, code, name }) => ({ id, code, name })),
          tolerance_square_metres: tolerance,
          tolerance_unverified: unverified ?? false,
        }
      },
    )

    app.post(
      '/api/grids/changes/preview',
      {
        config: { permission: 'grid.write' },
        bodyLimit: manyPoints,
        schema: {
          summary: 'What a change would do; nothing is written',
          tags,
          body: PreviewRequest,
          response: { 200: PreviewShape },
        },
      },
      async ({ body, actor }) => {
        const planned = await preview(house, actor, body.change)
        const { grid_sizes } = await house.rulesNow()
        return presentPlan(house.db, planned, grid_sizes, house.now())
      },
    )

    app.post(
      '/api/grids/changes',
      {
        config: { permission: 'grid.write' },
        bodyLimit: manyPoints,
        schema: {
          summary: 'Draw, split, merge, move a border, hand over, name another worker',
          tags,
          body: ChangeRequest,
          response: { 201: Type.Object({ id: Type.String(), consequences: Consequences }) },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await makeChange(house, actor, body)),
    )

    app.get(
      '/api/grids/changes',
      {
        config: { permission: 'territory.read' },
        schema: {
          summary: 'Changes of an area and of all in it, the newest first',
          tags,
          querystring: Type.Object(
            {
              area: Id,
              after: Type.Optional(Id),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
            },
            closed,
          ),
          response: { 200: PageOf(ChangeShape) },
        },
      },
      async ({ query }) => listChanges(house.db, query),
    )

    app.get(
      '/api/grids/:id/past',
      {
        config: { permission: 'territory.read' },
        schema: {
          summary: 'The shapes that an area had, what it came from and what it became',
          tags,
          params: ById,
          response: {
            200: Type.Object({
              shapes: Type.Array(
                Type.Object({ from: Type.String(), to: OrNull(Type.String()), geometry: Type.Unknown() }),
              ),
              successors: Type.Array(NamedArea),
              predecessors: Type.Array(NamedArea),
            }),
          },
        },
      },
      async ({ params }) => pastOf(house.db, params.id),
    )

    app.put(
      '/api/grids/:id/households',
      {
        config: { permission: 'grid.write' },
        schema: {
          summary: 'How many households a grid has, counted when, by whom',
          tags,
          params: ById,
          body: Type.Object({ households: OrNull(HouseholdsBody), version: Version }, closed),
          response: { 204: Type.Null() },
        },
      },
      async ({ params, body, actor }, reply) => {
        await setHouseholds(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
  }
}
