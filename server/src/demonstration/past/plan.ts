import { shanghaiTime } from '../../kernel/calendar/index.ts'
import type { Cast, Place } from './cast.ts'
import { type Draw, drawFrom } from './draw.ts'
import { type Scene, scenes } from './scenes.ts'
import type { Theme } from './themes.ts'

export type PastSize = 'small' | 'full'

/** How many stories are told; clusters make a few more matters of them. */
const stories: Record<PastSize, number> = { small: 80, full: 2100 }
const days = 92
const DAY = 86_400_000

export interface PlannedStory {
  number: number
  begins: Date
  /** In the corner of the one-click accounts, so that whoever enters finds work. */
  near: boolean
  byResident: boolean
  /** Work that lies open today where a visitor can take it up. */
  scene?: Scene
}

/** When people ask, by the hour of the day in Asia/Shanghai. */
const byHour = [1, 0.5, 0.3, 0.2, 0.3, 0.8, 2, 5, 9, 10, 9, 7, 5, 5, 7, 8, 8, 7, 6, 7, 7, 5, 3, 2]

/** The past as it will be told, the oldest first: more of it lately than long ago. The same for the same present. */
export function planned(size: PastSize, present: Date): PlannedStory[] {
  const draw = drawFrom(990_100)
  const drawn = Array.from({ length: stories[size] }, (_, index) => {
    const age = index % 9 === 0 ? draw.between(0.02, 3) : days * draw.share() ** 1.7
    return { begins: beginOn(present, age, draw), near: index % 11 === 0, byResident: index % 420 === 7 }
  })
  const told = drawn
    .sort((a, b) => a.begins.getTime() - b.begins.getTime())
    .map((each, number) => ({ ...each, number }))
  return [...told, ...scenes(present)]
}

function beginOn(present: Date, age: number, draw: Draw): Date {
  const about = present.getTime() - age * DAY
  for (let tries = 0; tries < 40; tries++) {
    const at = new Date(about + (age > 1.5 ? draw.between(-0.5, 0.5) : draw.between(-0.2, 0.05)) * DAY)
    const hour = Number(shanghaiTime(at).slice(0, 2))
    if (at.getTime() < present.getTime() - 180_000 && draw.happens(byHour[hour]! / 10)) return at
  }
  return new Date(about)
}

/** A theme that fits the season, and whoever shall do it where that is settled. */
export function themeAt(themes: Theme[], at: Date, draw: Draw, doer?: string): Theme {
  const fits = ({ doers, urgency, decline }: Theme) =>
    doer === undefined || (doer in doers && !decline && (urgency === undefined || urgency === 'complex'))
  const month = new Date(at.getTime() + 8 * 3_600_000).getUTCMonth() + 1
  return draw.weighted(
    themes
      .filter((theme) => (!theme.months || theme.months.includes(month)) && fits(theme))
      .map((theme) => [theme, theme.weight] as const),
  )
}

/** Where it happens: anywhere, or near the visitor. Some corners are spoken of more often than others. */
export function placeFor(cast: Cast, near: boolean, draw: Draw): Place {
  if (near) return draw.one(cast.places.slice(0, 6))
  const first = draw.one(cast.places)
  return draw.happens(0.25) ? cast.places[Math.floor(cast.places.indexOf(first) / 7) * 7]! : first
}
