import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import type { OpenedSession } from './sessions.ts'
import type { Visit } from './sign-in.ts'

/** `__Host-` binds the cookie to this very host over TLS; browsers refuse the prefix without it. */
function cookieName(house: House): string {
  return isSecure(house) ? '__Host-lianxin' : 'lianxin'
}

function isSecure(house: House): boolean {
  return house.configuration.publicUrl.startsWith('https:')
}

/** The token that the browser sent, where it has the shape of one. */
export function tokenOf(house: House, request: FastifyRequest): string | undefined {
  const token = request.cookies[cookieName(house)]
  return token && /^[\w-]{43}$/.test(token) ? token : undefined
}

export function visitOf(house: House, request: FastifyRequest): Visit {
  return { address: request.ip, agent: request.headers['user-agent'], token: tokenOf(house, request) }
}

export function giveCookie(house: House, reply: FastifyReply, session: OpenedSession): void {
  reply.setCookie(cookieName(house), session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(house),
    ...(session.maxAge === undefined ? {} : { maxAge: session.maxAge }),
  })
}

export function takeCookie(house: House, reply: FastifyReply): void {
  reply.clearCookie(cookieName(house), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(house),
  })
}
