import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readConfiguration } from '../server/src/kernel/configuration.ts'
import { sql } from '../server/src/kernel/database/index.ts'
import type { Actor } from '../server/src/kernel/permissions/index.ts'
import { checkMobilisations, takePlace } from '../server/src/mobilisation/index.ts'
import { openHouse } from '../server/src/service.ts'
import { serviceCommitments } from '../server/src/volunteering/index.ts'
import { type Measured, median } from './measure.ts'

export const quiet = { info() {}, warn() {}, error() {} }
const members = 10_000
const shifts = 50
const placesEach = 100
/** As many connections as a server holds. */
const lanes = 24

export type Opened = Awaited<ReturnType<typeof openHouse>>

/** A city of one branch with ten thousand members, and a running mobilisation of five thousand places at one time. */
export async function found(
  opened: Opened,
  members: number,
): Promise<{ actors: Actor[]; organisation: string }> {
  const { db } = opened.house
  const organisation = randomUUID()
  await sql`insert into organisations (id, code, name, kind, path, active_from)
    values (${organisation}, 'BENCH', '某党委', 'party_committee', 'bench'::ltree, '2020-01-01')`.execute(db)
  const people = Array.from({ length: members }, () => randomUUID())
  await sql`insert into people (id, name) select p, '党员' from unnest(${people}::uuid[]) p`.execute(db)
  const actors = people.map(
    (personId): Actor => ({
      kind: 'staff',
      personId,
      userId: personId,
      name: '党员',
      sessionId: null,
      duties: [
        {
          id: randomUUID(),
          role: 'member',
          organisationId: organisation,
          organisationName: '某党委',
          organisationKind: 'party_committee',
          organisationPath: 'bench',
          areaId: null,
          areaPath: null,
        },
      ],
    }),
  )
  return { actors, organisation }
}

export async function mobilisation(opened: Opened, organisation: string): Promise<string[]> {
  const { db } = opened.house
  const id = randomUUID()
  const ids = Array.from({ length: shifts }, () => ({ post: randomUUID(), shift: randomUUID() }))
  const from = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 3_600_000)
  const to = new Date(from.getTime() + 4 * 3_600_000)
  await sql`insert into mobilisations (id, name, kind, emergency, state, organisation_id, organisation_path, rest_minutes, made_at, started_at, head_seq, head_hash)
    values (${id}, '检测夜', 'party', true, 'running', ${organisation}, 'bench'::ltree, 480, now(), now(), 0, '')`.execute(
    db,
  )
  await sql`insert into mobilisation_units (mobilisation_id, organisation_id, organisation_path, called_at)
    values (${id}, ${organisation}, 'bench'::ltree, now())`.execute(db)
  const text = JSON.stringify(ids)
  await sql`insert into mobilisation_posts (id, mobilisation_id, position, name, organisation_id, organisation_path, secret)
    select post, ${id}::uuid, row_number() over (), '岗位', ${organisation}::uuid, 'bench'::ltree, '' from jsonb_to_recordset(${text}::jsonb) as r(post uuid)`.execute(
    db,
  )
  await sql`insert into mobilisation_shifts (id, mobilisation_id, post_id, starts_at, ends_at, needed)
    select shift, ${id}::uuid, post, ${from}::timestamptz, ${to}::timestamptz, ${placesEach} from jsonb_to_recordset(${text}::jsonb) as r(post uuid, shift uuid)`.execute(
    db,
  )
  return ids.map(({ shift }) => shift)
}

/** Everybody at once: each asks for one shift. @returns how many a second were answered, and how many got a place */
async function burst(
  take: (index: number) => Promise<boolean>,
  atOnce: number,
): Promise<{ rate: number; placed: number }> {
  let next = 0
  let placed = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < members) if (await take(next++)) placed++
    }),
  )
  return { rate: members / ((performance.now() - began) / 1000), placed }
}

async function bare(url: string, shiftIds: string[], actors: Actor[], organisation: string) {
  const clients = await Promise.all(
    Array.from({ length: lanes }, async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
  const free = [...clients]
  try {
    return await burst(async (index) => {
      const client = free.pop()!
      try {
        await client.query('begin')
        const { rows } = await client.query({
          name: 'count',
          text: `update mobilisation_shifts set taken = taken + 1 where id = $1 and taken < needed
            returning mobilisation_id, post_id, starts_at, ends_at`,
          values: [shiftIds[index % shifts]],
        })
        const shift = rows[0]
        if (shift)
          await client.query({
            name: 'place',
            text: `insert into mobilisation_places (id, mobilisation_id, post_id, shift_id, person_id, organisation_id, rehearsal, during, how, placed_at)
              values ($1, $2, $3, $4, $5, $6, false, tstzrange($7, $8::timestamptz + interval '8 hours'), 'taken', now())`,
            values: [
              randomUUID(),
              shift.mobilisation_id,
              shift.post_id,
              shiftIds[index % shifts],
              actors[index]!.personId,
              organisation,
              shift.starts_at,
              shift.ends_at,
            ],
          })
        await client.query('commit')
        return shift !== undefined
      } finally {
        free.push(client)
      }
    }, lanes)
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

/** Frees everybody's hands for the next round. */
async function clear(opened: Opened): Promise<void> {
  await sql`update mobilisation_places set state = 'given_back', ended_at = now() where state = 'held'`.execute(
    opened.house.db,
  )
  await sql`update mobilisation_shifts set taken = 0`.execute(opened.house.db)
}

/**
 * Ten thousand members take five thousand places at once, by the command that the API calls, with everything that
 * belongs to it (nobody twice, the chain of the timeline), against the same row locks in plain SQL: count, insert, commit.
 */
export async function mobilise(options: { rounds?: number } = {}): Promise<Measured> {
  const rounds = options.rounds ?? 3
  const folder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-bench-'))
  chmodSync(folder, 0o755)
  const configuration = { ...readConfiguration({}), dataFolder: folder, demo: false }
  const opened = await openHouse(configuration, quiet, () => {})
  // Whether a community has called somebody is asked of each, as in the house that serves.
  const doors = serviceCommitments(opened.house)
  try {
    const { actors, organisation } = await found(opened, members)
    const ours: number[] = []
    const plain: number[] = []
    const total = shifts * placesEach
    for (let round = 0; round < rounds; round++) {
      const forBare = await mobilisation(opened, organisation)
      const other = await bare(opened.servingUrl, forBare, actors, organisation)
      plain.push(other.rate)
      await clear(opened)
      const shiftIds = await mobilisation(opened, organisation)
      const mine = await burst(async (index) => {
        try {
          const answer = await takePlace(opened.house, actors[index]!, shiftIds[index % shifts]!, {
            skills: [],
            wait: null,
          })
          return 'place_id' in answer
        } catch (error) {
          if ((error as { options?: { reason?: string } }).options?.reason === 'mobilisation.full')
            return false
          throw error
        }
      }, members)
      ours.push(mine.rate)
      const broken = await checkMobilisations(opened.house)
      if (mine.placed !== total || broken.length > 0)
        throw new Error(`${mine.placed} of ${total} places were taken; broken: ${JSON.stringify(broken)}`)
      await clear(opened)
    }
    const ratios = ours.map((value, index) => value / plain[index]!)
    return {
      name: 'mobilise',
      ratio: Number(median(ratios).toFixed(3)),
      ratio_least: Number(Math.min(...ratios).toFixed(3)),
      ratio_most: Number(Math.max(...ratios).toFixed(3)),
      answered_per_second: Math.round(median(ours)),
      plain_per_second: Math.round(median(plain)),
      members,
      places: total,
      taken: total,
      shifts,
      lanes,
      rounds,
    }
  } finally {
    for (const close of doors) close()
    await opened.close()
    await opened.stopDatabase()
    rmSync(folder, { recursive: true, force: true })
  }
}
