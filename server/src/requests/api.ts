import { suggestTriage } from '../insight/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { onceOnly, requestHash } from '../kernel/idempotency/index.ts'
import { secretBox } from '../kernel/identity/index.ts'
import { categoryOf, categoryPath, namedBranch, type Rules } from '../kernel/policy/index.ts'
import { stepWords } from '../matters/index.ts'
import { placeOf } from '../territory/index.ts'
import { type Accepted, type Channel, type SubmittedRequest, takeIn } from './intake.ts'
import { presentNearby, similarNearby } from './nearby.ts'
import { privacyNotice } from './privacy.ts'
import { AboutBody, AcceptedAnswer, IdempotencyHeader, RequestBody } from './schemas.ts'

const tags = ['requests']

export const presentAccepted = (accepted: Accepted) => ({
  code: accepted.code,
  number: accepted.number,
  state: accepted.state,
  owner: accepted.owner,
  deadline: accepted.deadline
    ? { ...accepted.deadline, step_words: stepWords[accepted.deadline.step]! }
    : null,
  duplicates: accepted.duplicates,
})

export function categoryAnswer(rules: Rules, id: string | null) {
  const category = id ? categoryOf(rules, id) : undefined
  return category
    ? {
        id: category.id,
        zh: category.zh,
        en: category.en,
        path: categoryPath(rules, category.id).map(({ id: step, zh, en }) => ({ id: step, zh, en })),
      }
    : null
}

/** Takes one in, at most once for a key. */
export async function submit(
  house: House,
  input: SubmittedRequest,
  via: Channel,
  scope: string,
  key: string | undefined,
) {
  // Rules first: a snapshot that is stored now takes a connection of its own.
  await house.rulesNow()
  if (!key) return house.db.transaction().execute((tx) => takeIn(house, tx, input, via))
  // The answer is kept for who asks again; its code only sealed, so that the database alone opens nobody's matter.
  const box = secretBox(house.configuration.dataFolder)
  const { response } = await onceOnly(
    house.db,
    { scope, key, requestHash: requestHash(input) },
    async (tx) => {
      const accepted = await takeIn(house, tx, input, via)
      return {
        status: 201,
        response: { ...accepted, code: box.seal(Buffer.from(accepted.code)).toString('base64') },
      }
    },
  )
  return { ...response, code: box.open(Buffer.from(response.code, 'base64')).toString() }
}

/** The resident's door: no account needed. */
export function requestsApi(house: House): Api {
  return async (app) => {
    app.get('/api/requests/form', { config: { permission: 'public' }, schema: { tags } }, async () => {
      const rules = await house.rulesNow()
      return {
        kinds: rules.kinds.map(({ id, zh, en, hint }) => ({ id, zh, en, hint: hint ?? null })),
        categories: rules.categories.map(namedBranch),
        max_text: rules.intake.max_text_length,
        max_photos: rules.intake.max_photos,
        pack: rules.title,
      }
    })

    app.get('/api/privacy', { config: { permission: 'public' }, schema: { tags } }, () =>
      privacyNotice(house),
    )

    app.post(
      '/api/requests/suggest',
      { config: { permission: 'public' }, schema: { tags, body: AboutBody } },
      async (request) => {
        const rules = await house.rulesNow()
        const { text, title } = request.body
        const found = suggestTriage(house, rules, title ?? '', text)
        const kind = rules.kinds.find(({ id }) => id === found.kind)
        const urgency = rules.urgencies.find(({ id }) => id === found.urgency)
        return {
          kind: kind ? { id: kind.id, zh: kind.zh, en: kind.en } : null,
          category: categoryAnswer(rules, found.category),
          alternatives: found.alternatives.map((id) => categoryAnswer(rules, id)),
          urgency: { id: found.urgency, zh: urgency?.zh ?? found.urgency, en: urgency?.en ?? found.urgency },
          because: found.because,
          source: found.source,
        }
      },
    )

    app.post(
      '/api/requests/similar',
      { config: { permission: 'public', rateLimit: { max: 120 } }, schema: { tags, body: AboutBody } },
      async (request) => {
        const { text, location } = request.body
        const place = location ? await placeOf(house.db, location) : null
        return { items: place ? await presentNearby(house, await similarNearby(house, text, place)) : [] }
      },
    )

    app.post(
      '/api/requests',
      {
        config: { permission: 'public', rateLimit: { max: 600 } },
        schema: { tags, body: RequestBody, headers: IdempotencyHeader, response: { 201: AcceptedAnswer } },
      },
      async (request, reply) => {
        const accepted = await submit(
          house,
          request.body,
          { channel: 'web', actor: request.actor },
          'requests.submit',
          request.headers['idempotency-key'],
        )
        house.wake()
        reply.status(201)
        return presentAccepted(accepted)
      },
    )
  }
}
