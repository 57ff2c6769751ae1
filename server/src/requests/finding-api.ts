import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { findByCode, findByPhone } from './finding.ts'

const tags = ['desk']

/** Searches by what must not stand in an address: a caller's code, a caller's number. */
export function findingApi(house: House): Api {
  return async (app) => {
    app.post(
      '/api/find/code',
      {
        config: { permission: 'matter.read' },
        schema: {
          tags,
          body: Type.Object(
            { code: Type.String({ minLength: 6, maxLength: 40 }) },
            { additionalProperties: false },
          ),
        },
      },
      (request) => findByCode(house, request.actor, request.body.code),
    )
    app.post(
      '/api/find/phone',
      {
        config: { permission: 'contact.see' },
        schema: {
          tags,
          body: Type.Object(
            {
              phone: Type.String({ minLength: 7, maxLength: 24 }),
              purpose: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }),
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request) => ({
        items: await findByPhone(house, request.actor, request.body.phone, request.body.purpose.trim()),
      }),
    )
  }
}
