import { sql } from 'kysely'
import { Type } from 'typebox'
import { recordLook } from '../kernel/audit/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Api, cursorOf, readCursor } from '../kernel/http/index.ts'
import { type Actor, dutyReaching, requireReach, scopePredicate } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { asProblemFault, registerPerson } from '../territory/index.ts'
import { importMembers, memberColumnsOfFile } from './import-members.ts'
import { advanceMember, changeMember, endMembership, enterMember, noteDues } from './members.ts'
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
  TransferPage,
} from './schemas.ts'
import { branchesNamed } from './store.ts'
import { acceptReceipt, exportTransfer, importTransfer, readTransferFile } from './transfer-file.ts'
import {
  proposeTransfer,
  receiveTransfer,
  refuseTransfer,
  type Transfer,
  transferColumns,
  transferSources,
  withdrawTransfer,
} from './transfers.ts'
import { memberDetail, memberPage, organisationDetail, ownMembership } from './views.ts'

const tags = ['party']
const OfOne = Type.Object({ id: Id })
const pageLength = 50
const mostBytes = 16 * 1024 * 1024
const Report = Type.Object({
  rows: Type.Integer(),
  faults: Type.Array(
    Type.Object({
      line: Type.Integer(),
      column: Type.Integer(),
      field: Type.Optional(Type.String()),
      zh: Type.String(),
      en: Type.String(),
    }),
  ),
  would: Type.Object({ create: Type.Integer(), already: Type.Integer() }),
  written: Type.Boolean(),
})
const SignedFile = Type.Object({
  content: Type.Record(Type.String(), Type.Unknown()),
  public_key: Type.String({ maxLength: 500 }),
  signature: Type.String({ maxLength: 200 }),
})

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

function transferShown(
  actor: Actor,
  transfer: Transfer,
  groups: { id: string; name: string; parent: string }[],
) {
  const from = {
    organisationId: transfer.fromId,
    organisationPath: transfer.fromPath,
    areaPath: transfer.fromAreaPath,
  }
  const to = {
    organisationId: transfer.toId,
    organisationPath: transfer.toPath,
    areaPath: transfer.toAreaPath,
  }
  const isOpen = transfer.state === 'proposed'
  const sends =
    isOpen && transfer.fromId !== null && dutyReaching(actor, 'membership.write', from) !== undefined
  const takes = isOpen && transfer.toId !== null && dutyReaching(actor, 'membership.write', to) !== undefined
  return {
    id: transfer.id,
    name: transfer.name,
    from: transfer.fromName,
    to: transfer.toName,
    elsewhere: transfer.elsewhere,
    reason: transfer.reason,
    state: transfer.state,
    proposed_at: transfer.proposedAt.toISOString(),
    decided_at: transfer.decidedAt?.toISOString() ?? null,
    decision_reason: transfer.decisionReason,
    groups: groups.filter(({ parent }) => parent === transfer.toId).map(({ id, name }) => ({ id, name })),
    may: [
      ...(takes ? (['receive', 'refuse'] as const) : []),
      ...(sends ? (['withdraw'] as const) : []),
      ...(sends && transfer.elsewhere !== null ? (['file'] as const) : []),
    ],
  }
}

export function membershipApi(house: House): Api {
  return async (app) => {
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

    app.get(
      '/api/party/transfers',
      {
        config: { permission: 'membership.read' },
        schema: {
          tags,
          querystring: Type.Object({
            open: Type.Optional(Type.Boolean()),
            after: Type.Optional(Type.String({ maxLength: 200 })),
          }),
          response: { 200: TransferPage },
        },
      },
      async (request) => {
        const { open, after } = request.query
        const mark = after ? readCursor(after) : undefined
        const within = (id: string, organisation: string) =>
          scopePredicate(request.actor, 'membership.read', {
            organisationId: sql.ref(id),
            organisationPath: sql.ref(`${organisation}.path`),
            areaPath: sql.ref(`${organisation}.area_path`),
          })
        const { rows } = await sql<Transfer>`
          select ${transferColumns} from ${transferSources}
          where (${within('t.from_branch_id', 'fb')} or ${within('t.to_branch_id', 'tb')})
            ${open ? sql`and t.state = 'proposed'` : sql``}
            ${mark ? sql`and (t.proposed_at, t.id) < (${mark.at}::timestamptz, ${mark.id}::uuid)` : sql``}
          order by t.proposed_at desc, t.id desc limit ${pageLength + 1}`.execute(house.db)
        const page = rows.slice(0, pageLength)
        const { rows: groups } = await sql<{ id: string; name: string; parent: string }>`
          select o.id, o.name, o.parent_id as parent from organisations o join party_organisations b on b.organisation_id = o.id
          where b.form = 'group' and o.active_to is null and o.parent_id = any(${page.flatMap(({ toId, state }) => (toId && state === 'proposed' ? [toId] : []))}::uuid[])
          order by o.code`.execute(house.db)
        await recordLook(house.db, {
          actor: request.actor,
          action: 'membership.read',
          reason: 'transfers',
          outcome: 'done',
        })
        const last = page.at(-1)
        return {
          items: page.map((transfer) => transferShown(request.actor, transfer, groups)),
          next:
            rows.length > pageLength && last
              ? cursorOf({ at: last.proposedAt.toISOString(), id: last.id })
              : null,
        }
      },
    )
    app.post(
      '/api/party/transfers/:id/receive',
      {
        config: { permission: 'membership.write' },
        schema: {
          tags,
          params: OfOne,
          body: Type.Object(
            { group_id: Type.Optional(Type.Union([Id, Type.Null()])) },
            { additionalProperties: false },
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await receiveTransfer(house, request.actor, request.params.id, request.body.group_id ?? null)
        house.wake()
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/party/transfers/:id/refuse',
      {
        config: { permission: 'membership.write' },
        schema: {
          tags,
          params: OfOne,
          body: Type.Object(
            { reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
            { additionalProperties: false },
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await refuseTransfer(house, request.actor, request.params.id, request.body.reason)
        house.wake()
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/party/transfers/:id/withdraw',
      {
        config: { permission: 'membership.write' },
        schema: { tags, params: OfOne, response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        await withdrawTransfer(house, request.actor, request.params.id)
        house.wake()
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/party/transfers/:id/file',
      {
        config: { permission: 'membership.write' },
        schema: {
          tags,
          summary: '转往外地的签名文件 / the signed file for another installation',
          params: OfOne,
          response: { 200: SignedFile },
        },
      },
      (request) => exportTransfer(house, request.actor, request.params.id),
    )
    app.post(
      '/api/party/transfer-files/read',
      {
        config: { permission: 'membership.write' },
        schema: {
          tags,
          body: SignedFile,
          response: {
            200: Type.Object({
              letter: Type.Record(Type.String(), Type.Unknown()),
              fingerprint: Type.String(),
            }),
          },
        },
      },
      async (request) => readTransferFile(request.body),
    )
    app.post(
      '/api/party/transfer-files/receive',
      {
        config: { permission: 'membership.write' },
        schema: {
          tags,
          summary:
            '凭外地的转接文件接收，返回回执 / receive on the file of another installation; answers with the receipt',
          body: Type.Object(
            { file: SignedFile, branch_id: Id, fingerprint: Type.String({ maxLength: 60 }) },
            { additionalProperties: false },
          ),
          response: { 200: SignedFile },
        },
      },
      async (request) => {
        const { file, branch_id: branchId, fingerprint } = request.body
        const receipt = await importTransfer(house, request.actor, file, branchId, fingerprint)
        house.wake()
        return receipt
      },
    )
    app.post(
      '/api/party/transfer-files/receipt',
      {
        config: { permission: 'membership.write' },
        schema: { tags, body: SignedFile, response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        await acceptReceipt(house, request.actor, request.body)
        house.wake()
        return reply.status(204).send(null)
      },
    )

    app.get(
      '/api/party/member-file/sample',
      {
        config: { permission: 'membership.write' },
        schema: { tags, response: { 200: Type.String() } },
      },
      async (_, reply) =>
        reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="members.csv"')
          .serializer((body) => body as string)
          .send(
            `\uFEFF${Object.values(memberColumnsOfFile)
              .map(({ also }) => also[0])
              .join(',')}\n`,
          ),
    )
    app.post(
      '/api/party/member-file',
      {
        config: { permission: 'membership.write' },
        bodyLimit: mostBytes + 1024 * 1024,
        schema: {
          tags,
          summary: '从表格登记党员：全部写入或一行不写 / enter members from a table: all of it or nothing',
          consumes: ['multipart/form-data'],
          querystring: Type.Object(
            { dry_run: Type.Optional(Type.Boolean()) },
            { additionalProperties: false },
          ),
          response: { 200: Report },
        },
      },
      async (request) => {
        if (!request.isMultipart())
          throw new Problem('input.media_type', {
            zh: '请以表单上传文件',
            en: 'Send the file as multipart/form-data',
          })
        const file = await request.file({ limits: { fileSize: mostBytes, files: 1 } })
        if (!file) throw new Problem('input.invalid', { zh: '没有选择文件', en: 'No file was sent' })
        const dryRun = request.query.dry_run ?? false
        const report = await importMembers(house, request.actor, await file.toBuffer(), dryRun)
        if (!dryRun && report.faults.length > 0)
          throw new Problem('import.faulty', {
            zh: `文件有 ${report.faults.length} 处错误，一行都没有写入`,
            en: `The file has ${report.faults.length} faults; nothing was written`,
            faults: report.faults.slice(0, 5000).map(asProblemFault),
          })
        return report
      },
    )
  }
}
