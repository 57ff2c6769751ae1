let left: string | null = null

/** The row on which one stood last, as long as the page lives. */
export const leftAt = (): string | null => left
export function leaveAt(id: string): void {
  left = id
}
