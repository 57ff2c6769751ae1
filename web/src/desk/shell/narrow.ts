import { useSyncExternalStore } from 'react'

function media(query: string) {
  const list = matchMedia(query)
  const listen = (listener: () => void) => {
    list.addEventListener('change', listener)
    return () => list.removeEventListener('change', listener)
  }
  return { listen, now: () => list.matches }
}

const narrow = media('(max-width: 760px)')
const dark = media('(prefers-color-scheme: dark)')
const still = media('(prefers-reduced-motion: reduce)')

/** A phone, or a window as narrow as one. */
export function useNarrow(): boolean {
  return useSyncExternalStore(narrow.listen, narrow.now)
}

export function useDark(): boolean {
  return useSyncExternalStore(dark.listen, dark.now)
}

/** Somebody who asked their device for less movement. */
export function useStill(): boolean {
  return useSyncExternalStore(still.listen, still.now)
}
