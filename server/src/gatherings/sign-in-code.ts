import { createHmac, timingSafeEqual } from 'node:crypto'

/** The six digits on the chair's screen at an instant. */
export function signInCode(secret: Uint8Array, at: Date, seconds: number): string {
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / (seconds * 1000))))
  const mark = createHmac('sha256', secret).update(step).digest()
  return String(mark.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** The one shown now or the one before: whoever typed slowly is not refused. */
export function fitsSignInCode(secret: Uint8Array, typed: string, at: Date, seconds: number): boolean {
  if (!/^\d{6}$/.test(typed)) return false
  return [0, seconds * 1000].some((ago) =>
    timingSafeEqual(
      Buffer.from(typed),
      Buffer.from(signInCode(secret, new Date(at.getTime() - ago), seconds)),
    ),
  )
}
