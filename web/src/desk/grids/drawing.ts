import type { Map as MapView } from 'maplibre-gl'
import { TerraDraw, TerraDrawLineStringMode, TerraDrawPolygonMode, TerraDrawSelectMode } from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import type { Drawing, Drawn, Shape } from './grids.ts'

type Ring = [number, number][]

/** Ten centimetres: finer than anybody draws, and the server snaps to what lies beside. */
const digits = 6

const rounded = (ring: number[][]): Ring =>
  ring.map(([lng, lat]) => [Number(lng!.toFixed(digits)), Number(lat!.toFixed(digits))])

/**
 * Lets a person draw on the map, and tells what stands there after each move; null while nothing whole does.
 * Holes of an edited shape stay as they are: only outer borders can be dragged.
 * @returns ends it and takes its layers away
 */
export function startDrawing(
  map: MapView,
  drawing: Drawing,
  colour: string,
  onDrawn: (drawn: Drawn | null) => void,
): () => void {
  const accent = colour as `#${string}`
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 9 }),
    modes: [
      new TerraDrawPolygonMode({ styles: { fillColor: accent, outlineColor: accent, fillOpacity: 0.2 } }),
      new TerraDrawLineStringMode({ styles: { lineStringColor: accent, lineStringWidth: 3 } }),
      new TerraDrawSelectMode({
        flags: {
          polygon: {
            feature: { coordinates: { draggable: true, midpoints: { draggable: true }, deletable: true } },
          },
          linestring: {
            feature: { coordinates: { draggable: true, midpoints: { draggable: true }, deletable: true } },
          },
        },
        styles: { selectedPolygonColor: accent, selectedPolygonOutlineColor: accent },
      }),
    ],
  })
  const holes = new Map<string | number, number[][][]>()

  function tell() {
    const features = draw.getSnapshot()
    const line = features.find(
      ({ geometry, properties }) => geometry.type === 'LineString' && properties.mode === 'linestring',
    )
    if (drawing.mode === 'line') {
      onDrawn(line?.geometry.type === 'LineString' ? { line: rounded(line.geometry.coordinates) } : null)
      return
    }
    const parts = features.flatMap(({ id, geometry, properties }) =>
      geometry.type === 'Polygon' && properties.mode === 'polygon'
        ? [[rounded(geometry.coordinates[0]!), ...(holes.get(id!) ?? [])]]
        : [],
    )
    const [first] = parts
    if (!first) onDrawn(null)
    else
      onDrawn({
        shape:
          parts.length === 1
            ? { type: 'Polygon', coordinates: first }
            : { type: 'MultiPolygon', coordinates: parts },
      })
  }

  draw.start()
  if (drawing.mode === 'edit') {
    draw.setMode('select')
    const ids = partsOf(drawing.shape).map(([outer, ...inner]) => {
      const id = draw.getFeatureId()
      holes.set(id, inner)
      draw.addFeatures([
        {
          id,
          type: 'Feature',
          geometry: { type: 'Polygon', coordinates: [rounded(outer!)] },
          properties: { mode: 'polygon' },
        },
      ])
      return id
    })
    if (ids[0] !== undefined && draw.hasFeature(ids[0])) draw.selectFeature(ids[0])
    tell()
  } else {
    draw.setMode(drawing.mode === 'line' ? 'linestring' : 'polygon')
    onDrawn(null)
  }
  draw.on('finish', (id, { action }) => {
    tell()
    if (action !== 'draw') return
    // One line, one outline: what follows adjusts it.
    queueMicrotask(() => {
      draw.setMode('select')
      draw.selectFeature(id)
    })
  })
  return () => {
    if (draw.enabled) draw.stop()
  }
}

const partsOf = (shape: Shape) => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates)
