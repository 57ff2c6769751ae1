import type { Point, PointState, Round } from '../keeping/pack.ts'
import type { Entry } from '../outbox/entry.ts'

export interface PointNow {
  point: Point
  state: PointState
  /** The last mark that was made on this phone. */
  mark: Entry | null
}

const isMarkOf = (entry: Entry, round: Round, point: Point) =>
  entry.kind === 'mark' &&
  entry.state !== 'stuck' &&
  entry.body.plan === round.plan.id &&
  entry.body.round === round.key &&
  entry.body.point === point.id

/** How a point stands at this minute: as the pack told, with what this phone did since and the clock gone on. */
export function pointNow(round: Round, point: Point, entries: readonly Entry[], now: Date): PointNow {
  const marks = entries.filter((entry) => isMarkOf(entry, round, point))
  const reached = marks.filter(({ body }) => body.result !== 'not_reached')
  const closes = Date.parse(round.closes_at)
  const mark = marks.at(-1) ?? null
  if (point.state === 'walked' || reached.some(({ happenedAt }) => Date.parse(happenedAt) < closes))
    return { point, mark, state: 'walked' }
  if (point.state === 'late' || reached.length > 0) return { point, mark, state: 'late' }
  if (point.state === 'not_reached' || marks.length > 0) return { point, mark, state: 'not_reached' }
  if (now.getTime() < Date.parse(round.opens_at)) return { point, mark, state: 'later' }
  return { point, mark, state: now.getTime() < closes ? 'open' : 'missed' }
}

/** Points that are due now, and how many of them are done. */
export function progressOf(points: readonly PointNow[]): { done: number; all: number } {
  const done = points.filter(({ state }) => state === 'walked' || state === 'late').length
  return { done, all: points.length }
}
