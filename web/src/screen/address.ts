import { forget, remember, remembered } from '../foundation/memory.ts'

/** Which board this screen shows: `/screen/mobilisation/…`; none on the list of boards. */
export interface Shown {
  kind: string
  id: string
}

const kept = 'screen.board'

export function readAddress(path: string): Shown | null {
  const [, kind, id] = /^\/screen\/([a-z_-]+)\/([\w-]+)\/?$/.exec(path) ?? []
  return kind && id ? { kind, id } : null
}

export const pathOf = ({ kind, id }: Shown) => `/screen/${kind}/${id}`

/** The board that hung here last: a screen that was switched off comes back to it. */
export function lastShown(): Shown | null {
  return readAddress(remembered(kept) ?? '')
}

export function keepShown(shown: Shown): void {
  remember(kept, pathOf(shown))
}

export function forgetShown(): void {
  forget(kept)
}
