import { useSyncExternalStore } from 'react'

interface InstallEvent extends Event {
  prompt(): Promise<unknown>
}

let offered: InstallEvent | null = null
const listeners = new Set<() => void>()

function offer(event: InstallEvent | null): void {
  offered = event
  for (const listener of listeners) listener()
}

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  offer(event as InstallEvent)
})
addEventListener('appinstalled', () => offer(null))

/** Whether the browser offers to put the face on the phone's own screen. */
export const useInstallable = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => offered !== null,
  )

export async function askInstall(): Promise<void> {
  await offered?.prompt()
  offer(null)
}
