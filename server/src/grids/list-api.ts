import { Type } from 'typebox'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { ById, closed, Id, Line, OrNull, PageOf, Time } from '../territory/index.ts'
import { type Admission, decideAdmission, findAdmissions, propose, withdraw } from './list-store.ts'
import { Day } from './schemas.ts'

const tags = ['grids']
const Reason = Type.String({ minLength: 2, maxLength: 1000, pattern: '^[^\\u0000]*$' })
const Categories = Type.Array(Type.String({ maxLength: 128 }), { maxItems: 50 })
const State = Type.Enum(['proposed', 'approved', 'refused', 'withdrawn'])
const Area = OrNull(Type.Object({ id: Type.String(), name: Type.String() }))

const Listed = Type.Object({
  id: Type.String({ description: 'Say it as `item` of the command that gives the task' }),
  from: Type.Enum(['pack', 'admission']),
  zh: Type.String(),
  en: Type.String(),
  categories: Type.Array(Type.String()),
  basis: Type.String(),
  document: OrNull(Type.String()),
  area: Area,
  effective_from: Type.String(),
  effective_to: OrNull(Type.String()),
  unverified: Type.Boolean(),
  note: OrNull(Type.String()),
  approved_by: OrNull(Type.String()),
})

const AdmissionShape = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  categories: Type.Array(Type.String()),
  basis: Type.String(),
  document: OrNull(Type.String()),
  area: Area,
  effective_from: Type.String(),
  effective_to: OrNull(Type.String()),
  state: State,
  proposed_by: Type.Object({ name: Type.String(), organisation: Type.String() }),
  proposed_at: Time,
  decided_by: OrNull(Type.Object({ name: Type.String(), organisation: Type.String() })),
  decided_at: OrNull(Time),
  decision_reason: OrNull(Type.String()),
})

const presentAdmission = ({ name_zh: zh, name_en: en, proposed_at, decided_at, ...rest }: Admission) => ({
  ...rest,
  zh,
  en,
  proposed_at: proposed_at.toISOString(),
  decided_at: decided_at?.toISOString() ?? null,
})

/** The list of grid matters: public, with what each item stands on; and how something gets on it. */
export function gridListApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/grid-list',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'What a grid may be asked to do today',
          tags,
          response: {
            200: Type.Object({
              name: Type.Object({ zh: Type.String(), en: Type.String() }),
              source: Type.String(),
              unverified: Type.Boolean(),
              covers_requests: Type.Boolean(),
              items: Type.Array(Listed),
            }),
          },
        },
      },
      async () => {
        const rules = await house.rulesNow()
        const today = shanghaiDate(house.now())
        const { items } = await findAdmissions(house.db, { state: 'approved', limit: 500 })
        const { zh, en, source, unverified = false, covers_requests } = rules.grid_admission
        return {
          name: { zh, en },
          source,
          unverified,
          covers_requests,
          items: [
            ...rules.grid_matters.map((row) => ({
              id: row.id,
              from: 'pack' as const,
              zh: row.zh,
              en: row.en,
              categories: [...(row.categories ?? [])],
              basis: row.source,
              document: null,
              area: null,
              effective_from: row.effective_from,
              effective_to: row.effective_to ?? null,
              unverified: row.unverified ?? false,
              note: row.note ?? null,
              approved_by: null,
            })),
            ...items
              .filter(
                (row) => row.effective_from <= today && (!row.effective_to || row.effective_to >= today),
              )
              .map((row) => ({
                id: row.id,
                from: 'admission' as const,
                zh: row.name_zh,
                en: row.name_en,
                categories: row.categories,
                basis: row.basis,
                document: row.document,
                area: row.area,
                effective_from: row.effective_from,
                effective_to: row.effective_to,
                unverified: false,
                note: null,
                approved_by: row.decided_by?.organisation ?? null,
              })),
          ],
        }
      },
    )

    app.get(
      '/api/grid-list/admissions',
      {
        config: { permission: 'territory.read' },
        schema: {
          summary: 'Applications for the list and what became of them, the newest first',
          tags,
          querystring: Type.Object(
            {
              state: Type.Optional(State),
              after: Type.Optional(Id),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
            },
            closed,
          ),
          response: { 200: PageOf(AdmissionShape) },
        },
      },
      async ({ query }) => {
        const { items, next } = await findAdmissions(house.db, query)
        return { items: items.map(presentAdmission), next }
      },
    )

    app.post(
      '/api/grid-list/admissions',
      {
        config: { permission: 'grid_list.propose' },
        schema: {
          summary: 'Apply for something to be put on the list',
          tags,
          body: Type.Object(
            {
              name_zh: Line(100),
              name_en: Line(200),
              categories: Categories,
              basis: Type.String({ minLength: 2, maxLength: 1000, pattern: '^[^\\u0000]*$' }),
              document: Type.Optional(OrNull(Line(200))),
              area_id: Type.Optional(OrNull(Id)),
              effective_from: Day,
              effective_to: Type.Optional(OrNull(Day)),
            },
            closed,
          ),
          response: { 201: Type.Object({ id: Type.String() }) },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send({ id: await propose(house, actor, body) }),
    )

    app.post(
      '/api/grid-list/admissions/:id/decide',
      {
        config: { permission: 'grid_list.decide' },
        schema: {
          summary: 'Approve or refuse an application',
          tags,
          params: ById,
          body: Type.Object({ approve: Type.Boolean(), reason: Reason }, closed),
          response: { 204: Type.Null() },
        },
      },
      async ({ params, body, actor }, reply) => {
        await decideAdmission(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/grid-list/admissions/:id/withdraw',
      {
        config: { permission: 'grid_list.propose' },
        schema: {
          summary: 'Take it off the list after today',
          tags,
          params: ById,
          body: Type.Object({ reason: Reason }, closed),
          response: { 204: Type.Null() },
        },
      },
      async ({ params, body, actor }, reply) => {
        await withdraw(house, actor, params.id, body.reason)
        return reply.status(204).send(null)
      },
    )
  }
}
