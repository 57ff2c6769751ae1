import { sql } from '../../kernel/database/index.ts'
import type { House } from '../../kernel/house.ts'
import { makeHouse, type StandingHouse } from '../../kernel/make-house.ts'
import { requestFor, viaFor } from './asking.ts'
import { type Cast, castOf } from './cast.ts'
import { others } from './crowd.ts'
import { drawFrom } from './draw.ts'
import { type Album, albumFor } from './pictures.ts'
import { type PastSize, type PlannedStory, placeFor, planned, themeAt } from './plan.ts'
import { type MovableClock, Present, stageFor } from './stage.ts'
import { play } from './story.ts'
import { repertoire, wordingFor } from './themes.ts'

/** Stories told at once, each on a connection of its own: the process and the database each have a core. */
const lanes = 4

/** A house on the same database whose clock is moved through the past. It is never served from. */
export async function houseOfThePast(house: StandingHouse, clock: MovableClock): Promise<House> {
  const { configuration, db, pool, policies } = house
  const quiet = { info() {}, warn() {}, error() {} }
  return makeHouse({ configuration, db, pool, policies, log: quiet, now: () => clock.at })
}

/** Tells what has not been told yet. Each story stands whole or not at all. @returns how many were told now */
export async function tellPast(
  house: StandingHouse,
  size: PastSize,
  present: Date,
  say?: (told: number, of: number) => void,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`select number from demonstration_stories`.execute(house.db)
  const told = new Set(rows.map(({ number }) => number))
  const waiting = planned(size, present).filter(({ number }) => !told.has(number))
  if (waiting.length === 0) return 0
  const cast = await castOf(house.db)
  const album = await albumFor(house)
  let next = 0
  const lane = async () => {
    const clock: MovableClock = { at: present }
    const past = await houseOfThePast(house, clock)
    for (let story = waiting[next++]; story; story = waiting[next++]) {
      await tell(past, clock, story, present, cast, album)
      say?.(next, waiting.length)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return waiting.length
}

async function tell(
  past: House,
  clock: MovableClock,
  story: PlannedStory,
  present: Date,
  cast: Cast,
  album: Album,
): Promise<void> {
  const draw = drawFrom(7919 * (story.number + 1))
  const { themes, common } = repertoire()
  const theme = themeAt(themes, story.begins, draw)
  const place = placeFor(cast, story.near || story.byResident, draw)
  const wording = wordingFor(theme, place, draw, common)
  await past.db.transaction().execute(async (tx) => {
    // What a crash takes away here is told again at the next start.
    await sql`set local synchronous_commit = off`.execute(tx)
    clock.at = story.begins
    const stage = stageFor(tx, past, clock, present, cast, draw)
    const via = story.byResident
      ? ({ channel: 'web', actor: cast.resident } as const)
      : viaFor(theme, place, cast, draw)
    const request = requestFor(theme, place, via, wording, draw, common)
    if (story.byResident) {
      delete request.contact
      delete request.anonymous
    }
    const photo =
      theme.photo && via.channel === 'web' && draw.happens(0.3) ? await album.take(theme.photo) : undefined
    try {
      const { id } = await stage.takeIn({ ...request, ...(photo ? { photos: [photo] } : {}) }, via)
      const telling = { theme, place, wording, common }
      if (theme.hot && draw.happens(0.3)) others(stage, telling, id)
      await play(stage, telling, id)
      await stage.wait(24 * 9)
    } catch (error) {
      if (!(error instanceof Present)) throw error
    }
    await sql`insert into demonstration_stories (number) values (${story.number})`.execute(tx)
  })
}
