import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromGcj02, toGcj02 } from './gcj02.ts'
import { isInside, type Position, polygonText, type Ring, readShape, signedArea } from './shape.ts'

const square = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings })
const said = (geometry: unknown) =>
  readShape(geometry)
    .complaints.map(({ zh }) => zh)
    .join()

/** A star round a point: every corner at another angle, so that no side crosses another. */
const star = fc
  .tuple(
    fc.double({ min: 75, max: 130, noNaN: true }),
    fc.double({ min: 5, max: 50, noNaN: true }),
    fc.array(fc.double({ min: 0.01, max: 0.1, noNaN: true }), { minLength: 3, maxLength: 40 }),
  )
  .map(([lng, lat, radii]): Ring => {
    const ring = radii.map((radius, index): Position => {
      const angle = (2 * Math.PI * index) / radii.length
      return [lng + radius * Math.cos(angle), lat + radius * Math.sin(angle)]
    })
    return [...ring, ring[0]!]
  })

describe('a shape', () => {
  it('is the same whichever way its ring runs, and anticlockwise outside', () => {
    fc.assert(
      fc.property(star, (ring) => {
        const [one, other] = [ring, ring.toReversed()].map((each) => readShape(polygon(each)))
        expect(one!.complaints).toEqual([])
        expect(signedArea(one!.parts[0]![0]!)).toBeGreaterThan(0)
        expect(signedArea(other!.parts[0]![0]!)).toBeCloseTo(signedArea(one!.parts[0]![0]!), 12)
      }),
    )
  })

  it('may have holes, which run clockwise and lie inside', () => {
    const { parts, complaints } = readShape(polygon(square(120, 30, 1), square(120.2, 30.2, 0.2)))
    expect(complaints).toEqual([])
    expect(signedArea(parts[0]![1]!)).toBeLessThan(0)
    expect(said(polygon(square(120, 30, 1), square(120.9, 30.2, 0.2)))).toContain('第 1 个洞不在外环里面')
  })

  it('may have several parts', () => {
    const { parts, complaints } = readShape({
      type: 'MultiPolygon',
      coordinates: [[square(120, 30, 1)], [square(122, 30, 1)]],
    })
    expect(complaints).toEqual([])
    expect(parts).toHaveLength(2)
  })

  it('is refused with a reason where a ring is open, too short, flat or crosses itself', () => {
    expect(said(polygon(square(120, 30, 1).slice(0, 4)))).toContain('没有闭合')
    expect(
      said(
        polygon([
          [120, 30],
          [121, 30],
          [120, 30],
        ]),
      ),
    ).toContain('至少 4 个')
    expect(
      said(
        polygon([
          [120, 30],
          [121, 31],
          [122, 32],
          [120, 30],
        ]),
      ),
    ).toContain('没有面积')
    expect(
      said(
        polygon([
          [120, 30],
          [121, 31],
          [121, 30],
          [120, 32],
          [120, 30],
        ]),
      ),
    ).toContain('自己与自己相交')
  })

  it('is refused where a coordinate is impossible, with a guess at what went wrong', () => {
    expect(said(polygon(square(30, 120, 0.5)))).toContain('经纬度写反了')
    expect(said(polygon(square(500_000, 3_400_000, 100)))).toContain('投影坐标')
    expect(
      said(
        polygon([
          [120, '30'],
          [121, 30],
          [121, 31],
          [120, '30'],
        ]),
      ),
    ).toContain('不是 [经度, 纬度]')
  })

  it('is refused, not crashed upon, whatever is handed in', () => {
    fc.assert(fc.property(fc.anything(), (anything) => readShape(anything).complaints.length > 0))
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (anything) => readShape({ type: 'Polygon', coordinates: anything }).complaints.length > 0,
      ),
    )
  })

  it('knows what is inside', () => {
    const ring = square(120, 30, 1)
    expect(isInside([120.5, 30.5], ring)).toBe(true)
    expect(isInside([120, 30.5], ring)).toBe(true)
    expect(isInside([121.5, 30.5], ring)).toBe(false)
  })

  it('is written as PostgreSQL reads it, without the closing position', () => {
    expect(polygonText(square(1, 2, 1))).toBe('((1,2),(2,2),(2,3),(1,3))')
  })
})

describe('GCJ-02', () => {
  const inChina = fc.tuple(
    fc.double({ min: 74, max: 134, noNaN: true }),
    fc.double({ min: 4, max: 53, noNaN: true }),
  )

  it('is converted back to within a centimetre', () => {
    fc.assert(
      fc.property(inChina, (position) => {
        const [lng, lat] = fromGcj02(toGcj02(position))
        return Math.abs(lng - position[0]) < 1e-7 && Math.abs(lat - position[1]) < 1e-7
      }),
    )
  })

  it('lies a few hundred metres from WGS-84 in China, and on it elsewhere', () => {
    const [lng, lat] = toGcj02([116.397, 39.909])
    const metres = Math.hypot((lng - 116.397) * 85_300, (lat - 39.909) * 111_000)
    expect(metres).toBeGreaterThan(300)
    expect(metres).toBeLessThan(800)
    expect(toGcj02([2.35, 48.85])).toEqual([2.35, 48.85])
  })
})
