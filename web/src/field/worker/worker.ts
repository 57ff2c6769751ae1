import {
  cleanupOutdatedCaches,
  matchPrecache,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/*
 * Keeps the field face on the phone, so that it opens in a basement. It keeps pages and scripts alone: what a worker does
 * waits in the outbox of the page, which shows it, and what the server tells is kept by the page too.
 */

interface FieldWorker {
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(kind: 'message', hear: (event: { data: unknown }) => void): void
  addEventListener(kind: 'activate', hear: (event: { waitUntil(work: Promise<void>): void }) => void): void
}
const worker = globalThis as unknown as FieldWorker

/** Filled in when the pages are built. */
declare const keptFiles: PrecacheEntry[]

precacheAndRoute(keptFiles)
cleanupOutdatedCaches()

registerRoute(
  new NavigationRoute(
    async ({ request }) => {
      const kept = await matchPrecache('/field.html')
      return kept ?? fetch(request)
    },
    { allowlist: [/^\/field(\/|\?|$)/] },
  ),
)

// The page that was there first is kept too, without another load: its worker may go underground at once.
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

// A new version waits until the worker says so on the page: nothing changes under a half-written report.
worker.addEventListener('message', ({ data }) => {
  if ((data as { type?: string } | null)?.type === 'take-over') void worker.skipWaiting()
})
