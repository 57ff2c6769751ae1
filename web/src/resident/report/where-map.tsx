import 'maplibre-gl/dist/maplibre-gl.css'
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { type Map as DrawnMap, Map as MapView, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { Icon } from '../../foundation/icon.tsx'
import { useWords } from '../words.ts'

type Shapes = FeatureCollection<Polygon | MultiPolygon, { name: string; kind: string }>

setWorkerUrl(workerUrl)

const readShapes = (kind: string) => get<Shapes>('/api/areas/shapes', { kind })

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

function boundsOf(shapes: Shapes): [[number, number], [number, number]] | null {
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
  for (const { geometry } of shapes.features) visit(geometry.coordinates)
  return west < east
    ? [
        [west, south],
        [east, north],
      ]
    : null
}

async function draw(container: HTMLElement): Promise<DrawnMap> {
  const [streets, communities, grids] = await Promise.all([
    readShapes('street'),
    readShapes('community'),
    readShapes('grid'),
  ])
  const bounds = boundsOf(streets) ?? boundsOf(communities) ?? boundsOf(grids)
  return new MapView({
    container,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    ...(bounds ? { bounds, fitBoundsOptions: { padding: 24 } } : {}),
    style: {
      version: 8,
      sources: {
        streets: { type: 'geojson', data: streets },
        communities: { type: 'geojson', data: communities },
        grids: { type: 'geojson', data: grids },
      },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': colour('--lx-sunken') } },
        { id: 'area', type: 'fill', source: 'streets', paint: { 'fill-color': colour('--lx-surface') } },
        {
          id: 'grid',
          type: 'line',
          source: 'grids',
          minzoom: 13,
          paint: { 'line-color': colour('--lx-line'), 'line-width': 1 },
        },
        {
          id: 'community',
          type: 'line',
          source: 'communities',
          paint: { 'line-color': colour('--lx-line-strong'), 'line-width': 1, 'line-dasharray': [3, 2] },
        },
        {
          id: 'street',
          type: 'line',
          source: 'streets',
          paint: { 'line-color': colour('--lx-ink-soft'), 'line-width': 2 },
        },
        {
          id: 'street-name',
          type: 'symbol',
          source: 'streets',
          maxzoom: 13,
          layout: { 'text-field': ['get', 'name'], 'text-size': 15 },
          paint: {
            'text-color': colour('--lx-ink'),
            'text-halo-color': colour('--lx-surface'),
            'text-halo-width': 2,
          },
        },
        {
          id: 'community-name',
          type: 'symbol',
          source: 'communities',
          minzoom: 12.5,
          layout: { 'text-field': ['get', 'name'], 'text-size': 13 },
          paint: {
            'text-color': colour('--lx-ink-soft'),
            'text-halo-color': colour('--lx-surface'),
            'text-halo-width': 2,
          },
        },
      ],
    },
  })
}

/** Our own areas, no foreign base map. The mark stands in the middle; one moves the map under it, by finger or keys. */
export default function WhereMap({ onChoose }: { onChoose(lat: number, lng: number): Promise<void> }) {
  const say = useWords()
  const container = useRef<HTMLDivElement>(null)
  const map = useRef<DrawnMap | null>(null)
  const [failed, setFailed] = useState(false)
  const [under, setUnder] = useState('')
  const [busy, setBusy] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn once; its words are read when it opens
  useEffect(() => {
    let gone = false
    void draw(container.current!)
      .then((drawn) => {
        if (gone) return drawn.remove()
        map.current = drawn
        drawn.addControl(new NavigationControl({ showCompass: false }), 'top-right')
        drawn.touchZoomRotate.disableRotation()
        const look = () => {
          const names = drawn
            .queryRenderedFeatures(drawn.project(drawn.getCenter()), { layers: ['area'] })
            .map((feature) => String(feature.properties.name))
          setUnder(names[0] ?? '')
        }
        drawn.on('idle', look)
        drawn.on('click', (event) => drawn.easeTo({ center: event.lngLat }))
        drawn.getCanvas().setAttribute('aria-label', say('report.where.mapLabel'))
      })
      .catch(() => setFailed(true))
    return () => {
      gone = true
      map.current?.remove()
      map.current = null
    }
  }, [])

  if (failed)
    return (
      <p className="fault" role="alert">
        {say('report.where.mapFailed')}
      </p>
    )
  return (
    <div className="where-panel">
      <p className="hint">{say('report.where.mapHint')}</p>
      <div className="map">
        <div className="map-ground" ref={container} />
        <Icon name="pin" className="map-pin" />
      </div>
      <p className="hint" role="status">
        {under}
      </p>
      <button
        type="button"
        className="button secondary"
        disabled={busy}
        onClick={() => {
          const centre = map.current?.getCenter()
          if (!centre) return
          setBusy(true)
          void onChoose(Number(centre.lat.toFixed(6)), Number(centre.lng.toFixed(6))).finally(() =>
            setBusy(false),
          )
        }}
      >
        {say('report.where.mapUse')}
      </button>
    </div>
  )
}
