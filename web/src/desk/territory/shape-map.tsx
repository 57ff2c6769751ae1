import { useQueries } from '@tanstack/react-query'
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import { get } from '../../foundation/api.ts'
import { Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'

/** The kind that lies directly below, whose outlines are drawn thinly inside. */
const below: Record<string, string> = {
  city: 'district',
  district: 'street',
  street: 'community',
  community: 'grid',
  grid: 'micro_grid',
}

type Shape = Feature<Polygon | MultiPolygon>
const ringsOf = ({ geometry }: Shape): Position[][] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()

const width = 480
const height = 300
const margin = 8

/** From degrees to the drawing: near enough to true for anything up to a city. */
function projectionOf(shapes: Shape[]) {
  const all = shapes.flatMap((shape) => ringsOf(shape).flat())
  const range = (axis: 0 | 1) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const position of all) {
      low = Math.min(low, position[axis]!)
      high = Math.max(high, position[axis]!)
    }
    return [low, high] as const
  }
  const [west, east] = range(0)
  const [south, north] = range(1)
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min(
    (width - 2 * margin) / Math.max((east - west) * narrowing, 1e-9),
    (height - 2 * margin) / Math.max(north - south, 1e-9),
  )
  const left = (width - (east - west) * narrowing * scale) / 2
  const top = (height - (north - south) * scale) / 2
  return ([lng, lat]: Position) =>
    `${(left + (lng! - west) * narrowing * scale).toFixed(1)},${(top + (north - lat!) * scale).toFixed(1)}`
}

/** An area's outline and those of the areas directly in it. */
export function ShapeMap({ id, kind, name }: { id: string; kind: string; name: string }) {
  const say = useWords()
  const kinds = [kind, ...(below[kind] ? [below[kind]] : [])]
  const answers = useQueries({
    queries: kinds.map((each) => ({
      queryKey: ['territory', 'shape', id, each],
      queryFn: () =>
        get<FeatureCollection<Polygon | MultiPolygon>>('/api/areas/shapes', { within: id, kind: each }),
      staleTime: 60_000,
    })),
  })
  if (answers.some(({ isPending }) => isPending)) return <Loading rows={3} />
  const [own = [], inside = []] = answers.map(({ data }) => data?.features ?? [])
  const shapes = [...own, ...inside]
  if (shapes.length === 0) return <p className="desk-soft">{say('operator.noShape')}</p>
  const place = projectionOf(shapes)
  const pathOf = (shape: Shape) =>
    ringsOf(shape)
      .map((ring) => `M${ring.map(place).join('L')}Z`)
      .join('')
  return (
    <svg
      className="desk-shape"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say('operator.shapeOf', { name })}
    >
      {own.map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one shape have no other name
        <path key={index} data-own="" d={pathOf(shape)} fillRule="evenodd" />
      ))}
      {inside.map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one shape have no other name
        <path key={index} d={pathOf(shape)} fillRule="evenodd" />
      ))}
    </svg>
  )
}
