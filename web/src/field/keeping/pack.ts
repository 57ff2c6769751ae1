import type { paths } from '../../generated/openapi.ts'

/** Everything that the server gives a worker to carry (`GET /api/field/pack`). */
export type FieldPack = paths['/api/field/pack']['get']['responses'][200]['content']['application/json']
export type Round = FieldPack['rounds'][number]
export type Point = Round['points'][number]
export type PointState = Point['state']
export type PackMatter = FieldPack['matters'][number]
export type Grid = FieldPack['grids'][number]
export type PlaceCode = FieldPack['codes'][number]

/** The pack as this phone keeps it. */
export interface KeptPack {
  tag: string | null
  /** When the server last said that this is how things are. */
  fetchedAt: string
  isDemo: boolean
  pack: FieldPack
}
