import 'maplibre-gl/dist/maplibre-gl.css'
import type { Feature, FeatureCollection, Position } from 'geojson'
import { type GeoJSONSource, Map as MapView, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { useStill } from '../shell/narrow.ts'
import { useWords } from '../words/index.ts'
import type { CommunityGrids, Coverage, Drawing, Drawn, Shape } from './grids.ts'

setWorkerUrl(workerUrl)

interface BaseMap {
  layers: { tiles: string[]; attribution: string; max_zoom: number }[]
  datum: string
}

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

const feature = (geometry: Shape, properties: Record<string, string>): Feature => ({
  type: 'Feature',
  geometry,
  properties,
})
const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })

const positionsOf = (shape: Shape): Position[] =>
  shape.type === 'Polygon' ? shape.coordinates.flat() : shape.coordinates.flat(2)

/** West, south, east, north. */
function boxOf(shapes: Shape[]): [number, number, number, number] | null {
  const positions = shapes.flatMap(positionsOf)
  if (positions.length === 0) return null
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (const [lng, lat] of positions) {
    box[0] = Math.min(box[0], lng!)
    box[1] = Math.min(box[1], lat!)
    box[2] = Math.max(box[2], lng!)
    box[3] = Math.max(box[3], lat!)
  }
  return box
}

const line = (source: string, paint: string, width: number, more: object = {}) => ({
  id: `${source}-line`,
  type: 'line' as const,
  source,
  paint: { 'line-color': colour(paint), 'line-width': width, ...more },
})
const fill = (source: string, paint: string, opacity: number) => ({
  id: `${source}-fill`,
  type: 'fill' as const,
  source,
  paint: { 'fill-color': colour(paint), 'fill-opacity': opacity },
})

const sources = [
  'community',
  'micro',
  'grids',
  'chosen',
  'gaps',
  'overlaps',
  'outside',
  'planned',
  'wrong',
] as const
type Source = (typeof sources)[number]

function open(
  container: HTMLElement,
  shown: CommunityGrids,
  base: BaseMap | null,
  isStill: boolean,
): MapView {
  const shapes = [shown.community, ...shown.grids].flatMap(({ shape }) => (shape ? [shape] : []))
  const bounds = boxOf(shapes)
  // Under areas in WGS-84 a map in another datum would lie some hundred metres off.
  const under = base?.datum === 'wgs84' ? base.layers : []
  return new MapView({
    container,
    ...(bounds ? { bounds, fitBoundsOptions: { padding: 28 } } : {}),
    attributionControl: under.length > 0 ? { compact: true } : false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: true,
    fadeDuration: isStill ? 0 : 200,
    style: {
      version: 8,
      sources: {
        ...Object.fromEntries(
          sources.map((name) => [name, { type: 'geojson' as const, data: collection([]) }]),
        ),
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
        fill('community', '--lx-surface', under.length > 0 ? 0.25 : 1),
        fill('grids', '--lx-blue', 0.07),
        line('micro', '--lx-line-strong', 0.7, { 'line-dasharray': [2, 2] }),
        line('grids', '--lx-blue', 1.4),
        line('community', '--lx-ink', 2.4),
        fill('gaps', '--lx-amber', 0.4),
        line('gaps', '--lx-amber', 2),
        fill('overlaps', '--lx-violet', 0.4),
        line('overlaps', '--lx-violet', 2),
        fill('outside', '--lx-red', 0.35),
        line('outside', '--lx-red', 2),
        fill('chosen', '--lx-accent', 0.12),
        line('chosen', '--lx-accent', 3),
        fill('planned', '--lx-green', 0.2),
        line('planned', '--lx-green', 2.5, { 'line-dasharray': [3, 1.5] }),
        fill('wrong', '--lx-red', 0.45),
        line('wrong', '--lx-red', 2.5),
        {
          id: 'grid-name',
          type: 'symbol',
          source: 'grids',
          layout: { 'text-field': ['get', 'name'], 'text-size': 13, 'text-max-width': 6 },
          paint: {
            'text-color': colour('--lx-ink'),
            'text-halo-color': colour('--lx-surface'),
            'text-halo-width': 2,
          },
        },
      ],
    },
  })
}

interface GridMapProps {
  shown: CommunityGrids
  coverage: Coverage | undefined
  chosen: string | undefined
  planned: Shape[]
  wrong: Shape[]
  /** Moved into view when it changes. */
  look: Shape | null
  drawing: Drawing | null
  onDrawn(drawn: Drawn | null): void
  onChoose(id: string): void
}

/** A community's grids, what is wrong between them, what a change would make of them; and drawing. */
export default function GridMap(props: GridMapProps) {
  const { shown, coverage, chosen, planned, wrong, look, drawing } = props
  const say = useWords()
  const ground = useRef<HTMLDivElement>(null)
  const isStill = useStill()
  const [map, setMap] = useState<MapView | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const latest = useRef(props)
  latest.current = props
  const communityId = shown.community.id

  // biome-ignore lint/correctness/useExhaustiveDependencies: opened anew for another community alone
  useEffect(() => {
    let opened: MapView | null = null
    let isGone = false
    void get<BaseMap>('/api/map/base')
      .catch(() => null)
      .then((base) => {
        if (isGone || !ground.current) return
        try {
          opened = open(ground.current, latest.current.shown, base, isStill)
        } catch {
          setFailed(true)
          return
        }
        const drawn = opened
        drawn.touchZoomRotate.disableRotation()
        drawn.addControl(new NavigationControl({ showCompass: false }), 'top-right')
        drawn.getCanvas().setAttribute('aria-label', say('grids.map', { name: shown.community.name }))
        drawn.on('click', 'grids-fill', (event) => {
          const id = event.features?.[0]?.properties.id
          if (typeof id === 'string' && !latest.current.drawing) latest.current.onChoose(id)
        })
        drawn.on('load', () => !isGone && setMap(drawn))
      })
    return () => {
      isGone = true
      setMap(null)
      opened?.remove()
    }
  }, [communityId])

  useEffect(() => {
    if (!map) return
    const put = (name: Source, features: Feature[]) =>
      map.getSource<GeoJSONSource>(name)?.setData(collection(features))
    const of = (each: { id: string; name: string; shape: Shape | null }) =>
      each.shape ? [feature(each.shape, { id: each.id, name: each.name })] : []
    put('community', of(shown.community))
    put(
      'grids',
      shown.grids.filter(({ kind }) => kind !== 'micro_grid').flatMap((grid) => of(shorter(grid, shown))),
    )
    put('micro', shown.grids.filter(({ kind }) => kind === 'micro_grid').flatMap(of))
    put('chosen', shown.grids.filter(({ id }) => id === chosen).flatMap(of))
    for (const name of ['gaps', 'overlaps', 'outside'] as const)
      put(
        name,
        (coverage?.[name] ?? []).map(({ geometry }) => feature(geometry, {})),
      )
    put(
      'planned',
      planned.map((shape) => feature(shape, {})),
    )
    put(
      'wrong',
      wrong.map((shape) => feature(shape, {})),
    )
  }, [map, shown, coverage, chosen, planned, wrong])

  useEffect(() => {
    const bounds = look && boxOf([look])
    if (map && bounds) map.fitBounds(bounds, { padding: 80, maxZoom: 17, animate: !isStill })
  }, [map, look, isStill])

  useEffect(() => {
    if (!map || !drawing) return
    let stop: (() => void) | undefined
    let isOver = false
    void import('./drawing.ts').then(({ startDrawing }) => {
      if (!isOver)
        stop = startDrawing(map, drawing, colour('--lx-accent'), (drawn) => latest.current.onDrawn(drawn))
    })
    return () => {
      isOver = true
      stop?.()
    }
  }, [map, drawing])

  if (hasFailed) return <p className="desk-soft">{say('grids.mapFailed')}</p>
  return <div className="desk-grid-map" ref={ground} />
}

/** Within its own community a grid's name need not repeat the community's. */
function shorter<T extends { name: string }>(grid: T, { community }: CommunityGrids): T {
  const rest = grid.name.startsWith(community.name) ? grid.name.slice(community.name.length) : grid.name
  return { ...grid, name: rest || grid.name }
}
