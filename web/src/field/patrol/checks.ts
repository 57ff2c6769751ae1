import type { Point } from '../keeping/pack.ts'

/** What was looked at there, in the server's form; the places of those that were wrong are given. */
export const checksSeen = (point: Pick<Point, 'checks'>, wrong: ReadonlySet<number>) =>
  point.checks.map((check, index) => ({
    ...(check.id ? { id: check.id } : { words: check.zh.slice(0, 200) }),
    ok: !wrong.has(index),
  }))
