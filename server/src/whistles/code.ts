import { createHmac, timingSafeEqual } from 'node:crypto'

/** Six digits that the caller shows on site; another every `seconds`. */
export function codeAt(key: Buffer, at: Date, seconds: number): { code: string; until: Date } {
  const window = Math.floor(at.getTime() / (seconds * 1000))
  return { code: digits(key, window), until: new Date((window + 1) * seconds * 1000) }
}

function digits(key: Buffer, window: number): string {
  const hash = createHmac('sha256', key).update(String(window)).digest()
  return String(hash.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** The code of now or the one before it, which may have been read a moment ago. */
export function isCode(said: string, key: Buffer, at: Date, seconds: number): boolean {
  const window = Math.floor(at.getTime() / (seconds * 1000))
  const given = Buffer.from(said.trim())
  return [window, window - 1].some((each) => {
    const right = Buffer.from(digits(key, each))
    return given.length === right.length && timingSafeEqual(given, right)
  })
}
