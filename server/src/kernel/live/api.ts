import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { House } from '../house.ts'
import type { Api } from '../http/index.ts'
import type { Actor } from '../permissions/index.ts'
import { Problem } from '../problems.ts'
import { type FeedOptions, liveFeed } from './feed.ts'
import { openStream, send } from './listeners.ts'
import { mayLookAt, presence } from './presence.ts'

export interface LiveOptions extends FeedOptions {
  /** The same as the HTTP edge's: streams ask it again while they are open. */
  identify(request: FastifyRequest): Promise<Actor>
  /** Streams that one person may hold open on this server. */
  mostPerPerson?: number
}

export function liveApi(house: House, options: LiveOptions): Api {
  return async (app) => {
    const feed = liveFeed(house, options)
    const looking = presence(house, (subjectId) => {
      const people = looking.of(subjectId)
      const ids = new Set(people.map((present) => present.person_id))
      for (const listener of feed.listeners)
        if (listener.actor.personId && ids.has(listener.actor.personId))
          send(listener, [{ event: 'presence', data: { subject_id: subjectId, people } }])
    })
    app.addHook('preClose', async () => {
      await feed.stop()
      await looking.stop()
    })

    app.get(
      '/api/live',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: '变化的实时推送（SSE）/ changes as server-sent events',
          produces: ['text/event-stream'],
        },
      },
      (request, reply) => {
        const open = [...feed.listeners].filter(
          (other) => other.actor.personId === request.actor.personId,
        ).length
        if (open >= (options.mostPerPerson ?? 12)) throw new Problem('rate.limited')
        const listener = openStream(request, reply, request.actor, () => options.identify(request))
        reply.raw.on('close', () => feed.leave(listener))
        reply.raw.on('error', () => feed.leave(listener))
        feed.join(listener)
      },
    )

    app.post(
      '/api/live/presence',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: '我正在看这一件 / I am looking at this (every 20 seconds)',
          body: Type.Object({ subject_id: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
          response: {
            200: Type.Object({
              others: Type.Array(Type.Object({ person_id: Type.String(), name: Type.String() })),
            }),
          },
        },
      },
      async (request) => {
        const subjectId = request.body.subject_id
        if (!(await mayLookAt(request.actor, subjectId))) throw new Problem('permission.denied')
        return { others: await looking.show(request.actor, subjectId) }
      },
    )
  }
}
