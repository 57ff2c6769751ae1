import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  RasterSourceSpecification,
  StyleSpecification,
} from 'maplibre-gl'
import type { Language } from '../../foundation/i18n.ts'
import { lettering, mapColour } from '../../foundation/map-paint.ts'

/** What lies under the map and how it counts, as the server says. */
export interface BaseMap {
  layers: { tiles: string[]; attribution: string; max_zoom: number }[]
  datum: 'wgs84' | 'gcj02'
  territory_version: number
  points_from_zoom: number
}

/** How each kind of area is drawn: its line, and from which zoom to which its name is written how large. */
const kinds: [kind: string, token: string, width: number, name: [from: number, to: number, size: number]][] =
  [
    ['city', '--lx-ink-soft', 3, [0, 9, 18]],
    ['district', '--lx-ink-soft', 2.5, [7, 12, 17]],
    ['street', '--lx-ink-soft', 2, [10, 14, 15]],
    ['community', '--lx-line-strong', 1.5, [12.2, 15.8, 13]],
    ['grid', '--lx-line-strong', 0.7, [14.6, 17.2, 12]],
    ['dedicated_grid', '--lx-violet', 1, [14.6, 24, 12]],
    ['micro_grid', '--lx-line', 0.7, [16.6, 24, 12]],
  ]

const byKind = (
  drawn: (kind: (typeof kinds)[number]) => string | number,
  otherwise: string | number,
): ExpressionSpecification =>
  [
    'match',
    ['get', 'kind'],
    ...kinds.flatMap((kind) => [kind[0], drawn(kind)]),
    otherwise,
  ] as unknown as ExpressionSpecification

export const areaFilter = (id: string | undefined): FilterSpecification => ['==', ['get', 'id'], id ?? '']

function namesOf(language: Language): LayerSpecification[] {
  const name: ExpressionSpecification =
    language === 'en' ? ['coalesce', ['get', 'name_en'], ['get', 'name']] : ['get', 'name']
  return kinds.map(([kind, , , [from, to, size]]) => ({
    id: `name-${kind}`,
    type: 'symbol',
    source: 'areas',
    'source-layer': 'names',
    minzoom: from,
    maxzoom: to,
    filter: ['==', ['get', 'kind'], kind],
    layout: { 'text-field': name, 'text-size': size, 'text-max-width': 8, 'text-padding': 4 },
    paint: lettering(kind === 'street' || kind === 'district' ? '--lx-ink' : '--lx-ink-soft'),
  }))
}

export const areaTiles = ({ datum, territory_version }: BaseMap) =>
  `${location.origin}/api/tiles/areas/{z}/{x}/{y}.mvt?v=${territory_version}&datum=${datum}`

/** The whole style: the configured base map, areas at every level, how many from afar, pins from near. */
export function styleOf(
  base: BaseMap,
  matterTiles: string,
  area: string | undefined,
  language: Language,
): StyleSpecification {
  const under = base.layers.map(({ tiles, attribution, max_zoom }, index) => ({
    id: `base-${index}`,
    source: {
      type: 'raster',
      tiles,
      attribution,
      maxzoom: max_zoom,
      tileSize: 256,
    } satisfies RasterSourceSpecification,
  }))
  const overdue: ExpressionSpecification = ['>', ['get', 'overdue'], 0]
  return {
    version: 8,
    sources: {
      ...Object.fromEntries(under.map(({ id, source }) => [id, source])),
      areas: { type: 'vector', tiles: [areaTiles(base)], minzoom: 0, maxzoom: 16 },
      matters: { type: 'vector', tiles: [matterTiles], minzoom: 0, maxzoom: 18 },
      chosen: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': mapColour('--lx-sunken') } },
      ...under.map(({ id }): LayerSpecification => ({ id, type: 'raster', source: id })),
      {
        id: 'area',
        type: 'fill',
        source: 'areas',
        'source-layer': 'areas',
        filter: ['!=', ['get', 'kind'], 'city'],
        paint: { 'fill-color': mapColour('--lx-surface'), 'fill-opacity': under.length > 0 ? 0.02 : 0.5 },
      },
      {
        id: 'chosen-area',
        type: 'fill',
        source: 'areas',
        'source-layer': 'areas',
        filter: areaFilter(area),
        paint: { 'fill-color': mapColour('--lx-blue'), 'fill-opacity': 0.1 },
      },
      {
        id: 'outline',
        type: 'line',
        source: 'areas',
        'source-layer': 'areas',
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': byKind(([, token]) => mapColour(token), mapColour('--lx-line')),
          'line-width': byKind(([, , width]) => width, 1),
        },
      },
      {
        id: 'chosen-outline',
        type: 'line',
        source: 'areas',
        'source-layer': 'areas',
        filter: areaFilter(area),
        paint: { 'line-color': mapColour('--lx-blue'), 'line-width': 3 },
      },
      ...namesOf(language),
      {
        id: 'density',
        type: 'circle',
        source: 'matters',
        'source-layer': 'density',
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'matters']], 1, 11, 10, 22, 40, 34],
          'circle-color': mapColour('--lx-blue'),
          'circle-stroke-width': ['case', overdue, 3, 1.5],
          'circle-stroke-color': ['case', overdue, mapColour('--lx-red'), mapColour('--lx-surface')],
        },
      },
      {
        id: 'density-number',
        type: 'symbol',
        source: 'matters',
        'source-layer': 'density',
        layout: {
          'text-field': ['to-string', ['get', 'matters']],
          'text-size': 13,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: { 'text-color': mapColour('--lx-surface') },
      },
      {
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
      },
      {
        id: 'pins',
        type: 'symbol',
        source: 'matters',
        'source-layer': 'matters',
        layout: {
          'icon-image': ['concat', ['get', 'state'], ['case', ['==', ['get', 'overdue'], true], '!', '']],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
        },
      },
    ],
  }
}

/** The ground alone: the base map and the areas with their names, for whatever is drawn on it. */
export function groundStyle(base: BaseMap, language: Language): StyleSpecification {
  const { sources, layers, ...style } = styleOf(base, '', undefined, language)
  const { matters: _, chosen: __, ...kept } = sources
  return {
    ...style,
    sources: kept,
    layers: layers.filter((layer) => !('source' in layer) || layer.source in kept),
  }
}
