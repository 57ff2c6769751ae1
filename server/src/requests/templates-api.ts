import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { type Actor, dutiesFor, requireAction, requireReach } from '../kernel/permissions/index.ts'
import { categoryOf } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'

const tags = ['desk']
const closed = { additionalProperties: false }
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
const OrNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const Title = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
const Text = Type.String({ minLength: 1, maxLength: 4000, pattern: '\\S' })
const Category = Type.String({ maxLength: 128 })

const TemplateShown = Type.Object({
  id: Type.String(),
  title: Type.String(),
  text: Type.String(),
  category: OrNull(Type.String()),
  organisation_id: OrNull(Type.String({ description: 'Null: shared by the whole house' })),
  organisation: OrNull(Type.String()),
  changed_at: Type.String({ format: 'date-time' }),
  changed_by: OrNull(Type.String()),
  may_write: Type.Boolean(),
})

interface Template {
  id: string
  title: string
  text: string
  category: string | null
  organisation_id: string | null
  organisation: string | null
  changed_at: Date
  changed_by: string | null
}

const columns = sql`t.id, t.title, t.text, t.category, t.organisation_id, o.name as organisation,
  coalesce(t.changed_at, t.created_at) as changed_at, p.name as changed_by`
const tables = sql`answer_templates t left join organisations o on o.id = t.organisation_id
  left join people p on p.id = coalesce(t.changed_by, t.created_by)`

async function getTemplate(executor: Executor, id: string): Promise<Template> {
  const { rows } = await sql<Template>`
    select ${columns} from ${tables} where t.id = ${id} and t.retired_at is null`.execute(executor)
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这个模板', en: 'There is no such template' })
  return rows[0]
}

function mayWrite(actor: Actor, organisationId: string | null): boolean {
  if (organisationId === null) return dutiesFor(actor, 'template.share').length > 0
  return dutiesFor(actor, 'template.write').some(({ duty }) => duty.organisationId === organisationId)
}

/** An organisation's own are its people's to write; shared ones belong to who keeps them for all. */
function requireMayWrite(actor: Actor, organisationId: string | null): void {
  if (organisationId === null) requireAction(actor, 'template.share')
  else requireReach(actor, 'template.write', { organisationId })
}

async function requireCategory(house: House, category: string | null | undefined): Promise<void> {
  if (category && !categoryOf(await house.rulesNow(), category))
    throw new Problem('input.invalid', {
      zh: '没有这个类别',
      en: 'There is no such category',
      faults: [{ at: 'body/category', zh: '没有这个类别', en: 'is not a category' }],
    })
}

export interface NewTemplate {
  title: string
  text: string
  category?: string | null
  /** For the whole house; otherwise for the writer's organisation. */
  shared?: boolean
}

/** @throws Problem `permission.denied`, `input.invalid` */
export async function writeTemplate(house: House, actor: Actor, written: NewTemplate): Promise<string> {
  const own = dutiesFor(actor, 'template.write')[0]?.duty.organisationId
  const organisationId = written.shared || !own ? null : own
  requireMayWrite(actor, organisationId)
  await requireCategory(house, written.category)
  const id = randomUUID()
  await sql`insert into answer_templates (id, organisation_id, title, text, category, created_by, created_at)
    values (${id}, ${organisationId}, ${written.title}, ${written.text}, ${written.category || null}, ${actor.personId}, ${house.now()})`.execute(
    house.db,
  )
  return id
}

/** Answers that are written again and again: of one's own organisation, and of the whole house. */
export function templatesApi(house: House): Api {
  return async (app) => {
    const show = (actor: Actor, { changed_at, ...row }: Template) => ({
      ...row,
      changed_at: changed_at.toISOString(),
      may_write: mayWrite(actor, row.organisation_id),
    })

    app.get(
      '/api/templates',
      {
        config: { permission: 'template.read' },
        schema: {
          tags,
          summary: 'Templates of your organisations and those shared by all, those of a category first',
          querystring: Type.Object({ category: Type.Optional(Category) }),
          response: { 200: Type.Object({ items: Type.Array(TemplateShown) }) },
        },
      },
      async ({ actor, query }) => {
        const organisations = actor.duties.map(({ organisationId }) => organisationId)
        const { rows } = await sql<Template>`
          select ${columns} from ${tables}
          where t.retired_at is null and (t.organisation_id is null or t.organisation_id = any(${organisations}::uuid[]))
          order by (t.category is not distinct from ${query.category ?? null}) desc, t.title limit 200`.execute(
          house.db,
        )
        return { items: rows.map((row) => show(actor, row)) }
      },
    )

    app.post(
      '/api/templates',
      {
        config: { permission: 'template.read' },
        schema: {
          tags,
          summary: 'Write a template for your organisation, or for all',
          body: Type.Object(
            {
              title: Title,
              text: Text,
              category: Type.Optional(OrNull(Category)),
              shared: Type.Optional(Type.Boolean()),
            },
            closed,
          ),
          response: { 201: Type.Object({ id: Type.String() }) },
        },
      },
      async ({ actor, body }, reply) => {
        const id = await writeTemplate(house, actor, body)
        return reply.status(201).send({ id })
      },
    )

    app.patch(
      '/api/templates/:id',
      {
        config: { permission: 'template.read' },
        schema: {
          tags,
          summary: 'Rewrite a template; `seen` is the `changed_at` that you read',
          params: Id,
          body: Type.Object(
            {
              title: Type.Optional(Title),
              text: Type.Optional(Text),
              category: Type.Optional(OrNull(Category)),
              seen: Type.Optional(Type.String({ format: 'date-time' })),
            },
            closed,
          ),
          response: { 200: TemplateShown },
        },
      },
      async ({ actor, params, body }) => {
        const before = await getTemplate(house.db, params.id)
        requireMayWrite(actor, before.organisation_id)
        await requireCategory(house, body.category)
        const { title = before.title, text = before.text, category = before.category } = body
        const seen = body.seen ? new Date(body.seen) : before.changed_at
        // Told in milliseconds, kept in microseconds.
        const { numAffectedRows } = await sql`
          update answer_templates set title = ${title}, text = ${text}, category = ${category || null},
            changed_at = ${house.now()}, changed_by = ${actor.personId}
          where id = ${params.id} and retired_at is null
            and date_trunc('milliseconds', coalesce(changed_at, created_at)) = ${seen}`.execute(house.db)
        const after = await getTemplate(house.db, params.id)
        if (!numAffectedRows)
          throw new Problem('conflict.changed', { extra: { now: { title: after.title, text: after.text } } })
        return show(actor, after)
      },
    )

    app.delete(
      '/api/templates/:id',
      {
        config: { permission: 'template.read' },
        schema: {
          tags,
          summary: 'Retire a template; answers that used it stay',
          params: Id,
          response: { 204: Type.Null() },
        },
      },
      async ({ actor, params }, reply) => {
        const { organisation_id } = await getTemplate(house.db, params.id)
        requireMayWrite(actor, organisation_id)
        await sql`update answer_templates set retired_at = ${house.now()} where id = ${params.id}`.execute(
          house.db,
        )
        return reply.status(204).send(null)
      },
    )
  }
}
