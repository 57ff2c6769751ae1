import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, problemDocument } from '../problems.ts'
import { faultsOf, sentenceOf, type ValidationEntry } from './validation.ts'

/** What the driver says without a code when the database goes away under a statement. */
const connectionLost =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** What the parser of forms says, without a code, of one that is cut off or garbled. */
const brokenForm =
  /^(Unexpected end of (form|multipart data|file)|Malformed part header|Multipart: Boundary not found|Part terminated early)/

const unavailable = () => new Problem('service.starting', { headers: { 'retry-after': '2' } })

/** Whatever went wrong, as a problem; unknown errors say nothing of the inside. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const failure = error as FastifyError & { validation?: ValidationEntry[]; validationContext?: string }
  if (failure?.validation) {
    const faults = faultsOf(failure.validation, failure.validationContext ?? 'body')
    return new Problem('input.invalid', { faults, ...(faults.length ? sentenceOf(faults) : {}) })
  }
  switch (failure?.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
    case 'FST_FILES_LIMIT':
    case 'FST_PARTS_LIMIT':
      return new Problem('input.too_large')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new Problem('input.media_type')
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Problem('input.invalid', {
        zh: '内容为空或不是有效的 JSON',
        en: 'The body is empty or is not valid JSON',
      })
    case 'FST_ERR_BAD_URL':
      return new Problem('input.invalid', { zh: '网址有误', en: 'This address is not valid' })
    case '22021': // invalid byte sequence for encoding (a NUL, mostly)
    case '22P05':
      return new Problem('input.encoding')
    case '57P01': // the database is stopped, was killed, starts; or the connection to it broke
    case '57P02':
    case '57P03':
    case '08003':
    case '08006':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
      return unavailable()
  }
  if (brokenForm.test(failure?.message ?? ''))
    return new Problem('input.invalid', {
      zh: '上传的内容不完整，请重新上传',
      en: 'The form that was sent is not whole; please send it again',
    })
  if (connectionLost.test(failure?.message ?? '')) return unavailable()
  if (failure?.statusCode === 429) return new Problem('rate.limited')
  if (failure?.statusCode && failure.statusCode >= 400 && failure.statusCode < 500)
    return new Problem('input.invalid', { en: failure.message })
  return new Problem('service.failed')
}

/** Answers with the problem that an error is. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = asProblem(error)
  if (problem.status >= 500)
    request.log.error({ err: error, route: request.routeOptions?.url }, 'request failed')
  reply
    .status(problem.status)
    .headers(problem.options.headers ?? {})
    .type('application/problem+json')
    .send(JSON.stringify(problemDocument(problem)))
}

export function installProblems(app: FastifyInstance): void {
  app.setErrorHandler(answerProblem)
}
