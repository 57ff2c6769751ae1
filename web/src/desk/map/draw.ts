import 'maplibre-gl/dist/maplibre-gl.css'
import type { FeatureCollection } from 'geojson'
import {
  AttributionControl,
  type Map as DrawnMap,
  type GeoJSONSource,
  Map as MapView,
  NavigationControl,
  ScaleControl,
  type VectorTileSource,
} from 'maplibre-gl'
import { fromGcj02, toGcj02 } from '../../../../server/src/territory/gcj02.ts'
import { get } from '../../foundation/api.ts'
import type { Language } from '../../foundation/i18n.ts'
import { boundsOf } from '../../foundation/map-paint.ts'
import type { MapFilters } from './address.ts'
import { addPinImages } from './pin-images.ts'
import { areaFilter, type BaseMap, styleOf } from './style.ts'

/** A matter on the map; degrees, WGS-84. */
export interface Pin {
  id: string
  lng: number
  lat: number
}

export interface MapListener {
  /** The window came to rest: its box in WGS-84 for the table, and itself for the page's address. */
  onWindow(bbox: string, at: string): void
  onPin(pin: Pin): void
  onArea(id: string): void
  /** Some of what belongs on the map could not be read, or could again. */
  onTrouble(isTroubled: boolean): void
  /** How many pins are seen; null from afar, where squares are shown. */
  onDrawn(pins: number | null): void
}

export interface GroundOptions {
  filters: MapFilters
  at: string | undefined
  /** Shown whole where no window is named. */
  home: { id: string; kind: string } | undefined
  label: string
  language: Language
  isStill: boolean
}

export interface Ground {
  show(filters: MapFilters): void
  choose(pin: Pin | null): void
  /** Moves so that the area fills the window. */
  goTo(area: { id: string; kind: string }): Promise<void>
  /** Reads the matters anew. */
  refresh(): void
  remove(): void
}

const below = ['street', 'community', 'grid']

/** The box of an area, or of what lies in it where it has no outline of its own. */
async function boxOf({ id, kind }: { id: string; kind: string }) {
  for (const each of [kind, ...below.slice(below.indexOf(kind) + 1)]) {
    const box = boundsOf(await get<FeatureCollection>('/api/areas/shapes', { within: id, kind: each }))
    if (box) return box
  }
  return null
}

function windowOf(at: string | undefined) {
  const [zoom, lat, lng] = at?.split('/').map(Number) ?? []
  return zoom !== undefined && lat !== undefined && lng !== undefined
    ? { zoom, center: [lng, lat] as [number, number] }
    : null
}

/** Draws the map. @throws Error where the browser cannot (no WebGL), ProblemError, NetworkError */
export async function drawGround(
  container: HTMLElement,
  { filters, at, home, label, language, isStill }: GroundOptions,
  listener: MapListener,
): Promise<Ground> {
  const [base, box] = await Promise.all([
    get<BaseMap>('/api/map/base'),
    windowOf(at) || !home ? null : boxOf(home),
  ])
  const shifted = base.datum === 'gcj02'
  const out = (place: [number, number]) => (shifted ? toGcj02(place) : place)
  const back = (place: [number, number]) => (shifted ? fromGcj02(place) : place)
  let shown = filters
  // The braces are the map's own and stay as they are.
  const matterTiles = () => {
    const query = new URLSearchParams(
      Object.entries({ ...shown, datum: base.datum }).map(([name, value]) => [name, String(value)]),
    )
    return [`${location.origin}/api/tiles/matters/{z}/{x}/{y}.mvt?${query}`]
  }
  const placed = (corners: [[number, number], [number, number]]) =>
    corners.map((corner) => out(corner)) as [[number, number], [number, number]]
  const map: DrawnMap = new MapView({
    container,
    ...(windowOf(at) ??
      (box ? { bounds: placed(box), fitBoundsOptions: { padding: 24 } } : { center: [105, 35], zoom: 3.5 })),
    maxZoom: 19,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: isStill ? 0 : 200,
    style: styleOf(base, matterTiles()[0]!, filters.area, language),
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl(), 'bottom-left')
  if (base.layers.length > 0) map.addControl(new AttributionControl({ compact: false }), 'bottom-right')
  map.getCanvas().setAttribute('aria-label', label)
  addPinImages(map)

  let chosen: Pin | null = null
  const ring = () =>
    void map.getSource<GeoJSONSource>('chosen')?.setData({
      type: 'FeatureCollection',
      features: chosen
        ? [
            {
              type: 'Feature',
              properties: {},
              geometry: { type: 'Point', coordinates: out([chosen.lng, chosen.lat]) },
            },
          ]
        : [],
    })
  const tell = () => {
    // A map that is folded away has no window.
    if (container.clientWidth === 0) return
    const bounds = map.getBounds()
    const [west, south] = back([bounds.getWest(), bounds.getSouth()])
    const [east, north] = back([bounds.getEast(), bounds.getNorth()])
    const centre = map.getCenter()
    listener.onWindow(
      [Math.max(west, -180), Math.max(south, -90), Math.min(east, 180), Math.min(north, 90)]
        .map((each) => each.toFixed(6))
        .join(),
      `${map.getZoom().toFixed(2)}/${centre.lat.toFixed(5)}/${centre.lng.toFixed(5)}`,
    )
  }
  let isTroubled = false
  const trouble = (next: boolean) => {
    if (next !== isTroubled) listener.onTrouble(next)
    isTroubled = next
  }
  map.on('load', () => {
    ring()
    if (shown !== filters) show(shown)
    tell()
  })
  map.on('moveend', tell)
  map.on('error', () => trouble(true))
  map.on('idle', () => {
    const density = map.queryRenderedFeatures({ layers: ['density'] })
    if (density.length > 0) return listener.onDrawn(null)
    const bounds = map.getBounds()
    const seen = new Set(
      map
        .queryRenderedFeatures({ layers: ['pins'] })
        .filter(
          ({ geometry }) =>
            geometry.type === 'Point' && bounds.contains(geometry.coordinates as [number, number]),
        )
        .map(({ properties }) => properties.id),
    )
    listener.onDrawn(seen.size)
  })
  map.on('click', ({ point, lngLat }) => {
    const reach = 4
    const around: [[number, number], [number, number]] = [
      [point.x - reach, point.y - reach],
      [point.x + reach, point.y + reach],
    ]
    const [pin] = map.queryRenderedFeatures(around, { layers: ['pins'] })
    if (pin && pin.geometry.type === 'Point') {
      const [lng, lat] = back(pin.geometry.coordinates as [number, number])
      return listener.onPin({ id: String(pin.properties.id), lng, lat })
    }
    const [square] = map.queryRenderedFeatures(point, { layers: ['density'] })
    if (square)
      return void map.easeTo({ center: lngLat, zoom: Math.min(map.getZoom() + 2, 18), animate: !isStill })
    const areas = map.queryRenderedFeatures(point, { layers: ['area'] })
    const [area] = areas.toSorted((a, b) => depthOf(b.properties.kind) - depthOf(a.properties.kind))
    if (area) listener.onArea(String(area.properties.id))
  })
  for (const layer of ['pins', 'density']) {
    map.on('mouseenter', layer, () => {
      map.getCanvas().style.cursor = 'pointer'
    })
    map.on('mouseleave', layer, () => {
      map.getCanvas().style.cursor = ''
    })
  }

  const refresh = () => {
    trouble(false)
    map.getSource<VectorTileSource>('matters')?.setTiles(matterTiles())
  }
  function show(next: MapFilters) {
    shown = next
    refresh()
    for (const layer of ['chosen-area', 'chosen-outline'])
      if (map.getLayer(layer)) map.setFilter(layer, areaFilter(next.area))
  }
  return {
    show,
    choose(pin) {
      chosen = pin
      ring()
      if (!pin) return
      const place = out([pin.lng, pin.lat])
      if (!map.getBounds().contains(place)) map.easeTo({ center: place, animate: !isStill })
    },
    async goTo(area) {
      const found = await boxOf(area).catch(() => null)
      if (found) map.fitBounds(placed(found), { padding: 24, animate: !isStill, maxZoom: 17 })
    },
    refresh,
    remove: () => map.remove(),
  }
}

const order = ['city', 'district', 'street', 'community', 'dedicated_grid', 'grid', 'micro_grid']
const depthOf = (kind: unknown) => order.indexOf(String(kind))
