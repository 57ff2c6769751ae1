import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { onceOnly, requestHash } from '../kernel/idempotency/index.ts'
import { dutiesFor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { Id, peopleOf } from '../territory/index.ts'
import { actOnCall } from './act.ts'
import { type Blow, blow, callMore, rememberForBlowing } from './blow.ts'
import { wallOf } from './board.ts'
import type { CallCommand } from './call.ts'
import { codeAt } from './code.ts'
import { figuresOf, severalOf } from './figures.ts'
import { formFor } from './form.ts'
import { problemOf } from './guards.ts'
import { instruct } from './instruct.ts'
import { judgeCall } from './judging.ts'
import { ListQuery, listOf } from './list.ts'
import { whistleDetail } from './present.ts'
import { blowingDuty, hasRight, requireReadable } from './rights.ts'
import {
  BlowBody,
  CallCommandBody,
  Figures,
  FormShape,
  InstructBody,
  JudgeBody,
  MoreBody,
  WhistleList,
  WhistleShape,
  WhistleWall,
} from './schemas.ts'
import { byCode, byPosition } from './signing-in.ts'
import { getWhistle, whistleOfCall } from './store.ts'

const tags = ['whistles']
const OfWhistle = Type.Object({ id: Id })
const OfCall = Type.Object({ call: Id })
const Day = Type.String({ format: 'date' })
const Key = Type.Object({ 'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) })

const wantedOf = (calls: { organisation_id: string; task: string }[]) =>
  calls.map(({ organisation_id, task }) => ({ organisationId: organisation_id, task }))

function blowOf(body: Static<typeof BlowBody>): Blow {
  if ((body.matter_id === undefined) === (body.own === undefined))
    throw new Problem('input.invalid', {
      zh: '要么从一件事项吹哨，要么写明自己提起的事',
      en: 'Blow it either about a matter or about something of your own',
    })
  return {
    kind: body.kind,
    calls: wantedOf(body.calls),
    by: body.by ? new Date(body.by) : null,
    meetAt: body.meet_at?.trim() || null,
    about: body.matter_id ? { matterId: body.matter_id } : body.own!,
  }
}

async function commandOf(
  house: House,
  callId: string,
  body: Static<typeof CallCommandBody>,
): Promise<CallCommand> {
  const said = body.command as { type: string; code: string; position: { lat: number; lng: number } }
  if (said.type === 'arrive') return byCode(house, callId, said.code)
  if (said.type === 'arrive_here') return byPosition(house, callId, said.position)
  if (said.type === 'arrive_for') return { type: 'arrive', way: 'caller' }
  return body.command as CallCommand
}

/** 吹哨报到: blowing, answering, arbitration, judging both ways, and what it all comes to. */
export function whistlesApi(house: House): Api {
  return async (app) => {
    const read = { permission: 'whistle.read' as const }
    app.get(
      '/api/whistles',
      { config: read, schema: { tags, querystring: ListQuery, response: { 200: WhistleList } } },
      (request) => listOf(house, request.actor, request.query),
    )
    app.get(
      '/api/whistles/board',
      {
        config: read,
        schema: {
          tags,
          summary: 'What runs now, for the wall: what is late first',
          response: { 200: WhistleWall },
        },
      },
      async ({ actor }) => wallOf(house, actor),
    )
    app.get(
      '/api/whistles/form',
      {
        config: { permission: 'whistle.blow' },
        schema: {
          tags,
          querystring: Type.Object({
            matter: Type.Optional(Id),
            q: Type.Optional(Type.String({ maxLength: 60 })),
          }),
          response: { 200: FormShape },
        },
      },
      (request) => formFor(house, request.actor, request.query.matter, request.query.q),
    )
    app.get(
      '/api/whistles/figures',
      {
        config: read,
        schema: {
          tags,
          querystring: Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day) }),
          response: { 200: Figures },
        },
      },
      (request) => {
        const to = request.query.to ?? shanghaiDate(house.now())
        const from = request.query.from ?? shanghaiDate(new Date(house.now().getTime() - 90 * 86_400_000))
        return figuresOf(house, request.actor, from, to)
      },
    )
    app.get(
      '/api/whistles/figures/several',
      {
        config: read,
        schema: {
          tags,
          querystring: Type.Object({ caller: Id, from: Day, to: Day }),
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Object({
                  id: Type.String(),
                  number: Type.String(),
                  title: Type.String(),
                  created_at: Type.String(),
                  parts: Type.Integer(),
                  whistle: Type.Union([Type.String(), Type.Null()]),
                }),
              ),
            }),
          },
        },
      },
      async (request) => ({
        items: await severalOf(
          house,
          request.actor,
          request.query.caller,
          request.query.from,
          request.query.to,
        ),
      }),
    )
    app.post(
      '/api/whistles',
      {
        config: { permission: 'whistle.blow' },
        schema: { tags, body: BlowBody, headers: Key, response: { 201: WhistleShape } },
      },
      async (request, reply) => {
        const wanted = blowOf(request.body)
        await rememberForBlowing(house, wanted.about)
        const work = (tx: Parameters<typeof blow>[1]) => blow(house, tx, request.actor, wanted)
        const key = request.headers['idempotency-key']
        const blown = key
          ? (
              await onceOnly(
                house.db,
                {
                  scope: `whistles.blow:${request.actor.personId}`,
                  key,
                  requestHash: requestHash(request.body),
                },
                async (tx) => ({ status: 201, response: await work(tx) }),
              )
            ).response
          : await house.db.transaction().execute(work)
        house.wake()
        reply.status(201)
        return whistleDetail(house, request.actor, blown.id)
      },
    )
    app.get(
      '/api/whistles/:id',
      { config: read, schema: { tags, params: OfWhistle, response: { 200: WhistleShape } } },
      async (request) => {
        await requireReadable(house.db, request.actor, request.params.id)
        return whistleDetail(house, request.actor, request.params.id)
      },
    )
    app.post(
      '/api/whistles/:id/calls',
      {
        config: { permission: 'whistle.blow' },
        schema: { tags, params: OfWhistle, body: MoreBody, response: { 200: WhistleShape } },
      },
      async (request) => {
        const { id } = request.params
        await requireReadable(house.db, request.actor, id)
        const whistle = await getWhistle(house.db, id)
        await house.rulesOf(whistle.policyHash)
        await rememberForBlowing(house, { matterId: whistle.matterId })
        const { calls, by } = request.body
        await house.db
          .transaction()
          .execute((tx) =>
            callMore(house, tx, request.actor, id, { calls: wantedOf(calls), by: by ? new Date(by) : null }),
          )
        house.wake()
        return whistleDetail(house, request.actor, id)
      },
    )
    app.post(
      '/api/whistles/:id/instructions',
      {
        config: { permission: 'whistle.blow' },
        schema: { tags, params: OfWhistle, body: InstructBody, response: { 200: WhistleShape } },
      },
      async (request) => {
        await requireReadable(house.db, request.actor, request.params.id)
        await instruct(house, request.actor, request.params.id, request.body.text)
        return whistleDetail(house, request.actor, request.params.id)
      },
    )
    app.get(
      '/api/whistles/:id/code',
      {
        config: { permission: 'whistle.blow' },
        schema: {
          tags,
          params: OfWhistle,
          response: { 200: Type.Object({ code: Type.String(), until: Type.String() }) },
        },
      },
      async (request) => {
        await requireReadable(house.db, request.actor, request.params.id)
        const whistle = await getWhistle(house.db, request.params.id)
        const rules = await house.rulesOf(whistle.policyHash)
        blowingDuty(request.actor, rules, whistle.organisationId)
        if (whistle.state !== 'running' || !hasRight(rules, 'command', whistle.organisationKind))
          throw problemOf({
            about: 'when',
            reason: 'whistle.no_code',
            zh: '吹哨已经结束，不再出示现场码',
            en: 'The whistle has ended; no code is shown any more',
          })
        const { code, until } = codeAt(whistle.codeKey, house.now(), rules.whistle_presence.code_seconds)
        return { code, until: until.toISOString() }
      },
    )
    app.get(
      '/api/whistles/calls/:call/people',
      {
        config: { permission: 'whistle.answer' },
        schema: {
          tags,
          params: OfCall,
          response: {
            200: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
          },
        },
      },
      async (request) => {
        const whistleId = await whistleOfCall(house.db, request.params.call)
        await requireReadable(house.db, request.actor, whistleId)
        const { rows } = await sql<{ id: string }>`
          select organisation_id as id from whistle_calls where id = ${request.params.call}`.execute(house.db)
        const organisationId = rows[0]!.id
        if (
          !dutiesFor(request.actor, 'whistle.answer').some(
            ({ duty }) => duty.organisationId === organisationId,
          )
        )
          throw new Problem('permission.denied')
        const people = await peopleOf(house.db, organisationId, house.now())
        const once = new Map(people.map(({ personId, name }) => [personId, name]))
        return { items: [...once].map(([id, name]) => ({ id, name })) }
      },
    )
    app.post(
      '/api/whistles/calls/:call/commands',
      {
        config: read,
        schema: { tags, params: OfCall, body: CallCommandBody, response: { 200: WhistleShape } },
      },
      async (request) => {
        const { call } = request.params
        const whistleId = await whistleOfCall(house.db, call)
        await requireReadable(house.db, request.actor, whistleId)
        const command = await commandOf(house, call, request.body)
        await actOnCall(house, { actor: request.actor, callId: call, command, version: request.body.version })
        return whistleDetail(house, request.actor, whistleId)
      },
    )
    app.post(
      '/api/whistles/calls/:call/judgements',
      {
        config: read,
        schema: { tags, params: OfCall, body: JudgeBody, response: { 200: WhistleShape } },
      },
      async (request) => {
        const { call } = request.params
        const whistleId = await whistleOfCall(house.db, call)
        await requireReadable(house.db, request.actor, whistleId)
        await house.rulesOf((await getWhistle(house.db, whistleId)).policyHash)
        await judgeCall(house, request.actor, call, request.body as Parameters<typeof judgeCall>[3])
        return whistleDetail(house, request.actor, whistleId)
      },
    )
  }
}
