import { type Static, Type } from 'typebox'
import { attachPhotos } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { lookAtContact } from './contact-look.ts'
import { matterDetail } from './detail.ts'
import { execute } from './execute.ts'
import { countMatters, type ListQuery, listMatters } from './list.ts'
import { listFilters } from './list-filters.ts'
import type { Command } from './matter.ts'
import { findNames } from './names.ts'
import { showPhoto } from './photo-showing.ts'
import { requireReadable } from './reading.ts'
import { handlersFor, targetsFor } from './targets.ts'

const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
const Words = Type.String({ minLength: 1, maxLength: 4000 })
const OrganisationId = Type.String({ format: 'uuid' })
/** Under which item of the list of grid matters it is given, where a grid shall do it. */
const ListItem = Type.Optional(Type.String({ maxLength: 64 }))
const one = <
  const T extends string,
  const P extends Record<string, ReturnType<typeof Type.String> | unknown>,
>(
  type: T,
  properties: P,
) => Type.Object({ type: Type.Literal(type), ...(properties as object) }, { additionalProperties: false })

/** What a person at a desk may send; the house's own commands are not among them. */
export const CommandBody = Type.Union([
  one('triage', {
    category: Type.String({ maxLength: 128 }),
    urgency: Type.String({ maxLength: 64 }),
    requestKind: Type.Optional(Type.String({ maxLength: 64 })),
  }),
  one('dispatch', { to: OrganisationId, note: Type.Optional(Words), item: ListItem }),
  one('take', {}),
  one('sign', {}),
  one('assign', { handler: Type.String({ format: 'uuid' }), item: ListItem }),
  one('contact', { reached: Type.Boolean(), note: Words }),
  one('progress', { text: Words, open: Type.Boolean() }),
  one('answer', { text: Words, outcome: Type.Enum(['solved', 'explained', 'unsolved']) }),
  one('decline', { ground: Type.String({ maxLength: 64 }), text: Type.Optional(Words) }),
  one('return', { ground: Type.String({ maxLength: 64 }), reason: Words }),
  one('arbitrate', { to: OrganisationId, reason: Words, item: ListItem }),
  one('carry_up', { reason: Words }),
  one('propose_extension', { reason: Words }),
  one('propose_suspension', {
    ground: Type.String({ maxLength: 64 }),
    reason: Words,
    reviewOn: Type.String({ format: 'date' }),
  }),
  one('propose_hand_over', { to: OrganisationId, reason: Words }),
  one('decide_proposal', { approve: Type.Boolean(), reason: Words }),
  one('withdraw_proposal', {}),
  one('resume', { reason: Words }),
  one('ask_partner', { to: OrganisationId, task: Words, item: ListItem }),
  one('recall_part', { reason: Words }),
  one('accept_part', { accept: Type.Boolean(), reason: Words }),
  one('merge', { into: Type.String({ format: 'uuid' }), reason: Words }),
  one('unmerge', { reason: Words }),
  one('reassign', { to: OrganisationId, reason: Words, item: ListItem }),
  one('supervise', { reason: Words }),
  one('note', { text: Words }),
  one('judge', {
    solved: Type.Boolean(),
    satisfaction: Type.String({ maxLength: 64 }),
    contacted: Type.Optional(Type.Boolean()),
    comment: Type.Optional(Words),
    wantsRework: Type.Boolean(),
    channel: Type.Enum(['call_back', 'desk']),
  }),
  one('reopen', { reason: Words }),
  one('review', { rework: Type.Boolean(), text: Words }),
])

const PhotoClaims = Type.Optional(
  Type.Array(Type.Object({ id: Type.String({ format: 'uuid' }), claim: Type.String({ maxLength: 200 }) }), {
    maxItems: 9,
  }),
)
const CommandRequest = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  command: CommandBody,
  photos: PhotoClaims,
})

const filters = {
  ...listFilters,
  owner: Type.Optional(Type.String({ format: 'uuid' })),
  handler: Type.Optional(Type.String({ format: 'uuid' })),
}
/** What narrows a list, as it is kept under a name. */
export const ViewFilters = Type.Object(filters, { additionalProperties: false })

const Query = Type.Object({
  ...filters,
  cursor: Type.Optional(Type.String({ maxLength: 300 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
})

/** Matters at the desk: lists, one matter whole, and every command. */
export function mattersApi(house: House): Api {
  return async (app) => {
    const tags = ['matters']
    app.get(
      '/api/matters',
      { config: { permission: 'matter.read' }, schema: { tags, querystring: Query } },
      (request) => listMatters(house, request.actor, request.query as ListQuery),
    )
    app.get('/api/matters/counts', { config: { permission: 'matter.read' }, schema: { tags } }, (request) =>
      countMatters(house, request.actor),
    )

    app.get(
      '/api/matters/names',
      {
        config: { permission: 'matter.read' },
        schema: { tags, querystring: Type.Object({ q: Type.String({ maxLength: 40 }) }) },
      },
      (request) => findNames(house, request.actor, request.query.q),
    )

    app.get(
      '/api/matters/:id',
      { config: { permission: 'matter.read' }, schema: { tags, params: Id } },
      async (request) => {
        await requireReadable(house.db, request.actor, request.params.id)
        return matterDetail(house, request.actor, request.params.id)
      },
    )

    app.post(
      '/api/matters/:id/commands',
      { config: { permission: 'matter.read' }, schema: { tags, params: Id, body: CommandRequest } },
      async (request) => {
        const { id } = request.params
        const { command, version, photos } = request.body as Static<typeof CommandRequest>
        await requireReadable(house.db, request.actor, id)
        await execute(house, {
          actor: request.actor,
          matterId: id,
          command: command as Command,
          version,
          ...(photos?.length
            ? {
                also: (tx) =>
                  attachPhotos(tx, {
                    subjectId: id,
                    photos,
                    purpose: 'after',
                    visibility: shownToPerson(command as Command) ? 'person' : 'staff',
                  }),
              }
            : {}),
        })
        return matterDetail(house, request.actor, id)
      },
    )

    app.get(
      '/api/matters/:id/targets',
      {
        config: { permission: 'matter.read' },
        schema: {
          tags,
          params: Id,
          querystring: Type.Object({
            command: Type.Enum(['dispatch', 'arbitrate', 'propose_hand_over', 'ask_partner', 'reassign']),
            q: Type.Optional(Type.String({ maxLength: 60 })),
          }),
        },
      },
      async (request) => {
        await requireReadable(house.db, request.actor, request.params.id)
        return {
          items: await targetsFor(
            house,
            request.actor,
            request.params.id,
            request.query.command,
            request.query.q,
          ),
        }
      },
    )
    app.get(
      '/api/matters/:id/handlers',
      { config: { permission: 'matter.handle' }, schema: { tags, params: Id } },
      async (request) => {
        await requireReadable(house.db, request.actor, request.params.id)
        return { items: await handlersFor(house.db, request.params.id, house.now()) }
      },
    )

    app.post(
      '/api/matters/:id/photos/:photo/showing',
      {
        config: { permission: 'matter.handle' },
        schema: {
          tags,
          params: Type.Object({
            id: Type.String({ format: 'uuid' }),
            photo: Type.String({ format: 'uuid' }),
          }),
          body: Type.Object({ shown: Type.Boolean() }, { additionalProperties: false }),
        },
      },
      async (request) => {
        const { id, photo } = request.params
        await requireReadable(house.db, request.actor, id)
        await showPhoto(house, request.actor, { matterId: id, photoId: photo, shown: request.body.shown })
        return matterDetail(house, request.actor, id)
      },
    )

    app.post(
      '/api/matters/:id/contact-look',
      {
        config: { permission: 'contact.see' },
        schema: {
          tags,
          params: Id,
          body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }),
        },
      },
      async (request) => {
        const { id } = request.params
        await requireReadable(house.db, request.actor, id)
        return lookAtContact(house, request.actor, id, request.body.reason)
      },
    )
  }
}

/** Photos go where the words go that they came with: to the person who asked, or no further than the desk. */
const shownToPerson = (command: Command) =>
  command.type === 'answer' || (command.type === 'progress' && command.open)
