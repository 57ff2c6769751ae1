import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { branchesApi, refreshAllStates } from '../server/src/branches/index.ts'
import { progressBar } from '../server/src/commands/progress.ts'
import { writeAllPlans } from '../server/src/gatherings/index.ts'
import { readConfiguration } from '../server/src/kernel/configuration.ts'
import { buildApp } from '../server/src/kernel/http/index.ts'
import type { Actor } from '../server/src/kernel/permissions/index.ts'
import { membershipApi } from '../server/src/membership/index.ts'
import { survey } from '../server/src/rectification/index.ts'
import { openHouse } from '../server/src/service.ts'
import { type Measured, median } from './measure.ts'

const quiet = { info() {}, warn() {}, error() {} }

/** As many as 郑州 has, or as many as are asked for. */
const organisations = Number(process.env.LIANXIN_BENCH_ORGANISATIONS || 27_000)
const members = Math.round(organisations * (610_000 / 27_000))
const districts = 16
const streets = Math.max(districts, Math.round(organisations / 135))
const communities = Math.round(organisations / 10)
const branches = organisations - 1 - districts - streets - communities

/** A city's whole party line with its members and what happened in its branches in a year, written set by set. */
const city = `
set synchronous_commit = off;
set work_mem = '256MB';
insert into areas (id, code, name, kind, parent_id, path, active_from) values (md5('a')::uuid, '410100', '某市', 'city', null, 'A', '2020-01-01');
insert into areas (id, code, name, kind, parent_id, path, active_from)
  select md5('ad' || d)::uuid, 'AD' || d, '第' || d || '区', 'district', md5('a')::uuid, ('A.D' || d)::ltree, '2020-01-01'::timestamptz from generate_series(0, ${districts - 1}) d;
insert into areas (id, code, name, kind, parent_id, path, active_from)
  select md5('as' || s)::uuid, 'AS' || s, '第' || s || '街道', 'street', md5('ad' || s % ${districts})::uuid,
    ('A.D' || s % ${districts} || '.S' || s)::ltree, '2020-01-01'::timestamptz from generate_series(0, ${streets - 1}) s;
insert into areas (id, code, name, kind, parent_id, path, active_from)
  select md5('ac' || c)::uuid, 'AC' || c, '第' || c || '社区', 'community', md5('as' || c % ${streets})::uuid,
    ('A.D' || c % ${streets} % ${districts} || '.S' || c % ${streets} || '.C' || c)::ltree, '2020-01-01'::timestamptz from generate_series(0, ${communities - 1}) c;
create temporary table line as
  select md5('p')::uuid as id, 'P' as code, 'party_committee' as kind, 'committee' as form, null::uuid as parent, 'P'::ltree as path, md5('a')::uuid as area
  union all select md5('pd' || d)::uuid, 'PD' || d, 'party_committee', 'committee', md5('p')::uuid, ('P.PD' || d)::ltree, md5('ad' || d)::uuid
    from generate_series(0, ${districts - 1}) d
  union all select md5('ps' || s)::uuid, 'PS' || s, 'party_committee', 'committee', md5('pd' || s % ${districts})::uuid,
    ('P.PD' || s % ${districts} || '.PS' || s)::ltree, md5('as' || s)::uuid from generate_series(0, ${streets - 1}) s
  union all select md5('pc' || c)::uuid, 'PC' || c, 'party_committee', 'committee', md5('ps' || c % ${streets})::uuid,
    ('P.PD' || c % ${streets} % ${districts} || '.PS' || c % ${streets} || '.PC' || c)::ltree, md5('ac' || c)::uuid from generate_series(0, ${communities - 1}) c
  union all select md5('pb' || b)::uuid, 'PB' || b, 'grid_party_branch', 'branch', md5('pc' || b % ${communities})::uuid,
    ('P.PD' || b % ${communities} % ${streets} % ${districts} || '.PS' || b % ${communities} % ${streets} || '.PC' || b % ${communities} || '.PB' || b)::ltree,
    md5('ac' || b % ${communities})::uuid from generate_series(0, ${branches - 1}) b;
insert into organisations (id, code, name, kind, parent_id, path, area_id, active_from)
  select id, code, '党组织' || code, kind, parent, path, area, '2020-01-01' from line;
insert into party_organisations (organisation_id, stream_id, path, area_path, form, type, in_community, founded_on, term_from, term_until, head_seq, head_hash)
  select l.id, gen_random_uuid(), l.path, a.path, l.form, 'ordinary', l.form = 'branch', '2020-01-01',
    current_date - (hashtext(l.code) & 2047), current_date - (hashtext(l.code) & 2047) + 1826, 0, '' from line l join areas a on a.id = l.area;
insert into people (id, name) select md5('m' || m)::uuid, '党员' || m from generate_series(0, ${members - 1}) m;
insert into duties (id, person_id, organisation_id, role, active_from)
  select gen_random_uuid(), md5('m' || b)::uuid, md5('pb' || b)::uuid, 'secretary', '2021-01-01' from generate_series(0, ${branches - 1}) b where b % 50 <> 0;
insert into duties (id, person_id, organisation_id, role, active_from)
  select gen_random_uuid(), md5('m' || b + ${branches} * k)::uuid, md5('pb' || b)::uuid, 'committee_member', '2021-01-01'
  from generate_series(0, ${branches - 1}) b, generate_series(1, 2) k;
insert into party_members (id, person_id, branch_id, stage, admitted_on, full_on, birth_year, education, watched_from, last_dues_month, last_activity_on, head_seq, head_hash)
  select md5('x' || m)::uuid, md5('m' || m)::uuid, md5('pb' || m % ${branches})::uuid, 'full',
    case when m / ${branches} = 1 and m % ${branches} % 9 <> 0 then current_date - 300 else '2010-07-01' end, '2011-07-01', 1950 + m % 55, 'college',
    current_date - 400, date_trunc('month', current_date - (m % 70))::date, current_date - m % 120, 0, '' from generate_series(0, ${members - 1}) m;
insert into party_memberships (person_id, branch_id, from_day)
  select person_id, branch_id, '2020-01-01' from party_members;
insert into branch_facts (id, branch_id, held_by, kind, day, counts_for, made_up, should_attend, attended)
  select gen_random_uuid(), md5('pb' || b)::uuid, md5('pb' || b)::uuid, k.kind, day, day, (b + k.n) % 17 = 0, ${Math.round(members / branches)}, ${Math.round(members / branches)} - (b + k.n) % 9
  from generate_series(0, ${branches - 1}) b cross join (
    select 'topic_day' as kind, n from generate_series(1, 12) n union all select 'committee_meeting', n from generate_series(1, 12) n
    union all select 'general_meeting', n from generate_series(2, 12, 3) n union all select 'party_lesson', n from generate_series(3, 12, 3) n
    union all select 'organisation_life', 12 union all select 'appraisal_meeting', 12) k
  cross join lateral (select make_date(extract(year from current_date)::int, k.n, 10) as day) d
  where (b * 31 + k.n * 7) % 11 <> 0;
insert into weak_missed (gathering_id, branch_id, day)
  select gen_random_uuid(), md5('pb' || b)::uuid, current_date - 20 * n from generate_series(0, ${branches - 1}) b, generate_series(1, case when b % 20 = 0 then 5 else 1 end) n;
insert into weak_served (community_id, month, judged, good)
  select md5('ac' || c)::uuid, date_trunc('month', current_date - 31 * n)::date, 6, 2 + c % 5 from generate_series(0, ${communities - 1}) c, generate_series(0, 5) n;
analyze areas; analyze organisations; analyze party_organisations; analyze people; analyze duties; analyze party_members;
analyze party_memberships; analyze branch_facts; analyze weak_missed; analyze weak_served;`

const bareAggregate = `
select branch_id, kind, count(*), sum(should_attend), sum(attended) from branch_facts
where counts_for >= make_date(extract(year from current_date)::int, 1, 1) group by 1, 2`

const organiser: Actor = {
  kind: 'staff',
  personId: '00000000-0000-4000-8000-000000000001',
  userId: '00000000-0000-4000-8000-000000000001',
  name: '组织部门',
  sessionId: null,
  duties: [
    {
      id: '00000000-0000-4000-8000-000000000002',
      role: 'organiser',
      organisationId: '00000000-0000-4000-8000-000000000003',
      organisationName: '组织部',
      organisationKind: 'department',
      organisationPath: 'ORG',
      areaId: '00000000-0000-4000-8000-000000000004',
      areaPath: 'A',
    },
  ],
}

const ms = (value: number) => Number(value.toFixed(1))

async function timed(times: number, work: () => Promise<unknown>): Promise<{ median: number; most: number }> {
  const took: number[] = []
  for (let turn = 0; turn < times; turn++) {
    const began = performance.now()
    await work()
    took.push(performance.now() - began)
  }
  return { median: ms(median(took)), most: ms(Math.max(...took)) }
}

/**
 * A city of 27,000 party organisations and 610,000 members: every branch's indicators worked out anew, against one bare
 * aggregate over the same facts; every branch's plan of the year; a survey for weak ones; and how long the organisation
 * department's pages take at the server.
 */
export async function branchesOfACity(): Promise<Measured> {
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
    const { house } = opened
    await house.rulesNow()
    const began = performance.now()
    await owner.query(city)
    const built = (performance.now() - began) / 1000
    const bar = progressBar('branches')
    // Before and after, so that what else the machine does weighs on both.
    const bareBefore = await timed(3, () => owner.query(bareAggregate))
    const refreshing = performance.now()
    const refreshed = await refreshAllStates(house, (done) => bar.at(done, branches))
    const refresh = performance.now() - refreshing
    bar.end()
    // The night after, when nothing has happened: as good as nothing is written.
    const again = await timed(1, () => refreshAllStates(house))
    const bareAfter = await timed(3, () => owner.query(bareAggregate))
    const bareMs = ms((bareBefore.median + bareAfter.median) / 2)
    const planning = performance.now()
    const plans = await writeAllPlans(house, new Date().getFullYear(), (done, of) => bar.at(done, of))
    const planned = (performance.now() - planning) / 1000
    bar.end()
    await owner.query('analyze branch_states; analyze gatherings')
    const surveying = performance.now()
    const surveyed = await survey(house, null)
    const survey_seconds = (performance.now() - surveying) / 1000
    const app = await buildApp({
      house,
      identify: async () => organiser,
      apis: [branchesApi(house), membershipApi(house)],
      requestsPerMinute: 1_000_000,
    })
    const first = (
      await owner.query<{ branch: string; district: string }>(
        `select md5('pb7')::uuid::text as branch, md5('pd3')::uuid::text as district`,
      )
    ).rows[0]!
    const page = async (url: string) => {
      const warm = await app.inject({ url })
      if (warm.statusCode !== 200) throw new Error(`${url}: ${warm.statusCode} ${warm.body}`)
      return timed(15, () => app.inject({ url }))
    }
    const pages: Record<string, { median: number; most: number }> = {}
    for (const [name, url] of [
      ['overview', '/api/sound/overview'],
      ['overview_of_a_district', `/api/sound/overview?under=${first.district}`],
      ['most_help_wanted', '/api/sound/branches'],
      ['terms_over', '/api/sound/branches?only=over'],
      ['map', '/api/sound/map'],
      ['one_branch', `/api/sound/branches/${first.branch}`],
      ['facts_of_a_branch', `/api/party/organisations/${first.branch}`],
      ['roll_of_a_branch', `/api/party/organisations/${first.branch}/members`],
    ] as const)
      pages[name] = await page(url)
    const { rows: facts } = await owner.query<{ n: number }>('select count(*)::int as n from branch_facts')
    await app.close()
    await owner.end()
    return {
      name: 'branches',
      ratio: Number((bareMs / refresh).toFixed(4)),
      organisations,
      members,
      facts: facts[0]!.n,
      built_in_seconds: ms(built),
      branches_refreshed: refreshed,
      refresh_ms: ms(refresh),
      refresh_of_nothing_new_ms: again.median,
      bare_aggregate_ms: bareMs,
      refresh_of_bare: ms(refresh / bareMs),
      plans: { organisations: plans.done, gatherings: plans.planned, seconds: ms(planned) },
      survey: { ...surveyed, seconds: ms(survey_seconds) },
      pages_ms: pages,
    }
  } finally {
    await opened.close()
    await opened.stopDatabase()
    rmSync(folder, { recursive: true, force: true })
  }
}
