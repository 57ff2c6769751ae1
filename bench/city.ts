import pg from 'pg'
import { searchVector } from '../server/src/kernel/text/index.ts'
import { local, seasonal, slots, spoken } from './phrases.ts'

/** The tables that are filled in bulk: their indexes are built once at the end. */
const tables = [
  'matters',
  'matter_words',
  'matter_contacts',
  'matter_hands',
  'deadlines',
  'timeline',
  'timeline_personal',
  'judgements',
  'notices',
  'audit_log',
]

/** Who asks much: a resident, a reader of notices. */
export const busyPerson = '00000000-0000-7000-8000-00000000b0b0'
/** What stands out: one matter that many follow and on which much happened. */
export interface City {
  crowded: string
  ordinary: string
  /** Secret of the crowded one. */
  code: string
}

type HashOfCode = (code: string) => Buffer

/** As large as the house expects a city to be: 8 streets, 48 communities and 432 grids beside the demonstration's. */
const growth = `
  create temporary table grown as
    select 'street' as kind, s, 0 as c, 0 as g, 'B' || s as code, '第' || s || '街道' as name from generate_series(1, 8) s
    union all select 'community', s, c, 0, 'B' || s || '_' || c, s || '区' || c || '社区' from generate_series(1, 8) s, generate_series(1, 6) c
    union all select 'grid', s, c, g, 'B' || s || '_' || c || '_' || g, '第' || g || '网格' from generate_series(1, 8) s, generate_series(1, 6) c, generate_series(1, 9) g;
  insert into areas (id, code, name, kind, path, parent_id)
    select gen_random_uuid(), code, name, kind, (select path from areas where kind = 'district' limit 1) || (case kind
      when 'street' then code when 'community' then 'B' || s || '.' || code else 'B' || s || '.B' || s || '_' || c || '.' || code end)::ltree,
      (select id from areas where kind = 'district' limit 1) from grown;
  update areas a set parent_id = up.id from areas up where a.code like 'B%' and a.kind <> 'street' and up.path = subpath(a.path, 0, nlevel(a.path) - 1);
  insert into organisations (id, code, name, kind, path, area_id, parent_id)
    select gen_random_uuid(), 'O' || g.code, g.name || case g.kind when 'street' then '办事处' else '居委会' end,
      case g.kind when 'street' then 'street_office' else 'community_committee' end,
      gov.path || (case g.kind when 'street' then 'O' || g.code else 'OB' || g.s || '.O' || g.code end)::ltree, a.id, gov.id
    from grown g join areas a on a.code = g.code, (select * from organisations where kind = 'district_government' limit 1) gov where g.kind <> 'grid';
  update organisations o set parent_id = up.id from organisations up where o.code like 'OB%' and up.path = subpath(o.path, 0, nlevel(o.path) - 1);
  insert into people (id, name) select id, '经办' || code from organisations on conflict do nothing;`

/**
 * Rows as the commands would leave them, written in bulk: three years of matters of every kind and state, most closed,
 * the newest open, with hands, words, deadlines, timelines, contacts, parts and followers.
 */
export async function fillCity(
  ownerUrl: string,
  {
    matters,
    policyHash,
    hashOfCode,
    say,
    grow = async (client) => void (await client.query(growth)),
  }: {
    matters: number
    policyHash: string
    hashOfCode: HashOfCode
    say: (step: string) => void
    /** Adds its territory with its offices, coded `OB…`. */
    grow?: (client: pg.Client) => Promise<void>
  },
): Promise<City> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const crowd = Math.floor(matters * 0.9) + 1
  const run = async (text: string) => {
    const result = await client.query(
      text.replaceAll('$N', String(matters)).replaceAll('$CROWD', String(crowd)),
    )
    const table = /insert into (\w+)|create temporary table (\w+)/.exec(text)
    if (table) say(`${table[1] ?? table[2]}: ${result.rowCount ?? ''}`)
    return result
  }
  try {
    await run(`set synchronous_commit = off`)
    await run(`set maintenance_work_mem = '512MB'`)
    await run(`set work_mem = '128MB'`)
    await run(`set jit = off`)
    await grow(client)
    await run(`insert into people (id, name) values ('${busyPerson}', '常来的人') on conflict do nothing`)
    say('territory')
    const rebuild = await withoutIndexes(client)
    await sayings(client)
    // Every number of a matter from its running number alone: the same city each time.
    await run(`
      create temporary table made as
      with numbered as (
        select i, hashint8extended(i, 7) & 1048575 as h, hashint8extended(i, 11) & 1048575 as h2, hashint8extended(i, 13) & 1048575 as h3,
          now() - ($N - i) * (interval '1095 days' / $N) as at from generate_series(1, $N::bigint) i
      ), placed as (
        select n.*, (lpad(to_hex((extract(epoch from n.at) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid as id,
          c.id as area_id, c.path as area_path, c.community_id, c.street_id, c.terms as area_terms, c.n as corner, c.spot as corner_spot,
          case when h2 % 20 < 11 then c.community_id when h2 % 20 < 13 then c.street_id else d.id end as owner_id,
          n.at > now() - interval '30 days' and h % 10 < 6 or h % 400 = 0 as open
        from numbered n
        join corners c on c.n = (n.h3 % (select count(*) from corners))
        join departments d on d.n = (n.h2 / 20 % (select count(*) from departments))
      )
      select p.*, o.path as owner_path, i % 25 = 0 and i > 100 and i <> $CROWD as part, (i % 33 = 0 or i > $CROWD and i % greatest(2, $N / 50000) = 3) and i % 25 <> 0 and i > 100 and i <> $CROWD as follows,
        i > $CROWD and i % greatest(2, $N / 50000) = 3 as follows_crowd,
        case when h2 % 40 = 0 then 'received' when h2 % 40 < 4 then 'dispatched' when h2 % 40 < 8 then 'signed' when h2 % 40 < 10 then 'suspended'
          when h2 % 40 < 15 then 'answered' when h2 % 40 = 15 then 'judged' when h2 % 400 = 16 then 'contested' else 'in_hand' end as open_state
      from placed p join organisations o on o.id = p.owner_id`)
    await run(`create index on made (i)`)
    await run('analyze made')
    await run(`
      insert into matters (id, number, kind, state, urgency, channel, desk_id, owner_id, owner_path, handler_id, area_id, area_path, parent_id, original_id,
        policy_hash, from_person, created_at, dispatched_at, closed_at, step, due_at, outcome, category, request_kind, supervised_at, proposal, open_parts, head_seq, head_hash)
      select m.id, to_char(m.at, 'YYYYMMDD') || lpad(m.i::text, 7, '0'), case when m.part then 'part' else 'request' end,
        case when not m.open then 'closed' when m.follows then 'following' else m.open_state end,
        case when m.h % 500 = 1 then 'urgent' when m.h % 20 = 2 then 'priority' else 'ordinary' end, case when m.part then 'part' when m.h % 3 = 0 then 'phone' else 'web' end,
        case when m.part then up.owner_id else centre.id end, m.owner_id, m.owner_path, case when m.h % 3 > 0 then m.owner_id end, m.area_id, m.area_path,
        case when m.part then up.id end, case when m.follows then (case when m.follows_crowd then crowd.id else up.id end) end,
        '${policyHash}', not m.part, m.at, m.at + interval '2 hours', case when not m.open then m.at + interval '3 days' end,
        case when m.open and not m.follows then 'answer' end, case when m.open and not m.follows then m.at + (1 + m.h3 % 12) * interval '1 day' end,
        case when not m.open then (array['solved', 'solved', 'explained', 'unsolved'])[1 + m.h % 4] end,
        (select category from categories k where m.h3 / 1048576.0 < k.up_to order by k.up_to limit 1), (array['help', 'complaint', 'consultation', 'suggestion'])[1 + m.h2 % 4],
        case when m.h % 700 = 0 then m.at + interval '1 day' end,
        case when m.open and not m.follows and m.h % 60 = 0 then jsonb_build_object('kind', 'extension', 'reason', '情况复杂', 'at', m.at) end, 0, 2, '\\x00'
      from made m left join made up on up.i = m.i - 1, (select id from made where i = $CROWD) crowd,
        (select id from organisations where kind = 'hotline_centre' limit 1) centre order by m.i`)
    await run(`
      insert into matter_contacts (matter_id, anonymous, name, phone, person_id, code_hash)
      select id, h % 3 = 0, case when h % 3 > 0 then '群众' end, case when h % 3 > 0 then '139' || lpad((h3 % 90000000)::text, 8, '0') end,
        case when h % 25000 = 1 then '${busyPerson}'::uuid end, sha256(id::text::bytea) from made where not part order by i`)
    await run(`
      insert into matter_hands (matter_id, organisation_id, held, worked, passed_at, since)
      select x.id, x.organisation_id, bool_or(x.held), bool_or(x.worked), max(x.passed_at), max(x.at) from (
        select m.i, m.id, o.id as organisation_id, o.id = m.owner_id as held, o.id = m.owner_id as worked, null::timestamptz as passed_at, m.at from made m join above o on o.owner_id = m.owner_id
        union all select m.i, m.id, c.id, true, false, m.at + interval '2 hours', m.at from made m, (select id from organisations where kind = 'hotline_centre' limit 1) c
        union all select m.i, m.id, m.community_id, m.h % 4 = 0, false, case when m.h % 4 = 0 and m.owner_id <> m.community_id then m.at + interval '1 day' end, m.at from made m
        union all select m.i, m.id, m.street_id, false, false, null, m.at from made m) x
      group by x.i, x.id, x.organisation_id order by x.i`)
    await run(`
      create temporary table marks as select h.matter_id, search_marks(array_agg(h.organisation_id), m.area_id, m.at) as marks
      from matter_hands h join made m on m.id = h.matter_id group by h.matter_id, m.area_id, m.at`)
    await run(`
      insert into matter_words (matter_id, title, body, address, spot, exact_hash, simhash, salt, search)
      select m.id, substr(k.text, 1, 30), k.text || '，' || w.text || '。' || coalesce(x.text, ''), e.text || (m.h2 % 120) || '号楼',
        m.corner_spot + point(((m.h & 255) - 128) * 0.00001, ((m.h2 & 255) - 128) * 0.00001),
        sha256((k.text || w.text || m.i % 5000)::bytea), m.h * 77777777, '\\x00',
        k.terms || w.terms || e.terms || house.terms || m.area_terms || coalesce(x.terms, '') || case when m.h % 9 = 0 then to_tsvector('simple', '车牌' || m.i) else '' end
          || marks.marks
      from made m
      join marks on marks.matter_id = m.id
      join sayings k on k.sort = 'complaints' and k.slot = m.h / 1024
      join sayings w on w.sort = 'wishes' and w.slot = m.h2 / 1024
      join sayings e on e.sort = 'estates' and e.slot = m.h3 / 1024
      join sayings house on house.sort = 'houses' and house.slot = m.h2 % 120
      left join sayings x on x.slot = 0 and x.sort = case
        when extract(month from m.at at time zone 'UTC') <> extract(month from now()) and m.at < now() - interval '60 days' and m.h % 8 = 0 then 'seasonal'
        when m.corner = 5 and m.i < $N / 2 then 'local' end
      order by m.i`)
    await run(`
      insert into deadlines (id, subject_id, step, rule_id, started_at, due_at, explanation, ended_at, ended_as)
      select gen_random_uuid(), id, s.step, s.step, at, at + interval '7 days', '{"zh":"","en":""}',
        case when s.step = 'dispatch' or not open then at + interval '1 day' end, case when s.step = 'dispatch' or not open then 'met' end
      from made, (values ('dispatch'), ('answer')) s(step) where s.step = 'dispatch' or not (follows and open)`)
    await run(`
      insert into timeline (stream, stream_kind, seq, kind, at, actor_organisation_id, payload, digest, previous, hash)
      select id, 'matter', s.seq, case s.seq when 1 then 'matter.received' else 'matter.dispatched' end, at, case s.seq when 2 then owner_id end,
        case s.seq when 1 then '{"open":true}'::jsonb else jsonb_build_object('open', true, 'to', owner_id) end, 'sha256', case s.seq when 2 then '\\x00'::bytea end, '\\x00'
      from made, generate_series(1, 2) s(seq) order by i, s.seq`)
    await run(`
      insert into judgements (id, matter_id, round, solved, satisfaction, channel, wants_rework, created_at)
      select gen_random_uuid(), id, 1, h % 5 > 0, 'satisfied', 'code', false, at + interval '3 days' from made where not open and h % 2 = 0`)
    const crowded = (await run(`select id from made where i = $CROWD`)).rows[0].id as string
    await muchHappened(client, crowded)
    const code = 'XBENCH2345'
    await client.query('update matter_contacts set code_hash = $1 where matter_id = $2', [
      hashOfCode(code),
      crowded,
    ])
    await rebuild()
    say('indexes and foreign keys')
    await run('vacuum (analyze)')
    say('vacuumed and analysed')
    const ordinary = (
      await run(
        `select id from matters where step is not null and kind = 'request' order by id desc offset 50 limit 1`,
      )
    ).rows[0].id as string
    return { crowded, ordinary, code }
  } finally {
    await client.end()
  }
}

/** 2,000 events with words, 120 deadlines and 60 parts on one matter; notices and looks for one person. */
async function muchHappened(client: pg.Client, id: string): Promise<void> {
  await client.query(
    `with told as (
      insert into timeline (stream, stream_kind, seq, kind, at, actor_id, actor_organisation_id, payload, personal_hash, digest, previous, hash)
      select $1, 'matter', s, 'matter.progressed', now() - (2100 - s) * interval '1 minute', owner_id, owner_id, jsonb_build_object('open', s % 2 = 0, 'to', owner_id), '\\x00', 'sha256', '\\x00', '\\x00'
      from matters, generate_series(3, 2000) s where id = $1 returning id, seq)
    insert into timeline_personal (event_id, salt, data) select id, '\\x00', jsonb_build_object('text', repeat('今天又去了现场，', 12) || seq) from told`,
    [id],
  )
  await client.query(
    `insert into deadlines (id, subject_id, step, rule_id, started_at, due_at, explanation, ended_at, ended_as)
      select gen_random_uuid(), $1, 'answer', 'answer', now() - s * interval '1 day', now(), '{"zh":"","en":""}', now(), 'superseded' from generate_series(1, 120) s`,
    [id],
  )
  await client.query(
    `update matters set parent_id = $1 where id in (select id from matters where kind = 'part' order by id desc limit 60)`,
    [id],
  )
  await client.query(
    `insert into notices (id, person_id, kind, subject_id, words, created_at, read_at)
      select gen_random_uuid(), case when s % 5 = 0 then '${busyPerson}'::uuid else gen_random_uuid() end, 'matter.dispatched', $1, '{"zh":"有一件事","en":"A matter"}',
        now() - s * interval '5 minutes', case when s > 40000 then now() end from generate_series(1, 200000) s`,
    [id],
  )
  await client.query(
    `insert into audit_log (at, person_id, action, subject_id, reason, outcome)
      select now() - s * interval '1 minute', '${busyPerson}', 'contact.see', case when s % 100 = 0 then $1::uuid else gen_random_uuid() end, '回电', 'done' from generate_series(1, 200000) s`,
    [id],
  )
}

/** Sentences with their terms, corners of the territory and departments, each under a running number. */
async function sayings(client: pg.Client): Promise<void> {
  await client.query('create temporary table sayings (sort text, slot int, text text, terms tsvector)')
  const once = [
    { sort: 'seasonal', slot: 0, ...seasonal },
    { sort: 'local', slot: 0, ...local },
    ...Array.from({ length: 120 }, (_, slot) => ({
      sort: 'houses',
      slot,
      text: '',
      terms: searchVector(`${slot}号楼`),
    })),
  ]
  await client.query(
    `insert into sayings select sort, slot, text, to_tsvector('simple', terms)
      from jsonb_to_recordset($1) as r(sort text, slot int, text text, terms text)`,
    [JSON.stringify([...Object.entries(spoken).flatMap(([sort, phrases]) => slots(sort, phrases)), ...once])],
  )
  await client.query('analyze sayings')
  const { rows: corners } = await client.query<{ id: string; names: string }>(
    `select a.id, (select string_agg(up.name, ' ' order by nlevel(up.path)) from areas up where up.path @> a.path and up.kind <> 'city') as names from areas a where a.kind = 'grid' order by a.code`,
  )
  await client.query('create temporary table corner_terms (n int, id uuid, terms tsvector)')
  await client.query(
    `insert into corner_terms select n, id, to_tsvector('simple', terms) from jsonb_to_recordset($1) as r(n int, id uuid, terms text)`,
    [JSON.stringify(corners.map(({ id, names }, n) => ({ n, id, terms: searchVector(names) })))],
  )
  await client.query(`
    create temporary table corners as select t.n, a.id, a.path, t.terms, office.id as community_id, street.id as street_id,
        coalesce((select center(box(s.outline)) from area_shapes s where s.area_id = a.id and s.valid_to is null limit 1),
          point(113.95 + (t.n % 24) * 0.004, 34.5 + (t.n / 24) * 0.004)) as spot
      from corner_terms t join areas a on a.id = t.id join areas community on community.id = a.parent_id
      join organisations office on office.area_id = community.id and office.kind = 'community_committee'
      join organisations street on street.area_id = community.parent_id and street.kind = 'street_office';
    create temporary table departments as select row_number() over (order by code) - 1 as n, id from organisations where kind = 'department';
    create temporary table categories as select category, sum(share) over (order by n) as up_to from (values
      (1, 'municipal.street_lamp', 0.3), (2, 'environment.noise', 0.2), (3, 'municipal.road', 0.2), (4, 'housing.property', 0.15), (5, 'transport.parking', 0.1),
      (6, 'market.prepaid', 0.04), (7, 'labour.unpaid_wages', 0.0099), (8, 'safety.fire', 0.0002)) v(n, category, share);
    create temporary table above as select o.id as owner_id, up.id from organisations o join organisations up on up.path @> o.path;
    analyze above; analyze corners; analyze departments`)
}

/** Drops what a bulk load would update row by row. @returns builds it all again */
async function withoutIndexes(client: pg.Client): Promise<() => Promise<void>> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid = any($1::regclass[]) and not exists (select 1 from pg_constraint where conindid = indexrelid)`,
    [tables],
  )
  const { rows: keys } = await client.query<{ name: string; of: string; definition: string }>(
    `select quote_ident(conname) as name, conrelid::regclass::text as of, pg_get_constraintdef(oid) as definition from pg_constraint
      where contype = 'f' and conrelid = any($1::regclass[])`,
    [tables],
  )
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  for (const { of, name } of keys) await client.query(`alter table ${of} drop constraint ${name}`)
  return async () => {
    for (const { definition } of indexes) await client.query(definition)
    for (const { of, name, definition } of keys)
      await client.query(`alter table ${of} add constraint ${name} ${definition}`)
  }
}
