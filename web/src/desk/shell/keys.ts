import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Both } from '../../foundation/api.ts'
import { remember, remembered } from '../../foundation/memory.ts'
import type { WordKey } from '../words/index.ts'

export interface KeyBinding {
  /** One key, or two pressed one after another: `g i`. */
  keys: string
  /** A key of the desk's words, or the server's own. */
  label: WordKey | Both
  scope: 'anywhere' | 'here'
  run(): void
}

type Registered = { current: KeyBinding[] }

const registered = new Set<Registered>()
const listeners = new Set<() => void>()
let shown: KeyBinding[] = []
let pending = ''
let pendingSince = 0

function publish(): void {
  shown = [...registered].flatMap(({ current }) => current)
  for (const listener of listeners) listener()
}

/** Single keys get in the way of screen readers and speech input, so they can be switched off (WCAG 2.1.4). */
let isOff = remembered('desk.keys') === 'off'
export const areKeysOn = () => !isOff
export function switchKeys(on: boolean): void {
  isOff = !on
  remember('desk.keys', on ? 'on' : 'off')
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const isBox = target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type)
  return target.isContentEditable || (!isBox && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

function isBehindDialog(): boolean {
  // A dialog that was closed stays on the page, unseen.
  return [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].some(
    (dialog) => dialog.getClientRects().length > 0,
  )
}

function press(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (isTyping(event.target) || isBehindDialog()) return
  const sequence = pending && Date.now() - pendingSince < 1200 ? `${pending} ${event.key}` : event.key
  const bindings = [...registered].reverse().flatMap(({ current }) => current)
  const binding =
    bindings.find(({ keys }) => keys === sequence) ?? bindings.find(({ keys }) => keys === event.key)
  pending = bindings.some(({ keys }) => keys.startsWith(`${event.key} `)) ? event.key : ''
  pendingSince = Date.now()
  if (!binding || (isOff && binding.keys !== '?')) return
  if (binding.keys === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a,button'))
    return
  event.preventDefault()
  binding.run()
}

/** Keys of the component while it is on the page; later ones win over earlier ones. */
export function useKeys(bindings: KeyBinding[]): void {
  const holder = useRef(bindings)
  holder.current = bindings
  const names = bindings
    .map(({ keys, label }) => `${keys}=${typeof label === 'string' ? label : label.zh}`)
    .join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is published anew only when its names change
  useEffect(() => {
    if (registered.size === 0) window.addEventListener('keydown', press)
    registered.add(holder)
    publish()
    return () => {
      registered.delete(holder)
      if (registered.size === 0) window.removeEventListener('keydown', press)
      publish()
    }
  }, [names])
}

/** What can be pressed now. */
export function useShownKeys(): KeyBinding[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => shown,
  )
}
