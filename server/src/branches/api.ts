import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { BranchList, BranchSound, Facts, Id, NeedsMap, OnlyName, Overview } from './schemas.ts'
import { branchList, branchSound, factsBehind, needsMap, overview } from './views.ts'

const tags = ['branches']
const config = { permission: 'party.read' } as const
const Under = Type.Object({ under: Type.Optional(Id) })

/** 支部标准化规范化: what a sound branch looks like, for the branch, the street's party office, the organisation department. */
export function branchesApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/sound/overview',
      {
        config,
        schema: {
          tags,
          summary: '全貌：总数和逐个下级 / the whole: totals, and a row for each below',
          querystring: Type.Object({ under: Type.Optional(Id), after: Type.Optional(Id) }),
          response: { 200: Overview },
        },
      },
      (request) => overview(house, request.actor, request.query),
    )
    app.get(
      '/api/sound/branches',
      {
        config,
        schema: {
          tags,
          summary: '党支部，最需要帮助的在前 / branches, those that want most help first',
          querystring: Type.Object({
            under: Type.Optional(Id),
            area: Type.Optional(Id),
            only: Type.Optional(OnlyName),
            after: Type.Optional(Type.String({ maxLength: 60 })),
          }),
          response: { 200: BranchList },
        },
      },
      (request) => branchList(house, request.actor, request.query),
    )
    app.get(
      '/api/sound/branches/:id',
      { config, schema: { tags, params: Type.Object({ id: Id }), response: { 200: BranchSound } } },
      (request) => branchSound(house, request.actor, request.params.id),
    )
    app.get(
      '/api/sound/branches/:id/facts',
      {
        config,
        schema: {
          tags,
          summary: '指标背后发生的事 / what happened behind an indicator',
          params: Type.Object({ id: Id }),
          querystring: Type.Object({ indicator: Type.String({ maxLength: 64 }) }),
          response: { 200: Facts },
        },
      },
      (request) => factsBehind(house, request.actor, request.params.id, request.query.indicator),
    )
    app.get(
      '/api/sound/map',
      { config, schema: { tags, querystring: Under, response: { 200: NeedsMap } } },
      (request) => needsMap(house, request.actor, request.query.under),
    )
  }
}
