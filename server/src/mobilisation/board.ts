import { brotliCompressSync, constants } from 'node:zlib'
import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { byGap } from './rules.ts'
import { getMobilisation, type Mobilisation } from './store.ts'

export interface ShiftCount {
  shift_id: string
  post_id: string
  post: string
  unit_id: string
  unit: string
  dangerous: boolean
  starts_at: string
  ends_at: string
  needed: number
  taken: number
  waiting: number
  stand_ins: number
  /** Signed in at some time. */
  came: number
  /** Signed in and not yet out. */
  here: number
  /** Held, and neither signed in nor out. */
  absent: number
}

/** Every shift of a mobilisation with its counts, in one statement. */
export async function shiftCounts(executor: Executor, mobilisationId: string): Promise<ShiftCount[]> {
  const { rows } = await sql<ShiftCount & { starts: Date; ends: Date }>`
    with attended as (
      select shift_id, count(*) filter (where signed_in_at is not null)::int as came,
        count(*) filter (where signed_in_at is not null and signed_out_at is null)::int as here,
        count(*) filter (where signed_in_at is null)::int as absent
      from mobilisation_places where mobilisation_id = ${mobilisationId} and state = 'held' group by shift_id
    ), lined as (
      select shift_id, count(*) filter (where as_what = 'waiting')::int as waiting,
        count(*) filter (where as_what = 'stand_in')::int as stand_ins
      from mobilisation_waiting where mobilisation_id = ${mobilisationId} group by shift_id
    )
    select s.id as shift_id, p.id as post_id, p.name as post, o.id as unit_id, o.name as unit, p.danger is not null as dangerous,
      s.starts_at as starts, s.ends_at as ends, s.needed, s.taken, coalesce(l.waiting, 0) as waiting,
      coalesce(l.stand_ins, 0) as stand_ins, coalesce(a.came, 0) as came, coalesce(a.here, 0) as here,
      coalesce(a.absent, 0) as absent
    from mobilisation_shifts s join mobilisation_posts p on p.id = s.post_id join organisations o on o.id = p.organisation_id
      left join attended a on a.shift_id = s.id left join lined l on l.shift_id = s.id
    where s.mobilisation_id = ${mobilisationId} order by s.starts_at, p.position, s.id`.execute(executor)
  return rows.map(({ starts, ends, ...row }) => ({
    ...row,
    starts_at: starts.toISOString(),
    ends_at: ends.toISOString(),
  }))
}

interface Sum {
  needed: number
  taken: number
  came: number
  here: number
  absent: number
}

const nothing = (): Sum => ({ needed: 0, taken: 0, came: 0, here: 0, absent: 0 })

function add(sum: Sum, row: Sum): void {
  sum.needed += row.needed
  sum.taken += row.taken
  sum.came += row.came
  sum.here += row.here
  sum.absent += row.absent
}

const longestList = 40

/** What the wall shows: totals, shifts by their hours, units, and what is unfilled, the largest gap first. No names. */
export function boardOf(
  mobilisation: Mobilisation,
  counts: readonly ShiftCount[],
  now: Date,
  noShowMinutes: number,
) {
  const nowText = now.toISOString()
  const late = new Date(now.getTime() - noShowMinutes * 60_000).toISOString()
  const open = counts.filter(({ ends_at }) => ends_at > nowText)
  const running = open.filter(({ starts_at }) => starts_at <= nowText)
  const total = nothing()
  for (const row of counts) add(total, row)
  const windows = new Map<
    string,
    Sum & { starts_at: string; ends_at: string; posts: number; unfilled: number }
  >()
  for (const row of counts) {
    const key = `${row.starts_at}/${row.ends_at}`
    const window = windows.get(key) ?? {
      starts_at: row.starts_at,
      ends_at: row.ends_at,
      posts: 0,
      unfilled: 0,
      ...nothing(),
    }
    windows.set(key, window)
    add(window, row)
    window.posts += 1
    window.unfilled += row.taken < row.needed ? 1 : 0
  }
  const units = new Map<string, Sum & { id: string; name: string; starts_at: string }>()
  for (const row of open) {
    const unit = units.get(row.unit_id) ?? { id: row.unit_id, name: row.unit, starts_at: '', ...nothing() }
    units.set(row.unit_id, unit)
    add(unit, row)
  }
  const gaps = open.filter(({ needed, taken }) => taken < needed).sort(byGap)
  const notCome = running.filter(({ absent, starts_at }) => absent > 0 && starts_at <= late)
  return {
    id: mobilisation.id,
    name: mobilisation.name,
    kind: mobilisation.kind,
    state: mobilisation.state,
    rehearsal: mobilisation.rehearsal,
    emergency: mobilisation.emergency,
    organisation: mobilisation.organisationName,
    area: mobilisation.areaName,
    at: nowText,
    totals: {
      posts: new Set(counts.map(({ post_id }) => post_id)).size,
      shifts: counts.length,
      ...total,
      gap: gaps.reduce((sum, { needed, taken }) => sum + needed - taken, 0),
      unfilled: gaps.length,
      waiting: open.reduce((sum, { waiting }) => sum + waiting, 0),
      stand_ins: open.reduce((sum, { stand_ins }) => sum + stand_ins, 0),
      due: running.reduce((sum, { needed }) => sum + needed, 0),
      here: running.reduce((sum, { here }) => sum + here, 0),
      not_come: notCome.reduce((sum, { absent }) => sum + absent, 0),
    },
    windows: [...windows.values()].sort(
      (a, b) => a.starts_at.localeCompare(b.starts_at) || a.ends_at.localeCompare(b.ends_at),
    ),
    units: [...units.values()]
      .sort(byGap)
      .slice(0, longestList)
      .map(({ starts_at: _, ...unit }) => unit),
    gaps: gaps.slice(0, longestList),
    not_come: notCome.sort((a, b) => b.absent - a.absent).slice(0, longestList),
  }
}

/** A board as it was counted once: who may see it, and its words ready to be sent. */
export interface SharedBoard {
  mobilisation: Mobilisation
  json: string
  /** The same, compressed when the first screen asks for it so. */
  brotli(): Buffer
}

interface Kept {
  at: number
  board: Promise<SharedBoard>
}

const boards = new WeakMap<House, Map<string, Kept>>()
/** However many screens ask, a server counts a board once a change, and this often at most. */
const keptMilliseconds = 250

/** Something changed, and whoever hears of it will ask: what was counted before must not answer them. */
export function boardChanged(house: House, id: string): void {
  boards.get(house)?.delete(id)
}

async function count(house: House, id: string): Promise<SharedBoard> {
  const [mobilisation, counts, rules] = await Promise.all([
    getMobilisation(house.db, id),
    shiftCounts(house.db, id),
    house.rulesNow(),
  ])
  const board = boardOf(mobilisation, counts, house.now(), rules.mobilisation.no_show_minutes)
  const json = JSON.stringify(board)
  let packed: Buffer | undefined
  return {
    mobilisation,
    json,
    brotli() {
      packed ??= brotliCompressSync(json, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      return packed
    },
  }
}

/** The board as it is now, counted once for all who look at it in the same instant. */
export function sharedBoard(house: House, id: string): Promise<SharedBoard> {
  const known = boards.get(house) ?? new Map<string, Kept>()
  boards.set(house, known)
  const kept = known.get(id)
  if (kept && performance.now() - kept.at < keptMilliseconds) return kept.board
  const board = count(house, id)
  if (known.size > 200) known.clear()
  known.set(id, { at: performance.now(), board })
  board.catch(() => boardChanged(house, id))
  return board
}
