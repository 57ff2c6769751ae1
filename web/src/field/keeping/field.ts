import { useSyncExternalStore } from 'react'
import { type Both, getIfChanged, NetworkError, ProblemError, post } from '../../foundation/api.ts'
import { readSession, type Session } from '../../foundation/session.ts'
import type { Entry } from '../outbox/entry.ts'
import { type Ended, sendOutbox } from '../outbox/send.ts'
import {
  entriesOf,
  forgetNote,
  forgetReads,
  type NewEntry,
  note,
  noted,
  putInOutbox,
  tidy,
  waitingOfOthers,
  watchEntries,
} from '../outbox/store.ts'
import type { FieldPack, KeptPack } from './pack.ts'
import { isInParty, walksPatrols } from './who.ts'

const half = 30_000
const minutes = 60_000

/** What the whole face stands on: the pack that is carried, the outbox, and how things are with the network. */
export interface Field {
  isReady: boolean
  /** Who was last known to be signed in on this phone; their duties say which pages are theirs. */
  who: Session | null
  kept: KeptPack | null
  /** `unreachable`: the phone has a network and the server does not answer. */
  reach: 'online' | 'offline' | 'unreachable'
  /** `refused`: signed in, but not as somebody who walks patrols. */
  session: 'unknown' | 'open' | 'ended' | 'refused'
  refusal: Both | null
  entries: Entry[]
  /** What waits on this phone of people who are not its user now. */
  others: { name: string | null; count: number }[]
  isSending: boolean
  isRefreshing: boolean
}

let field: Field = {
  isReady: false,
  who: null,
  kept: null,
  reach: navigator.onLine ? 'online' : 'offline',
  session: 'unknown',
  refusal: null,
  entries: [],
  others: [],
  isSending: false,
  isRefreshing: false,
}
const listeners = new Set<() => void>()

function change(part: Partial<Field>): void {
  field = { ...field, ...part }
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useField = (): Field => useSyncExternalStore(listen, () => field)

const packNote = 'pack'
const whoNote = 'who'
const nameNote = (person: string) => `name.${person}`
const me = () => field.kept?.pack.me.id ?? null

let watched: { person: string; stop(): void } | null = null

function watch(person: string): void {
  if (watched?.person === person) return
  watched?.stop()
  if (watched) change({ entries: [] })
  const watching = watchEntries(person).subscribe((entries) => {
    change({ entries })
    void countOthers()
  })
  watched = { person, stop: () => watching.unsubscribe() }
}

async function countOthers(): Promise<void> {
  const counts = [...(await waitingOfOthers(me()))]
  const others = await Promise.all(
    counts.map(async ([person, count]) => ({
      name: (await noted<string>(nameNote(person))) ?? null,
      count,
    })),
  )
  change({ others })
}

async function keep(kept: KeptPack): Promise<void> {
  const { id, name } = kept.pack.me
  change({ kept, session: 'open', refusal: null })
  watch(id)
  // A phone that keeps nothing (a private window) still works while there is a network.
  await Promise.all([note(packNote, kept), note(nameNote(id), name)]).catch(() => {})
}

/** Learns from a failed call how things are; what is neither of network nor of session is left to who called. */
export function noteFailure(error: unknown): void {
  if (error instanceof NetworkError) change({ reach: navigator.onLine ? 'unreachable' : 'offline' })
  else if (error instanceof ProblemError) {
    if (error.status === 401) change({ reach: 'online', session: 'ended' })
    else if (error.status === 403) change({ reach: 'online', session: 'refused', refusal: error.words })
    else change({ reach: error.status >= 500 ? 'unreachable' : 'online' })
  }
}

/** A call came through: the phone is online. */
export const noteSuccess = (): void => change({ reach: 'online' })

async function learnWho(background: boolean): Promise<Session> {
  const who = await readSession({ background })
  if (who.kind === 'anonymous') {
    change({ reach: 'online', session: 'ended' })
    return who
  }
  if (field.who && field.who.account !== who.account) await forgetReads()
  change({ reach: 'online', who, ...(field.session === 'ended' ? { session: 'unknown' as const } : {}) })
  await note(whoNote, who).catch(() => {})
  return who
}

/**
 * Asks who is signed in, and fetches what a walker carries anew where the server has another. Never throws: without a
 * network what is kept goes on.
 */
export async function refreshPack(options: { background?: boolean } = {}): Promise<void> {
  if (field.isRefreshing) return
  change({ isRefreshing: true })
  try {
    const { kept } = field
    const who = await learnWho(options.background ?? false)
    if (who.kind === 'anonymous') return
    if (!kept && isInParty(who) && !walksPatrols(who)) return change({ session: 'open', refusal: null })
    const news = await getIfChanged<FieldPack>('/api/field/pack', kept?.tag ?? null, {
      background: options.background ?? false,
      timeout: 20_000,
    })
    const fetchedAt = new Date().toISOString()
    change({ reach: 'online' })
    if (news) {
      await keep({ tag: news.tag, fetchedAt, isDemo: who.demo, pack: news.value })
    } else if (kept) await keep({ ...kept, fetchedAt })
  } catch (error) {
    noteFailure(error)
  } finally {
    change({ isRefreshing: false })
  }
}

const meaning: Partial<Record<Ended, () => void>> = {
  empty: () => change({ reach: navigator.onLine ? 'online' : 'offline' }),
  offline: () => change({ reach: navigator.onLine ? 'unreachable' : 'offline' }),
  'signed out': () => change({ reach: 'online', session: 'ended' }),
}

let isAskedAgain = false
let failures = 0
let retry: ReturnType<typeof setTimeout> | undefined

/** A line that just broke may be back in a moment: soon at first, then less and less often. */
function trySoon(): void {
  clearTimeout(retry)
  retry = setTimeout(() => void sendNow(), Math.min(half, 2000 * 2 ** failures))
  failures += 1
}

/** Sends what waits, and then fetches what came of it. Called while it runs, it goes over it once more. */
export async function sendNow(): Promise<void> {
  const person = me()
  if (field.isSending) {
    isAskedAgain = true
    return
  }
  if (!person || !navigator.onLine) return
  if (field.session === 'ended' || field.session === 'refused') return
  change({ isSending: true })
  const before = await counted(person)
  let ended: Ended
  try {
    do {
      isAskedAgain = false
      ended = await sendOutbox(person)
    } while (isAskedAgain)
  } finally {
    change({ isSending: false })
  }
  const after = await counted(person)
  if (ended !== 'empty' || after.sent !== before.sent) meaning[ended]?.()
  if (ended === 'offline' && after.waiting > 0) trySoon()
  else failures = 0
  // Somebody else signed in meanwhile, in another tab: theirs is the pack now.
  if (ended === 'somebody else' || after.sent !== before.sent) await refreshPack({ background: true })
}

async function counted(person: string): Promise<{ sent: number; waiting: number }> {
  const entries = await entriesOf(person)
  const sent = entries.filter(({ state }) => state === 'sent').length
  return { sent, waiting: entries.filter(({ state }) => state === 'waiting').length }
}

/**
 * Does something: it is kept first and sent when it can be.
 * @throws where the phone cannot keep it
 */
export async function doDeeds(deeds: Omit<NewEntry, 'person'>[], draft?: string): Promise<Entry[]> {
  const person = me()
  if (!person) throw new Error('nobody is known on this phone')
  const entries = await putInOutbox(
    deeds.map((deed) => ({ ...deed, person })),
    draft ? { draft } : {},
  )
  void sendNow()
  return entries
}

/** Ends the session and takes the pack off the phone. What waits stays, and is sent when its person signs in again. */
export async function leave(): Promise<void> {
  await post('/api/auth/sign-out')
  await Promise.all([forgetNote(packNote), forgetNote(whoNote), forgetReads()])
}

async function comeBack(): Promise<void> {
  await refreshPack({ background: true })
  await sendNow()
}

/** Reads what the phone keeps, then keeps itself current: at the start, on return, when the network comes back. */
export async function startField(): Promise<void> {
  const [kept, who] = await Promise.all([
    noted<KeptPack>(packNote).catch(() => undefined),
    noted<Session>(whoNote).catch(() => undefined),
  ])
  if (who) change({ who })
  if (kept) {
    change({ kept })
    watch(kept.pack.me.id)
  }
  await countOthers().catch(() => {})
  change({ isReady: true })
  addEventListener('online', () => {
    change({ reach: 'online' })
    void comeBack()
  })
  addEventListener('offline', () => change({ reach: 'offline' }))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void comeBack()
  })
  setInterval(() => {
    if (field.entries.some(({ state }) => state === 'waiting')) void sendNow()
    const age = Date.now() - Date.parse(field.kept?.fetchedAt ?? '')
    const isOld = field.kept !== null ? !(age < 5 * minutes) : field.session === 'unknown'
    const isDue = isOld || field.reach === 'unreachable' || field.session !== 'open'
    if (isDue && navigator.onLine && document.visibilityState === 'visible') void comeBack()
  }, half)
  await refreshPack()
  await sendNow()
  await tidy().catch(() => {})
}
