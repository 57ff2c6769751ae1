import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { loadDemonstration } from '../server/src/demonstration/index.ts'
import { readConfiguration } from '../server/src/kernel/configuration.ts'
import type { StandingHouse } from '../server/src/kernel/make-house.ts'
import { type Actor, type Duty, roles } from '../server/src/kernel/permissions/index.ts'
import { countMatters, listMatters, matterDetail } from '../server/src/matters/index.ts'
import { openHouse } from '../server/src/service.ts'
import { type Measured, median } from './measure.ts'

const quiet = { info() {}, warn() {}, error() {} }

/** Rows as the commands would leave them, written in bulk: a tenth open, spread over every community and department. */
async function fill(ownerUrl: string, matters: number, policyHash: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`set synchronous_commit = off`)
    await client.query(
      `create temporary table owners as select row_number() over (order by code) - 1 as n, id, path, area_id from organisations
         where kind in ('community_committee', 'department', 'street_office') and active_to is null`,
    )
    await client.query(
      `create temporary table corners as select row_number() over (order by code) - 1 as n, id, path from areas where kind = 'grid'`,
    )
    await client.query(
      `create temporary table made as
       select i, (lpad(to_hex(26214400 + i), 8, '0') || '-0000-7000-8000-000000000000')::uuid as id,
         now() - (($1 - i) * interval '20 seconds') as at, i % 10 = 0 as open, o.id as owner_id, o.path as owner_path, c.id as area_id, c.path as area_path
       from generate_series(1, $1::bigint) i
       join owners o on o.n = (i * 7919) % (select count(*) from owners) join corners c on c.n = (i * 104729) % (select count(*) from corners)`.replaceAll(
        '$1',
        String(matters),
      ),
    )
    await client.query(
      `insert into matters (id, number, kind, state, urgency, channel, desk_id, owner_id, owner_path, area_id, area_path, policy_hash, from_person,
         created_at, closed_at, step, due_at, outcome, category, request_kind, head_seq, head_hash)
       select id, 'B' || lpad(i::text, 12, '0'), 'request', case when not open then 'closed' when i % 20000 = 0 then 'contested' else 'in_hand' end, case when i % 50000 = 1 then 'urgent' else 'ordinary' end, 'web', owner_id, owner_id, owner_path,
         area_id, area_path, '${policyHash}', true, at, case when open then null else at + interval '3 days' end, case when open then 'feedback' end,
         case when open then at + interval '7 days' end, case when open then null else 'solved' end, case when i % 100000 = 3 then 'labour.unpaid_wages' else 'municipal.street_lamp' end, 'help', 1, '\\x00' from made`,
    )
    await client.query(
      `insert into matter_words (matter_id, title, body, salt, search)
       select id, '第' || i || '号楼前路灯不亮', '第' || i || '号楼前路灯不亮，请派人来修', '\\x00',
         to_tsvector('simple', (array['路灯', '漏水', '噪音', '停车', '电梯', '垃圾'])[i % 6 + 1] || ' 楼 ' || (i % 200000) || '弄') from made`,
    )
    await client.query(
      `insert into matter_contacts (matter_id, anonymous, code_hash) select id, true, sha256(id::text::bytea) from made`,
    )
    await client.query(
      `insert into matter_hands (matter_id, organisation_id, held, since)
       select distinct on (x.organisation_id, x.id) x.id, x.organisation_id, x.held, x.at from (
         select m.id, o.id as organisation_id, o.id = m.owner_id as held, m.at from made m join organisations o on o.path @> m.owner_path
         union all
         select m.id, o.id, false, m.at from made m join areas a on a.path @> m.area_path join organisations o on o.area_id = a.id
           and o.kind in ('community_committee', 'street_office')) x order by x.organisation_id, x.id, x.held desc`,
    )
    await client.query(
      `insert into deadlines (id, subject_id, step, rule_id, started_at, due_at, explanation)
       select gen_random_uuid(), id, 'feedback', 'feedback', at, at + interval '7 days', '{"zh":"","en":""}' from made where open`,
    )
    await client.query(
      `insert into timeline (stream, stream_kind, seq, kind, at, payload, digest, hash)
       select id, 'matter', 1, 'matter.received', at, '{"open":true}', 'sha256', '\\x00' from made`,
    )
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

async function actorIn(house: StandingHouse, kind: string, role: Duty['role']): Promise<Actor> {
  const { rows } = await sql<{
    id: string
    name: string
    path: string
    area_id: string | null
    area_path: string | null
  }>`
    select o.id, o.name, o.path::text, o.area_id, a.path::text as area_path from organisations o left join areas a on a.id = o.area_id
    where o.kind = ${kind} and o.active_to is null order by o.code limit 1`.execute(house.db)
  const row = rows[0]!
  const duty: Duty = {
    id: row.id,
    role,
    organisationId: row.id,
    organisationName: row.name,
    organisationKind: kind,
    organisationPath: row.path,
    areaId: row.area_id,
    areaPath: row.area_path,
  }
  return {
    kind: 'staff',
    personId: row.id,
    userId: row.id,
    name: roles[role].zh,
    sessionId: null,
    duties: [duty],
  }
}

const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!

/** Every list, search and one matter whole with very many matters, against one bare look-up by primary key. */
export async function lists(options: { matters?: number; times?: number } = {}): Promise<Measured> {
  const matters = options.matters ?? Number(process.env.LIANXIN_BENCH_MATTERS ?? 1_000_000)
  const times = options.times ?? 30
  const folder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-bench-'))
  chmodSync(folder, 0o755)
  const opened = await openHouse(
    { ...readConfiguration({}), dataFolder: folder, demo: true },
    quiet,
    () => {},
  )
  const { house } = opened
  try {
    await loadDemonstration(house)
    await fill(opened.ownerUrl, matters, (await house.rulesNow()).hash)
    const people = {
      centre: await actorIn(house, 'hotline_centre', 'centre_clerk'),
      street: await actorIn(house, 'street_office', 'street_clerk'),
      community: await actorIn(house, 'community_committee', 'community_clerk'),
      department: await actorIn(house, 'department', 'department_officer'),
    }
    const milliseconds: Record<string, number> = {}
    const timed = async (name: string, work: () => Promise<unknown>) => {
      const taken: number[] = []
      await work()
      for (let i = 0; i < times; i++) {
        const began = performance.now()
        await work()
        taken.push(performance.now() - began)
      }
      milliseconds[name] = Number(p95(taken).toFixed(1))
    }
    const { rows } = await sql<{ id: string }>`select id from matters where step is not null limit 1`.execute(
      house.db,
    )
    const id = rows[0]!.id
    const area = (
      await sql<{ id: string }>`select id from areas where kind = 'grid' order by code limit 1`.execute(
        house.db,
      )
    ).rows[0]!.id
    const bare: number[] = []
    for (let i = 0; i < 200; i++) {
      const began = performance.now()
      await sql`select * from matters where id = ${id}`.execute(house.db)
      bare.push(performance.now() - began)
    }
    for (const [name, actor] of Object.entries(people)) {
      for (const view of ['inbox', 'below', 'overdue', 'passed_on', 'to_decide', 'all'] as const)
        await timed(`${name} ${view}`, () => listMatters(house, actor, { view }))
      await timed(`${name} counts`, () => countMatters(house, actor))
      await timed(`${name} search common`, () => listMatters(house, actor, { view: 'all', q: '路灯' }))
      await timed(`${name} search rare`, () => listMatters(house, actor, { view: 'all', q: '4711弄' }))
      await timed(`${name} state rare`, () => listMatters(house, actor, { view: 'all', state: 'contested' }))
      await timed(`${name} category rare`, () =>
        listMatters(house, actor, { view: 'all', category: 'labour' }),
      )
      await timed(`${name} urgency rare`, () => listMatters(house, actor, { view: 'all', urgency: 'urgent' }))
      await timed(`${name} area`, () => listMatters(house, actor, { view: 'all', area }))
    }
    await timed('one matter', () => matterDetail(house, people.centre, id))
    const worst = Math.max(...Object.values(milliseconds))
    return {
      name: 'lists',
      ratio: Number((median(bare) / (milliseconds['community inbox'] ?? worst)).toFixed(4)),
      matters,
      bare_look_up_ms: Number(median(bare).toFixed(2)),
      slowest_p95_ms: worst,
      p95_ms: milliseconds,
    }
  } finally {
    await opened.close()
    await opened.stopDatabase()
    rmSync(folder, { recursive: true, force: true })
  }
}
