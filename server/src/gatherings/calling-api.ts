import { type Static, Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { onceOnly, requestHash } from '../kernel/idempotency/index.ts'
import { type Calling, callAnother, callPlanned } from './calling.ts'
import { cancel, changePapers, makeLink, move } from './changing.ts'
import { makeUpFor } from './missed.ts'
import {
  CallAnotherBody,
  CallBody,
  CallPlannedBody,
  Day,
  Done,
  Id,
  Nothing,
  OfGathering,
  PapersBody,
} from './schemas.ts'

const tags = ['gatherings']

const callingOf = (body: Static<typeof CallBody>): Calling => ({
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

/** Calling, moving, cancelling and making up, for those who hold gatherings. */
export function callingApi(house: House): Api {
  return async (app) => {
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
  }
}
