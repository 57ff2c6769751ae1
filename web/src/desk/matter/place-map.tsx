import 'maplibre-gl/dist/maplibre-gl.css'
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { Map as MapView, Marker, NavigationControl } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { lettering, mapColour, outline } from '../../foundation/map-paint.ts'
import { useStill } from '../shell/narrow.ts'
import { useWords } from '../words/index.ts'

type Shapes = FeatureCollection<Polygon | MultiPolygon, { name: string; kind: string }>

const label = (source: string, size: number) => ({
  id: `${source}-name`,
  type: 'symbol' as const,
  source,
  layout: { 'text-field': ['get', 'name'] as ['get', string], 'text-size': size },
  paint: lettering('--lx-ink-soft'),
})

let shapes: Promise<Shapes[]> | null = null

/** Read once for as long as the page lives: areas change a few times a year. */
function readShapes(): Promise<Shapes[]> {
  shapes ??= Promise.all(
    ['street', 'community', 'grid'].map((kind) => get<Shapes>('/api/areas/shapes', { kind })),
  ).catch((error) => {
    shapes = null
    throw error
  })
  return shapes
}

interface PlaceMapProps {
  lat: number
  lng: number
  /** The same in words, which stand beside the map. */
  place: string
}

/** Where it is, among our own areas; the words beside it say the same. */
export default function PlaceMap({ lat, lng, place }: PlaceMapProps) {
  const say = useWords()
  const ground = useRef<HTMLDivElement>(null)
  const isStill = useStill()
  const [hasFailed, setFailed] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew for another place alone
  useEffect(() => {
    let drawn: MapView | null = null
    let isGone = false
    readShapes()
      .then(([streets, communities, grids]) => {
        if (isGone || !ground.current) return
        drawn = new MapView({
          container: ground.current,
          center: [lng, lat],
          zoom: 13.2,
          attributionControl: false,
          dragRotate: false,
          pitchWithRotate: false,
          cooperativeGestures: true,
          fadeDuration: isStill ? 0 : 200,
          style: {
            version: 8,
            sources: {
              streets: { type: 'geojson', data: streets! },
              communities: { type: 'geojson', data: communities! },
              grids: { type: 'geojson', data: grids! },
            },
            layers: [
              { id: 'ground', type: 'background', paint: { 'background-color': mapColour('--lx-sunken') } },
              {
                id: 'area',
                type: 'fill',
                source: 'streets',
                paint: { 'fill-color': mapColour('--lx-surface') },
              },
              outline('grid', 'grids', '--lx-line', 1),
              outline('community', 'communities', '--lx-line-strong', 1.5),
              outline('street', 'streets', '--lx-ink-soft', 2),
              label('communities', 13),
            ],
          },
        })
        drawn.touchZoomRotate.disableRotation()
        drawn.addControl(new NavigationControl({ showCompass: false }), 'top-right')
        new Marker({ color: mapColour('--lx-accent') }).setLngLat([lng, lat]).addTo(drawn)
        drawn.getCanvas().setAttribute('aria-label', say('map.label', { place }))
      })
      .catch(() => setFailed(true))
    return () => {
      isGone = true
      drawn?.remove()
    }
  }, [lat, lng])

  if (hasFailed) return <p className="desk-soft">{say('map.failed')}</p>
  return <div className="desk-map" ref={ground} />
}
