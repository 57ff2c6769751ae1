import 'maplibre-gl/dist/maplibre-gl.css'
import type { Feature, Position } from 'geojson'
import { type GeoJSONSource, Map as MapView, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { get } from '../../foundation/api.ts'
import type { Shape } from '../grids/grids.ts'
import { useWords } from '../words/index.ts'
import type { DraftPoint } from './draft.ts'

setWorkerUrl(workerUrl)

interface BaseMap {
  layers: { tiles: string[]; attribution: string; max_zoom: number }[]
  datum: string
}

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
const positionsOf = (shape: Shape): Position[] =>
  shape.type === 'Polygon' ? shape.coordinates.flat() : shape.coordinates.flat(2)

function boundsOf(positions: Position[]): [number, number, number, number] | null {
  if (positions.length === 0) return null
  const [lngs, lats] = [positions.map(([lng]) => lng!), positions.map(([, lat]) => lat!)]
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)]
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

interface PlanMapProps {
  /** The area that is walked, and what lies round it. */
  area: Shape | null
  around: Shape[]
  /** The shapes were asked for and have come, or there are none. */
  isKnown: boolean
  points: DraftPoint[]
  mayChange: boolean
  onAdd(spot: { lng: number; lat: number }): void
  onMove(key: string, spot: { lng: number; lat: number }): void
}

/** The points of a plan on the map: a click sets one, a drag moves it. The list beside it says the same. */
export default function PlanMap(props: PlanMapProps) {
  const { area, around, isKnown, points, mayChange } = props
  const say = useWords()
  const ground = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapView | null>(null)
  const [hasFailed, setFailed] = useState(false)
  /** The map shows where the plan is: before that a click would set a point somewhere else. */
  const [isThere, setThere] = useState(false)
  const latest = useRef({ ...props, isThere })
  latest.current = { ...props, isThere }

  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once
  useEffect(() => {
    let opened: MapView | null = null
    let isGone = false
    void get<BaseMap>('/api/map/base')
      .catch(() => null)
      .then((base) => {
        if (isGone || !ground.current) return
        try {
          opened = open(ground.current, base)
        } catch {
          setFailed(true)
          return
        }
        const drawn = opened
        drawn.touchZoomRotate.disableRotation()
        drawn.addControl(new NavigationControl({ showCompass: false }), 'top-right')
        drawn.getCanvas().setAttribute('aria-label', say('patrols.map'))
        drawn.on('click', ({ lngLat }) => {
          if (latest.current.mayChange && latest.current.isThere)
            latest.current.onAdd({ lng: round(lngLat.lng), lat: round(lngLat.lat) })
        })
        drawn.on('load', () => !isGone && setMap(drawn))
      })
    return () => {
      isGone = true
      setMap(null)
      opened?.remove()
    }
  }, [])

  useEffect(() => {
    if (!map) return
    const put = (name: string, shapes: Shape[]) =>
      map.getSource<GeoJSONSource>(name)?.setData({
        type: 'FeatureCollection',
        features: shapes.map((geometry): Feature => ({ type: 'Feature', geometry, properties: {} })),
      })
    put('around', around)
    put('area', area ? [area] : [])
    const bounds = boundsOf((area ? [area] : around).flatMap(positionsOf))
    if (bounds) map.fitBounds(bounds, { padding: 40, maxZoom: 17, animate: false })
    if (bounds || isKnown) setThere(true)
  }, [map, area, around, isKnown])

  useEffect(() => {
    if (!map) return
    const markers = points.flatMap((point, index) => {
      if (point.lng === undefined || point.lat === undefined) return []
      const element = document.createElement('span')
      element.className = 'desk-patrol-pin'
      element.textContent = String(index + 1)
      element.title = point.name
      const canMove = mayChange && !point.place_code
      const marker = new Marker({ element, draggable: canMove }).setLngLat([point.lng, point.lat]).addTo(map)
      element.addEventListener('click', (event) => event.stopPropagation())
      marker.on('dragend', () => {
        const { lng, lat } = marker.getLngLat()
        latest.current.onMove(point.key, { lng: round(lng), lat: round(lat) })
      })
      return [marker]
    })
    return () => {
      for (const marker of markers) marker.remove()
    }
  }, [map, points, mayChange])

  if (hasFailed) return <p className="desk-soft">{say('patrols.mapFailed')}</p>
  return <div className="desk-grid-map" data-drawn={isThere ? '' : undefined} ref={ground} />
}

function open(container: HTMLElement, base: BaseMap | null): MapView {
  // Under areas in WGS-84 a map in another datum would lie some hundred metres off.
  const under = base?.datum === 'wgs84' ? base.layers : []
  const empty = { type: 'geojson' as const, data: { type: 'FeatureCollection' as const, features: [] } }
  return new MapView({
    container,
    attributionControl: under.length > 0 ? { compact: true } : false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: true,
    style: {
      version: 8,
      sources: {
        around: empty,
        area: empty,
        ...Object.fromEntries(
          under.map((layer, index) => [
            `under-${index}`,
            {
              type: 'raster' as const,
              tiles: layer.tiles,
              tileSize: 256,
              maxzoom: layer.max_zoom,
              attribution: layer.attribution,
            },
          ]),
        ),
      },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': colour('--lx-sunken') } },
        ...under.map((_, index) => ({
          id: `under-${index}`,
          type: 'raster' as const,
          source: `under-${index}`,
        })),
        {
          id: 'around-line',
          type: 'line',
          source: 'around',
          paint: { 'line-color': colour('--lx-line-strong'), 'line-width': 1 },
        },
        {
          id: 'area-fill',
          type: 'fill',
          source: 'area',
          paint: { 'fill-color': colour('--lx-blue'), 'fill-opacity': 0.08 },
        },
        {
          id: 'area-line',
          type: 'line',
          source: 'area',
          paint: { 'line-color': colour('--lx-blue'), 'line-width': 2.5 },
        },
      ],
    },
  })
}
