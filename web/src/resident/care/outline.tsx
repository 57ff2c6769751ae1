import type { MultiPolygon, Polygon, Position } from 'geojson'
import { useWords } from './words.ts'

const width = 400
const height = 240
const margin = 12

/** An area's outline, north up; true to shape for anything as small as a grid. */
export function Outline({ shape, name }: { shape: Polygon | MultiPolygon; name: string }) {
  const say = useWords()
  const rings: Position[][] = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
  const all = rings.flat()
  const lngs = all.map(([lng]) => lng!)
  const lats = all.map(([, lat]) => lat!)
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)]
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min(
    (width - 2 * margin) / Math.max((east - west) * narrowing, 1e-9),
    (height - 2 * margin) / Math.max(north - south, 1e-9),
  )
  const left = (width - (east - west) * narrowing * scale) / 2
  const top = (height - (north - south) * scale) / 2
  const path = rings
    .map(
      (ring) =>
        `M${ring
          .map(
            ([lng, lat]) =>
              `${(left + (lng! - west) * narrowing * scale).toFixed(1)},${(top + (north - lat!) * scale).toFixed(1)}`,
          )
          .join('L')}Z`,
    )
    .join('')
  return (
    <svg
      className="care-outline"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say('care.outline', { name })}
    >
      <path d={path} fillRule="evenodd" />
    </svg>
  )
}
