import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { PrivacyNumberProvider } from './provider.ts'

export interface PrivacyNumberService {
  url: string
  token: string | undefined
}

const Lent = Compile(
  Type.Object({
    id: Type.String({ minLength: 1, maxLength: 200 }),
    number: Type.String({ pattern: '^\\+?[0-9]{3,20}$' }),
    extension: Type.Optional(Type.Union([Type.String({ pattern: '^[0-9]{1,10}$' }), Type.Null()])),
    until: Type.Optional(Type.String({ format: 'date-time' })),
  }),
)
const patience = 8000

/**
 * A service behind two calls: `POST {url}/numbers` with `{reference, callee, caller, until}` answers
 * `{id, number, extension?, until?}`; `DELETE {url}/numbers/{id}` gives it back. What a carrier calls these is put
 * into them by a small gateway at the operator's.
 */
export function httpPrivacyNumbers({ url, token }: PrivacyNumberService): PrivacyNumberProvider {
  const base = url.replace(/\/+$/, '')
  const send = (path: string, method: string, body?: unknown) =>
    fetch(`${base}${path}`, {
      method,
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  return {
    demonstration: false,
    async lend(wanted) {
      const answer = await send('/numbers', 'POST', { ...wanted, until: wanted.until.toISOString() })
      if (!answer.ok) throw new Error(`the privacy-number service answered ${answer.status}`)
      const lent: unknown = await answer.json()
      if (!Lent.Check(lent)) throw new Error('the privacy-number service answered with something else')
      const until = lent.until ? new Date(lent.until) : wanted.until
      return {
        bindingId: lent.id,
        number: lent.number,
        extension: lent.extension ?? null,
        until: until < wanted.until ? until : wanted.until,
      }
    },
    async giveBack(bindingId) {
      const answer = await send(`/numbers/${encodeURIComponent(bindingId)}`, 'DELETE')
      if (!answer.ok && answer.status !== 404)
        throw new Error(`the privacy-number service answered ${answer.status}`)
    },
  }
}
