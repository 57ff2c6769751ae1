import { useSyncExternalStore } from 'react'
import { remember, remembered } from './memory.ts'

let large = remembered('large') === 'on'
const listeners = new Set<() => void>()

function show(): void {
  document.documentElement.toggleAttribute('data-large', large)
}
show()

/** Large type for elder people (适老化: text from 18, targets from 60 px), remembered on this device. */
export function setLarge(on: boolean): void {
  large = on
  remember('large', on ? 'on' : 'off')
  show()
  for (const listener of listeners) listener()
}

export function useLarge(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => large,
  )
}
