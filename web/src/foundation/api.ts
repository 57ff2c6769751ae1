import type { ApiPath } from './api-path.ts'
import { currentLanguage } from './i18n.ts'

export interface Both {
  zh: string
  en: string
}

export interface Fault extends Both {
  /** JSON pointer below `body`, for instance `body/text`. */
  at?: string
}

export type Query = Record<string, string | number | boolean | null | undefined>

/** The server answered with a problem document (RFC 9457). `reason` is the finer stable code. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly reason: string | undefined
  readonly words: Both
  readonly faults: Fault[]
  /** Whatever else the document carries, for instance `version` and `changes` of `conflict.changed`. */
  readonly extra: Record<string, unknown>
  /** Seconds to wait, where the server names them. */
  readonly retryAfter: number | undefined

  constructor(status: number, document: Record<string, unknown>, retryAfter?: number) {
    const {
      code,
      reason,
      title,
      title_en,
      detail,
      detail_en,
      faults,
      type: _type,
      status: _status,
      ...extra
    } = document
    const words = {
      zh: String(detail ?? title ?? `出错了（${status}）`),
      en: String(detail_en ?? title_en ?? `Something went wrong (${status})`),
    }
    super(`${String(code ?? status)}: ${words.en}`)
    this.name = 'ProblemError'
    this.status = status
    this.code = String(code ?? 'service.failed')
    this.reason = typeof reason === 'string' ? reason : undefined
    this.words = words
    this.faults = Array.isArray(faults) ? (faults as Fault[]) : []
    this.extra = extra
    this.retryAfter = retryAfter
  }

  /** The sentence for the person, in their language. */
  detail(language: 'zh' | 'en' = currentLanguage()): string {
    return this.words[language]
  }
}

/** Nothing came back: no network, or the server cannot be reached. What was sent may or may not have arrived. */
export class NetworkError extends Error {
  readonly timedOut: boolean
  constructor(timedOut: boolean, cause: unknown) {
    super(timedOut ? 'The server did not answer in time' : 'The server cannot be reached', { cause })
    this.name = 'NetworkError'
    this.timedOut = timedOut
  }
}

export interface CallOptions {
  /** Made once a draft: sending twice under one key creates one record. */
  idempotencyKey?: string
  signal?: AbortSignal
  /** Milliseconds until the call is given up. */
  timeout?: number
  /** The page asks by itself: nobody is there because of it, and the session does not live longer. */
  background?: boolean
}

export function withQuery(path: ApiPath, query: Query | undefined): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

async function readProblem(response: Response): Promise<ProblemError> {
  const retryAfter = Number(response.headers.get('retry-after')) || undefined
  const document = await response.json().catch(() => ({}))
  return new ProblemError(
    response.status,
    typeof document === 'object' && document ? document : {},
    retryAfter,
  )
}

async function ask(
  method: string,
  url: string,
  body: unknown,
  options: CallOptions,
  more: Record<string, string> = {},
): Promise<{ response: Response; timeout: AbortSignal | undefined }> {
  const timeout = AbortSignal.timeout ? AbortSignal.timeout(options.timeout ?? 30_000) : undefined
  const signals = [options.signal, timeout].filter((signal) => signal !== undefined)
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json', ...more }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (options.background) headers['x-lianxin-background'] = '1'
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  try {
    const response = await fetch(url, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signals.length > 0
        ? { signal: signals.length > 1 && AbortSignal.any ? AbortSignal.any(signals) : signals[0]! }
        : {}),
    })
    return { response, timeout }
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new NetworkError(timeout?.aborted ?? false, error)
  }
}

async function call<T>(method: string, url: string, body: unknown, options: CallOptions = {}): Promise<T> {
  const { response, timeout } = await ask(method, url, body, options)
  if (!response.ok) throw await readProblem(response)
  try {
    const text = await response.text()
    return (text ? JSON.parse(text) : undefined) as T
  } catch (error) {
    throw new NetworkError(timeout?.aborted ?? false, error)
  }
}

/**
 * Reads what may be known already by its tag. @returns null where it has not changed
 * @throws ProblemError, NetworkError
 */
export async function getIfChanged<T>(
  path: ApiPath,
  tag: string | null,
  options: CallOptions = {},
): Promise<{ tag: string | null; value: T } | null> {
  const { response, timeout } = await ask(
    'GET',
    path,
    undefined,
    options,
    tag ? { 'if-none-match': tag } : {},
  )
  if (response.status === 304) return null
  if (!response.ok) throw await readProblem(response)
  try {
    return { tag: response.headers.get('etag'), value: (await response.json()) as T }
  } catch (error) {
    throw new NetworkError(timeout?.aborted ?? false, error)
  }
}

/** Reads; `query` values that are empty are left out. @throws ProblemError, NetworkError */
export function get<T>(path: ApiPath, query?: Query, options?: CallOptions): Promise<T> {
  return call<T>('GET', withQuery(path, query), undefined, options)
}

/** Sends JSON. @throws ProblemError, NetworkError */
export function post<T>(path: ApiPath, body: unknown = {}, options?: CallOptions): Promise<T> {
  return call<T>('POST', path, body, options)
}

/** @throws ProblemError, NetworkError */
export function patch<T>(path: ApiPath, body: unknown, options?: CallOptions): Promise<T> {
  return call<T>('PATCH', path, body, options)
}

/** @throws ProblemError, NetworkError */
export function put<T>(path: ApiPath, body: unknown, options?: CallOptions): Promise<T> {
  return call<T>('PUT', path, body, options)
}

/** @throws ProblemError, NetworkError */
export function remove<T = void>(path: ApiPath, options?: CallOptions): Promise<T> {
  return call<T>('DELETE', path, undefined, options)
}
