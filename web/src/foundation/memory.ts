/** What this device remembers. Private windows and full disks refuse; nothing may fail because of it. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`lianxin.${key}`)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): boolean {
  try {
    localStorage.setItem(`lianxin.${key}`, value)
    return true
  } catch {
    return false
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(`lianxin.${key}`)
  } catch {
    // Nothing was remembered then.
  }
}
