import type { Map as DrawnMap } from 'maplibre-gl'
import { iconLines } from '../../foundation/icon.tsx'
import { mapColour } from '../../foundation/map-paint.ts'
import { type Mark, stateMarks } from '../../foundation/marks.tsx'

const size = 32
const ratio = 2

/** A pin: the colour and the icon of its state; what is overdue wears a red ring and a mark, never the colour alone. */
function pinImage({ tone, icon }: Mark, isOverdue: boolean): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = size * ratio
  canvas.height = size * ratio
  const brush = canvas.getContext('2d')!
  brush.scale(ratio, ratio)
  const disc = (x: number, y: number, radius: number, colour: string) => {
    brush.fillStyle = colour
    brush.beginPath()
    brush.arc(x, y, radius, 0, 2 * Math.PI)
    brush.fill()
  }
  const surface = mapColour('--lx-surface')
  if (isOverdue) disc(16, 16, 15, mapColour('--lx-red'))
  disc(16, 16, 13, surface)
  disc(16, 16, 11, mapColour(`--lx-${tone}`))
  brush.save()
  brush.translate(16 - 7.5, 16 - 7.5)
  brush.scale(15 / 24, 15 / 24)
  brush.strokeStyle = surface
  brush.lineWidth = 2.4
  brush.lineCap = 'round'
  brush.lineJoin = 'round'
  brush.stroke(new Path2D(iconLines(icon)))
  brush.restore()
  if (isOverdue) {
    disc(25.5, 6.5, 6.5, surface)
    disc(25.5, 6.5, 5.5, mapColour('--lx-red'))
    brush.strokeStyle = surface
    brush.lineWidth = 1.8
    brush.stroke(new Path2D('M25.5 3.6v3.4M25.5 9.1v.1'))
  }
  return brush.getImageData(0, 0, canvas.width, canvas.height)
}

/** Gives the map a picture for each state, `closed`, and for each that is overdue, `closed!`. */
export function addPinImages(map: DrawnMap): void {
  for (const [state, mark] of Object.entries(stateMarks))
    for (const isOverdue of [false, true])
      map.addImage(`${state}${isOverdue ? '!' : ''}`, pinImage(mark, isOverdue), { pixelRatio: ratio })
}
