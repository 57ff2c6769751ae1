import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../kernel/house.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { type Standing, standingIn } from './access.ts'
import { type Attendee, type Gathering, getGathering, kindNow } from './store.ts'

const cookieName = 'lianxin_room'

/** The personal link stays with the browser that opened it, for the room alone. */
export function keepToken(house: House, reply: FastifyReply, token: string, days: number): void {
  reply.setCookie(cookieName, token, {
    path: '/api/gathering-room',
    httpOnly: true,
    sameSite: 'strict',
    secure: house.configuration.publicUrl.startsWith('https:'),
    maxAge: days * 86_400,
  })
}

export interface InRoom {
  gathering: Gathering
  standing: Standing
}

/** Who stands in the room: somebody who is signed in, or the one for whom a personal link was made. */
export async function enterRoom(house: House, request: FastifyRequest, id: string): Promise<InRoom> {
  const gathering = await getGathering(house.db, id)
  const rules = await house.rulesNow()
  const token = request.cookies[cookieName]
  const standing = await standingIn(house.db, gathering, kindNow(rules, gathering), request.actor, token)
  if (!standing.knows)
    throw request.actor.kind === 'anonymous'
      ? new Problem('identity.required', {
          zh: '请用发给您的链接打开，或先登录',
          en: 'Open it by the link that you were given, or sign in',
        })
      : new Problem('not_found', { zh: '没有这次会议', en: 'There is no such gathering' })
  return { gathering, standing }
}

/** @throws Problem `permission.denied` where somebody is in the room without being on the list */
export function attendeeIn({ standing }: InRoom): Attendee {
  if (standing.attendee) return standing.attendee
  throw new Problem('permission.denied', {
    zh: '您不在这次会议的名单里',
    en: 'You are not on the list of this gathering',
  })
}

/** As whom the live feed knows somebody in the room: whoever came by link stands for that place on the list alone. */
export function listenerFor(request: FastifyRequest, { standing }: InRoom): Actor {
  if (request.actor.personId) return request.actor
  return { ...anonymous, kind: 'resident', personId: standing.attendee?.id ?? null }
}
