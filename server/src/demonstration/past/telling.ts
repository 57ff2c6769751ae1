import { sql } from '../../kernel/database/index.ts'
import type { House } from '../../kernel/house.ts'
import { makeHouse, type StandingHouse } from '../../kernel/make-house.ts'
import { Problem } from '../../kernel/problems.ts'
import { requestFor, type Via, viaBy, viaFor } from './asking.ts'
import { type Cast, castOf, type Place } from './cast.ts'
import { others } from './crowd.ts'
import { type Draw, drawFrom } from './draw.ts'
import { type Album, album } from './pictures.ts'
import { type PastSize, type PlannedStory, placeFor, planned, themeAt } from './plan.ts'
import { type MovableClock, Present, type Stage, stageFor } from './stage.ts'
import { play } from './story.ts'
import { repertoire, type Theme, wordingFor } from './themes.ts'

/** The process and the database each have a core. */
export const usualLanes = 4

/** A house on the same database whose clock is moved through the past. It is never served from. */
export async function houseOfThePast(house: StandingHouse, clock: MovableClock): Promise<House> {
  const { configuration, db, pool, policies } = house
  const quiet = { info() {}, warn() {}, error() {} }
  return makeHouse({ configuration, db, pool, policies, log: quiet, now: () => clock.at })
}

export interface Telling {
  /** Asked before each story: where it says no, the rest is left for another call. */
  goesOn?: () => boolean
  /** Stories told at once, each on a connection of its own. */
  lanes?: number
  /** Hears of each command that the rules refused. */
  onRefused?: (problem: Problem) => void
  onProgress?: (told: number, of: number) => void
}

/** Tells what has not been told yet, the latest fortnight first. Each story stands whole or not at all. @returns whether all is told */
export async function tellPast(
  house: StandingHouse,
  size: PastSize,
  present: Date,
  telling: Telling = {},
): Promise<boolean> {
  const { rows } = await sql<{ number: number }>`select number from demonstration_stories`.execute(house.db)
  const told = new Set(rows.map(({ number }) => number))
  const waiting = planned(size, present).filter(({ number }) => !told.has(number))
  if (waiting.length === 0) return true
  const cast = await castOf(house.db)
  const photos = album()
  const fortnight = ({ begins }: PlannedStory) =>
    Math.floor((present.getTime() - begins.getTime()) / (14 * 86_400_000))
  const turnOf = (story: PlannedStory) => (story.scene ? -1 : fortnight(story))
  waiting.sort((a, b) => turnOf(a) - turnOf(b) || a.number - b.number)
  let next = 0
  const goesOn = telling.goesOn ?? (() => true)
  const lane = async () => {
    const clock: MovableClock = { at: present }
    const past = await houseOfThePast(house, clock)
    while (next < waiting.length && goesOn()) {
      const story = waiting[next++]!
      await tell(past, clock, story, present, cast, photos, telling)
      telling.onProgress?.(next, waiting.length)
    }
  }
  await Promise.all(Array.from({ length: telling.lanes ?? usualLanes }, lane))
  return next >= waiting.length
}

function viaOf({ byResident, scene }: PlannedStory, theme: Theme, place: Place, cast: Cast, draw: Draw): Via {
  if (byResident) return { channel: 'web', actor: cast.resident }
  if (scene) return viaBy(scene.byPhone ? 'phone' : 'web', place, cast, draw)
  return viaFor(theme, place, cast, draw)
}

const refusals = new Set(['matter.refused', 'permission.denied'])

/** The rules did not allow what the story wanted next: it stands as it is, and its deadlines run on. */
async function standStill(stage: Stage, error: Problem, { onRefused }: Telling): Promise<void> {
  onRefused?.(error)
  try {
    await stage.wait(24 * 120)
  } catch (present) {
    if (!(present instanceof Present)) throw present
  }
}

async function tell(
  past: House,
  clock: MovableClock,
  story: PlannedStory,
  present: Date,
  cast: Cast,
  photos: Album,
  telling: Telling,
): Promise<void> {
  const draw = drawFrom(7919 * (story.number + 1))
  const { themes, common } = repertoire()
  const { scene } = story
  const theme = themeAt(themes, story.begins, draw, scene?.named)
  const place = scene ? cast.places[scene.place]! : placeFor(cast, story.near || story.byResident, draw)
  const wording = wordingFor(theme, place, draw, common)
  await past.db.transaction().execute(async (tx) => {
    // What a crash takes away here is told again at the next start.
    await sql`set local synchronous_commit = off`.execute(tx)
    // Whoever tells it first holds its number; another server finds it told.
    const { numAffectedRows } =
      await sql`insert into demonstration_stories (number) values (${story.number}) on conflict do nothing`.execute(
        tx,
      )
    if (!numAffectedRows) return
    clock.at = story.begins
    const stage = stageFor(tx, past, clock, present, cast, draw)
    const via = viaOf(story, theme, place, cast, draw)
    const request = requestFor(theme, place, via, wording, draw, common)
    if (scene?.byPhone) request.location = { address: `${place.roads[0]}${draw.whole(2, 180)}号附近` }
    if (story.byResident) {
      delete request.contact
      delete request.anonymous
    }
    const photo =
      theme.photo && via.channel === 'web' && draw.happens(0.3)
        ? await photos.take(theme.photo, past)
        : undefined
    try {
      if (scene) {
        const owner = cast.office(scene.at)
        stage.haltAt(({ state, ownerId, proposal }) =>
          scene.turn === 'extension'
            ? proposal !== null && proposal !== undefined
            : state === scene.state && ownerId === owner.id,
        )
      }
      const { id } = await stage.takeIn({ ...request, ...(photo ? { photos: [photo] } : {}) }, via)
      const settled = scene ? { named: scene.named, ...(scene.turn ? { turn: scene.turn } : {}) } : {}
      const shape = { theme, place, wording, common, ...settled }
      if (theme.hot && !scene && draw.happens(0.3)) others(stage, shape, id)
      await play(stage, shape, id)
      await stage.wait(24 * 9)
    } catch (error) {
      if (error instanceof Problem && refusals.has(error.code)) await standStill(stage, error, telling)
      else if (!(error instanceof Present)) throw error
    }
  })
}
