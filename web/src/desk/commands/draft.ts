import type { Values } from './field.ts'

const keyOf = (matterId: string, command: string) => `lianxin.desk.command.${matterId}.${command}`

/** What was typed into a command's form and not sent; it survives closing, conflicts and reloads. */
export function readDraft(matterId: string, command: string): Values | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(matterId, command)) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** Photos are left out: their claims end with the page. */
export function keepDraft(matterId: string, command: string, values: Values): void {
  try {
    const { photos: _, ...kept } = values
    sessionStorage.setItem(keyOf(matterId, command), JSON.stringify(kept))
  } catch {
    // A full or refused storage costs the draft, never the work.
  }
}

export function dropDraft(matterId: string, command: string): void {
  try {
    sessionStorage.removeItem(keyOf(matterId, command))
  } catch {
    // Nothing was kept then.
  }
}
