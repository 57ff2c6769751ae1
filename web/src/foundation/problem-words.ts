import { NetworkError, ProblemError } from './api.ts'
import { sayFoundation } from './i18n.ts'

/** One sentence for the person, whatever went wrong. */
export function problemWords(error: unknown): string {
  if (error instanceof ProblemError) {
    const sentence = error.detail()
    return error.status === 429 && error.retryAfter
      ? `${sentence} ${sayFoundation('problem.waitSeconds', { count: error.retryAfter })}`
      : sentence
  }
  if (error instanceof NetworkError) return sayFoundation(error.timedOut ? 'problem.slow' : 'problem.network')
  return sayFoundation('problem.unknown')
}

export function isProblem(error: unknown, code: string): error is ProblemError {
  return error instanceof ProblemError && (error.code === code || error.reason === code)
}
