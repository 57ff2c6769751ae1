import { Type } from 'typebox'
import type { House } from '../house.ts'
import type { Api } from '../http/index.ts'
import {
  disableAccount,
  enableAccount,
  listAccounts,
  resetPassword,
  resetSecondFactor,
  revokeSessions,
  unlockAccount,
} from './account-care.ts'
import { createAccount } from './accounts.ts'

const OrNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const Time = Type.String({ format: 'date-time' })
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
const closed = { additionalProperties: false }

const AccountRow = Type.Object({
  id: Type.String(),
  account: OrNull(Type.String()),
  phone: OrNull(Type.String({ description: 'Masked.' })),
  person: Type.Object({ id: Type.String(), name: Type.String() }),
  roles: Type.Array(Type.String()),
  second_factor: Type.Boolean(),
  password_due: Type.Boolean(),
  demonstration: Type.Boolean(),
  open_sessions: Type.Integer(),
  seen_at: OrNull(Time),
  locked_until: OrNull(Time),
  disabled_at: OrNull(Time),
  created_at: Time,
})

const iso = (at: Date | null) => at?.toISOString() ?? null

/** What operators do to the accounts of others. None of it lets them act as somebody else. */
export function accountsApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/accounts',
      {
        config: { permission: 'account.manage' },
        schema: {
          summary: 'Accounts of staff by name, or the one resident with a phone',
          tags: ['identity'],
          querystring: Type.Object(
            {
              q: Type.Optional(Type.String({ maxLength: 64 })),
              phone: Type.Optional(Type.String({ maxLength: 32 })),
              person: Type.Optional(Type.String({ format: 'uuid' })),
              after: Type.Optional(Type.String({ maxLength: 64 })),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
            },
            closed,
          ),
          response: { 200: Type.Object({ items: Type.Array(AccountRow), next: OrNull(Type.String()) }) },
        },
      },
      async (request) => {
        const { limit = 50, person, ...search } = request.query
        const found = await listAccounts(house, {
          ...search,
          ...(person ? { personId: person } : {}),
          limit: limit + 1,
        })
        const items = found.slice(0, limit).map((row) => ({
          ...row,
          seen_at: iso(row.seen_at),
          locked_until: iso(row.locked_until),
          disabled_at: iso(row.disabled_at),
          created_at: row.created_at.toISOString(),
        }))
        return { items, next: found.length > limit ? (items.at(-1)?.account ?? null) : null }
      },
    )

    app.post(
      '/api/accounts',
      {
        config: { permission: 'account.manage' },
        schema: {
          summary: 'Make an account for a person; without a password it gets a one-time one, told this once',
          tags: ['identity'],
          body: Type.Object(
            {
              account: Type.String({ minLength: 2, maxLength: 64 }),
              person_id: Type.String({ format: 'uuid' }),
              password: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
            },
            closed,
          ),
          response: {
            201: Type.Object({
              id: Type.String(),
              account: Type.String(),
              one_time_password: OrNull(Type.String()),
            }),
          },
        },
      },
      async (request, reply) => {
        const { account, person_id: personId, password } = request.body
        const made = await createAccount(house, {
          account,
          personId,
          ...(password === undefined ? {} : { password }),
          passwordDue: true,
          byPersonId: request.actor.personId,
        })
        const body = { id: made.id, account: made.account, one_time_password: made.oneTimePassword ?? null }
        return reply.status(201).send(body)
      },
    )

    const deeds = {
      unlock: { summary: 'End a lock-out', run: unlockAccount },
      disable: { summary: 'Shut an account and end its sessions', run: disableAccount },
      enable: { summary: 'Open a shut account again', run: enableAccount },
      'reset-second-factor': {
        summary: 'Take the second factor from somebody who lost it',
        run: resetSecondFactor,
      },
    } as const
    for (const [deed, { summary, run }] of Object.entries(deeds))
      app.post(
        `/api/accounts/:id/${deed}`,
        {
          config: { permission: 'account.manage' },
          schema: { summary, tags: ['identity'], params: Id, response: { 204: Type.Null() } },
        },
        async (request, reply) => {
          await run(house, { personId: request.actor.personId! }, request.params.id)
          return reply.status(204).send(null)
        },
      )

    app.post(
      '/api/accounts/:id/revoke',
      {
        config: { permission: 'account.manage' },
        schema: {
          summary: 'End every session of an account',
          tags: ['identity'],
          params: Id,
          response: { 200: Type.Object({ ended: Type.Integer() }) },
        },
      },
      async (request) => ({
        ended: await revokeSessions(house, { personId: request.actor.personId! }, request.params.id),
      }),
    )

    app.post(
      '/api/accounts/:id/reset-password',
      {
        config: { permission: 'account.manage' },
        schema: {
          summary: 'A one-time password for somebody who forgot theirs, told this once',
          tags: ['identity'],
          params: Id,
          response: { 200: Type.Object({ one_time_password: Type.String() }) },
        },
      },
      async (request) => ({
        one_time_password: await resetPassword(
          house,
          { personId: request.actor.personId! },
          request.params.id,
        ),
      }),
    )
  }
}
