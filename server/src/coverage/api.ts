import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { type Actor, dutyReaching, scopePredicate } from '../kernel/permissions/index.ts'
import { bodyLimitFor, fileOf, RegisterReport, requireFaultless, sendHeader } from '../territory/index.ts'
import { importUnits, unitColumnsOfFile } from './import-units.ts'
import { withAreas } from './reach.ts'
import { couldFound } from './rules.ts'
import { type CoverageUnit, changeUnit, enterUnit, unitColumns, unitSources } from './store.ts'

const tags = ['coverage']
const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
const Text = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
const Care = Type.Enum(['own', 'attached', 'none'])
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const IdOrNull = Type.Union([Id, Type.Null()])
const TextOrNull = Type.Union([Type.String(), Type.Null()])
const mostBytes = 16 * 1024 * 1024
const pageLength = 50

const Sector = Type.Object({ id: Type.String(), kind: Type.String(), zh: Type.String(), en: Type.String() })
const Gaps = Type.Object({
  sectors: Type.Array(Sector),
  /** By area: what lies directly below the one asked for, streets first. */
  rows: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      kind: Type.String(),
      units: Type.Integer(),
      own: Type.Integer(),
      attached: Type.Integer(),
      none: Type.Integer(),
      people_without: Type.Integer(),
    }),
  ),
  may_write: Type.Boolean(),
})
const Unit = Type.Object({
  id: Type.String(),
  sector: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  register_code: Type.String(),
  area: Type.Object({ id: Type.String(), name: Type.String() }),
  people: Type.Integer(),
  full_members: Type.Integer(),
  care: Care,
  branch_id: TextOrNull,
  branch: TextOrNull,
  could_found: Type.Boolean(),
  may_change: Type.Boolean(),
  version: Type.Integer(),
})

const scope = (actor: Actor) =>
  scopePredicate(actor, 'coverage.read', {
    organisationId: sql`u.branch_id`,
    organisationPath: sql`(select path from organisations where id = u.branch_id)`,
    areaPath: sql`u.area_path`,
  })

/** 两新组织、新就业群体: who has a branch, who is attached to which, who has none yet. */
export function coverageApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/coverage/gaps',
      {
        config: { permission: 'coverage.read' },
        schema: {
          tags,
          summary: '按街道、社区的覆盖和空白 / coverage and gaps by street and community',
          querystring: Type.Object({ by: Type.Optional(Type.Enum(['street', 'community'])) }),
          response: { 200: Gaps },
        },
      },
      async (request) => {
        const actor = await withAreas(house, request.actor)
        const rules = await house.rulesNow()
        const { rows } = await sql<Static<typeof Gaps>['rows'][number]>`
          select a.id, a.name, a.kind, count(*) as units, count(*) filter (where u.care = 'own') as own,
            count(*) filter (where u.care = 'attached') as attached, count(*) filter (where u.care = 'none') as none,
            coalesce(sum(u.people) filter (where u.care = 'none'), 0) as people_without
          from coverage_units u join areas a on a.path @> u.area_path and a.kind = ${request.query.by ?? 'street'}
          where u.ended_on is null and ${scope(actor)}
          group by a.id order by none desc, a.code limit 500`.execute(house.db)
        return {
          sectors: rules.coverage_sectors.map(({ id, kind, zh, en }) => ({ id, kind, zh, en })),
          rows,
          may_write: actor.duties.some(
            ({ areaPath }) =>
              areaPath !== null && dutyReaching(actor, 'coverage.write', { areaPath }) !== undefined,
          ),
        }
      },
    )
    app.get(
      '/api/coverage/units',
      {
        config: { permission: 'coverage.read' },
        schema: {
          tags,
          querystring: Type.Object({
            area: Type.Optional(Id),
            sector: Type.Optional(Type.String({ maxLength: 64 })),
            care: Type.Optional(Care),
            after: Type.Optional(Id),
          }),
          response: { 200: Type.Object({ items: Type.Array(Unit), next: TextOrNull }) },
        },
      },
      async (request) => {
        const { area, sector, care, after } = request.query
        const actor = await withAreas(house, request.actor)
        const rules = await house.rulesNow()
        const { rows } = await sql<CoverageUnit>`
          select ${unitColumns} from ${unitSources}
          where u.ended_on is null and ${scope(actor)} ${area ? sql`and u.area_path <@ (select path from areas where id = ${area})` : sql``}
            ${sector ? sql`and u.sector = ${sector}` : sql``} ${care ? sql`and u.care = ${care}` : sql``}
            ${after ? sql`and u.id > ${after}::uuid` : sql``}
          order by u.id limit ${pageLength + 1}`.execute(house.db)
        const page = rows.slice(0, pageLength)
        return {
          items: page.map((unit) => ({
            id: unit.id,
            sector: unit.sector,
            kind: unit.kind,
            name: unit.name,
            register_code: unit.registerCode,
            area: { id: unit.areaId, name: unit.areaName },
            people: unit.people,
            full_members: unit.fullMembers,
            care: unit.care,
            branch_id: unit.branchId,
            branch: unit.branchName,
            could_found: couldFound(unit, rules),
            may_change: dutyReaching(actor, 'coverage.write', { areaPath: unit.areaPath }) !== undefined,
            version: unit.version,
          })),
          next: rows.length > pageLength ? page.at(-1)!.id : null,
        }
      },
    )
    app.post(
      '/api/coverage/units',
      {
        config: { permission: 'coverage.write' },
        schema: {
          tags,
          body: Type.Object(
            {
              area_id: Id,
              sector: Type.String({ maxLength: 64 }),
              name: Text,
              register_code: Type.String({ minLength: 2, maxLength: 40, pattern: '\\S' }),
              people: Count,
              full_members: Count,
              care: Care,
              branch_id: IdOrNull,
            },
            { additionalProperties: false },
          ),
          response: { 201: Type.Object({ id: Type.String() }) },
        },
      },
      async (request, reply) => {
        const { body } = request
        const id = await enterUnit(house, await withAreas(house, request.actor), body.area_id, {
          sector: body.sector,
          name: body.name,
          registerCode: body.register_code,
          people: body.people,
          fullMembers: body.full_members,
          care: body.care,
          branchId: body.branch_id,
        })
        reply.status(201)
        return { id }
      },
    )
    app.post(
      '/api/coverage/units/:id',
      {
        config: { permission: 'coverage.write' },
        schema: {
          tags,
          params: Type.Object({ id: Id }),
          body: Type.Object(
            {
              version: Type.Integer(),
              name: Type.Optional(Text),
              people: Type.Optional(Count),
              full_members: Type.Optional(Count),
              care: Type.Optional(Care),
              branch_id: Type.Optional(IdOrNull),
              ended: Type.Optional(Type.Boolean()),
            },
            { additionalProperties: false },
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const {
          version,
          full_members: fullMembers,
          branch_id: branchId,
          name,
          people,
          care,
          ended,
        } = request.body
        await changeUnit(house, await withAreas(house, request.actor), request.params.id, version, {
          ...(name === undefined ? {} : { name }),
          ...(people === undefined ? {} : { people }),
          ...(fullMembers === undefined ? {} : { fullMembers }),
          ...(care === undefined ? {} : { care }),
          ...(branchId === undefined ? {} : { branchId }),
          ...(ended === undefined ? {} : { ended }),
        })
        return reply.status(204).send(null)
      },
    )
    app.get(
      '/api/coverage/file/sample',
      { config: { permission: 'coverage.write' }, schema: { tags, response: { 200: Type.String() } } },
      async (_, reply) => sendHeader(reply, 'coverage.csv', unitColumnsOfFile),
    )
    app.post(
      '/api/coverage/file',
      {
        config: { permission: 'coverage.write' },
        bodyLimit: bodyLimitFor(mostBytes),
        schema: {
          tags,
          summary: '从表格登记：全部写入或一行不写 / enter from a table: all of it or nothing',
          consumes: ['multipart/form-data'],
          querystring: Type.Object(
            { dry_run: Type.Optional(Type.Boolean()) },
            { additionalProperties: false },
          ),
          response: { 200: RegisterReport },
        },
      },
      async (request) => {
        const dryRun = request.query.dry_run ?? false
        const report = await importUnits(
          house,
          await withAreas(house, request.actor),
          await fileOf(request, mostBytes),
          dryRun,
        )
        if (!dryRun) requireFaultless(report)
        return report
      },
    )
  }
}
