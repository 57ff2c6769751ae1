import type { Point } from '../keeping/pack.ts'
import type { Position } from '../keeping/position.ts'
import { about, titles } from '../outbox/deeds.ts'
import type { Entry } from '../outbox/entry.ts'
import type { NewEntry } from '../outbox/store.ts'
import { checksSeen } from '../patrol/checks.ts'
import { afterWalk } from '../patrol/walk.ts'
import type { Draft } from './draft.ts'

type Deed = Omit<NewEntry, 'person'>

interface Around {
  /** The walk that runs. */
  walk: string | null
  point: Point | null
  position: Position | null
  entries: readonly Entry[]
  makeId(): string
}

function locationOf({ place, detail }: Draft): Record<string, unknown> | null {
  const address = detail.trim() ? { address: detail.trim() } : {}
  if (place?.how === 'here') return { lat: place.lat, lng: place.lng, ...address }
  if (place?.how === 'code') return { place_code: place.code, ...address }
  return null
}

/**
 * What a report comes to: the point marked where it was found on a round, the finding, and at once its settling or its
 * going up. Without a place it is where the point is, or in the worker's own grid.
 */
export function deedsOf(draft: Draft, around: Around): Deed[] {
  const { walk, point, position, entries, makeId } = around
  const { at } = draft
  const onWalk = walk ? afterWalk(walk, entries) : []
  const text = draft.text.trim()
  const location = locationOf(draft)
  const finding = makeId()
  const mark: Deed[] =
    walk && at && point
      ? [
          {
            kind: 'mark',
            after: onWalk,
            title: about(titles.found, point.name),
            body: {
              walk,
              plan: at.plan,
              round: at.round,
              point: at.point,
              result: 'finding',
              ...(point.checks.length > 0 ? { checks: checksSeen(point, new Set(at.wrong)) } : {}),
              ...(position ? { position } : {}),
            },
          },
        ]
      : []
  const found: Deed = {
    id: finding,
    kind: 'finding',
    title: about(titles.finding, text),
    photos: draft.photos.map(({ blob }) => ({ blob, purpose: 'before' })),
    body: {
      text: withoutPlace(text, draft),
      ...(draft.category ? { category: draft.category } : {}),
      ...(location ? { location } : {}),
      ...(draft.follows ? { follows: draft.follows } : {}),
      ...(walk ? { walk } : {}),
      ...(at ? { plan: at.plan, point: at.point } : {}),
    },
  }
  const then: Deed[] =
    draft.way === 'settle'
      ? [
          {
            kind: 'settle',
            after: [finding],
            title: about(titles.settle, draft.settled.trim()),
            photos: draft.after.map(({ blob }) => ({ blob, purpose: 'after' })),
            body: { of: finding, text: draft.settled.trim() },
          },
        ]
      : draft.way === 'carry_up'
        ? [{ kind: 'carry_up', after: [finding], title: about(titles.carry_up, text), body: { of: finding } }]
        : []
  return [...mark, found, ...then]
}

/** Where no place was chosen the server takes the point's: what was said of it more exactly goes into the words. */
function withoutPlace(text: string, { place, detail }: Draft): string {
  return place === null && detail.trim() ? `${text}\n${detail.trim()}` : text
}
