import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { readConfiguration } from '../server/src/kernel/configuration.ts'
import { openHouse } from '../server/src/service.ts'
import { areaAt } from '../server/src/territory/index.ts'
import { across, grids, loadLargeCity, size, south, west } from './large-city.ts'
import { type Measured, median, rate } from './measure.ts'

const quiet = { info() {}, warn() {}, error() {} }

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
    await loadLargeCity(owner)
    const loaded = (performance.now() - began) / 1000
    await owner.query('create table bench_times (ours float8, bare float8, found boolean)')
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
