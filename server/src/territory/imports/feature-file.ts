import { type FileFault, readText, UnreadableFile } from './file-fault.ts'

export interface Feature {
  line: number
  column: number
  properties: Record<string, unknown>
  geometry: unknown
}

/** Degrees on WGS-84, or on CGCS2000, which is the same to within centimetres. */
const knownSystems = /(^|:)(CRS84|4326|4490)$/i

/** Reads a FeatureCollection, or a single Feature. @throws UnreadableFile */
export function readFeatures(bytes: Uint8Array): { features: Feature[]; faults: FileFault[] } {
  const text = readText(bytes)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const { line, column } = placeOf(text, offsetOfSyntaxError(error as Error))
    throw new UnreadableFile('不是有效的 JSON', `Not valid JSON: ${(error as Error).message}`, line, column)
  }
  const collection = json as {
    type?: unknown
    features?: unknown
    crs?: { properties?: { name?: unknown } }
  } | null
  const system = collection?.crs?.properties?.name
  if (system !== undefined && !knownSystems.test(String(system)))
    throw new UnreadableFile(
      `坐标系 ${system} 不支持，请转换为 WGS-84 经纬度`,
      `The coordinate system ${system} is not supported; convert to WGS-84 degrees`,
    )
  if (collection?.type === 'Feature') return listed([{ raw: collection, line: 1, column: 1 }])
  if (collection?.type !== 'FeatureCollection' || !Array.isArray(collection.features))
    throw new UnreadableFile('应为 GeoJSON 的 FeatureCollection', 'A GeoJSON FeatureCollection is wanted')
  const places = placesOfElements(text, 'features')
  return listed(
    collection.features.map((raw, index) => ({ raw, ...(places[index] ?? { line: 1, column: 1 }) })),
  )
}

function listed(found: { raw: unknown; line: number; column: number }[]): {
  features: Feature[]
  faults: FileFault[]
} {
  const features: Feature[] = []
  const faults: FileFault[] = []
  for (const { raw, line, column } of found) {
    const { type, properties, geometry } = (raw ?? {}) as {
      type?: unknown
      properties?: unknown
      geometry?: unknown
    }
    if (type !== 'Feature') faults.push({ line, column, zh: '不是 Feature', en: 'is not a Feature' })
    else features.push({ line, column, properties: (properties ?? {}) as Record<string, unknown>, geometry })
  }
  return { features, faults }
}

function offsetOfSyntaxError({ message }: Error): number {
  return Number(/position (\d+)/.exec(message)?.[1] ?? 0)
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

/** Where the elements of a top-level array begin, in JSON that is known to be valid. */
function placesOfElements(text: string, key: string): { line: number; column: number }[] {
  const places: { line: number; column: number }[] = []
  let [depth, line, lineStart] = [0, 1, 0]
  let [lastString, lastKey] = ['', '']
  let inside = false
  let wantsElement = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (sign === '\n') {
      line++
      lineStart = at + 1
      continue
    }
    if (sign === ' ' || sign === '\r' || sign === '\t') continue
    if (inside && wantsElement && depth === 2 && sign !== ']') {
      places.push({ line, column: at - lineStart + 1 })
      wantsElement = false
    }
    if (sign === '"') {
      const from = at + 1
      for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++
      if (depth === 1) lastString = text.slice(from, at)
    } else if (sign === ':' && depth === 1) lastKey = lastString
    else if (sign === '{' || sign === '[') {
      depth++
      if (sign === '[' && depth === 2 && lastKey === key) inside = wantsElement = true
    } else if (sign === '}' || sign === ']') {
      depth--
      if (depth === 1) inside = false
    } else if (sign === ',' && depth === 2 && inside) wantsElement = true
  }
  return places
}
