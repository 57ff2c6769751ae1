import { Type } from 'typebox'
import { documentRoute, receiveDocument, sendDocument } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { requireStanding } from './access.ts'
import { addMaterial, documentOf, removeMaterial, requireLeading } from './materials.ts'
import { enterRoom } from './room-door.ts'
import { Done, Id, MaterialBody, Nothing, OfGathering } from './schemas.ts'

const tags = ['gatherings']
const OfMaterial = Type.Object({ id: Id, material: Id })

/** What lies on the table of a gathering: put there by those who lead it, read by those who take part. */
export function materialsApi(house: House): Api {
  return async (app) => {
    app.post(
      '/api/gatherings/:id/documents',
      {
        config: { permission: 'signed_in', rateLimit: documentRoute.rateLimit },
        onRequest: documentRoute.onRequest,
        schema: {
          tags,
          summary: '上传一份会议文件 / upload a paper (multipart field `document`): PDF, docx, xlsx, pptx',
          consumes: documentRoute.consumes,
          params: OfGathering,
          response: documentRoute.response,
        },
      },
      async (request, reply) => {
        // Whoever could not lay it on the table does not fill the shelf either.
        await requireLeading(house, request.actor, request.params.id)
        return reply.status(201).send(await receiveDocument(house, request))
      },
    )
    app.post(
      '/api/gatherings/:id/materials',
      {
        // Its chair and its recorder may, whatever duty they hold: the standing in the gathering decides.
        config: { permission: 'signed_in' },
        schema: { tags, params: OfGathering, body: MaterialBody, response: { 201: Done } },
      },
      async (request, reply) => {
        const id = await addMaterial(house, request.actor, request.params.id, request.body)
        house.wake()
        return reply.status(201).send({ id })
      },
    )
    app.post(
      '/api/gatherings/:id/materials/:material/remove',
      {
        config: { permission: 'signed_in' },
        schema: { tags, params: OfMaterial, response: { 200: Nothing } },
      },
      async (request) => {
        await removeMaterial(house, request.actor, request.params.id, request.params.material)
        house.wake()
        return { ok: true }
      },
    )
    app.get(
      '/api/gathering-room/:id/materials/:material/file',
      {
        config: { permission: 'public' },
        schema: {
          tags,
          summary: '下载一份材料 / one paper, for those who may read what was said',
          params: OfMaterial,
        },
      },
      async (request, reply) => {
        const { id, material } = request.params
        requireStanding((await enterRoom(house, request, id)).standing, 'reads')
        return sendDocument(house, reply, await documentOf(house, id, material))
      },
    )
  }
}
