import { Type } from 'typebox'
import type { House } from '../../kernel/house.ts'
import type { Api } from '../../kernel/http/index.ts'
import { requireReadable } from '../reading.ts'
import { askMaskedCall, maskedCallOf, whyWords } from './asking.ts'

const tags = ['matters']
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
const Call = Type.Object({
  number: Type.String(),
  extension: Type.Union([Type.String(), Type.Null()]),
  lives_until: Type.String(),
  demonstration: Type.Boolean({ description: 'A demonstration’s number: it leads nowhere' }),
})

/** Calls to the person who asked, through a number that is lent and ends. */
export function maskedCallsApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/matters/:id/masked-call',
      {
        config: { permission: 'contact.see' },
        schema: {
          summary:
            '能否用隐私号码联系，以及现在手里的临时号码 / whether a masked call is possible, and the number lent now',
          tags,
          params: Id,
          response: {
            200: Type.Object({
              why_not: Type.Union([
                Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() }),
                Type.Null(),
              ]),
              call: Type.Union([Call, Type.Null()]),
            }),
          },
        },
      },
      async ({ params: { id }, actor }) => {
        await requireReadable(house.db, actor, id)
        const { why, call } = await maskedCallOf(house, actor, id)
        return { why_not: why && { id: why, ...whyWords[why] }, call }
      },
    )

    app.post(
      '/api/matters/:id/masked-call',
      {
        config: { permission: 'contact.see' },
        schema: {
          summary: '申请临时号码；每次申请都留痕 / ask for a temporary number; each request is recorded',
          tags,
          params: Id,
          body: Type.Object(
            { reason: Type.String({ minLength: 2, maxLength: 200 }) },
            { additionalProperties: false },
          ),
          response: { 200: Call },
        },
      },
      async ({ params: { id }, body, actor }) => {
        await requireReadable(house.db, actor, id)
        const call = await askMaskedCall(house, actor, id, body.reason)
        house.wake()
        return call
      },
    )
  }
}
