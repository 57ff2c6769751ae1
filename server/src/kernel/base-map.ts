/** The map under ours. `datum` says how its pictures count: providers on the mainland shift theirs (GCJ-02). */
export type BaseMap =
  | { kind: 'none' }
  | { kind: 'tianditu'; key: string }
  | { kind: 'tiles'; url: string; attribution: string; datum: 'wgs84' | 'gcj02'; maxZoom: number }

export class BaseMapFault extends Error {}

/**
 * Reads `LIANXIN_BASE_MAP`: `none`, `tianditu` (with `LIANXIN_BASE_MAP_KEY`), or a tile address with {z}, {x} and {y}
 * (with `LIANXIN_BASE_MAP_ATTRIBUTION`, and `LIANXIN_BASE_MAP_DATUM=gcj02` where it is shifted).
 * @throws BaseMapFault with a sentence for the operator
 */
export function readBaseMap(env: NodeJS.ProcessEnv): BaseMap {
  const wanted = env.LIANXIN_BASE_MAP || 'none'
  if (wanted === 'none') return { kind: 'none' }
  if (wanted === 'tianditu') {
    const key = env.LIANXIN_BASE_MAP_KEY
    if (!key) throw new BaseMapFault('天地图需要 LIANXIN_BASE_MAP_KEY / Tianditu needs LIANXIN_BASE_MAP_KEY')
    return { kind: 'tianditu', key }
  }
  const url = URL.canParse(wanted) ? new URL(wanted) : undefined
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    !['{z}', '{x}', '{y}'].every((each) => wanted.includes(each))
  )
    throw new BaseMapFault(
      `LIANXIN_BASE_MAP 应为 none、tianditu 或带 {z}、{x}、{y} 的瓦片地址 / must be none, tianditu or a tile address with {z}, {x} and {y}: ${wanted}`,
    )
  const attribution = env.LIANXIN_BASE_MAP_ATTRIBUTION
  if (!attribution)
    throw new BaseMapFault(
      '底图要注明出处：请设 LIANXIN_BASE_MAP_ATTRIBUTION / a base map names its source: set LIANXIN_BASE_MAP_ATTRIBUTION',
    )
  const datum = env.LIANXIN_BASE_MAP_DATUM ?? 'wgs84'
  if (datum !== 'wgs84' && datum !== 'gcj02')
    throw new BaseMapFault(`LIANXIN_BASE_MAP_DATUM 应为 wgs84 或 gcj02 / must be wgs84 or gcj02: ${datum}`)
  const maxZoom = Number(env.LIANXIN_BASE_MAP_MAX_ZOOM ?? 18)
  if (!Number.isInteger(maxZoom) || maxZoom < 1 || maxZoom > 22)
    throw new BaseMapFault('LIANXIN_BASE_MAP_MAX_ZOOM 应为 1 到 22 / must be 1 to 22')
  return { kind: 'tiles', url: wanted, attribution, datum, maxZoom }
}

/** Hosts from which the pages may fetch pictures of the map: these and no others. */
export function baseMapHosts(map: BaseMap): string[] {
  if (map.kind === 'none') return []
  return map.kind === 'tianditu' ? ['https://*.tianditu.gov.cn'] : [new URL(map.url).origin]
}
