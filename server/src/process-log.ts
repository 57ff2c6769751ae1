import type { Log } from './kernel/house.ts'

const order = ['error', 'warn', 'info'] as const

/** One JSON object a line on standard error. Errors as their message and stack; nothing that a person typed. */
export function processLog(level: string = process.env.LIANXIN_LOG ?? 'warn'): Log {
  const upTo = Math.max(0, order.indexOf(level as (typeof order)[number]))
  const write = (at: (typeof order)[number]) => (fields: Record<string, unknown>, message: string) => {
    if (order.indexOf(at) > upTo) return
    const { err, ...rest } = fields
    const error =
      err instanceof Error
        ? { error: err.message, stack: err.stack }
        : err === undefined
          ? {}
          : { error: String(err) }
    process.stderr.write(
      `${JSON.stringify({ level: at, time: new Date().toISOString(), message, ...rest, ...error })}\n`,
    )
  }
  return { error: write('error'), warn: write('warn'), info: write('info') }
}
