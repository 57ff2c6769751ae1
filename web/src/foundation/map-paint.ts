import type { FeatureCollection } from 'geojson'
import type { LineLayerSpecification } from 'maplibre-gl'
import { setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'

setWorkerUrl(workerUrl)

/** A colour of the house as it is in the present light, for what is drawn on a map. */
export const mapColour = (token: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(token).trim()

/** The outlines of a source’s areas. */
export const outline = (
  id: string,
  source: string,
  token: string,
  width: number,
): LineLayerSpecification => ({
  id,
  type: 'line',
  source,
  paint: { 'line-color': mapColour(token), 'line-width': width },
})

/** Letters that stay readable over whatever lies under them. */
export const lettering = (token: string) => ({
  'text-color': mapColour(token),
  'text-halo-color': mapColour('--lx-surface'),
  'text-halo-width': 2,
})

/** South-western and north-eastern corner of shapes that have coordinates; null where there are none. */
export function boundsOf(shapes: FeatureCollection): [[number, number], [number, number]] | null {
  let [west, south, east, north] = [180, 90, -180, -90]
  const visit = (point: unknown): void => {
    if (!Array.isArray(point)) return
    if (typeof point[0] === 'number' && typeof point[1] === 'number') {
      west = Math.min(west, point[0])
      east = Math.max(east, point[0])
      south = Math.min(south, point[1])
      north = Math.max(north, point[1])
    } else for (const part of point) visit(part)
  }
  for (const { geometry } of shapes.features) if ('coordinates' in geometry) visit(geometry.coordinates)
  return west < east
    ? [
        [west, south],
        [east, north],
      ]
    : null
}
