import type { Deed, Drawn, Grid } from './grids.ts'

/** What a person typed for a change; which fields there are depends on its kind. */
export interface Typed {
  area_kind?: 'grid' | 'dedicated_grid' | 'micro_grid'
  dedicated_to?: string
  parent_id?: string
  name?: string
  code?: string
  worker_id?: string | null
  nobody?: boolean
  pieces?: { name?: string; worker_id?: string | null }[]
  /** Which piece goes on as the old grid; -1 for none. */
  keeps?: number
  with?: string[]
  keeps_id?: string
  to_community_id?: string
}

const text = (typed: string | null | undefined) => typed?.trim() || undefined
const filled = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null))

/** The change as the server takes it; undefined while what must be drawn is not there. Pure. */
export function changeOf(
  deed: Deed,
  typed: Typed,
  drawn: Drawn | null,
  community: Pick<Grid, 'id'>,
): object | undefined {
  const shape = drawn && 'shape' in drawn ? drawn.shape : undefined
  switch (deed.kind) {
    case 'draw': {
      if (!shape) return undefined
      const kind = typed.area_kind ?? 'grid'
      return {
        kind: 'draw',
        parent_id: (kind === 'micro_grid' && typed.parent_id) || community.id,
        area_kind: kind,
        shape,
        ...filled({
          dedicated_to: kind === 'dedicated_grid' ? typed.dedicated_to : undefined,
          name: text(typed.name),
          code: text(typed.code),
          worker_id: typed.worker_id,
        }),
      }
    }
    case 'boundary':
      return shape && { kind: 'boundary', area_id: deed.grid.id, shape }
    case 'split': {
      const line = drawn && 'line' in drawn ? drawn.line : undefined
      return (
        line && {
          kind: 'split',
          area_id: deed.grid.id,
          line,
          pieces: (typed.pieces ?? []).map((piece, index) => ({
            ...(typed.keeps === index ? { keeps: true } : {}),
            ...filled({ name: text(piece.name), worker_id: piece.worker_id }),
          })),
        }
      )
    }
    case 'merge':
      return {
        kind: 'merge',
        area_ids: [deed.grid.id, ...(typed.with ?? [])],
        into: {
          keeps: typed.keeps_id ?? deed.grid.id,
          ...filled({ name: text(typed.name), worker_id: typed.worker_id }),
        },
      }
    case 'hand_over':
      return {
        kind: 'hand_over',
        area_id: deed.grid.id,
        to_community_id: typed.to_community_id,
        ...filled({ name: text(typed.name), worker_id: typed.worker_id }),
      }
    case 'worker':
      return {
        kind: 'worker',
        area_id: deed.grid.id,
        worker_id: typed.nobody ? null : (typed.worker_id ?? null),
      }
  }
}
