import { type TSchema, Type } from 'typebox'
import { areaKindNames, dedications } from './rules.ts'

export const closed = { additionalProperties: false }
export const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
export const Id = Type.String({
  format: 'uuid',
  pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
})
export const ById = Type.Object({ id: Id })
export const Time = Type.String({ format: 'date-time' })
export const Words = Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000]*$' })
export const Line = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f]*$' })
export const AreaKindName = Type.Enum(areaKindNames)
export const DedicationName = Type.Enum(Object.keys(dedications) as (keyof typeof dedications)[])

export const paging = {
  after: Type.Optional(
    Type.String({ maxLength: 64, pattern: '^[^\\u0000]*$', description: '`next` of the page before' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 where it is left out' })),
}

export const PageOf = <Schema extends TSchema>(item: Schema) =>
  Type.Object({ items: Type.Array(item), next: OrNull(Type.String()) })

export const AreaNameShape = Type.Object({
  id: Type.String(),
  code: Type.String(),
  kind: AreaKindName,
  name: Type.String(),
  name_en: OrNull(Type.String()),
})

export const AreaShape = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  name_en: OrNull(Type.String()),
  kind: AreaKindName,
  dedicated_to: OrNull(DedicationName),
  parent_id: OrNull(Type.String()),
  households: OrNull(Type.Integer()),
})

export const OrganisationShape = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  name_en: OrNull(Type.String()),
  kind: Type.String(),
  function: OrNull(Type.String()),
  parent_id: OrNull(Type.String()),
  area_id: OrNull(Type.String()),
  phone: OrNull(Type.String()),
  address: OrNull(Type.String()),
})
