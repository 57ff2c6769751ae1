import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../problems.ts'

/**
 * JSON is UTF-8 (RFC 8259 §8.1). A lenient decoder would put U+FFFD where a byte is wrong and store words that nobody
 * wrote; here the person hears of it instead.
 */
export function installJsonBody(app: FastifyInstance): void {
  // A text is no JSON: a form of another page could send one without being asked whether it may.
  app.removeContentTypeParser('text/plain')
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body)) parse(request, body.toString(), done)
    else done(new Problem('input.encoding'))
  })
}
