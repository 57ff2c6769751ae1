import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { readConfiguration } from '../server/src/kernel/configuration.ts'
import { openHouse } from '../server/src/service.ts'
import { areaAt } from '../server/src/territory/index.ts'
import { type Measured, median, rate } from './measure.ts'

const quiet = { info() {}, warn() {}, error() {} }

/** As many as 郑州 has: community grids, micro-grids, village grids and dedicated ones together. */
const grids = 70_818
const west = 112.7
const south = 34.27
/** Degrees: about 300 m each way. */
const size = 0.0033
const across = 267

/**
 * A city without a hole: corners of a net pushed about a little, each border with a bend in it, twenty grids a community,
 * eighteen communities a street, sixteen streets a district. Neighbours share their points.
 */
const city = `
create temporary table cells as
  select n, n % ${across} as x, n / ${across} as y, n / 20 as community, n / 360 as street, n / 5760 as district from generate_series(0, ${grids - 1}) n;
create function pg_temp.corner(x float8, y float8) returns point language sql immutable as $$
  select point(${west} + ${size} * (x + 0.2 * sin(x * 12.9898 + y * 78.233)), ${south} + ${size} * (y + 0.2 * sin(x * 39.346 + y * 11.135))) $$;
insert into areas (id, code, name, kind, parent_id, path, active_from) values
  (md5('city')::uuid, '410100', '某市', 'city', null, '410100', '2020-01-01');
insert into areas (id, code, name, kind, parent_id, path, active_from)
  select distinct md5('d' || district)::uuid, 'D' || district, '第' || district || '区', 'district', md5('city')::uuid, ('410100.D' || district)::ltree, '2020-01-01'::timestamptz from cells;
insert into areas (id, code, name, kind, parent_id, path, active_from)
  select distinct md5('s' || street)::uuid, 'S' || street, '第' || street || '街道', 'street', md5('d' || district)::uuid,
    ('410100.D' || district || '.S' || street)::ltree, '2020-01-01'::timestamptz from cells;
insert into areas (id, code, name, kind, parent_id, path, active_from)
  select distinct md5('c' || community)::uuid, 'C' || community, '第' || community || '社区', 'community', md5('s' || street)::uuid,
    ('410100.D' || district || '.S' || street || '.C' || community)::ltree, '2020-01-01'::timestamptz from cells;
insert into areas (id, code, name, kind, parent_id, path, active_from)
  select md5('g' || n)::uuid, 'G' || n, '第' || n || '网格', 'grid', md5('c' || community)::uuid,
    ('410100.D' || district || '.S' || street || '.C' || community || '.G' || n)::ltree, '2020-01-01' from cells;
insert into area_shapes (area_id, outline, rings, valid_from)
  select md5('g' || n)::uuid, ring::polygon, rings, '2020-01-01' from cells cross join lateral (
    select '(' || string_agg(at::text, ',' order by place) || ')' as ring,
      jsonb_build_array(jsonb_agg(jsonb_build_array(at[0], at[1]) order by place) || jsonb_build_array((jsonb_agg(jsonb_build_array(at[0], at[1]) order by place))->0)) as rings
    from (values (1, pg_temp.corner(x, y)), (2, pg_temp.corner(x + 0.5, y)), (3, pg_temp.corner(x + 1, y)), (4, pg_temp.corner(x + 1, y + 0.5)),
      (5, pg_temp.corner(x + 1, y + 1)), (6, pg_temp.corner(x + 0.5, y + 1)), (7, pg_temp.corner(x, y + 1)), (8, pg_temp.corner(x, y + 0.5))) corners (place, at)) outline;
analyze areas;
analyze area_shapes;
create table bench_times (ours float8, bare float8, found boolean);
`

/** Both ways one after the other inside the database, so that nothing but the look-up is timed. */
const timed = `
do $$
declare
  began timestamptz; lng float8; lat float8; n int; area uuid; ours float8; bare float8; found_area uuid; code_wanted text;
begin
  for i in 1 .. 4000 loop
    lng := ${west} + ${size} * (1 + random() * (${across} - 2));
    lat := ${south} + ${size} * (1 + random() * (${grids} / ${across} - 3));
    n := floor(random() * ${grids});
    began := clock_timestamp();
    found_area := area_at(lng, lat);
    ours := extract(epoch from clock_timestamp() - began) * 1000;
    code_wanted := 'G' || n;
    began := clock_timestamp();
    select a.id into area from areas a where a.code = code_wanted;
    bare := extract(epoch from clock_timestamp() - began) * 1000;
    if i > 200 then insert into bench_times values (ours, bare, found_area is not null); end if;
  end loop;
end $$`

const rounded = (value: number) => Number(value.toFixed(4))

/** A point finds its grid in a city of 70,818 grids, against one look-up by an index on text. */
export async function place(options: { seconds?: number; rounds?: number } = {}): Promise<Measured> {
  const seconds = options.seconds ?? 0.7
  const rounds = options.rounds ?? 15
  const folder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-bench-'))
  chmodSync(folder, 0o755)
  const opened = await openHouse(
    { ...readConfiguration({}), dataFolder: folder, demo: false },
    quiet,
    () => {},
  )
  try {
    const owner = new pg.Client({ connectionString: opened.ownerUrl })
    await owner.connect()
    const began = performance.now()
    await owner.query(city)
    const loaded = (performance.now() - began) / 1000
    await owner.query(timed)
    const { rows } = await owner.query<Record<string, number>>(`
      select percentile_cont(0.5) within group (order by ours) as p50, percentile_cont(0.95) within group (order by ours) as p95,
        percentile_cont(0.5) within group (order by bare) as bare_p50, percentile_cont(0.95) within group (order by bare) as bare_p95,
        avg(found::int)::float8 as found, count(*)::int as looks from bench_times`)
    await owner.end()
    const at = rows[0]!
    const { db } = opened.house
    const ours = () =>
      areaAt(db, {
        lng: west + size * (1 + Math.random() * (across - 2)),
        lat: south + size * (1 + Math.random() * (grids / across - 3)),
      })
    const bare = () =>
      sql`select id, path::text as path, kind, name from areas where code = ${`G${Math.floor(Math.random() * grids)}`}`.execute(
        db,
      )
    const rates: { ours: number; bare: number }[] = []
    for (let round = 0; round < rounds; round++)
      rates.push({
        bare: await rate(seconds, 4, async () => void (await bare())),
        ours: await rate(seconds, 4, async () => void (await ours())),
      })
    return {
      name: 'place',
      // Side by side in one loop inside the database: a round trip would hide the difference.
      ratio: rounded(at.bare_p50! / at.p50!),
      grids,
      loaded_in_seconds: Number(loaded.toFixed(1)),
      found_share: at.found!,
      at_the_database_ms: { p50: rounded(at.p50!), p95: rounded(at.p95!) },
      bare_at_the_database_ms: { p50: rounded(at.bare_p50!), p95: rounded(at.bare_p95!) },
      ratio_with_round_trip: rounded(median(rates.map((each) => each.ours / each.bare))),
      per_second: Math.round(median(rates.map((each) => each.ours))),
      bare_per_second: Math.round(median(rates.map((each) => each.bare))),
      looks: at.looks!,
    }
  } finally {
    await opened.close()
    await opened.stopDatabase()
    rmSync(folder, { recursive: true, force: true })
  }
}
