import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Part, Position } from '../territory/index.ts'
import { coverageOf } from './coverage.ts'
import { cutBy } from './cut.ts'
import {
  common,
  holds,
  planeAt,
  sharedBorder,
  squareMetres,
  together,
  without,
  withoutCrumbs,
} from './geometry.ts'
import { sharingPoints, snapped } from './snap.ts'

/** A star-shaped outline round a point in 江城: never crosses itself, seldom convex. */
const outline = fc
  .array(fc.double({ min: 0.3, max: 1, noNaN: true }), { minLength: 5, maxLength: 14 })
  .map((radii): Part[] => {
    const ring = radii.map((radius, index): Position => {
      const angle = (2 * Math.PI * index) / radii.length
      return [
        Number((114 + 0.01 * radius * Math.cos(angle)).toFixed(7)),
        Number((30.5 + 0.01 * radius * Math.sin(angle)).toFixed(7)),
      ]
    })
    return [[[...ring, ring[0]!]]]
  })

/** A line right through the middle, with a bend or two. */
const throughTheMiddle = fc
  .record({
    angle: fc.double({ min: 0, max: Math.PI, noNaN: true }),
    // No two at the same place along the line: it would turn back on itself.
    bends: fc.uniqueArray(
      fc.tuple(fc.integer({ min: -6, max: 6 }), fc.double({ min: -0.1, max: 0.1, noNaN: true })),
      { maxLength: 3, selector: ([tenths]) => tenths },
    ),
  })
  .map(({ angle, bends }): Position[] => {
    const at = (along: number, aside: number): Position => [
      114 + 0.01 * (along * Math.cos(angle) - aside * Math.sin(angle)),
      30.5 + 0.01 * (along * Math.sin(angle) + aside * Math.cos(angle)),
    ]
    return [
      at(-1.5, 0),
      ...bends.toSorted((a, b) => a[0] - b[0]).map(([tenths, aside]) => at(tenths / 10, aside)),
      at(1.5, 0),
    ]
  })

const square = (west: number, south: number, size: number): Part[] => [
  [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
]

/**
 * m² by which a border may move when points on it go to the common centimetre: a point moves by 8 mm at most, and pulls
 * the side that it lies on into a triangle of half as much.
 */
const roundingAlong = (parts: Part[]): number => {
  const plane = planeAt(30.5)
  const metres = parts.flat().map((ring) =>
    ring.slice(1).reduce((sum, to, index) => {
      const [a, b] = [plane.to(ring[index]!), plane.to(to)]
      return sum + Math.hypot(a[0] - b[0], a[1] - b[1])
    }, 0),
  )
  return 0.004 * metres.reduce((sum, each) => sum + each, 0)
}

const pointsOf = (parts: Part[]) => new Set(parts.flat(2).map(String))

describe('a grid that is cut by a line', () => {
  it('loses nothing, and its pieces overlap nowhere', () => {
    fc.assert(
      fc.property(outline, throughTheMiddle, (parts, line) => {
        const cut = cutBy(parts, line, 3)
        if ('refusal' in cut) throw new Error(cut.refusal.en)
        expect(cut.pieces.length).toBeGreaterThanOrEqual(2)
        const whole = squareMetres(parts)
        const sum = cut.pieces.reduce((total, piece) => total + squareMetres(piece), 0)
        expect(Math.abs(sum - whole)).toBeLessThan(whole * 1e-5 + 5)
        for (const [index, piece] of cut.pieces.entries())
          for (const other of cut.pieces.slice(index + 1))
            expect(squareMetres(common(piece, other))).toBeLessThan(2)
      }),
      { numRuns: 150 },
    )
  })

  it('becomes itself again when the pieces are merged', () => {
    fc.assert(
      fc.property(outline, throughTheMiddle, (parts, line) => {
        const cut = cutBy(parts, line, 3)
        if ('refusal' in cut) throw new Error(cut.refusal.en)
        const merged = withoutCrumbs(together(cut.pieces), 30)
        expect(merged).toHaveLength(1)
        expect(squareMetres(without(parts, [merged])) + squareMetres(without(merged, [parts]))).toBeLessThan(
          roundingAlong(parts),
        )
      }),
      { numRuns: 80 },
    )
  })

  it('gives neighbours one border: each side of the cut is the same points', () => {
    fc.assert(
      fc.property(outline, throughTheMiddle, (parts, line) => {
        const cut = cutBy(parts, line, 3)
        if ('refusal' in cut) throw new Error(cut.refusal.en)
        for (const piece of cut.pieces) {
          const along = cut.pieces
            .filter((other) => other !== piece)
            .map((other) => sharedBorder(piece, other))
          expect(Math.max(...along)).toBeGreaterThan(1)
        }
      }),
      { numRuns: 80 },
    )
  })

  it('is cut though the line bends a centimetre inside a corner', () => {
    const corner: Position[] = [
      [114.003, 30.5],
      [114, 30.503],
      [113.9939999, 30.5],
      [114, 30.497],
      [114.003, 30.5],
    ]
    const line: Position[] = [
      [113.985, 30.5],
      [113.994, 30.5],
      [114.015, 30.5],
    ]
    expect(cutBy([[corner]], line, 3)).toMatchObject({ pieces: [expect.anything(), expect.anything()] })
  })

  it('goes through a hole, which stays one in neither piece', () => {
    const holed: Part[] = [
      [square(114, 30, 0.01)[0]![0]!, square(114.004, 30.004, 0.002)[0]![0]!.toReversed()],
    ]
    const cut = cutBy(
      holed,
      [
        [113.99, 30.005],
        [114.02, 30.005],
      ],
      3,
    )
    if ('refusal' in cut) throw new Error(cut.refusal.en)
    expect(cut.pieces).toHaveLength(2)
    expect(cut.pieces.reduce((sum, piece) => sum + squareMetres(piece), 0)).toBeCloseTo(
      squareMetres(holed),
      -1,
    )
  })

  it.each([
    [
      'that stops inside',
      [
        [113.99, 30.005],
        [114.005, 30.005],
      ],
      /border/,
    ],
    [
      'that passes by',
      [
        [113.99, 30.02],
        [114.02, 30.02],
      ],
      /does not divide/,
    ],
    [
      'that crosses itself',
      [
        [113.99, 30.002],
        [114.02, 30.002],
        [114.02, 30.008],
        [114.005, 29.99],
      ],
      /crosses itself/,
    ],
    [
      'of one point',
      [
        [114, 30],
        [114, 30],
      ],
      /two points/,
    ],
  ])('is not cut by a line %s', (_, line, words) => {
    const cut = cutBy(square(114, 30, 0.01), line as Position[], 3)
    expect('refusal' in cut && cut.refusal.en).toMatch(words)
  })
})

describe('a drawn grid', () => {
  it('takes the corners and the border of its neighbour where it is drawn near them', () => {
    const neighbour = square(114, 30, 0.01)
    const drawn: Part[] = [
      [
        [
          [114.010012, 30.000011],
          [114.02, 30],
          [114.02, 30.01],
          [114.009991, 30.009989],
          [114.010009, 30.005],
          [114.010012, 30.000011],
        ],
      ],
    ]
    const laid = snapped(drawn, [neighbour], 3)
    const [one, other] = sharingPoints([laid, neighbour])
    expect(squareMetres(common(laid, neighbour))).toBe(0)
    expect(sharedBorder(one!, other!)).toBeCloseTo(1113, -1)
    expect(pointsOf(other!)).toContain('114.01,30.005')
  })

  it('is left as it is where nothing is near', () => {
    const drawn = square(115, 31, 0.01)
    expect(snapped(drawn, [square(114, 30, 0.01)], 3)).toEqual(drawn)
  })
})

describe('a community', () => {
  const community = square(114, 30, 0.02)
  const grid = (id: string, parts: Part[], kind = 'grid') => ({ id, name: id, kind, parts })

  it('shows what no grid holds, what two hold and what juts out, each with its size', () => {
    const found = coverageOf(
      community,
      [grid('甲', square(114, 30, 0.0105)), grid('乙', square(114.01, 30, 0.0105))],
      30,
    )
    expect(found.gaps).toHaveLength(1)
    expect(found.overlaps).toMatchObject([{ between: [{ id: '甲' }, { id: '乙' }] }])
    expect(found.outside).toMatchObject([{ between: [{ id: '乙' }] }])
    const whole = squareMetres(community)
    const [gap] = found.gaps
    expect(gap!.squareMetres / whole).toBeCloseTo(1 - (0.02 * 0.0105) / 0.0004, 2)
  })

  it('may hold a school’s grid inside another, and cracks of drawing are not gaps', () => {
    const found = coverageOf(
      community,
      [
        grid('甲', [
          [
            [
              [114, 30],
              [114.02, 30],
              [114.02, 30.0100001],
              [114, 30.0099999],
              [114, 30],
            ],
          ],
        ]),
        grid('乙', [
          [
            [
              [114, 30.01],
              [114.02, 30.01],
              [114.02, 30.02],
              [114, 30.02],
              [114, 30.01],
            ],
          ],
        ]),
        grid('小学', square(114.005, 30.005, 0.001), 'dedicated_grid'),
      ],
      30,
    )
    expect(found).toEqual({ gaps: [], overlaps: [], outside: [] })
  })

  it('without a border says only what overlaps', () => {
    expect(coverageOf([], [grid('甲', square(114, 30, 0.01))], 30)).toEqual({
      gaps: [],
      overlaps: [],
      outside: [],
    })
  })

  it('holds a point on its border, and none in a hole', () => {
    const holed: Part[] = [
      [square(114, 30, 0.01)[0]![0]!, square(114.004, 30.004, 0.002)[0]![0]!.toReversed()],
    ]
    expect(holds(holed, [114, 30.005])).toBe(true)
    expect(holds(holed, [114.005, 30.005])).toBe(false)
    expect(holds(holed, [114.004, 30.005])).toBe(true)
  })
})
