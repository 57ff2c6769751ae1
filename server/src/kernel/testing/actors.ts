import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type Actor, anonymous, type Duty, type Role } from '../permissions/index.ts'

/** Somebody on duty, without an account: for tests of what stands behind the door. */
export function staff(role: Role, duty: Partial<Duty> = {}, personId: string = randomUUID()): Actor {
  return {
    kind: 'staff',
    personId,
    userId: randomUUID(),
    name: '测试员',
    sessionId: randomUUID(),
    duties: [
      {
        id: randomUUID(),
        role,
        organisationId: randomUUID(),
        organisationName: '测试单位',
        organisationKind: 'community',
        organisationPath: 'a.b',
        areaId: null,
        areaPath: null,
        ...duty,
      },
    ],
  }
}

/** Takes requests to be those of the actor that their `x-as` header names. */
export function identifyAs(actors: Record<string, Actor>) {
  return async (request: FastifyRequest): Promise<Actor> =>
    actors[String(request.headers['x-as'])] ?? anonymous
}
