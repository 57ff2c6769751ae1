import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { House } from '../house.ts'
import type { Api } from '../http/index.ts'
import { Problem } from '../problems.ts'
import { changePassword, revokeOwnSession } from './account-care.ts'
import { getAccount } from './accounts.ts'
import { accountsApi } from './accounts-api.ts'
import { audit } from './audit.ts'
import { giveCookie, takeCookie, tokenOf, visitOf } from './cookie.ts'
import { demonstrationList, enterDemonstration } from './demonstration.ts'
import { describe, describeToken, Me } from './me.ts'
import { type PhoneCodeProvider, sendPhoneCode, verifyPhoneCode } from './phone.ts'
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor } from './second-factor.ts'
import { endSessions, forgetAccount, type OpenedSession, openSessions } from './sessions.ts'
import { enter, proveAgain, signIn } from './sign-in.ts'

export interface IdentityOptions {
  /** Without one, nobody signs in by phone. */
  phone?: PhoneCodeProvider
}

const Typed = (most: number) => Type.String({ minLength: 1, maxLength: most })
const Password = Typed(256)
const Code = Typed(32)
const closed = { additionalProperties: false }

/** Signing in and out, and what a person does with their own account. */
export function identityApi(house: House, options: IdentityOptions = {}): Api {
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store')
    })

    async function welcome(reply: FastifyReply, session: OpenedSession) {
      giveCookie(house, reply, session)
      return describeToken(house, session.token)
    }

    app.post(
      '/api/auth/sign-in',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'Sign in by account and password, and by a code where a second factor is in use',
          tags: ['identity'],
          body: Type.Object({ account: Typed(128), password: Password, code: Type.Optional(Code) }, closed),
          response: { 200: Me },
        },
      },
      async (request, reply) => welcome(reply, await signIn(house, request.body, visitOf(house, request))),
    )

    app.post(
      '/api/auth/sign-out',
      {
        config: { permission: 'public' },
        schema: { summary: 'End this session', tags: ['identity'], response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        const { userId, sessionId, personId } = request.actor
        if (userId && sessionId) {
          await endSessions(house, house.db, userId, 'signed_out', sessionId)
          forgetAccount(house, userId)
          await audit(house, { action: 'sign_out', personId, accountId: userId })
        }
        if (tokenOf(house, request)) takeCookie(house, reply)
        return reply.status(204).send(null)
      },
    )

    app.get(
      '/api/auth/me',
      {
        config: { permission: 'public' },
        schema: { summary: 'Who is signed in', tags: ['identity'], response: { 200: Me } },
      },
      async (request) => describe(house, request.actor),
    )

    app.post(
      '/api/auth/phone/send',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'Send a code to a phone',
          tags: ['identity'],
          body: Type.Object({ phone: Typed(32) }, closed),
          response: { 202: Type.Null() },
        },
      },
      async (request, reply) => {
        await sendPhoneCode(house, requirePhoneDoor(options), request.body.phone, request.ip)
        return reply.status(202).send(null)
      },
    )

    app.post(
      '/api/auth/phone/verify',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'Sign in by the code that was sent to a phone',
          tags: ['identity'],
          body: Type.Object({ phone: Typed(32), code: Code }, closed),
          response: { 200: Me },
        },
      },
      async (request, reply) => {
        requirePhoneDoor(options)
        return welcome(reply, await verifyPhoneCode(house, request.body, visitOf(house, request)))
      },
    )

    app.post(
      '/api/auth/password',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: 'Change the own password; every other session ends',
          tags: ['identity'],
          body: Type.Object({ current: Password, next: Password }, closed),
          response: { 200: Me },
        },
      },
      async (request, reply) => {
        const { current, next } = request.body
        const account = await proveAgain(house, request.actor.userId!, { password: current }, request.ip)
        await changePassword(house, account, next)
        return welcome(reply, await enter(house, account, 'password', visitOf(house, request)))
      },
    )

    app.post(
      '/api/auth/second-factor',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: 'Begin setting up a second factor',
          tags: ['identity'],
          body: Type.Object({ password: Password }, closed),
          response: { 200: Type.Object({ secret: Type.String(), url: Type.String() }) },
        },
      },
      async (request) => {
        const account = await proveAgain(house, request.actor.userId!, request.body, request.ip)
        return beginSecondFactor(house, account)
      },
    )

    app.post(
      '/api/auth/second-factor/confirm',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: 'Put the second factor in force; answers with the back-up codes, this once',
          tags: ['identity'],
          body: Type.Object({ code: Code }, closed),
          response: { 200: Type.Object({ backup_codes: Type.Array(Type.String()) }) },
        },
      },
      async (request) => {
        const account = await getAccount(house.db, request.actor.userId!)
        return { backup_codes: await confirmSecondFactor(house, account, request.body.code) }
      },
    )

    app.delete(
      '/api/auth/second-factor',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: 'Remove the second factor, by one of its codes or a back-up code',
          tags: ['identity'],
          body: Type.Object({ code: Code }, closed),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const account = await proveAgain(house, request.actor.userId!, request.body, request.ip)
        await removeSecondFactor(house.db, account.id)
        await audit(house, {
          action: 'second_factor.remove',
          personId: account.personId,
          accountId: account.id,
        })
        return reply.status(204).send(null)
      },
    )

    app.get(
      '/api/auth/sessions',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: 'The own open sessions',
          tags: ['identity'],
          response: {
            200: Type.Array(
              Type.Object({
                id: Type.String(),
                opened_by: Type.String(),
                agent: Type.Union([Type.String(), Type.Null()]),
                created_at: Type.String({ format: 'date-time' }),
                seen_at: Type.String({ format: 'date-time' }),
                current: Type.Boolean(),
              }),
            ),
          },
        },
      },
      async (request) => {
        const sessions = await openSessions(house, request.actor.userId!)
        return sessions.map((session) => ({
          ...session,
          created_at: session.created_at.toISOString(),
          seen_at: session.seen_at.toISOString(),
          current: session.id === request.actor.sessionId,
        }))
      },
    )

    app.delete(
      '/api/auth/sessions/:id',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: 'End one of the own sessions',
          tags: ['identity'],
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { userId, personId, sessionId } = request.actor
        await revokeOwnSession(house, { id: userId!, personId: personId! }, request.params.id)
        if (request.params.id === sessionId) takeCookie(house, reply)
        return reply.status(204).send(null)
      },
    )

    app.get(
      '/api/auth/demo',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'The demonstration accounts; not found outside demonstration mode',
          tags: ['identity'],
          response: {
            200: Type.Array(
              Type.Object({
                account: Type.String(),
                name: Type.String(),
                roles: Type.Array(
                  Type.Object({ role: Type.String(), role_zh: Type.String(), role_en: Type.String() }),
                ),
                organisation: Type.Union([Type.String(), Type.Null()]),
              }),
            ),
          },
        },
      },
      async () => demonstrationList(house),
    )

    app.post(
      '/api/auth/demo',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'Sign in to a demonstration account; not found outside demonstration mode',
          tags: ['identity'],
          body: Type.Object({ account: Typed(128) }, closed),
          response: { 200: Me },
        },
      },
      async (request, reply) =>
        welcome(reply, await enterDemonstration(house, request.body.account, visitOf(house, request))),
    )

    await app.register(accountsApi(house))
  }
}

function requirePhoneDoor(options: IdentityOptions): PhoneCodeProvider {
  if (!options.phone)
    throw new Problem('not_found', {
      zh: '本地还没有开通手机验证码登录',
      en: 'Signing in by phone is not available here',
    })
  return options.phone
}
