import { useNow } from '../../foundation/time.ts'
import type { Entry } from '../outbox/entry.ts'
import { runningWalk, type Walk } from '../patrol/walk.ts'
import { useField } from './field.ts'
import type { KeptPack, Point, Round } from './pack.ts'

/** The pack and the outbox, for pages that are shown only where there is one. */
export function useKept(): { kept: KeptPack; entries: Entry[]; now: Date; walk: Walk | null } {
  const { kept, entries } = useField()
  const now = useNow()
  if (!kept) throw new Error('a page was opened without a pack')
  return { kept, entries, now, walk: runningWalk(kept, entries, now) }
}

export function pointOf(
  kept: KeptPack,
  at: { plan?: string; round?: string; point?: string },
): { round: Round; point: Point } | null {
  const round = kept.pack.rounds.find(({ plan, key }) => plan.id === at.plan && key === at.round)
  const point = round?.points.find(({ id }) => id === at.point)
  return round && point ? { round, point } : null
}
