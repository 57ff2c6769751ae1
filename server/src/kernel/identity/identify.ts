import type { FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { type Actor, anonymous } from '../permissions/index.ts'
import { Problem } from '../problems.ts'
import { tokenOf } from './cookie.ts'
import { findSession } from './sessions.ts'

/**
 * Who sends a request, by its session cookie; anonymous without one that opens anything. Duties are those in force
 * now. A page that asks for news by itself says so with `X-Lianxin-Background: 1` (event streams need not): such
 * requests keep nobody signed in.
 *
 * The returned function throws Problem `permission.denied`, reason `identity.password_due`, while somebody still has
 * the one-time password that they were told, at any route but the public ones and those of signing in.
 */
export function identify(house: House): (request: FastifyRequest) => Promise<Actor> {
  return async (request) => {
    const token = tokenOf(house, request)
    const session = token && (await findSession(house, token, isOfPerson(request)))
    if (!session) return anonymous
    if (session.passwordDue && !mayWithoutOwnPassword(request))
      throw new Problem('permission.denied', {
        reason: 'identity.password_due',
        zh: '请先把一次性密码改成自己的密码',
        en: 'Change the one-time password to one of your own first',
      })
    return session.actor
  }
}

function isOfPerson(request: FastifyRequest): boolean {
  if (request.headers['x-lianxin-background']) return false
  return !request.headers.accept?.startsWith('text/event-stream')
}

function mayWithoutOwnPassword(request: FastifyRequest): boolean {
  const { url, config } = request.routeOptions
  return config?.permission === 'public' || (url?.startsWith('/api/auth/') ?? true)
}
