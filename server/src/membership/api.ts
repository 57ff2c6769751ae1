import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { registerPerson } from '../territory/index.ts'
import { advanceMember, changeMember, endMembership } from './changing.ts'
import { noteDues } from './dues.ts'
import { enterMember } from './entering.ts'
import { memberFileApi } from './member-file-api.ts'
import { describeOrganisation, getPartyOrganisation, subjectOf } from './organisations.ts'
import { stageNames, stages } from './rules.ts'
import {
  AdvanceBody,
  ChangeBody,
  DescribeBody,
  DuesBody,
  EnterBody,
  Id,
  LeaveBody,
  MemberDetail,
  MemberPage,
  Mine,
  Named,
  OrganisationDetail,
  PartyForm,
  StageName,
  TransferBody,
} from './schemas.ts'
import { branchesNamed } from './store.ts'
import { proposeTransfer } from './transfers.ts'
import { transfersApi } from './transfers-api.ts'
import { memberDetail, memberPage, organisationDetail, ownMembership } from './views.ts'

const tags = ['party']
const OfOne = Type.Object({ id: Id })

/**
 * The person behind a name and a number: whoever is registered with both, else a new entry. A number that is registered
 * for somebody of another name is refused, so that two people never become one.
 */
async function personFor(tx: Work, house: House, actor: Actor, name: string, phone: string): Promise<string> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from people where phone = ${phone} and erased_at is null order by created_at`.execute(tx)
  const found = rows.find((row) => row.name === name)
  if (found) return found.id
  if (rows.length > 0)
    throw new Problem('conflict.exists', {
      reason: 'person.other_name',
      zh: '这个电话登记的是另一个人，请核对姓名和电话',
      en: 'This number is registered for somebody else; check name and number',
    })
  return (await registerPerson(tx, { house, actor }, { name, phone })).id
}

export function membershipApi(house: House): Api {
  return async (app) => {
    await app.register(transfersApi(house))
    await app.register(memberFileApi(house))

    app.get(
      '/api/party/form',
      { config: { permission: 'party.read' }, schema: { tags, response: { 200: PartyForm } } },
      async (request) => {
        const rules = await house.rulesNow()
        const { rows } = await sql<{ id: string; name: string }>`
          select distinct o.id, o.name from organisations o
          where o.id = any(${request.actor.duties.map(({ organisationId }) => organisationId)}::uuid[])
            and exists (select 1 from party_organisations b where b.organisation_id = o.id)
          order by o.name`.execute(house.db)
        return {
          education: rules.education_levels.map(({ id, zh, en }) => ({ id, zh, en })),
          stages: stageNames.map((id) => ({ id, ...stages[id] })),
          organisations: rows,
        }
      },
    )
    app.get(
      '/api/party/branches',
      {
        config: { permission: 'territory.read' },
        schema: {
          tags,
          summary: '按名称找党支部 / branches by name',
          querystring: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })) }),
          response: { 200: Type.Object({ items: Type.Array(Named) }) },
        },
      },
      async (request) => ({ items: await branchesNamed(house.db, request.query.q ?? '') }),
    )
    app.get(
      '/api/party/mine',
      { config: { permission: 'membership.own' }, schema: { tags, response: { 200: Mine } } },
      (request) => ownMembership(house, request.actor),
    )
    app.get(
      '/api/party/organisations/:id',
      {
        config: { permission: 'party.read' },
        schema: { tags, params: OfOne, response: { 200: OrganisationDetail } },
      },
      (request) => organisationDetail(house, request.actor, request.params.id),
    )
    app.post(
      '/api/party/organisations/:id',
      {
        config: { permission: 'party.write' },
        schema: { tags, params: OfOne, body: DescribeBody, response: { 200: OrganisationDetail } },
      },
      async (request) => {
        const { version, ...body } = request.body
        await describeOrganisation(house, request.actor, request.params.id, version, {
          foundedOn: body.founded_on,
          electedOn: body.elected_on,
          committeeSeats: body.committee_seats,
          purpose: body.purpose,
          standsUntil: body.stands_until,
          units: body.units,
        })
        house.wake()
        return organisationDetail(house, request.actor, request.params.id)
      },
    )
    app.get(
      '/api/party/organisations/:id/members',
      {
        config: { permission: 'membership.read' },
        schema: {
          tags,
          summary: '名册，每次查看留痕 / the roll; each look is recorded',
          params: OfOne,
          querystring: Type.Object({
            stage: Type.Optional(StageName),
            group: Type.Optional(Id),
            after: Type.Optional(Id),
          }),
          response: { 200: MemberPage },
        },
      },
      (request) => memberPage(house, request.actor, request.params.id, request.query),
    )
    app.post(
      '/api/party/organisations/:id/members',
      {
        config: { permission: 'membership.write' },
        schema: { tags, params: OfOne, body: EnterBody, response: { 201: MemberDetail } },
      },
      async (request, reply) => {
        const { actor, params, body } = request
        requireReach(actor, 'membership.write', subjectOf(await getPartyOrganisation(house.db, params.id)))
        const id = await house.db.transaction().execute(async (tx) =>
          enterMember(
            house,
            actor,
            {
              personId: await personFor(tx, house, actor, body.name.trim(), body.phone.trim()),
              branchId: params.id,
              appliedOn: body.applied_on ?? null,
              activistOn: body.activist_on ?? null,
              prospectOn: body.prospect_on ?? null,
              admittedOn: body.admitted_on ?? null,
              fullOn: body.full_on ?? null,
              groupId: body.group_id,
              unit: body.unit,
              communityId: body.community_id,
              birthYear: body.birth_year,
              education: body.education,
              awayTo: body.away_to,
              awaySince: body.away_since,
              since: body.since,
            },
            tx,
          ),
        )
        house.wake()
        reply.status(201)
        return memberDetail(house, actor, id)
      },
    )
    app.post(
      '/api/party/organisations/:id/dues',
      {
        config: { permission: 'membership.write' },
        schema: {
          tags,
          params: OfOne,
          body: DuesBody,
          response: { 200: Type.Object({ noted: Type.Integer() }) },
        },
      },
      async (request) => {
        const { month, members } = request.body
        const noted = await noteDues(house, request.actor, request.params.id, month, members)
        house.wake()
        return { noted }
      },
    )
    app.get(
      '/api/party/members/:id',
      {
        config: { permission: 'membership.read' },
        schema: {
          tags,
          summary: '一名党员，每次查看留痕 / one member; each look is recorded',
          params: OfOne,
          response: { 200: MemberDetail },
        },
      },
      (request) => memberDetail(house, request.actor, request.params.id),
    )
    app.post(
      '/api/party/members/:id',
      {
        config: { permission: 'membership.write' },
        schema: { tags, params: OfOne, body: ChangeBody, response: { 200: MemberDetail } },
      },
      async (request) => {
        const { version, ...body } = request.body
        await changeMember(house, request.actor, request.params.id, version, {
          groupId: body.group_id,
          unit: body.unit,
          communityId: body.community_id,
          birthYear: body.birth_year,
          education: body.education,
          awayTo: body.away_to,
          awaySince: body.away_since,
        })
        house.wake()
        return memberDetail(house, request.actor, request.params.id)
      },
    )
    app.post(
      '/api/party/members/:id/stage',
      {
        config: { permission: 'membership.write' },
        schema: { tags, params: OfOne, body: AdvanceBody, response: { 200: MemberDetail } },
      },
      async (request) => {
        const { version, to, on } = request.body
        await advanceMember(house, request.actor, request.params.id, version, to, on)
        house.wake()
        return memberDetail(house, request.actor, request.params.id)
      },
    )
    app.post(
      '/api/party/members/:id/leave',
      {
        config: { permission: 'membership.write' },
        schema: { tags, params: OfOne, body: LeaveBody, response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        await endMembership(house, request.actor, request.params.id, request.body.version, request.body.as)
        house.wake()
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/party/members/:id/transfer',
      {
        config: { permission: 'membership.write' },
        schema: {
          tags,
          params: OfOne,
          body: TransferBody,
          response: { 201: Type.Object({ id: Type.String() }) },
        },
      },
      async (request, reply) => {
        const { version, to_branch_id: branchId, elsewhere, reason } = request.body
        if ((branchId === undefined) === (elsewhere === undefined))
          throw new Problem('input.invalid', {
            zh: '请选择要转到的党支部，或者写明转往哪里的党组织',
            en: 'Name the branch, or the organisation elsewhere, one of the two',
          })
        const to = branchId ? { branchId } : { elsewhere: elsewhere! }
        const id = await proposeTransfer(house, request.actor, request.params.id, version, to, reason)
        house.wake()
        reply.status(201)
        return { id }
      },
    )
  }
}
