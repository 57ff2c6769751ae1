import type { FastifyError, FastifyInstance } from 'fastify'
import { type Fault, Problem, problemDocument } from '../problems.ts'

interface ValidationEntry {
  instancePath?: string
  keyword?: string
  message?: string
  params?: Record<string, unknown>
}

function wordsOf(entry: ValidationEntry): { zh: string; en: string } {
  const params = entry.params ?? {}
  switch (entry.keyword) {
    case 'required':
      return { zh: `缺少 ${params.missingProperty}`, en: `${params.missingProperty} is missing` }
    case 'minLength':
      return { zh: `至少 ${params.limit} 个字`, en: `at least ${params.limit} characters` }
    case 'maxLength':
      return { zh: `最多 ${params.limit} 个字`, en: `at most ${params.limit} characters` }
    case 'minimum':
    case 'maximum':
      return {
        zh: `应 ${params.comparison} ${params.limit}`,
        en: `must be ${params.comparison} ${params.limit}`,
      }
    case 'additionalProperties':
      return {
        zh: `不认识 ${params.additionalProperty}`,
        en: `${params.additionalProperty} is not known here`,
      }
    case 'enum':
      return {
        zh: `只能是 ${(params.allowedValues as unknown[])?.join('、')}`,
        en: `must be one of ${(params.allowedValues as unknown[])?.join(', ')}`,
      }
    case 'format':
      return { zh: '格式不对', en: `is not a valid ${params.format}` }
    default:
      return { zh: '内容不符合要求', en: entry.message ?? 'is not valid' }
  }
}

/** Whatever went wrong, as a problem; unknown errors say nothing of the inside. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const failure = error as FastifyError & { validation?: ValidationEntry[]; validationContext?: string }
  if (failure?.validation) {
    const faults: Fault[] = failure.validation.map((entry) => ({
      at: `${failure.validationContext ?? 'body'}${entry.instancePath ?? ''}`,
      ...wordsOf(entry),
    }))
    return new Problem('input.invalid', {
      faults,
      zh: faults.map((fault) => `${fault.at?.replace(/^body\/?/, '') ?? ''} ${fault.zh}`.trim()).join('；'),
      en: faults.map((fault) => `${fault.at ?? ''} ${fault.en}`.trim()).join('; '),
    })
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
    case '22021': // invalid byte sequence for encoding (a NUL, mostly)
    case '22P05':
      return new Problem('input.encoding')
    case '57P01':
    case '57P02':
    case '57P03':
    case 'ECONNREFUSED':
      return new Problem('service.starting')
  }
  if (failure?.statusCode === 429) return new Problem('rate.limited')
  if (failure?.statusCode && failure.statusCode >= 400 && failure.statusCode < 500)
    return new Problem('input.invalid', { en: failure.message })
  return new Problem('service.failed')
}

export function installProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error)
    if (problem.status >= 500)
      request.log.error({ err: error, route: request.routeOptions?.url }, 'request failed')
    reply
      .status(problem.status)
      .headers(problem.options.headers ?? {})
      .type('application/problem+json')
      .send(JSON.stringify(problemDocument(problem)))
  })
}
