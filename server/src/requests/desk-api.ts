import { sql } from 'kysely'
import { Type } from 'typebox'
import { similarOpen, suggestTriage } from '../insight/index.ts'
import { recordLook } from '../kernel/audit/index.ts'
import { photosOf } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { dutiesFor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { findMatter, matterRows, mayRead, readable, requireReadable } from '../matters/index.ts'
import { categoryAnswer, presentAccepted, submit } from './api.ts'
import { AcceptedAnswer, IdempotencyHeader, IntakeBody } from './schemas.ts'
import { suggestOwners } from './suggest-owners.ts'

const tags = ['desk']
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** The clerk's side of requests: intake by phone and at the counter, triage, likeness. */
export function deskApi(house: House): Api {
  return async (app) => {
    app.post(
      '/api/intake',
      {
        config: { permission: 'matter.intake' },
        schema: { tags, body: IntakeBody, headers: IdempotencyHeader, response: { 201: AcceptedAnswer } },
      },
      async (request, reply) => {
        const { channel, consent_history, ...input } = request.body
        const duty = dutiesFor(request.actor, 'matter.intake')[0]?.duty
        const accepted = await submit(
          house,
          input,
          { channel, actor: request.actor, duty, consentHistory: consent_history ?? false },
          `intake ${request.actor.personId}`,
          request.headers['idempotency-key'],
        )
        house.wake()
        reply.status(201)
        return { ...presentAccepted(accepted), id: accepted.id }
      },
    )

    app.post(
      '/api/callers',
      {
        config: { permission: 'caller.history' },
        schema: {
          tags,
          body: Type.Object({ phone: Type.String({ minLength: 6, maxLength: 24 }), consent: Type.Boolean() }),
        },
      },
      async (request) => {
        if (!request.body.consent)
          throw new Problem('input.invalid', {
            reason: 'caller.consent',
            zh: '要先征得本人同意',
            en: 'The caller must consent first',
          })
        const phone = request.body.phone.replace(/[ -]/g, '')
        await recordLook(house.db, {
          actor: request.actor,
          action: 'caller.history',
          subjectId: null,
          reason: '来电人同意查看',
          outcome: 'done',
        })
        const rules = await house.rulesNow()
        const rows = await matterRows(
          house.db,
          rules,
          house.now(),
          sql`m.id in (select matter_id from matter_contacts where phone = ${phone} order by matter_id desc limit 20)`,
          20,
        )
        const seen = await Promise.all(rows.map((row) => mayRead(house.db, request.actor, row.id)))
        return { items: rows.filter((_, index) => seen[index]).reverse() }
      },
    )

    app.get(
      '/api/matters/:id/triage',
      { config: { permission: 'matter.triage' }, schema: { tags, params: Id } },
      async (request) => {
        await requireReadable(house.db, request.actor, request.params.id)
        const found = await findMatter(house.db, request.params.id)
        const { rows } = await sql<{
          title: string
          body: string
        }>`select title, body from matter_words where matter_id = ${request.params.id}`.execute(house.db)
        const rules = await house.rulesOf(found!.matter.policyHash)
        const suggestion = suggestTriage(house, rules, rows[0]!.title, rows[0]!.body)
        const urgency = rules.urgencies.find(({ id }) => id === suggestion.urgency)
        const kind = rules.kinds.find(({ id }) => id === suggestion.kind)
        return {
          category: categoryAnswer(rules, suggestion.category),
          alternatives: suggestion.alternatives.map((id) => categoryAnswer(rules, id)),
          urgency: { id: suggestion.urgency, zh: urgency?.zh ?? '', en: urgency?.en ?? '' },
          kind: kind ? { id: kind.id, zh: kind.zh, en: kind.en } : null,
          owners: await suggestOwners(
            house.db,
            rules,
            found!.matter,
            found!.matter.category ?? suggestion.category,
          ),
          because: suggestion.because,
          source: suggestion.source,
        }
      },
    )

    app.get(
      '/api/matters/:id/similar',
      { config: { permission: 'matter.merge' }, schema: { tags, params: Id } },
      async (request) => {
        const { id } = request.params
        await requireReadable(house.db, request.actor, id)
        const { rows } = await sql<{
          text: string
          lng: number | null
          lat: number | null
          area_id: string | null
        }>`
        select w.title || E'\n' || w.body as text, w.spot[0] as lng, w.spot[1] as lat, m.area_id
        from matter_words w join matters m on m.id = w.matter_id where m.id = ${id}`.execute(house.db)
        const about = rows[0]!
        const spot = about.lng !== null && about.lat !== null ? { lng: about.lng, lat: about.lat } : null
        const similar = await similarOpen(
          house.db,
          house,
          { text: about.text, spot, areaId: about.area_id, notId: id },
          10,
        )
        const ids = similar.map((each) => each.id)
        const shown = await matterRows(
          house.db,
          await house.rulesNow(),
          house.now(),
          sql`m.id = any(${ids}::uuid[]) and ${readable(request.actor)}`,
          ids.length,
        )
        const photos = await Promise.all(shown.map((row) => photosOf(house.db, row.id)))
        return {
          items: similar.flatMap((each) => {
            const row = shown.find(({ id: of }) => of === each.id)
            const photo = photos.flat().find(({ subjectId }) => subjectId === each.id)
            if (!row) return []
            return {
              ...row,
              likeness: Math.round(each.likeness * 100) / 100,
              distance_metres: each.distance,
              excerpt: [...each.body].slice(0, 160).join(''),
              photo: photo ? `/api/photos/${photo.id}?size=thumb` : null,
            }
          }),
        }
      },
    )
  }
}
