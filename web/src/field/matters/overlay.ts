import type { KeptPack, PackMatter } from '../keeping/pack.ts'
import type { Entry } from '../outbox/entry.ts'
import { versionOf } from '../outbox/rules.ts'

/** What this phone did about one thing, whatever it is called: by the server's id or by the finding's own. */
export function deedsOn(reference: string, entries: readonly Entry[]): Entry[] {
  const finding = entries.find(
    ({ id, kind, result }) => kind === 'finding' && (id === reference || result?.matter_id === reference),
  )
  const names = new Set<unknown>([reference, finding?.id, finding?.result?.matter_id])
  return entries.filter(({ body }) => body.of !== undefined && names.has(body.of))
}

export const notSent = ({ state }: Entry) => state !== 'sent'

/** Findings that the pack does not hold yet: they wait, or arrived after it was fetched. Newest first. */
export function ownFindings(kept: KeptPack, entries: readonly Entry[]): Entry[] {
  const told = new Set(kept.pack.matters.map(({ id }) => id))
  return entries
    .filter(
      (entry) =>
        entry.kind === 'finding' &&
        (notSent(entry) ||
          (!told.has(entry.result?.matter_id ?? '') &&
            Date.parse(entry.sentAt ?? '') >= Date.parse(kept.fetchedAt))),
    )
    .toReversed()
}

/**
 * The arguments that tie a decision to what was on the screen: its version, and the worker's own steps that the server
 * has not answered yet, whose version it then takes.
 */
export function decidedOn(
  matter: Pick<PackMatter, 'id' | 'version'>,
  entries: readonly Entry[],
): { version: number; after: string[] } {
  const deeds = deedsOn(matter.id, entries)
  const sent = deeds.filter(({ state }) => state === 'sent')
  return {
    version: versionOf({ body: { version: matter.version } }, sent),
    after: deeds.filter(notSent).map(({ id }) => id),
  }
}

const following: Readonly<Record<string, readonly string[]>> = {
  sign: ['contact', 'progress', 'answer', 'carry_up', 'note'],
  take: ['contact', 'progress', 'answer', 'carry_up', 'note'],
  answer: ['note'],
  carry_up: ['note'],
}

/** What may be done next: the server's word, and what is plainly next after steps that it has not heard of yet. */
export function actionsNow(actions: readonly string[], deeds: readonly Entry[]): string[] {
  let now = [...actions]
  for (const entry of deeds.filter(({ state }) => state === 'waiting')) {
    const done = entry.kind === 'command' ? String((entry.body.command as { type: string }).type) : entry.kind
    const next = following[done === 'settle' ? 'answer' : done]
    if (next) now = [...next]
  }
  return now
}
