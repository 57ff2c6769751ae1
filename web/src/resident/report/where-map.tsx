import 'maplibre-gl/dist/maplibre-gl.css'
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { type Map as DrawnMap, Map as MapView, NavigationControl } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { Icon } from '../../foundation/icon.tsx'
import { boundsOf, lettering, mapColour, outline } from '../../foundation/map-paint.ts'
import { useWords } from '../words.ts'

type Shapes = FeatureCollection<Polygon | MultiPolygon, { name: string; kind: string }>

const readShapes = (kind: string) => get<Shapes>('/api/areas/shapes', { kind })

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
        { id: 'ground', type: 'background', paint: { 'background-color': mapColour('--lx-sunken') } },
        { id: 'area', type: 'fill', source: 'streets', paint: { 'fill-color': mapColour('--lx-surface') } },
        { ...outline('grid', 'grids', '--lx-line', 1), minzoom: 13 },
        {
          id: 'community',
          type: 'line',
          source: 'communities',
          paint: { 'line-color': mapColour('--lx-line-strong'), 'line-width': 1, 'line-dasharray': [3, 2] },
        },
        outline('street', 'streets', '--lx-ink-soft', 2),
        {
          id: 'street-name',
          type: 'symbol',
          source: 'streets',
          maxzoom: 13,
          layout: { 'text-field': ['get', 'name'], 'text-size': 15 },
          paint: lettering('--lx-ink'),
        },
        {
          id: 'community-name',
          type: 'symbol',
          source: 'communities',
          minzoom: 12.5,
          layout: { 'text-field': ['get', 'name'], 'text-size': 13 },
          paint: lettering('--lx-ink-soft'),
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
