import { Type } from 'typebox'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { answerCall } from './answers.ts'
import { signIn, signOut } from './attendance.ts'
import {
  type Certificate,
  checkCertificate,
  issueCertificate,
  ownCertificate,
  withdrawCertificate,
} from './certificates.ts'
import { memberCall, memberHome, myService } from './member-view.ts'
import { offer, offerOf, takeOfferBack } from './offers.ts'
import { findCommunities, requireMember } from './party.ts'
import { object } from './record.ts'
import { reportIn, takeBack } from './registrations.ts'
import * as shapes from './schemas.ts'

const tags = ['service']
const config = { permission: 'service.self' } as const
const done = { done: true } as const

const certificateShown = ({ issuedAt, content, ...certificate }: Certificate) => ({
  ...certificate,
  issued_at: issuedAt.toISOString(),
  ...content,
})

/** What a member does for themselves, on the phone. */
export function memberServiceApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/member/home',
      { config, schema: { tags, response: { 200: shapes.MemberHome } } },
      (request) => memberHome(house, request.actor),
    )
    app.get(
      '/api/member/calls/:id',
      { config, schema: { tags, params: shapes.OfId, response: { 200: shapes.MemberCall } } },
      (request) => memberCall(house, request.actor, request.params.id),
    )
    app.post(
      '/api/member/calls/:id/answer',
      {
        config,
        schema: {
          tags,
          summary:
            '来或不来；志愿任务不来不留记录 / comes or not; of a volunteer’s task a no leaves no record',
          params: shapes.OfId,
          body: shapes.AnswerBody,
          response: { 200: shapes.AnswerGiven },
        },
      },
      async (request) => {
        const { answer, reason } = request.body
        const given = await answerCall(house, request.actor, request.params.id, {
          answer,
          reason: reason?.trim() || null,
        })
        house.wake()
        return { answer: given }
      },
    )
    app.post(
      '/api/member/calls/:id/sign-in',
      {
        config,
        schema: { tags, params: shapes.OfId, body: shapes.CodeBody, response: { 200: shapes.Done } },
      },
      async (request) => {
        await signIn(house, request.actor, request.params.id, request.body.code)
        return done
      },
    )
    app.post(
      '/api/member/calls/:id/sign-out',
      { config, schema: { tags, params: shapes.OfId, response: { 200: shapes.Done } } },
      async (request) => {
        await signOut(house, request.actor, request.params.id)
        return done
      },
    )

    app.get(
      '/api/member/offer',
      { config, schema: { tags, response: { 200: shapes.OfferPage } } },
      async (request) => {
        const { personId } = requireMember(request.actor)
        const [found, rules] = await Promise.all([offerOf(house, personId), house.rulesNow()])
        return {
          offer: found
            ? {
                skills: found.skills,
                hours: found.hours as never[],
                radius_km: found.radiusKm,
                until: found.until,
              }
            : null,
          skills: rules.skills.map(({ id, zh, en, proof }) => ({ id, zh, en, proof: proof ?? false })),
          latest: shanghaiDate(new Date(house.now().getTime() + 365 * 86_400_000)),
        }
      },
    )
    app.put(
      '/api/member/offer',
      { config, schema: { tags, body: shapes.OfferBody, response: { 200: shapes.Done } } },
      async (request) => {
        const { radius_km, ...wish } = request.body
        await offer(house, request.actor, { ...wish, radiusKm: radius_km })
        return done
      },
    )
    app.post(
      '/api/member/offer/withdraw',
      { config, schema: { tags, response: { 200: shapes.Done } } },
      async (request) => {
        await takeOfferBack(house, request.actor)
        return done
      },
    )

    app.get(
      '/api/reporting/communities/find',
      {
        config: { permission: 'signed_in' },
        schema: {
          tags,
          querystring: Type.Object({ q: Type.String({ maxLength: 40 }) }),
          response: { 200: shapes.Communities },
        },
      },
      async (request) => ({ items: await findCommunities(house.db, request.query.q.trim()) }),
    )
    app.post(
      '/api/member/registration',
      { config, schema: { tags, body: shapes.CommunityBody, response: { 200: shapes.Made } } },
      async (request) => {
        const id = await reportIn(house, request.actor, request.body.community_id)
        house.wake()
        return { id }
      },
    )
    app.post(
      '/api/member/registration/withdraw',
      { config, schema: { tags, response: { 200: shapes.Done } } },
      async (request) => {
        await takeBack(house, request.actor)
        return done
      },
    )

    app.get(
      '/api/member/service',
      { config, schema: { tags, querystring: shapes.After, response: { 200: shapes.MyService } } },
      (request) => myService(house, request.actor, request.query.cursor),
    )
    app.post(
      '/api/member/service/:id/object',
      {
        config,
        schema: { tags, params: shapes.OfId, body: shapes.WordsBody, response: { 200: shapes.Done } },
      },
      async (request) => {
        await object(house, request.actor, request.params.id, request.body.words.trim())
        return done
      },
    )
    app.post(
      '/api/member/certificates',
      { config, schema: { tags, body: shapes.SpanBody, response: { 201: shapes.CertificateShown } } },
      async (request, reply) => {
        const certificate = await issueCertificate(house, request.actor, request.body.from, request.body.to)
        reply.status(201)
        return certificateShown(certificate)
      },
    )
    app.get(
      '/api/member/certificates/:id',
      { config, schema: { tags, params: shapes.OfId, response: { 200: shapes.CertificateShown } } },
      async (request) => certificateShown(await ownCertificate(house, request.actor, request.params.id)),
    )
    app.post(
      '/api/member/certificates/:id/withdraw',
      { config, schema: { tags, params: shapes.OfId, response: { 200: shapes.Done } } },
      async (request) => {
        await withdrawCertificate(house, request.actor, request.params.id)
        return done
      },
    )
    app.get(
      '/api/service-certificates/:code',
      {
        config: { permission: 'public', rateLimit: { max: 30, timeWindow: 60_000 } },
        schema: {
          tags,
          summary: '核对服务证明 / checks a certificate of service',
          params: Type.Object({ code: Type.String({ minLength: 4, maxLength: 40 }) }),
          response: { 200: shapes.CertificateChecked },
        },
      },
      async (request) => {
        const { issuedAt, id: _, ...checked } = await checkCertificate(house, request.params.code)
        return { ...checked, issued_at: issuedAt.toISOString() }
      },
    )
  }
}
