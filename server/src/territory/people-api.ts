import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { Problem } from '../kernel/problems.ts'
import { ById, closed, Id, Line, OrNull, PageOf, paging, Time, Words } from './api-schemas.ts'
import { findPeople } from './people.ts'
import { changePerson, endDuty, type Person, registerPerson, startDuty } from './people-writes.ts'
import { maskedPhone } from './rules.ts'

const tags = ['territory']

const PersonRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  phone: OrNull(Type.String({ description: 'Masked.' })),
  duties: Type.Array(
    Type.Object({
      id: Type.String(),
      role: Type.String(),
      organisation_id: Type.String(),
      organisation: Type.String(),
      area_id: OrNull(Type.String()),
      area: OrNull(Type.String()),
      active_from: Time,
      active_to: OrNull(Time),
    }),
  ),
})
const PersonMade = Type.Object({
  id: Type.String(),
  name: Type.String(),
  phone: OrNull(Type.String({ description: 'Masked.' })),
})
const facts = {
  name: Line(100),
  phone: Type.Optional(OrNull(Line(30))),
  email: Type.Optional(OrNull(Line(254))),
}

function presentPerson({ id, name, phone }: Person) {
  return { id, name, phone: maskedPhone(phone) }
}

export function peopleApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/people',
      {
        config: { permission: 'people.read' },
        schema: {
          summary: 'People who serve or served, within your reach',
          tags,
          querystring: Type.Object(
            {
              q: Type.Optional(Words),
              organisation: Type.Optional(Id),
              area: Type.Optional(Id),
              running: Type.Optional(Type.Boolean({ description: 'Only duties that run now' })),
              unplaced: Type.Optional(
                Type.Boolean({
                  description: 'Registered, without duty or account; for who keeps the register',
                }),
              ),
              ...paging,
              after: Type.Optional(Id),
            },
            closed,
          ),
          response: { 200: PageOf(PersonRow) },
        },
      },
      async ({ query: { organisation, area, ...search }, actor }) =>
        findPeople(house.db, actor, house.now(), {
          ...search,
          ...(organisation ? { organisationId: organisation } : {}),
          ...(area ? { areaId: area } : {}),
        }),
    )

    app.get(
      '/api/people/:id',
      {
        config: { permission: 'people.read' },
        schema: {
          summary: 'One person with the duties that are within your reach',
          tags,
          params: ById,
          response: { 200: PersonRow },
        },
      },
      async ({ params, actor }) => {
        const { items } = await findPeople(house.db, actor, house.now(), { personId: params.id, limit: 1 })
        if (!items[0]) throw new Problem('not_found', { zh: '没有这个人', en: 'There is no such person' })
        return items[0]
      },
    )

    app.post(
      '/api/people',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'Register a person',
          tags,
          body: Type.Object(facts, closed),
          response: { 201: PersonMade },
        },
      },
      async ({ body, actor }, reply) =>
        reply.status(201).send(presentPerson(await registerPerson(house.db, { house, actor }, body))),
    )

    app.patch(
      '/api/people/:id',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'Change a person’s name, number or mail',
          tags,
          params: ById,
          body: Type.Partial(Type.Object(facts, closed)),
          response: { 200: PersonMade },
        },
      },
      async ({ params, body, actor }) =>
        presentPerson(await changePerson(house.db, { house, actor }, params.id, body)),
    )

    app.post(
      '/api/duties',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'Begin a duty',
          tags,
          body: Type.Object(
            {
              person_id: Id,
              organisation_id: Id,
              role: Line(64),
              area_id: Type.Optional(OrNull(Id)),
              active_from: Type.Optional(Time),
              active_to: Type.Optional(OrNull(Time)),
            },
            closed,
          ),
          response: { 201: Type.Object({ id: Type.String(), active_from: Time, active_to: OrNull(Time) }) },
        },
      },
      async ({ body, actor }, reply) => {
        const duty = await startDuty(
          house.db,
          { house, actor },
          {
            personId: body.person_id,
            organisationId: body.organisation_id,
            role: body.role,
            areaId: body.area_id ?? null,
            ...(body.active_from ? { activeFrom: new Date(body.active_from) } : {}),
            activeTo: body.active_to ? new Date(body.active_to) : null,
          },
        )
        return reply.status(201).send({ id: duty.id, active_from: duty.activeFrom, active_to: duty.activeTo })
      },
    )

    app.post(
      '/api/duties/:id/end',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'End a duty, now or at a time to come; open matters in their hands go to `hand_to`',
          tags,
          params: ById,
          body: Type.Object({ at: Type.Optional(Time), hand_to: Type.Optional(Id) }, closed),
          response: { 204: Type.Null() },
        },
      },
      async ({ params, body, actor }, reply) => {
        await endDuty(
          house.db,
          { house, actor },
          params.id,
          body.at ? new Date(body.at) : undefined,
          body.hand_to ?? null,
        )
        return reply.status(204).send(null)
      },
    )
  }
}
