import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { attachPhotos, findPhoto, type Photo, sendPhoto } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { cleanText } from '../kernel/text/index.ts'
import { execute, getMatter, type JudgementChannel, showPhoto, stateWords } from '../matters/index.ts'
import { changeContact } from './contact.ts'
import { matterOfCode, matterOfToken } from './links.ts'
import { originalSeenBy } from './original.ts'
import { personView, unknownCode } from './person-view.ts'
import { readCode } from './rules.ts'
import { ContactBody, JudgementBody, ReasonBody, StepsPage, WordsBody } from './schemas.ts'
import { reachedPattern, stepsFor } from './steps.ts'

interface Door {
  matterId: string
  /** Path under which this person reaches it. */
  path: string
  code: string | null
  channel: JudgementChannel
}

type Find = (key: string, actor: Actor) => Promise<Door>

const tags = ['requests']
const PhotoSize = Type.Object({ size: Type.Optional(Type.Enum(['thumb', 'full'])) })
const own = (text: string) => {
  const clean = cleanText(text)
  if ('fault' in clean)
    throw new Problem(clean.fault === 'encoding' ? 'input.encoding' : 'input.invalid', {
      zh: '请写下几个字',
      en: 'Please write a few words',
    })
  return clean.text
}

/**
 * Who acts at these doors is the person who asked, and nothing more is written of them, signed in or not. Their duties
 * stay: promise 3, nobody judges their own work, whatever code they hold.
 */
const personFrom = ({ duties }: Actor): Actor => ({ ...anonymous, duties })

/**
 * The person who asked, at their matter: by its code, by a judging link, or signed in by phone. Three doors, the same
 * rooms behind them.
 */
export function personApi(house: House): Api {
  const byCode: Find = async (key) => {
    const code = readCode(key)
    const matterId = code && (await matterOfCode(house.db, code))
    if (!code || !matterId) throw unknownCode()
    return { matterId, path: `/api/requests/${code}`, code, channel: 'code' }
  }
  const byToken: Find = async (token) => {
    const matterId = await matterOfToken(house.db, token, house.now())
    return { matterId, path: `/api/judge/${token}`, code: null, channel: 'link' }
  }
  const byAccount: Find = async (number, actor) => {
    if (!actor.personId) throw new Problem('identity.required')
    const { rows } = await sql<{ id: string }>`
      select m.id from matters m join matter_contacts c on c.matter_id = m.id where m.number = ${number} and c.person_id = ${actor.personId}`.execute(
      house.db,
    )
    if (!rows[0]) throw unknownCode()
    return { matterId: rows[0].id, path: `/api/my/requests/${number}`, code: null, channel: 'account' }
  }

  const rooms =
    (base: string, find: Find, permission: 'public' | 'signed_in'): Api =>
    async (app) => {
      const Key = Type.Object({ key: Type.String({ minLength: 4, maxLength: 60 }) })
      const KeyPhoto = Type.Object({
        key: Type.String({ minLength: 4, maxLength: 60 }),
        photo: Type.String({ format: 'uuid' }),
      })
      const config = { permission, rateLimit: { max: 240 } }
      const isSeenAt = async (door: Door, photo: Photo) => {
        if (photo.visibility === 'staff') return false
        if (photo.subjectId === door.matterId) return true
        const { matter } = await getMatter(house.db, door.matterId)
        const original = await originalSeenBy(house, matter)
        return original?.photos.some(({ id }) => id === photo.id) ?? false
      }
      const show = (door: Door) => personView(house, door.matterId, door.path, door.code)

      app.get(`${base}/:key`, { config, schema: { tags, params: Key } }, async (request) =>
        show(await find(request.params.key, request.actor)),
      )

      app.get(
        `${base}/:key/steps`,
        {
          config,
          schema: {
            tags,
            summary: 'The newest steps that the person may follow, or earlier ones',
            params: Key,
            querystring: Type.Object({
              before: Type.Optional(
                Type.String({ pattern: reachedPattern, description: '`earlier` of the page before' }),
              ),
            }),
            response: { 200: StepsPage },
          },
        },
        async (request) => {
          const door = await find(request.params.key, request.actor)
          const { matter } = await getMatter(house.db, door.matterId)
          return stepsFor(house.db, door.matterId, await originalSeenBy(house, matter), request.query.before)
        },
      )

      app.post(
        `${base}/:key/judgement`,
        { config, schema: { tags, params: Key, body: JudgementBody } },
        async (request) => {
          const door = await find(request.params.key, request.actor)
          const { solved, satisfaction, comment, contacted, wants_rework } = request.body as Static<
            typeof JudgementBody
          >
          await execute(house, {
            actor: personFrom(request.actor),
            matterId: door.matterId,
            holdsCode: true,
            command: {
              type: 'judge',
              solved,
              satisfaction,
              ...(comment?.trim() ? { comment: own(comment) } : {}),
              ...(contacted === undefined ? {} : { contacted }),
              wantsRework: wants_rework ?? true,
              channel: door.channel,
            },
          })
          return show(door)
        },
      )

      app.post(
        `${base}/:key/reopen`,
        { config, schema: { tags, params: Key, body: ReasonBody } },
        async (request) => {
          const door = await find(request.params.key, request.actor)
          await execute(house, {
            actor: personFrom(request.actor),
            matterId: door.matterId,
            holdsCode: true,
            command: { type: 'reopen', reason: own(request.body.reason) },
          })
          return show(door)
        },
      )

      app.post(
        `${base}/:key/words`,
        { config, schema: { tags, params: Key, body: WordsBody } },
        async (request) => {
          const door = await find(request.params.key, request.actor)
          const { text, photos } = request.body as Static<typeof WordsBody>
          await execute(house, {
            actor: personFrom(request.actor),
            matterId: door.matterId,
            holdsCode: true,
            command: { type: 'add_words', text: own(text) },
            ...(photos?.length
              ? {
                  also: (tx) =>
                    attachPhotos(tx, {
                      subjectId: door.matterId,
                      photos,
                      purpose: 'before',
                      visibility: 'person',
                    }),
                }
              : {}),
          })
          return show(door)
        },
      )

      app.post(
        `${base}/:key/contact`,
        { config, schema: { tags, params: Key, body: ContactBody } },
        async (request) => {
          const door = await find(request.params.key, request.actor)
          const { phone } = request.body as Static<typeof ContactBody>
          // A link lies in a phone that may have changed hands: through it one may be forgotten, but not replaced.
          if (door.channel === 'link' && phone !== null)
            throw new Problem('permission.denied', {
              zh: '更正电话请用查询码，或登录后在“我的事项”里办',
              en: 'To correct the number please use your code, or sign in',
            })
          await changeContact(house, door.matterId, phone)
          // The door itself may be gone now: the link ended, or the account no longer knows of it.
          return phone === null && door.channel !== 'code' ? { erased: true } : show(door)
        },
      )

      app.post(
        `${base}/:key/photos/:photo/hide`,
        { config, schema: { tags, params: KeyPhoto } },
        async (request) => {
          const door = await find(request.params.key, request.actor)
          await showPhoto(house, 'person', {
            matterId: door.matterId,
            photoId: request.params.photo,
            shown: false,
          })
          return show(door)
        },
      )

      app.get(
        `${base}/:key/photos/:photo`,
        { config, schema: { tags, params: KeyPhoto, querystring: PhotoSize, hide: true } },
        async (request, reply) => {
          const door = await find(request.params.key, request.actor)
          const photo = await findPhoto(house.db, request.params.photo)
          if (!photo || !(await isSeenAt(door, photo))) throw new Problem('not_found')
          return sendPhoto(house, reply, photo, request.query.size ?? 'full')
        },
      )
    }

  return async (app) => {
    await app.register(rooms('/api/requests', byCode, 'public'))
    await app.register(rooms('/api/judge', byToken, 'public'))
    await app.register(rooms('/api/my/requests', byAccount, 'signed_in'))

    app.get(
      '/api/my/requests',
      {
        config: { permission: 'signed_in' },
        schema: {
          tags,
          querystring: Type.Object({ cursor: Type.Optional(Type.String({ format: 'uuid' })) }),
        },
      },
      async (request) => {
        const { personId } = request.actor
        const { rows } = await sql<{
          id: string
          number: string
          title: string
          state: keyof typeof stateWords
          created_at: Date
          due_at: Date | null
        }>`
          select m.id, m.number, w.title, m.state, m.created_at, m.due_at
          from matter_contacts c join matters m on m.id = c.matter_id join matter_words w on w.matter_id = m.id
          where c.person_id = ${personId}::uuid and ${request.query.cursor ? sql`m.id < ${request.query.cursor}::uuid` : sql`true`}
          order by m.id desc limit 31`.execute(house.db)
        const page = rows.slice(0, 30)
        return {
          items: page.map((row) => ({
            ...row,
            state_words: stateWords[row.state],
            can_judge: row.state === 'answered',
          })),
          next: rows.length > 30 ? page.at(-1)!.id : null,
        }
      },
    )
  }
}
