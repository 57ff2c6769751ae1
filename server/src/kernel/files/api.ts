import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { House } from '../house.ts'
import type { Api } from '../http/index.ts'
import { Problem } from '../problems.ts'
import { readPicture } from './pictures.ts'
import { storageOf } from './storage.ts'
import { claimFits, findPhoto, keepPhoto, type Photo, type StoredPhoto } from './store.ts'

export type PhotoSize = 'thumb' | 'full'

/** Says whether this request may see an attached photo; false where it is none of its business. */
export type PhotoReader = (request: FastifyRequest, photo: Photo) => Promise<boolean>

const mostBytes = 12 * 1024 * 1024
/** The envelope of the multipart body. */
const envelopeBytes = 16 * 1024

const readers = new Set<PhotoReader>()

/** A feature decides who sees the photos of its subjects; one reader that says yes is enough. @returns takes it back */
export function registerPhotoReader(reader: PhotoReader): () => void {
  readers.add(reader)
  return () => void readers.delete(reader)
}

/**
 * Sends a photo whose reading was decided already, for instance below a feature's own token route.
 * @param keptSeconds how long the reader's device may show it without asking again
 */
export async function sendPhoto(
  house: House,
  reply: FastifyReply,
  photo: Photo | StoredPhoto,
  size: PhotoSize,
  keptSeconds = 86_400,
): Promise<FastifyReply> {
  const stored = 'storageKey' in photo ? photo : await findPhoto(house.db, photo.id)
  const content =
    stored && (await storageOf(house).get(size === 'thumb' ? stored.thumbnailKey : stored.storageKey))
  if (!stored || !content) throw new Problem('not_found')
  return reply
    .headers({
      'cache-control': `private, max-age=${keptSeconds}`,
      etag: `"${stored.sha256.toString('base64url')}-${size}"`,
      'content-disposition': 'inline',
    })
    .type('image/jpeg')
    .send(content)
}

async function mayRead(
  request: FastifyRequest,
  photo: StoredPhoto,
  claim: string | undefined,
): Promise<boolean> {
  if (photo.subjectId === null) return claim !== undefined && claimFits(photo, claim)
  for (const reader of readers) if (await reader(request, photo)) return true
  return false
}

export function filesApi(house: House): Api {
  return async (app) => {
    app.post(
      '/api/photos',
      {
        config: { permission: 'public', rateLimit: { max: 60, timeWindow: 60_000 } },
        // Refused by what it says of itself, before a byte of it is kept.
        onRequest: async (request) => {
          if (Number(request.headers['content-length'] ?? 0) > mostBytes + envelopeBytes) throw tooLarge()
        },
        schema: {
          summary: '上传一张照片 / upload one photo (multipart field `photo`)',
          consumes: ['multipart/form-data'],
          response: {
            201: Type.Object({
              id: Type.String(),
              claim: Type.String(),
              width: Type.Integer(),
              height: Type.Integer(),
              bytes: Type.Integer(),
            }),
          },
        },
      },
      async (request, reply) => {
        if (!request.isMultipart()) throw new Problem('input.media_type')
        const part = await request.file({ limits: { fileSize: mostBytes, files: 1 } })
        if (part?.fieldname !== 'photo')
          throw new Problem('input.invalid', {
            zh: '缺少照片（字段 photo）',
            en: 'The field photo is missing',
          })
        const picture = await readPicture(await part.toBuffer())
        return reply.status(201).send(await keepPhoto(house, picture, request.actor.personId))
      },
    )

    app.get(
      '/api/photos/:id',
      {
        config: { permission: 'public' },
        schema: {
          summary: '查看照片 / a photo',
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
          querystring: Type.Object({
            size: Type.Optional(Type.Union([Type.Literal('thumb'), Type.Literal('full')])),
            claim: Type.Optional(Type.String({ maxLength: 100 })),
          }),
        },
      },
      async (request, reply) => {
        const photo = await findPhoto(house.db, request.params.id)
        if (!photo || !(await mayRead(request, photo, request.query.claim))) throw new Problem('not_found')
        // What its sender may hide again must not stay on strangers' devices.
        const keptSeconds = photo.visibility === 'public' ? 0 : 86_400
        return sendPhoto(house, reply, photo, request.query.size ?? 'full', keptSeconds)
      },
    )
  }
}

const tooLarge = () =>
  new Problem('input.too_large', { zh: '照片不能超过 12 MB', en: 'A photo has at most 12 MB' })
