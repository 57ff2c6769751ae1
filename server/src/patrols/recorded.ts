import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import { cursorOf, readCursor } from '../kernel/http/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'

const pageLength = 20

/** Every walk of a worker with all that was kept of it, their position at each point with it: shown to them alone. */
export async function recordedWalks(house: House, actor: Actor, cursor: string | undefined) {
  const after = cursor ? readCursor(cursor) : null
  const rules = await house.rulesNow()
  const { rows } = await sql<{
    id: string
    day: string
    startedAt: Date
    endedAt: Date | null
    endedAs: 'worker' | 'house' | null
    mark: string
    marks: RecordedMark[] | null
  }>`
    select w.id, w.day, w.started_at as "startedAt", w.ended_at as "endedAt", w.ended_as as "endedAs", w.started_at::text as mark,
      (select jsonb_agg(jsonb_build_object('plan_id', k.plan_id, 'point_id', k.point_id, 'point', p.name, 'result', k.result,
          'obstacle', k.obstacle, 'words', k.words, 'checks', k.checks, 'happened_at', k.happened_at, 'received_at', k.received_at,
          'time_note', k.time_note, 'position', case when k.spot is not null then jsonb_build_object('lat', k.spot[1], 'lng', k.spot[0],
            'accuracy', k.accuracy) end) order by k.happened_at, k.id)
        from patrol_marks k join patrol_points p on p.plan_id = k.plan_id and p.version = k.version and p.id = k.point_id
        where k.walk_id = w.id) as marks
    from patrol_walks w where w.worker_id = ${actor.personId}
      ${after ? sql`and (w.started_at, w.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by w.started_at desc, w.id desc limit ${pageLength + 1}`.execute(house.db)
  const page = rows.slice(0, pageLength)
  const last = page.at(-1)
  return {
    kept: rules.retention
      .filter(({ id }) => id === 'patrol_positions' || id === 'patrol_walks' || id === 'field_entries')
      .map(({ id, zh, en, limit, source, unverified }) => ({
        id,
        zh,
        en,
        days: limit,
        source,
        unverified: unverified ?? false,
      })),
    walks: page.map(({ startedAt, endedAt, endedAs, id, day, marks }) => ({
      id,
      day,
      started_at: startedAt.toISOString(),
      ended_at: endedAt?.toISOString() ?? null,
      ended_by: endedAs,
      marks: (marks ?? []).map((each) => ({
        ...each,
        happened_at: new Date(each.happened_at).toISOString(),
        received_at: new Date(each.received_at).toISOString(),
      })),
    })),
    next: rows.length > pageLength && last ? cursorOf({ at: last.mark, id: last.id }) : null,
  }
}

interface RecordedMark {
  plan_id: string
  point_id: string
  point: string
  result: string
  obstacle: string | null
  words: string | null
  checks: unknown
  happened_at: string
  received_at: string
  time_note: string
  position: { lat: number; lng: number; accuracy: number | null } | null
}

/** Receipts of what this worker's phones sent, the newest first. */
export async function recordedEntries(house: House, actor: Actor, cursor: string | undefined) {
  const after = cursor ? readCursor(cursor) : null
  const { rows } = await sql<{
    id: string
    device: string
    kind: string
    toldAt: Date
    happenedAt: Date
    receivedAt: Date
    note: string
    matter: string | null
    mark: string
  }>`
    select id, device, kind, told_at as "toldAt", happened_at as "happenedAt", received_at as "receivedAt", time_note as note,
      result->>'matter_id' as matter, received_at::text as mark
    from field_entries where person_id = ${actor.personId}
      ${after ? sql`and (received_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by received_at desc, id desc limit ${pageLength * 5 + 1}`.execute(house.db)
  const page = rows.slice(0, pageLength * 5)
  const last = page.at(-1)
  return {
    items: page.map((row) => ({
      id: row.id,
      device: row.device,
      kind: row.kind,
      told_at: row.toldAt.toISOString(),
      happened_at: row.happenedAt.toISOString(),
      received_at: row.receivedAt.toISOString(),
      time_note: row.note,
      matter_id: row.matter,
    })),
    next: rows.length > pageLength * 5 && last ? cursorOf({ at: last.mark, id: last.id }) : null,
  }
}
