const words = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

/** The point at which something was found: `round` is the `key` of the round. */
export interface AtPoint {
  plan?: string
  round?: string
  point?: string
  /** Which of its checks were wrong, by their place: `0,2`. */
  wrong?: string
}
export const readPoint = (search: Record<string, unknown>): AtPoint => {
  const [plan, round, point] = [words(search.plan), words(search.round), words(search.point)]
  const wrong = words(search.wrong)
  return plan && round && point ? { plan, round, point, ...(wrong ? { wrong } : {}) } : {}
}
