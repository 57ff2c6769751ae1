import type { KeptPack } from '../keeping/pack.ts'
import type { Entry } from '../outbox/entry.ts'

export interface Walk {
  /** How entries name it: the id of the entry that started it, or the server's where another phone did. */
  reference: string
  startedAt: string
}

/** A walk that nobody ended is ended by the house overnight. */
const longestWalk = 12 * 3600_000

function isEnded(entries: readonly Entry[], names: (string | null | undefined)[]): boolean {
  return entries.some(
    ({ kind, state, body }) => kind === 'walk_end' && state !== 'stuck' && names.includes(String(body.walk)),
  )
}

/** The walk that runs now, as far as this phone knows: what was done here and not yet told counts first. */
export function runningWalk(
  kept: Pick<KeptPack, 'fetchedAt'> & { pack: Pick<KeptPack['pack'], 'walk'> },
  entries: readonly Entry[],
  now: Date,
): Walk | null {
  const told = kept.pack.walk
  const started = entries.findLast(({ kind, state }) => kind === 'walk_start' && state !== 'stuck')
  if (started) {
    const known = started.state === 'sent' && Date.parse(started.sentAt ?? '') < Date.parse(kept.fetchedAt)
    const isTold = told !== null && (told.entry_id === started.id || told.id === started.result?.walk_id)
    if (known ? isTold : true) {
      const isOld = now.getTime() - Date.parse(started.happenedAt) > longestWalk
      if (isEnded(entries, [started.id, started.result?.walk_id]) || (isOld && !isTold)) return null
      return { reference: started.id, startedAt: started.happenedAt }
    }
  }
  if (!told || isEnded(entries, [told.id, told.entry_id])) return null
  return { reference: told.entry_id ?? told.id, startedAt: told.started_at }
}

/** What is done on a walk means nothing without its start, where that was made on this phone. */
export const afterWalk = (reference: string, entries: readonly Entry[]): string[] =>
  entries.some(({ id }) => id === reference) ? [reference] : []
