import 'maplibre-gl/dist/maplibre-gl.css'
import type { FeatureCollection } from 'geojson'
import {
  AttributionControl,
  type GeoJSONSource,
  Map as MapView,
  NavigationControl,
  ScaleControl,
} from 'maplibre-gl'
import { toGcj02 } from '../../../../server/src/territory/gcj02.ts'
import { get } from '../../foundation/api.ts'
import type { Language } from '../../foundation/i18n.ts'
import { boundsOf, lettering, mapColour } from '../../foundation/map-paint.ts'
import { type BaseMap, groundStyle } from '../map/style.ts'
import type { PostOnMap } from './mobilisation.ts'

export interface PostsGround {
  show(posts: readonly PostOnMap[]): void
  choose(post: PostOnMap | null): void
  remove(): void
}

const none: FeatureCollection = { type: 'FeatureCollection', features: [] }

/**
 * Draws posts: what is short is large, red and says how many are missing; what is filled is small and green.
 * @throws Error where the browser cannot (no WebGL), ProblemError, NetworkError
 */
export async function drawPosts(
  container: HTMLElement,
  posts: readonly PostOnMap[],
  { label, language, isStill }: { label: string; language: Language; isStill: boolean },
  onPost: (id: string) => void,
): Promise<PostsGround> {
  const base = await get<BaseMap>('/api/map/base')
  const out = (place: [number, number]) => (base.datum === 'gcj02' ? toGcj02(place) : place)
  const features = (shown: readonly PostOnMap[]): FeatureCollection => ({
    type: 'FeatureCollection',
    features: shown.flatMap(({ id, name, lng, lat, needed, taken }) =>
      lng === null || lat === null
        ? []
        : [
            {
              type: 'Feature',
              properties: { id, name, gap: needed - taken },
              geometry: { type: 'Point', coordinates: out([lng, lat]) },
            },
          ],
    ),
  })
  const bounds = boundsOf(features(posts))
  const map = new MapView({
    container,
    ...(bounds
      ? { bounds, fitBoundsOptions: { padding: 48, maxZoom: 16 } }
      : { center: [105, 35], zoom: 3.5 }),
    maxZoom: 19,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: isStill ? 0 : 200,
    style: groundStyle(base, language),
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl(), 'bottom-left')
  if (base.layers.length > 0) map.addControl(new AttributionControl({ compact: false }), 'bottom-right')
  map.getCanvas().setAttribute('aria-label', label)

  let shown = posts
  let chosen: PostOnMap | null = null
  const draw = () => {
    map.getSource<GeoJSONSource>('posts')?.setData(features(shown))
    map.getSource<GeoJSONSource>('chosen')?.setData(chosen ? features([chosen]) : none)
  }
  map.on('load', () => {
    // Posts that would cover each other are one mark with the sum of what is missing, and open by a click.
    map.addSource('posts', {
      type: 'geojson',
      data: none,
      cluster: true,
      clusterRadius: 30,
      clusterMaxZoom: 17,
      clusterProperties: { gap: ['+', ['get', 'gap']] },
    })
    map.addSource('chosen', { type: 'geojson', data: none })
    map.addLayer({
      id: 'ring',
      type: 'circle',
      source: 'chosen',
      paint: {
        'circle-radius': 20,
        'circle-color': mapColour('--lx-focus'),
        'circle-opacity': 0.18,
        'circle-stroke-width': 3,
        'circle-stroke-color': mapColour('--lx-focus'),
      },
    })
    map.addLayer({
      id: 'posts',
      type: 'circle',
      source: 'posts',
      layout: { 'circle-sort-key': ['get', 'gap'] },
      paint: {
        'circle-radius': ['case', ['>', ['get', 'gap'], 0], ['case', ['has', 'point_count'], 17, 13], 7],
        'circle-color': ['case', ['>', ['get', 'gap'], 0], mapColour('--lx-red'), mapColour('--lx-green')],
        'circle-stroke-width': 1.5,
        'circle-stroke-color': mapColour('--lx-surface'),
      },
    })
    map.addLayer({
      id: 'missing',
      type: 'symbol',
      source: 'posts',
      filter: ['>', ['get', 'gap'], 0],
      layout: {
        'text-field': ['to-string', ['get', 'gap']],
        'text-size': 13,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': mapColour('--lx-surface') },
    })
    map.addLayer({
      id: 'names',
      type: 'symbol',
      source: 'posts',
      minzoom: 14,
      layout: {
        'text-field': ['get', 'name'],
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 1.2],
      },
      paint: lettering('--lx-ink'),
    })
    draw()
  })
  map.on('click', ({ point }) => {
    if (!map.getLayer('posts')) return
    const [post] = map.queryRenderedFeatures(
      [
        [point.x - 6, point.y - 6],
        [point.x + 6, point.y + 6],
      ],
      { layers: ['posts'] },
    )
    if (post?.geometry.type !== 'Point') return
    if (post.properties.cluster_id === undefined) return onPost(String(post.properties.id))
    const center = post.geometry.coordinates as [number, number]
    void map
      .getSource<GeoJSONSource>('posts')
      ?.getClusterExpansionZoom(Number(post.properties.cluster_id))
      .then((zoom) => map.easeTo({ center, zoom, animate: !isStill }))
  })
  map.on('mouseenter', 'posts', () => {
    map.getCanvas().style.cursor = 'pointer'
  })
  map.on('mouseleave', 'posts', () => {
    map.getCanvas().style.cursor = ''
  })
  return {
    show(next) {
      shown = next
      draw()
    },
    choose(post) {
      chosen = post
      draw()
      if (post?.lng === null || post?.lat === null || !post) return
      const place = out([post.lng, post.lat])
      if (!map.getBounds().contains(place)) map.easeTo({ center: place, animate: !isStill })
    },
    remove: () => map.remove(),
  }
}
