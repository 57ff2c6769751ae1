import { createHash } from 'node:crypto'
import { loadDemonstration } from '../server/src/demonstration/index.ts'
import type { StandingHouse } from '../server/src/kernel/make-house.ts'
import { areaTile } from '../server/src/map/area-tiles.ts'
import { type TileAddress, tileAt } from '../server/src/map/tile.ts'
import { hashOfCode } from '../server/src/requests/index.ts'
import { answersTo, figuresOf, listeningHouse, rounded } from './answers.ts'
import { fillCity } from './city.ts'
import { onFilledHouse, telling } from './house.ts'
import { across, grids, loadLargeCity, offices, size, south, west } from './large-city.ts'
import { type Measured, median } from './measure.ts'
import { asking, staffOf } from './questions.ts'

const east = west + size * across
const north = south + (size * grids) / across

/** Who moves a map sees one tile after the other, all over the city: none twice until all were seen. */
function panning(z: number): () => TileAddress {
  const [first, last] = [tileAt([west, north], z), tileAt([east, south], z)]
  const tiles: TileAddress[] = []
  for (let x = first.x; x <= last.x; x++) for (let y = first.y; y <= last.y; y++) tiles.push({ z, x, y })
  let next = 0
  // A step that shares no divisor with most numbers goes from one part of the city to another.
  return () => tiles[(next++ * 7919) % tiles.length]!
}

/** A window as wide as a number of grids, each time elsewhere. */
function windows(wide: number): () => string {
  let next = 0
  const high = grids / across
  return () => {
    const step = next++
    const left = west + size * ((step * 61) % Math.max(1, across - wide))
    const bottom = south + size * ((step * 37) % Math.max(1, Math.floor(high - wide)))
    return [left, bottom, left + size * wide, bottom + size * wide].map((at) => at.toFixed(5)).join(',')
  }
}

/** As the database makes it from a text: md5 as a uuid. */
const idOf = (text: string) =>
  createHash('md5')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

async function questionsOf(house: StandingHouse) {
  const { app, questions, add } = await asking(house)
  for (const z of [8, 10, 11, 12, 13, 14, 16]) {
    const next = panning(z)
    questions.push({ name: `areas z${z} made`, ask: () => areaTile(house.db, next(), 'wgs84') })
  }
  const staff = await staffOf(house)
  const filters = {
    '': '',
    ', open': 'open=true',
    ', in_hand': 'state=in_hand',
    ', common word': `q=${encodeURIComponent('物业')}`,
    ', rare word': `q=${encodeURIComponent('医保报销')}`,
    ', overdue': 'view=overdue',
  }
  const { centre, street, department, grid } = staff
  for (const [who, actor] of Object.entries({ centre, street, department, grid })) {
    for (const [filtered, filter] of Object.entries(filters)) {
      for (const z of [8, 10, 12, 14, 16]) {
        const next = panning(z)
        add(who, actor, `matters z${z}${filtered}`, () => {
          const { x, y } = next()
          return `/api/tiles/matters/${z}/${x}/${y}.mvt?${filter}`
        })
      }
      for (const [what, wide] of Object.entries({
        'the city': 260,
        'a district': 60,
        'some streets': 15,
        'a corner': 4,
      })) {
        const next = windows(wide)
        add(who, actor, `table ${what}${filtered}`, () => `/api/map/matters?bbox=${next()}&${filter}`)
      }
    }
  }
  for (const [who, actor] of Object.entries(staff)) {
    add(who, actor, 'levels own', '/api/map/levels')
    for (const [level, key] of Object.entries({
      city: 'city',
      district: 'd3',
      street: 's40',
      community: 'c800',
    }))
      add(who, actor, `levels ${level}`, `/api/map/levels?area=${idOf(key)}`)
  }
  return { app, questions }
}

const groups = {
  area_tiles: /^areas /,
  far_matter_tiles: / matters z(8|10|12)/,
  near_matter_tiles: / matters z(14|16)/,
  table: / table /,
  levels: / levels /,
}

/** The map of a city with 70,818 grids and 200,000 matters: tiles near and far, the table beside it, each level's counts. */
export async function map(options: { matters?: number; times?: number } = {}): Promise<Measured> {
  const matters = options.matters ?? Number(process.env.LIANXIN_BENCH_MATTERS ?? 200_000)
  const say = telling()
  return onFilledHouse(
    `map-${matters}`,
    async (opened) => {
      await loadDemonstration(opened.house)
      say('demonstration')
      const policyHash = (await opened.house.rulesNow()).hash
      return fillCity(opened.ownerUrl, {
        matters,
        policyHash,
        hashOfCode,
        say,
        async grow(client) {
          await loadLargeCity(client)
          await client.query(offices)
        },
      })
    },
    async (opened, city) => {
      const listening = await listeningHouse(opened)
      const { app, questions } = await questionsOf(listening.house)
      const answers = await answersTo(questions, listening, city.ordinary, {
        times: options.times ?? 20,
        say,
      })
      await app.close()
      say('questions')
      return {
        name: 'map',
        ratio: rounded(1 / median(answers.answers.map((each) => each.look_ups)), 4),
        matters,
        grids,
        ...figuresOf(answers, groups),
      }
    },
  )
}
