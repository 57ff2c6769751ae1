import sharp from 'sharp'
import { keepPhoto, readPicture } from '../../kernel/files/index.ts'
import type { House } from '../../kernel/house.ts'
import { type Draw, drawFrom } from './draw.ts'

export interface Album {
  /** A photo that belongs to nothing yet; undefined once enough were taken. */
  take(kind: string, house: House): Promise<{ id: string; claim: string } | undefined>
}

const width = 960
const height = 720
const most = 60

/** What somebody could have photographed, drawn: no real place, no real person. */
const scenes: Record<string, (draw: Draw) => string> = {
  lamp: (draw) => `
    <rect width="960" height="720" fill="#10141f"/><rect y="500" width="960" height="220" fill="#1b1d22"/>
    ${buildings(draw, '#161b28', '#3b3a2c')}
    <path d="M${draw.whole(560, 700)} 640 v-470 q0 -40 -90 -46" stroke="#2e333d" stroke-width="12" fill="none"/>
    <ellipse cx="180" cy="600" rx="220" ry="40" fill="#ffdf91" opacity="0.13"/><circle cx="150" cy="260" r="16" fill="#ffe9b0"/>
    <path d="M150 270 v340" stroke="#2b303a" stroke-width="10"/>`,
  garbage: (draw) => `
    <rect width="960" height="720" fill="#b9b6ac"/><rect y="430" width="960" height="290" fill="#77736a"/><rect width="960" height="430" fill="#a9a08e"/>
    ${Array.from({ length: 4 }, (_, n) => `<g transform="translate(${120 + n * 180} 330)"><rect width="130" height="210" rx="10" fill="${['#2f6b45', '#2c5c8a', '#666a6d', '#2f6b45'][n]}"/><rect x="-8" y="-18" width="146" height="28" rx="8" fill="#26322b"/></g>`).join('')}
    ${Array.from({ length: 26 }, () => `<ellipse cx="${draw.whole(60, 900)}" cy="${draw.whole(300, 640)}" rx="${draw.whole(25, 70)}" ry="${draw.whole(18, 48)}" fill="${draw.one(['#22252a', '#d9d5cc', '#8c2f2a', '#3a4a5c', '#b58b4c', '#efe9dd'])}" opacity="0.92"/>`).join('')}`,
  road: (draw) => `
    <rect width="960" height="720" fill="#8a8b8c"/><rect width="960" height="190" fill="#b5bcc0"/>
    <path d="M420 190 L330 720 M540 190 L640 720" stroke="#d8d6c8" stroke-width="9" stroke-dasharray="60 40"/>
    <path d="${blob(draw, 480, 480, 190, 90)}" fill="#4d4a45"/><path d="${blob(draw, 470, 490, 130, 55)}" fill="#2f2c29"/>
    ${cracks(draw, 480, 480)}`,
  manhole: (draw) => `
    <rect width="960" height="720" fill="#7f8183"/><ellipse cx="480" cy="390" rx="230" ry="175" fill="#55575a"/><ellipse cx="480" cy="385" rx="205" ry="152" fill="#3d3f43"/>
    ${Array.from({ length: 9 }, (_, n) => `<path d="M${290 + n * 47} ${300 + Math.abs(4 - n) * 14} v${170 - Math.abs(4 - n) * 26}" stroke="#5f6266" stroke-width="10"/>`).join('')}
    <path d="${blob(draw, 560, 420, 90, 60)}" fill="#0d0d0e"/>${cracks(draw, 560, 420)}`,
  water: (draw) => `
    <rect width="960" height="720" fill="#9aa3a8"/><rect y="360" width="960" height="360" fill="#6d6a62"/>${buildings(draw, '#8d8f8c', '#aeb6b9')}
    <path d="${blob(draw, 480, 560, 440, 120)}" fill="#5c6a70"/><path d="${blob(draw, 430, 570, 300, 70)}" fill="#7f9097" opacity="0.8"/>
    ${Array.from({ length: 12 }, () => `<ellipse cx="${draw.whole(150, 820)}" cy="${draw.whole(490, 640)}" rx="${draw.whole(14, 46)}" ry="5" fill="none" stroke="#b9c6cb" stroke-width="2"/>`).join('')}`,
  wall: (draw) => `
    <rect width="960" height="720" fill="#c8b9a2"/>
    ${Array.from({ length: 12 }, (_, row) => Array.from({ length: 16 }, (_, column) => (draw.happens(0.9) ? `<rect x="${column * 60 + 2}" y="${row * 60 + 2}" width="56" height="56" fill="${draw.one(['#d9cdb8', '#d3c6af', '#ded3bf'])}"/>` : '')).join('')).join('')}
    <path d="${blob(draw, 520, 330, 170, 130)}" fill="#8d8577"/>${cracks(draw, 520, 330)}`,
}

function buildings(draw: Draw, wall: string, window: string): string {
  return [0, 1, 2, 3]
    .map((n) => {
      const top = draw.whole(80, 240)
      const windows = Array.from({ length: 18 }, (_, at) =>
        draw.happens(0.4)
          ? `<rect x="${30 + (at % 3) * 60}" y="${30 + Math.floor(at / 3) * 48}" width="26" height="22" fill="${window}"/>`
          : '',
      ).join('')
      return `<g transform="translate(${n * 245} ${top})"><rect width="225" height="${500 - top}" fill="${wall}"/>${windows}</g>`
    })
    .join('')
}

function blob(draw: Draw, x: number, y: number, rx: number, ry: number): string {
  const points = Array.from({ length: 14 }, (_, at) => {
    const angle = (2 * Math.PI * at) / 14
    const size = draw.between(0.78, 1.12)
    return `${Math.round(x + rx * size * Math.cos(angle))} ${Math.round(y + ry * size * Math.sin(angle))}`
  })
  return `M${points.join(' L')} Z`
}

function cracks(draw: Draw, x: number, y: number): string {
  return Array.from({ length: 7 }, () => {
    let [cx, cy] = [x, y]
    const [dx, dy] = [draw.between(-1, 1), draw.between(-1, 1)]
    const line = Array.from({ length: 6 }, () => {
      cx += 45 * dx + draw.between(-18, 18)
      cy += 34 * dy + draw.between(-14, 14)
      return `L${Math.round(cx)} ${Math.round(cy)}`
    })
    return `<path d="M${x} ${y} ${line.join(' ')}" stroke="#26241f" stroke-width="${draw.whole(2, 5)}" fill="none"/>`
  }).join('')
}

/** Each picture is drawn once for each kind and look, and kept anew for each matter. */
export function album(): Album {
  const drawn = new Map<string, ReturnType<typeof readPicture>>()
  let taken = 0
  return {
    async take(kind, house) {
      const scene = scenes[kind]
      if (!scene || taken >= most) return undefined
      const look = taken++ % 3
      const key = `${kind} ${look}`
      const picture = drawn.get(key) ?? picturesOf(scene(drawFrom(look * 31 + kind.length)))
      drawn.set(key, picture)
      const { id, claim } = await keepPhoto(house, await picture, null)
      return { id, claim }
    },
  }
}

async function picturesOf(content: string) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`
  const noise = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 26 },
    },
  })
    .blur(0.7)
    .jpeg()
    .toBuffer()
  const picture = await sharp(Buffer.from(svg))
    .blur(1.4)
    .composite([{ input: noise, blend: 'soft-light' }])
    .jpeg({ quality: 84 })
    .toBuffer()
  return readPicture(picture)
}
