import { sql } from 'kysely'
import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { requireStanding, standingIn } from './access.ts'
import { countedOf } from './attending.ts'
import { type CalendarEntry, calendarFile } from './calendar-file.ts'
import {
  blankMinutes,
  keepMinutes,
  minutesForReading,
  minutesOf,
  signMinutes,
  withdrawSignature,
} from './minutes.ts'
import { minutesDocument } from './minutes-document.ts'
import { MinutesContent, MinutesShape, Nothing, OfGathering } from './schemas.ts'
import { attendeesOf, type Gathering, gatheringsWhere, getGathering, kindNow } from './store.ts'
import { votesOf } from './votes.ts'

const tags = ['gatherings']
const config = { permission: 'signed_in' as const }

const entryOf = (gathering: Gathering, link: string): CalendarEntry => ({
  id: gathering.id,
  title: gathering.title,
  day: gathering.day,
  startsAt: gathering.startsAt,
  endsAt: gathering.endsAt,
  place: gathering.place,
  description: `${gathering.organisationName}\n${link}`,
  cancelled: gathering.state === 'cancelled',
  version: gathering.version,
})

const attachment = (name: string) =>
  `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(name)}`

async function minutesAnswer(house: House, actor: Actor, id: string) {
  const gathering = await getGathering(house.db, id)
  const kind = kindNow(await house.rulesNow(), gathering)
  const standing = await standingIn(house.db, gathering, kind, actor)
  requireStanding(standing, 'reads')
  const minutes = await minutesOf(house.db, id)
  const isRecorder = actor.personId !== null && gathering.recorderId === actor.personId
  const isChair = actor.personId !== null && gathering.chairId === actor.personId
  const signature = (signed: { name: string; at: Date } | null | undefined) =>
    signed ? { name: signed.name, at: signed.at.toISOString() } : null
  return {
    version: minutes?.version ?? 0,
    content: minutes?.content ?? (await blankMinutes(house.db, id)),
    edited_by: minutes?.editedBy ?? null,
    edited_at: minutes?.editedAt.toISOString() ?? null,
    recorder: signature(minutes?.recorder),
    chair: signature(minutes?.chair),
    fixed: minutes?.isFixed ?? false,
    may_edit:
      standing.leads &&
      !minutes?.recorder &&
      !minutes?.chair &&
      (gathering.state === 'running' || gathering.state === 'held'),
    sign_as: isRecorder ? 'recorder' : isChair ? 'chair' : null,
  }
}

/** Minutes, and files for the programs that offices use. */
export function gatheringPapersApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/gatherings/:id/minutes',
      { config, schema: { tags, params: OfGathering, response: { 200: MinutesShape } } },
      async (request) => minutesAnswer(house, request.actor, request.params.id),
    )

    app.put(
      '/api/gatherings/:id/minutes',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object(
            { version: Type.Integer({ minimum: 0 }), content: MinutesContent },
            { additionalProperties: false },
          ),
          response: { 200: Type.Object({ version: Type.Integer() }) },
        },
      },
      async (request) => ({
        version: await keepMinutes(
          house,
          request.actor,
          request.params.id,
          request.body.version,
          request.body.content,
        ),
      }),
    )

    app.post(
      '/api/gatherings/:id/minutes/sign',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object(
            { as: Type.Enum(['recorder', 'chair']), version: Type.Integer({ minimum: 1 }) },
            { additionalProperties: false },
          ),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        await signMinutes(house, request.actor, request.params.id, request.body.as, request.body.version)
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/minutes/withdraw',
      { config, schema: { tags, params: OfGathering, response: { 200: Nothing } } },
      async (request) => {
        await withdrawSignature(house, request.actor, request.params.id)
        house.wake()
        return { ok: true }
      },
    )

    app.get(
      '/api/gatherings/:id/minutes.docx',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          produces: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
        },
      },
      async (request, reply) => {
        const { gathering, kind, minutes } = await minutesForReading(house, request.actor, request.params.id)
        const attendees = await attendeesOf(house.db, gathering.id)
        const votes = (await votesOf(house.db, gathering.id)).filter(
          ({ state, aboutPersonId }) => state === 'closed' && aboutPersonId === null,
        )
        const document = await minutesDocument({
          gathering,
          kindName: kind.zh,
          minutes,
          attendees,
          counts: countedOf(attendees),
          votes,
        })
        return reply
          .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
          .header('content-disposition', attachment(`${gathering.day} ${gathering.title}.docx`))
          .header('cache-control', 'no-store')
          .send(document)
      },
    )

    app.get(
      '/api/gatherings/:id/calendar.ics',
      { config, schema: { tags, params: OfGathering, produces: ['text/calendar'] } },
      async (request, reply) => {
        const gathering = await getGathering(house.db, request.params.id)
        const kind = kindNow(await house.rulesNow(), gathering)
        requireStanding(await standingIn(house.db, gathering, kind, request.actor), 'knows')
        return reply
          .type('text/calendar; charset=utf-8')
          .header('content-disposition', attachment(`${gathering.title}.ics`))
          .send(calendarFile([entryOf(gathering, pageOf(house, gathering.id))], house.now()))
      },
    )

    app.get(
      '/api/gatherings/calendar.ics',
      { config, schema: { tags, produces: ['text/calendar'] } },
      async (request, reply) => {
        const gatherings = await gatheringsWhere(
          house.db,
          sql<boolean>`g.id in (select gathering_id from gathering_attendees where person_id = ${request.actor.personId})
            and g.state in ('called', 'running', 'cancelled') and g.starts_at > ${house.now()}::timestamptz - interval '30 days'`,
          200,
        )
        return reply
          .type('text/calendar; charset=utf-8')
          .header('content-disposition', attachment('会议.ics'))
          .send(
            calendarFile(
              gatherings.map((gathering) => entryOf(gathering, pageOf(house, gathering.id))),
              house.now(),
            ),
          )
      },
    )
  }
}

const pageOf = (house: House, id: string) => `${house.configuration.publicUrl}/meeting?g=${id}`
