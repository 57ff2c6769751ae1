import { sql } from 'kysely'
import { Type } from 'typebox'
import { isDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { type Api, cursorOf, readCursor } from '../kernel/http/index.ts'
import { dutiesFor, dutyReaching, scopePredicate } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { organisationReached, standingIn } from './access.ts'
import { callingApi } from './calling-api.ts'
import { materialsApi } from './materials-api.ts'
import { belongingTo } from './membership-door.ts'
import { plansApi } from './plans-api.ts'
import { Day, Detail, Form, Id, Mine, OfGathering, PageOfRows, Rows, YearShape } from './schemas.ts'
import { getGathering, kindNow } from './store.ts'
import { detailOf, rowsWhere } from './views.ts'
import { mineOf, yearOf } from './year.ts'

const tags = ['gatherings']
const mostInRange = 500
const pageLength = 50

/** What is planned, called and held, for those who may know of it; with the calling and the plans. */
export function gatheringsApi(house: House): Api {
  return async (app) => {
    await app.register(callingApi(house))
    await app.register(plansApi(house))
    await app.register(materialsApi(house))

    app.get(
      '/api/gatherings/form',
      { config: { permission: 'signed_in' }, schema: { tags, response: { 200: Form } } },
      async (request) => {
        const rules = await house.rulesNow()
        const planning = new Set(
          rules.gathering_kinds.flatMap(({ per, planned, holders }) =>
            per && planned !== false ? (holders ?? []) : [],
          ),
        )
        const organisations = new Map(
          dutiesFor(request.actor, 'gathering.hold').map(({ duty }) => [
            duty.organisationId,
            {
              id: duty.organisationId,
              name: duty.organisationName,
              plans: planning.has(duty.organisationKind),
            },
          ]),
        )
        return {
          kinds: rules.gathering_kinds.map((kind) => ({
            id: kind.id,
            words: { zh: kind.zh, en: kind.en },
            series: kind.series,
            per: kind.per ?? null,
            times: kind.times ?? null,
            usual_day: kind.usual_day ?? null,
            attend: kind.attend,
            readers: kind.readers,
            make_up: kind.make_up ?? false,
            appraisal: kind.appraisal ?? false,
            source: kind.source,
            unverified: kind.unverified ?? false,
            note: kind.note ?? null,
          })),
          organisations: [...organisations.values()],
          meeting_service: house.configuration.meetingService ?? null,
        }
      },
    )

    app.get(
      '/api/gatherings',
      {
        config: { permission: 'gathering.read' },
        schema: {
          tags,
          querystring: Type.Object({ organisation: Id, from: Day, to: Day }),
          response: { 200: Rows },
        },
      },
      async (request) => {
        const { organisation: id, from, to } = request.query
        if (!isDate(from) || !isDate(to) || to < from)
          throw new Problem('input.invalid', { zh: '日期范围不对', en: 'The range of days is not right' })
        const organisation = await organisationReached(house, request.actor, id, 'gathering.read')
        return {
          items: await rowsWhere(
            house.db,
            await house.rulesNow(),
            sql<boolean>`g.organisation_id = ${organisation.id} and g.day between ${from}::date and ${to}::date`,
            mostInRange,
          ),
        }
      },
    )

    app.get(
      '/api/gatherings/belonging',
      {
        config: { permission: 'gathering.hold' },
        schema: {
          tags,
          querystring: Type.Object({ organisation: Id }),
          response: {
            200: Type.Object({
              items: Type.Array(Type.Object({ person_id: Type.String(), name: Type.String() })),
            }),
          },
        },
      },
      async (request) => {
        const organisation = await organisationReached(
          house,
          request.actor,
          request.query.organisation,
          'gathering.hold',
        )
        const people = await belongingTo(house.db, organisation.id, house.now())
        return { items: people.map(({ personId, name }) => ({ person_id: personId, name })) }
      },
    )

    app.get(
      '/api/gatherings/missed',
      {
        config: { permission: 'gathering.read' },
        schema: {
          tags,
          querystring: Type.Object({ after: Type.Optional(Type.String({ maxLength: 300 })) }),
          response: { 200: PageOfRows },
        },
      },
      async (request) => {
        const after = request.query.after ? readCursor(request.query.after) : null
        const within = scopePredicate(request.actor, 'gathering.read', {
          organisationId: sql`g.organisation_id`,
          organisationPath: sql`g.organisation_path`,
          areaPath: sql`null::ltree`,
        })
        const rows = await rowsWhere(
          house.db,
          await house.rulesNow(),
          sql<boolean>`g.state = 'missed' and g.made_up_by is null and ${within}
            ${after ? sql`and (g.period_end, g.id) < (${after.at}::date, ${after.id}::uuid)` : sql``}`,
          pageLength + 1,
          sql`g.period_end desc, g.id desc`,
        )
        const items = rows.slice(0, pageLength)
        const last = items.at(-1)
        return {
          items,
          next:
            rows.length > pageLength && last
              ? cursorOf({ at: last.period_end ?? last.day, id: last.id })
              : null,
        }
      },
    )

    app.get(
      '/api/gatherings/mine',
      {
        config: { permission: 'signed_in' },
        schema: {
          tags,
          querystring: Type.Object({ after: Type.Optional(Type.String({ maxLength: 300 })) }),
          response: { 200: Mine },
        },
      },
      async (request) => mineOf(house, request.actor, request.query.after),
    )

    app.get(
      '/api/gatherings/year',
      {
        config: { permission: 'gathering.read' },
        schema: {
          tags,
          querystring: Type.Object({
            organisation: Id,
            year: Type.Integer({ minimum: 2000, maximum: 2100 }),
          }),
          response: { 200: YearShape },
        },
      },
      async (request) => {
        const organisation = await organisationReached(
          house,
          request.actor,
          request.query.organisation,
          'gathering.read',
        )
        const whole =
          dutyReaching(request.actor, 'gathering.hold', {
            organisationId: organisation.id,
            organisationPath: organisation.path,
          }) !== undefined
        return yearOf(house, organisation, request.query.year, request.actor, whole)
      },
    )

    app.get(
      '/api/gatherings/:id',
      {
        config: { permission: 'signed_in' },
        schema: { tags, params: OfGathering, response: { 200: Detail } },
      },
      async (request) => {
        const gathering = await getGathering(house.db, request.params.id)
        const kind = kindNow(await house.rulesNow(), gathering)
        return detailOf(
          house,
          gathering,
          await standingIn(house.db, gathering, kind, request.actor),
          request.actor,
        )
      },
    )
  }
}
