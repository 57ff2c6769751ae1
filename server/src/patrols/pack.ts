import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor } from '../kernel/permissions/index.ts'
import { namedBranch } from '../kernel/policy/index.ts'
import { privacyNumbersOf } from '../kernel/privacy-numbers/index.ts'
import { allowedActions, listMatters, type MatterRow } from '../matters/index.ts'
import { roundsToday, runningWalk } from './today.ts'

/** Bounds of what a phone is given to carry; what is left out is said. */
const most = { grids: 60, neighbours: 60, codes: 3000, matters: 100, templates: 100 }

type Ring = [number, number][]

async function gridsOf(house: House, actor: Actor) {
  const duties = dutiesFor(actor, 'patrol.walk')
  const own = duties.flatMap(({ duty }) => (duty.areaPath ? [duty.areaPath] : []))
  const { rows } = await sql<{
    id: string
    code: string
    name: string
    kind: string
    community: string | null
    shape: Ring[][] | null
  }>`
    select a.id, a.code, a.name, a.kind, up.name as community,
      (select jsonb_agg(s.rings order by s.id) from area_shapes s where s.area_id = a.id and s.valid_to is null) as shape
    from areas a left join areas up on up.id = a.parent_id
    where a.active_to is null and a.path <@ any(${own}::ltree[]) and a.kind in ('community', 'grid', 'micro_grid', 'dedicated_grid')
    order by nlevel(a.path), a.code limit ${most.grids}`.execute(house.db)
  return rows.map(({ shape, ...row }) => ({
    ...row,
    shape: { type: 'MultiPolygon' as const, coordinates: shape ?? [] },
  }))
}

/** Grids whose shapes come near: their names alone, so that a worker knows whose corner is across the street. */
async function neighboursOf(house: House, ids: string[]) {
  const { rows } = await sql<{ id: string; name: string; community: string | null }>`
    select distinct a.id, a.name, up.name as community
    from area_shapes mine join area_shapes theirs on box(theirs.outline) && box(mine.outline) and theirs.valid_to is null
    join areas a on a.id = theirs.area_id left join areas up on up.id = a.parent_id
    where mine.area_id = any(${ids}::uuid[]) and mine.valid_to is null and a.active_to is null
      and a.kind in ('grid', 'dedicated_grid') and a.id <> all(${ids}::uuid[])
    order by a.name limit ${most.neighbours}`.execute(house.db)
  return rows
}

async function codesOf(house: House, ids: string[]) {
  const { rows } = await sql<{
    code: string
    name: string
    address: string | null
    area_id: string
    lat: number
    lng: number
  }>`
    select code, name, address, area_id, spot[1] as lat, spot[0] as lng from place_codes
    where area_id = any(${ids}::uuid[]) and active_to is null order by code limit ${most.codes + 1}`.execute(
    house.db,
  )
  return rows
}

type Asker = 'reachable' | 'anonymous' | 'no_phone' | 'nobody'

async function mattersOf(house: House, actor: Actor) {
  const lists = await Promise.all(
    (['mine', 'inbox'] as const).map((view) => listMatters(house, actor, { view, limit: most.matters })),
  )
  const rows = [...new Map(lists.flatMap(({ items }) => items).map((row) => [row.id, row])).values()]
  const kept = rows.slice(0, most.matters)
  const ids = kept.map(({ id }) => id)
  const { rows: said } = await sql<{
    id: string
    text: string
    lat: number | null
    lng: number | null
    asker: Asker
    channel: string
  }>`
    select m.id, w.body as text, w.spot[1] as lat, w.spot[0] as lng, m.channel,
      case when not m.from_person then 'nobody' when c.phone is not null then 'reachable' when c.anonymous then 'anonymous' else 'no_phone' end as asker
    from matters m join matter_words w on w.matter_id = m.id left join matter_contacts c on c.matter_id = m.id
    where m.id = any(${ids}::uuid[])`.execute(house.db)
  const words = new Map(said.map((each) => [each.id, each]))
  const actions = await allowedActions(house, actor, ids)
  return {
    items: kept.map((row) => compact(row, words.get(row.id), actions.get(row.id) ?? [], actor)),
    more: rows.length > kept.length || lists.some(({ next }) => next !== null),
  }
}

function compact(
  row: MatterRow,
  said: { text: string; lat: number | null; lng: number | null; asker: Asker; channel: string } | undefined,
  actions: string[],
  actor: Actor,
) {
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    title: row.title,
    text: said?.text ?? '',
    channel: said?.channel ?? '',
    state: row.state,
    state_words: row.state_words,
    category: row.category,
    urgency: row.urgency,
    area: row.area,
    address: row.address,
    lat: said?.lat ?? null,
    lng: said?.lng ?? null,
    mine: row.handler !== null && row.handler.id === actor.personId,
    /** Whether the person can be called; their number is never carried. */
    asker: said?.asker ?? 'nobody',
    created_at: row.created_at,
    step_words: row.step_words,
    due_at: row.due_at,
    overdue: row.overdue,
    actions,
  }
}

async function templatesOf(house: House, actor: Actor) {
  const organisations = actor.duties.map(({ organisationId }) => organisationId)
  const { rows } = await sql<{ id: string; title: string; text: string; category: string | null }>`
    select id, title, text, category from answer_templates
    where retired_at is null and (organisation_id is null or organisation_id = any(${organisations}::uuid[]))
    order by title limit ${most.templates}`.execute(house.db)
  return rows
}

/** Everything that a worker needs where there is no signal. Phones of residents are never in it. */
export async function fieldPack(house: House, actor: Actor) {
  const rules = await house.rulesNow()
  const grids = await gridsOf(house, actor)
  const ids = grids.map(({ id }) => id)
  const [neighbours, codes, rounds, walk, matters, templates] = await Promise.all([
    neighboursOf(house, ids),
    codesOf(house, ids),
    roundsToday(house, actor),
    runningWalk(house.db, actor),
    mattersOf(house, actor),
    templatesOf(house, actor),
  ])
  const kept = rules.retention.find(({ id }) => id === 'patrol_positions')
  const terms = <T extends { id: string; zh: string; en: string }>(list: readonly T[]) =>
    list.map(({ id, zh, en }) => ({ id, zh, en }))
  return {
    day: shanghaiDate(house.now()),
    me: {
      id: actor.personId ?? '',
      name: actor.name ?? '',
      organisations: [
        ...new Map(actor.duties.map((duty) => [duty.organisationId, duty.organisationName])),
      ].map(([id, name]) => ({ id, name })),
    },
    grids,
    neighbours,
    codes: codes.slice(0, most.codes),
    walk,
    rounds,
    matters: matters.items,
    forms: {
      categories: rules.categories.map(namedBranch),
      urgencies: terms(rules.urgencies),
      checks: rules.patrol_checks.map(({ id, zh, en, category }) => ({
        id,
        zh,
        en,
        category: category ?? null,
      })),
      obstacles: rules.patrol_obstacles.map(({ id, zh, en, needs_words }) => ({
        id,
        zh,
        en,
        needs_words: needs_words ?? false,
      })),
      max_text: rules.intake.max_text_length,
      max_photos: rules.intake.max_photos,
    },
    templates,
    rules: {
      clock_tolerance_minutes: rules.field_work.clock_tolerance_minutes,
      longest_offline_days: rules.field_work.longest_offline_days,
      masked_calls: privacyNumbersOf(house) !== undefined,
      positions_kept: kept ? { days: kept.limit, unverified: kept.unverified ?? false } : null,
    },
    left_out: { grids: grids.length === most.grids, codes: codes.length > most.codes, matters: matters.more },
  }
}
