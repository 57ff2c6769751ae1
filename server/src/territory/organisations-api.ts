import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { Problem } from '../kernel/problems.ts'
import {
  ById,
  closed,
  Id,
  Line,
  OrganisationShape,
  OrNull,
  PageOf,
  paging,
  Time,
  Words,
} from './api-schemas.ts'
import { areaById } from './areas.ts'
import { changeOrganisation, endOrganisation, openOrganisation } from './organisation-writes.ts'
import { findOrganisations, type Organisation, organisationById } from './organisations.ts'

const tags = ['territory']

function presentOrganisation({
  nameEn,
  parentId,
  areaId,
  path: _path,
  activeTo: _activeTo,
  ...rest
}: Organisation) {
  return { ...rest, name_en: nameEn, parent_id: parentId, area_id: areaId }
}

const changeable = {
  name_en: Type.Optional(OrNull(Line(200))),
  area_id: Type.Optional(OrNull(Id)),
  phone: Type.Optional(OrNull(Line(30))),
  address: Type.Optional(OrNull(Line(200))),
}
const Slug = Type.String({ maxLength: 64, pattern: '^[a-z][a-z0-9_]*$' })

const Named = OrNull(Type.Object({ id: Type.String(), name: Type.String() }))
const OrganisationPage = Type.Interface([OrganisationShape], {
  parent: Named,
  area: Named,
  active_to: OrNull(Time),
})

export function organisationsApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/organisations',
      {
        config: { permission: 'territory.read' },
        schema: {
          summary: 'Organisations in the order of their codes',
          tags,
          querystring: Type.Object(
            {
              q: Type.Optional(Words),
              kind: Type.Optional(Slug),
              function: Type.Optional(Slug),
              parent: Type.Optional(Id),
              top: Type.Optional(Type.Boolean({ description: 'Those with nothing above them' })),
              area: Type.Optional(Id),
              ...paging,
            },
            closed,
          ),
          response: { 200: PageOf(OrganisationShape) },
        },
      },
      async ({ query: { parent, area, ...search } }) => {
        const { items, next } = await findOrganisations(house.db, {
          ...search,
          ...(parent ? { parentId: parent } : {}),
          ...(area ? { areaId: area } : {}),
        })
        return { items: items.map(presentOrganisation), next }
      },
    )

    app.get(
      '/api/organisations/:id',
      {
        config: { permission: 'territory.read' },
        schema: {
          summary: 'One organisation, also one that has ended',
          tags,
          params: ById,
          response: { 200: OrganisationPage },
        },
      },
      async ({ params }) => {
        const organisation = await organisationById(house.db, params.id)
        if (!organisation)
          throw new Problem('not_found', { zh: '没有这个机构', en: 'There is no such organisation' })
        const [above, area] = await Promise.all([
          organisation.parentId ? organisationById(house.db, organisation.parentId) : undefined,
          organisation.areaId ? areaById(house.db, organisation.areaId) : undefined,
        ])
        return {
          ...presentOrganisation(organisation),
          parent: above ? { id: above.id, name: above.name } : null,
          area: area ? { id: area.id, name: area.name } : null,
          active_to: organisation.activeTo?.toISOString() ?? null,
        }
      },
    )

    app.post(
      '/api/organisations',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'Open an organisation',
          tags,
          body: Type.Object(
            {
              code: Line(40),
              name: Line(100),
              kind: Slug,
              function: Type.Optional(OrNull(Slug)),
              parent_id: Type.Optional(OrNull(Id)),
              ...changeable,
            },
            closed,
          ),
          response: { 201: OrganisationShape },
        },
      },
      async ({ body: { name_en, parent_id, area_id, ...rest }, actor }, reply) => {
        const wanted = {
          ...rest,
          nameEn: name_en ?? null,
          parentId: parent_id ?? null,
          areaId: area_id ?? null,
        }
        const made = await openOrganisation(house.db, { house, actor }, wanted, await house.rulesNow())
        return reply.status(201).send(presentOrganisation(made))
      },
    )

    app.patch(
      '/api/organisations/:id',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'Change an organisation’s name, function, area, telephone, address or opening hours',
          tags,
          params: ById,
          body: Type.Object(
            {
              name: Type.Optional(Line(100)),
              function: Type.Optional(OrNull(Slug)),
              hours: Type.Optional(OrNull(Line(200))),
              ...changeable,
            },
            closed,
          ),
          response: { 200: OrganisationShape },
        },
      },
      async ({ params, body: { name_en: nameEn, area_id: areaId, ...rest }, actor }) =>
        presentOrganisation(
          await changeOrganisation(
            house.db,
            { house, actor },
            params.id,
            {
              ...rest,
              ...(nameEn === undefined ? {} : { nameEn }),
              ...(areaId === undefined ? {} : { areaId }),
            },
            await house.rulesNow(),
          ),
        ),
    )

    app.post(
      '/api/organisations/:id/end',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'End an organisation in which nobody serves any more',
          tags,
          params: ById,
          response: { 204: Type.Null() },
        },
      },
      async ({ params, actor }, reply) => {
        await endOrganisation(house.db, { house, actor }, params.id)
        return reply.status(204).send(null)
      },
    )
  }
}
