import { useSyncExternalStore } from 'react'

let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()

function noteWaiting(worker: ServiceWorker | null): void {
  waiting = worker
  for (const listener of listeners) listener()
}

/** Keeps the pages on the phone, and hears of a new version. Nothing changes until the worker says so. */
export function keepPages(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const container = navigator.serviceWorker
  let hadController = container.controller !== null
  container.addEventListener('controllerchange', () => {
    if (hadController) location.reload()
    hadController = true
  })
  container
    .register('/field-worker.js', { scope: '/field' })
    .then((registration) => {
      noteWaiting(registration.waiting)
      registration.addEventListener('updatefound', () => {
        const { installing } = registration
        installing?.addEventListener('statechange', () => {
          if (installing.state === 'installed' && container.controller) noteWaiting(installing)
        })
      })
      addEventListener('online', () => void registration.update().catch(() => {}))
    })
    // A private window may refuse: then the face works while there is a network.
    .catch(() => {})
}

/** Goes over to the version that waits; undefined where none does. */
export function useUpdate(): (() => void) | undefined {
  const worker = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => waiting,
  )
  return worker ? () => worker.postMessage({ type: 'take-over' }) : undefined
}
