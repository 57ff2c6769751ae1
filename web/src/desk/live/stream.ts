import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useOnline } from '../../foundation/online.ts'
import { type PresenceEvent, showPresence } from './presence.ts'

/** Something happened; `stream` is the matter it happened to. `poll` stands for "look for yourself". */
export interface LiveEvent {
  kind: string
  stream: string | null
  at: string
}

type Listener = (event: LiveEvent) => void

const pollEvery = 30_000
const listeners = new Set<Listener>()
const watchers = new Set<() => void>()
let source: EventSource | undefined
let polling: ReturnType<typeof setInterval> | undefined
let isConnected = false

function setConnected(next: boolean): void {
  if (isConnected === next) return
  isConnected = next
  for (const watcher of watchers) watcher()
}

function emit(event: LiveEvent): void {
  for (const listener of listeners) listener(event)
}

function lookForYourself(): void {
  emit({ kind: 'poll', stream: null, at: new Date().toISOString() })
}

function connect(): void {
  if (source && source.readyState !== EventSource.CLOSED) return
  source = new EventSource('/api/live')
  source.onerror = () => setConnected(false)
  source.addEventListener('change', (message) => emit(JSON.parse(message.data) as LiveEvent))
  source.addEventListener('presence', (message) => showPresence(JSON.parse(message.data) as PresenceEvent))
  // Whatever happened while nobody listened is read anew.
  source.addEventListener('reset', lookForYourself)
  source.addEventListener('ready', () => {
    setConnected(true)
    lookForYourself()
  })
}

function disconnect(): void {
  source?.close()
  source = undefined
  setConnected(false)
}

let leaving: ReturnType<typeof setTimeout> | undefined

/** A hidden tab gives its connection back: a browser has only six for one server, and a clerk has many tabs. */
function followVisibility(): void {
  clearTimeout(leaving)
  if (document.visibilityState === 'visible') connect()
  else leaving = setTimeout(disconnect, 20_000)
}

function start(): void {
  connect()
  document.addEventListener('visibilitychange', followVisibility)
  polling = setInterval(() => {
    if (isConnected || document.visibilityState !== 'visible') return
    lookForYourself()
    // After a refusal a browser does not come back by itself.
    connect()
  }, pollEvery)
}

function stop(): void {
  document.removeEventListener('visibilitychange', followVisibility)
  clearTimeout(leaving)
  clearInterval(polling)
  disconnect()
}

function subscribe(listener: Listener): () => void {
  listeners.add(listener)
  if (listeners.size === 1) start()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) stop()
  }
}

/**
 * Calls `react` when something happened, gathered: once after `gather` milliseconds, with every stream touched.
 * While there is no connection it is called twice a minute with no streams.
 */
export function useLive(react: (streams: ReadonlySet<string>, isPoll: boolean) => void, gather = 1500): void {
  const latest = useRef(react)
  latest.current = react
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    let streams = new Set<string>()
    let isPoll = false
    const flush = () => {
      const touched = streams
      const polled = isPoll
      waiting = undefined
      streams = new Set()
      isPoll = false
      latest.current(touched, polled)
    }
    const leave = subscribe((event) => {
      if (event.stream) streams.add(event.stream)
      if (event.kind === 'poll') isPoll = true
      waiting ??= setTimeout(flush, gather)
    })
    return () => {
      leave()
      clearTimeout(waiting)
    }
  }, [gather])
}

/** Whether changes arrive by themselves. */
export function useIsLive(): boolean {
  const isOnline = useOnline()
  const isOpen = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    () => isConnected,
  )
  // A stream that lost its network may look open for a while.
  return isOpen && isOnline
}
