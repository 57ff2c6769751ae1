import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { isDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { type Api, cursorOf, readCursor } from '../kernel/http/index.ts'
import { onceOnly, requestHash } from '../kernel/idempotency/index.ts'
import {
  type Actor,
  dutiesFor,
  dutyReaching,
  requireReach,
  scopePredicate,
} from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { organisationById } from '../territory/index.ts'
import { standingIn } from './access.ts'
import { type Calling, callAnother, callPlanned, cancel, changePapers, makeLink, move } from './calling.ts'
import { belongingTo } from './membership-door.ts'
import { makeUpFor } from './missed.ts'
import { askForAllPlans, chooseUsualDay, getRun, lastRun, type PlanRun, writePlanOf } from './plans.ts'
import {
  CallAnotherBody,
  CallBody,
  CallPlannedBody,
  Day,
  Detail,
  Done,
  Form,
  Id,
  Mine,
  Nothing,
  OfGathering,
  PageOfRows,
  PapersBody,
  Rows,
  RunShape,
  YearShape,
} from './schemas.ts'
import { getGathering, kindNow } from './store.ts'
import { detailOf, rowsWhere } from './views.ts'
import { mineOf, yearOf } from './year.ts'

const tags = ['gatherings']
const mostInRange = 500
const pageLength = 50

export const callingOf = (body: Static<typeof CallBody>): Calling => ({
  ...(body.title === undefined ? {} : { title: body.title }),
  startsAt: body.starts_at,
  endsAt: body.ends_at ?? null,
  place: body.place ?? null,
  remote: body.remote ?? false,
  meetingLink: body.meeting_link ?? null,
  chairId: body.chair_id ?? null,
  recorderId: body.recorder_id ?? null,
  agenda: body.agenda ?? [],
  materials: body.materials ?? [],
  invited: (body.invited ?? []).map(({ person_id, organisation_id, name, may_vote }) => ({
    ...(person_id ? { personId: person_id } : {}),
    ...(organisation_id ? { organisationId: organisation_id } : {}),
    ...(name ? { name } : {}),
    mayVote: may_vote ?? false,
  })),
})

const runAnswer = (run: PlanRun) => ({
  id: run.id,
  year: run.year,
  organisations: run.organisations,
  done: run.done,
  planned: run.planned,
  asked_at: run.askedAt.toISOString(),
  ended_at: run.endedAt?.toISOString() ?? null,
})

async function organisationFor(
  house: House,
  actor: Actor,
  id: string,
  action: 'gathering.read' | 'gathering.hold',
) {
  const organisation = await organisationById(house.db, id)
  if (!organisation)
    throw new Problem('not_found', { zh: '没有这个单位', en: 'There is no such organisation' })
  requireReach(actor, action, { organisationId: organisation.id, organisationPath: organisation.path })
  return organisation
}

/** The plan, the calendar and the calling of gatherings, for those who hold them. */
export function gatheringsApi(house: House): Api {
  return async (app) => {
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
        const organisation = await organisationFor(house, request.actor, id, 'gathering.read')
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
        const organisation = await organisationFor(
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
        const organisation = await organisationFor(
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

    app.post(
      '/api/gatherings',
      {
        config: { permission: 'gathering.hold' },
        schema: {
          tags,
          headers: Type.Object({ 'idempotency-key': Type.Optional(Type.String({ maxLength: 200 })) }),
          body: CallAnotherBody,
          response: { 201: Done },
        },
      },
      async (request, reply) => {
        const { actor, body } = request
        const asked = { organisationId: body.organisation_id, kind: body.kind }
        const key = request.headers['idempotency-key']
        const work = async (tx: Parameters<typeof callAnother>[1]) => ({
          status: 201,
          response: { id: await callAnother(house, tx, actor, asked, callingOf(body)) },
        })
        const { response } = key
          ? await onceOnly(
              house.db,
              { scope: `gatherings.call ${actor.personId}`, key, requestHash: requestHash(body) },
              work,
            )
          : await house.db.transaction().execute(work)
        house.wake()
        return reply.status(201).send(response)
      },
    )

    app.post(
      '/api/gatherings/:id/call',
      {
        config: { permission: 'gathering.hold' },
        schema: { tags, params: OfGathering, body: CallPlannedBody, response: { 200: Nothing } },
      },
      async (request) => {
        await callPlanned(
          house,
          request.actor,
          request.params.id,
          request.body.version,
          callingOf(request.body),
        )
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/move',
      {
        config: { permission: 'gathering.hold' },
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object({ day: Day, version: Type.Integer() }, { additionalProperties: false }),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        await move(house, request.actor, request.params.id, request.body.version, request.body.day)
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/cancel',
      {
        config: { permission: 'gathering.hold' },
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object(
            { reason: Type.String({ minLength: 2, maxLength: 500 }), version: Type.Integer() },
            { additionalProperties: false },
          ),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        await cancel(
          house,
          request.actor,
          request.params.id,
          request.body.version,
          request.body.reason.trim(),
        )
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/make-up',
      {
        config: { permission: 'gathering.hold' },
        schema: { tags, params: OfGathering, body: CallBody, response: { 201: Done } },
      },
      async (request, reply) => {
        const id = await makeUpFor(house, request.actor, request.params.id, callingOf(request.body))
        house.wake()
        return reply.status(201).send({ id })
      },
    )

    app.post(
      '/api/gatherings/:id/papers',
      {
        config: { permission: 'signed_in' },
        schema: { tags, params: OfGathering, body: PapersBody, response: { 200: Nothing } },
      },
      async (request) => {
        const { version, agenda, materials } = request.body
        await changePapers(house, request.actor, request.params.id, version, {
          ...(agenda ? { agenda } : {}),
          ...(materials ? { materials } : {}),
        })
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/links/:attendee',
      {
        config: { permission: 'signed_in' },
        schema: {
          tags,
          params: Type.Object({ id: Id, attendee: Id }),
          response: { 200: Type.Object({ link: Type.String() }) },
        },
      },
      async (request) => {
        const token = await makeLink(house, request.actor, request.params.id, request.params.attendee)
        // Behind `#` it never reaches a server's log.
        return { link: `${house.configuration.publicUrl}/meeting#${token}` }
      },
    )

    app.post(
      '/api/gathering-plans',
      {
        config: { permission: 'gathering.hold' },
        schema: {
          tags,
          body: Type.Object(
            {
              organisation_id: Id,
              year: Type.Integer({ minimum: 2000, maximum: 2100 }),
              /** The relatively fixed day of one kind, settled first; null takes the pack's again. */
              usual_day: Type.Optional(
                Type.Object({
                  kind: Type.String({ maxLength: 64 }),
                  day: Type.Union([Type.Integer({ minimum: 1, maximum: 31 }), Type.Null()]),
                }),
              ),
            },
            { additionalProperties: false },
          ),
          response: { 200: RunShape },
        },
      },
      async (request) => {
        const { organisation_id, year, usual_day } = request.body
        const organisation = await organisationFor(house, request.actor, organisation_id, 'gathering.hold')
        if (usual_day) await chooseUsualDay(house, organisation.id, usual_day.kind, usual_day.day)
        return runAnswer(await writePlanOf(house, organisation.id, year, request.actor.personId))
      },
    )

    app.post(
      '/api/gathering-plans/all',
      {
        config: { permission: 'gathering.plan_all' },
        schema: {
          tags,
          body: Type.Object(
            { year: Type.Integer({ minimum: 2000, maximum: 2100 }) },
            { additionalProperties: false },
          ),
          response: { 202: RunShape },
        },
      },
      async (request, reply) =>
        reply
          .status(202)
          .send(runAnswer(await askForAllPlans(house, request.body.year, request.actor.personId))),
    )

    app.get(
      '/api/gathering-plans/all',
      {
        config: { permission: 'gathering.plan_all' },
        schema: {
          tags,
          querystring: Type.Object({ year: Type.Integer(), id: Type.Optional(Id) }),
          response: { 200: Type.Object({ run: Type.Union([RunShape, Type.Null()]) }) },
        },
      },
      async (request) => {
        const run = request.query.id
          ? await getRun(house, request.query.id)
          : await lastRun(house, request.query.year)
        return { run: run ? runAnswer(run) : null }
      },
    )
  }
}
