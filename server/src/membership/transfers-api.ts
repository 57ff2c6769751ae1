import { sql } from 'kysely'
import { Type } from 'typebox'
import { recordLook } from '../kernel/audit/index.ts'
import type { House } from '../kernel/house.ts'
import { type Api, cursorOf, readCursor } from '../kernel/http/index.ts'
import { type Actor, dutyReaching, scopePredicate } from '../kernel/permissions/index.ts'
import { Id, TransferPage } from './schemas.ts'
import { acceptReceipt, exportTransfer, importTransfer, readTransferFile } from './transfer-file.ts'
import {
  receiveTransfer,
  refuseTransfer,
  type Transfer,
  transferColumns,
  transferSources,
  withdrawTransfer,
} from './transfers.ts'

const tags = ['party']
const OfOne = Type.Object({ id: Id })
const pageLength = 50
const SignedFile = Type.Object({
  content: Type.Record(Type.String(), Type.Unknown()),
  public_key: Type.String({ maxLength: 500 }),
  signature: Type.String({ maxLength: 200 }),
})

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

/** Memberships on their way from one branch to another, or by signed file to another installation. */
export function transfersApi(house: House): Api {
  return async (app) => {
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
  }
}
