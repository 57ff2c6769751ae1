import type { BaseMap } from '../kernel/configuration.ts'

export interface BaseLayer {
  /** Addresses with {z}, {x}, {y}; several hosts take turns. */
  tiles: string[]
  attribution: string
  max_zoom: number
}

const tiandituHosts = Array.from({ length: 8 }, (_, index) => `https://t${index}.tianditu.gov.cn`)

/** 天地图 in web Mercator: the land, and the names over it. Its datum, CGCS2000, is WGS-84 to within centimetres. */
function tianditu(key: string): BaseLayer[] {
  return ['vec', 'cva'].map((layer) => ({
    tiles: tiandituHosts.map(
      (host) =>
        `${host}/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`,
    ),
    attribution: '天地图',
    max_zoom: 18,
  }))
}

/** What lies under our areas: nothing, or what the operator configured. */
export function layersOf(map: BaseMap): BaseLayer[] {
  switch (map.kind) {
    case 'none':
      return []
    case 'tianditu':
      return tianditu(map.key)
    case 'tiles':
      return [{ tiles: [map.url], attribution: map.attribution, max_zoom: map.maxZoom }]
  }
}
