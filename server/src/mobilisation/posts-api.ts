import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { ById, closed, Id, Line, OrNull, Time } from '../territory/index.ts'
import { postsOf } from './detail.ts'
import { postsOnMap } from './on-map.ts'
import { addPost, nameLeader, pastePosts, recordInsurance, removePost } from './posts.ts'
import { Day, Limit, Page, PastedShape, PostBody, PostShape, PostsOnMap } from './schemas.ts'
import { requireReader } from './standing.ts'
import { getMobilisation } from './store.ts'

const tags = ['mobilisation']
const done = { 204: Type.Null() }

/** Posts of a mobilisation: added and pasted, led and insured, listed and on the map. */
export function mobilisationPostsApi(house: House): Api {
  return async (app) => {
    const plan = { permission: 'mobilisation.plan' as const }
    const read = { permission: 'mobilisation.read' as const }

    app.get(
      '/api/mobilisations/:id/map',
      {
        config: read,
        schema: {
          summary: 'Every post with its spot and how it is filled, the largest gap first',
          tags,
          params: ById,
          querystring: Type.Object({ starts: Type.Optional(Time) }, closed),
          response: { 200: PostsOnMap },
        },
      },
      async ({ params, query, actor }) => {
        const mobilisation = await getMobilisation(house.db, params.id)
        await requireReader(house.db, actor, mobilisation)
        return { posts: await postsOnMap(house.db, params.id, { ...query, now: house.now() }) }
      },
    )

    app.get(
      '/api/mobilisations/:id/posts',
      {
        config: read,
        schema: {
          summary: 'Posts with their shifts, in their order',
          tags,
          params: ById,
          querystring: Type.Object(
            {
              after: Type.Optional(Type.Integer({ minimum: 0 })),
              limit: Limit,
              gaps: Type.Optional(Type.Boolean()),
              post: Type.Optional(Id),
              q: Type.Optional(Line(100)),
            },
            closed,
          ),
          response: { 200: Page(PostShape) },
        },
      },
      async ({ params, query, actor }) => {
        const mobilisation = await getMobilisation(house.db, params.id)
        await requireReader(house.db, actor, mobilisation)
        return postsOf(house.db, actor, mobilisation, { ...query, now: house.now() })
      },
    )

    app.post(
      '/api/mobilisations/:id/posts',
      {
        config: plan,
        schema: { summary: 'Add a post', tags, params: ById, body: PostBody, response: done },
      },
      async ({ params, body, actor }, reply) => {
        await addPost(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisations/:id/paste',
      {
        config: plan,
        schema: {
          summary: 'Read a pasted table of posts; with `write` all of it is written, or nothing',
          tags,
          params: ById,
          body: Type.Object(
            { text: Type.String({ minLength: 1, maxLength: 800_000 }), day: Day, write: Type.Boolean() },
            closed,
          ),
          response: { 200: PastedShape },
        },
      },
      async ({ params, body, actor }) => pastePosts(house, actor, params.id, body),
    )

    app.post(
      '/api/mobilisations/:id/insurance',
      {
        config: plan,
        schema: {
          summary: 'Record the insurance of one dangerous post, or of all that have none',
          tags,
          params: ById,
          body: Type.Object(
            { insurer: Line(100), policy_number: Line(100), post_id: Type.Optional(Id) },
            closed,
          ),
          response: { 200: Type.Object({ covered: Type.Integer() }) },
        },
      },
      async ({ params, body, actor }) => ({ covered: await recordInsurance(house, actor, params.id, body) }),
    )

    app.post(
      '/api/mobilisation-posts/:id/remove',
      {
        config: plan,
        schema: { summary: 'Take a post off a prepared plan', tags, params: ById, response: done },
      },
      async ({ params, actor }, reply) => {
        await removePost(house, actor, params.id)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisation-posts/:id/leader',
      {
        config: plan,
        schema: {
          summary: 'Name who leads a post',
          tags,
          params: ById,
          body: Type.Object({ leader_id: OrNull(Id) }, closed),
          response: done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await nameLeader(house, actor, params.id, body.leader_id)
        return reply.status(204).send(null)
      },
    )
  }
}
