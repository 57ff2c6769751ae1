import type { Part } from '../territory/index.ts'
import { boxesTouch, boxOf, common, squareMetres, without, withoutCrumbs } from './geometry.ts'

export interface Drawn {
  id: string
  name: string
  kind: string
  parts: Part[]
}

export interface Finding {
  parts: Part[]
  squareMetres: number
  /** The grids that it lies between, or in. */
  between: { id: string; name: string }[]
}

export interface Coverage {
  /** Parts of the community that no grid holds. */
  gaps: Finding[]
  /** Parts that two grids of the same kind hold; a dedicated grid may lie in another. */
  overlaps: Finding[]
  /** Parts of grids that lie beyond the community. */
  outside: Finding[]
}

/** Gaps, overlaps and what juts out, each larger than drawing errors are. Pure. */
export function coverageOf(community: Part[], grids: Drawn[], tolerance: number): Coverage {
  const drawn = grids.filter(({ parts }) => parts.length > 0)
  const boxes = drawn.map(({ parts }) => boxOf(parts))
  const overlaps: Finding[] = []
  for (const [index, one] of drawn.entries())
    for (const [more, other] of drawn.slice(index + 1).entries()) {
      if (one.kind !== other.kind || !boxesTouch(boxes[index]!, boxes[index + 1 + more]!)) continue
      overlaps.push(...findings(common(one.parts, other.parts), tolerance, [one, other]))
    }
  if (community.length === 0) return { gaps: [], overlaps, outside: [] }
  return {
    gaps:
      drawn.length === 0
        ? []
        : findings(
            without(
              community,
              drawn.map(({ parts }) => parts),
            ),
            tolerance,
            [],
          ),
    overlaps,
    outside: drawn.flatMap((grid) => findings(without(grid.parts, [community]), tolerance, [grid])),
  }
}

/** Each connected piece by itself; crumbs left out. */
function findings(parts: Part[], tolerance: number, between: Drawn[]): Finding[] {
  return withoutCrumbs(parts, tolerance)
    .map((part) => ({
      parts: [part],
      squareMetres: Math.round(squareMetres([part])),
      between: between.map(({ id, name }) => ({ id, name })),
    }))
    .filter((finding) => finding.squareMetres >= tolerance)
    .toSorted((a, b) => b.squareMetres - a.squareMetres)
}
