import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../problems.ts'

const escaped = /\\u(0000|d[89a-f])/i

/**
 * JSON is UTF-8 (RFC 8259 §8.1). A lenient decoder would put U+FFFD where a byte is wrong and store words that nobody
 * wrote; here the person hears of it instead. NUL and half characters, which JSON can spell and PostgreSQL cannot keep,
 * are refused for every route at once.
 */
export function installJsonBody(app: FastifyInstance): void {
  // A text is no JSON: a form of another page could send one without being asked whether it may.
  app.removeContentTypeParser('text/plain')
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body)) return done(new Problem('input.encoding'))
    const text = body.toString()
    parse(request, text, (error, value) => {
      if (!error && escaped.test(text) && !isWritable(value)) done(new Problem('input.encoding'))
      else done(error, value)
    })
  })
}

/** Without recursion: a body may nest as deep as it is long. */
function isWritable(body: unknown): boolean {
  const waiting = [body]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string') {
      if (!value.isWellFormed() || value.includes('\u0000')) return false
    } else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) waiting.push(key, inner)
  }
  return true
}
