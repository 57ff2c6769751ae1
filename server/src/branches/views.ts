import { type RawBuilder, sql } from 'kysely'
import type { Static } from 'typebox'
import type { House } from '../kernel/house.ts'
import { type Actor, requireReach, scopePredicate } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { partyOrganisation } from '../membership/index.ts'
import { type IndicatorResult, soundRulesOf } from './rules.ts'
import type { BranchList, BranchSound, Counts, Facts, NeedsMap, Overview, onlyNames } from './schemas.ts'
import { needsOf, whyOf } from './words.ts'

type Only = (typeof onlyNames)[number]
const pageLength = 50
const rowsAPage = 100
const mostAreas = 400

const reach = (actor: Actor, table: string): RawBuilder<boolean> =>
  scopePredicate(actor, 'party.read', {
    organisationId: sql.ref(`${table}.${table === 's' ? 'branch_id' : 'organisation_id'}`),
    organisationPath: sql.ref(`${table}.path`),
    areaPath: sql.ref(`${table}.area_path`),
  })

const countColumns = sql`count(s.branch_id) as branches, coalesce(sum(s.full_members), 0) as full, coalesce(sum(s.probationary), 0) as probationary,
  coalesce(sum(s.coming), 0) as coming, coalesce(sum(s.away), 0) as away, count(*) filter (where s.needs > 0) as needing,
  count(*) filter (where s.term = 'due') as term_due, count(*) filter (where s.term = 'over') as term_over,
  count(*) filter (where 'below_minimum' = any(s.size_findings)) as small, count(*) filter (where not s.has_secretary) as no_secretary,
  count(*) filter (where s.quiet > 0) as quiet, count(*) filter (where cardinality(s.missing) > 0) as missing,
  array[count(*) filter (where s.stars = 5), count(*) filter (where s.stars = 4), count(*) filter (where s.stars = 3),
    count(*) filter (where s.stars <= 2), count(s.branch_id) filter (where s.stars is null)]::int[] as stars`

async function starRows(house: House) {
  const rules = soundRulesOf(await house.rulesNow())
  return rules.sound_stars
    .toSorted((a, b) => b.stars - a.stars)
    .map(({ zh, en, stars, from_points, usual_share, source, unverified }) => ({
      zh,
      en,
      stars,
      from_points,
      usual_share,
      source,
      unverified: unverified ?? false,
    }))
}

interface Top {
  id: string
  name: string
  form: string
  path: string
}

/** The highest party organisations that an actor may see: those whose superior they may not see. */
async function topsFor(house: House, actor: Actor): Promise<Top[]> {
  const { rows } = await sql<Top>`
    with reached as materialized (
      select b.organisation_id as id, b.form, b.path from party_organisations b where b.form <> 'group' and ${reach(actor, 'b')}
    )
    select r.id, o.name, r.form, r.path::text as path
    from (select * from reached r where nlevel(r.path) = 1
        or not exists (select 1 from reached above where above.path = subpath(r.path, 0, -1))) r
    join organisations o on o.id = r.id
    where o.active_to is null
    order by nlevel(r.path), o.code limit ${rowsAPage + 1}`.execute(house.db)
  return rows
}

/** The organisation that was asked for, seen to be within reach; undefined where none was. */
async function requireUnder(house: House, actor: Actor, under: string | undefined) {
  if (!under) return undefined
  const found = await partyOrganisation(house.db, under)
  if (!found)
    throw new Problem('not_found', { zh: '没有这个党组织', en: 'There is no such party organisation' })
  requireReach(actor, 'party.read', {
    organisationId: found.id,
    organisationPath: found.path,
    areaPath: found.areaPath,
  })
  return found
}

const emptyCounts = (): Static<typeof Counts> => ({
  branches: 0,
  full: 0,
  probationary: 0,
  coming: 0,
  away: 0,
  needing: 0,
  term_due: 0,
  term_over: 0,
  small: 0,
  no_secretary: 0,
  quiet: 0,
  missing: 0,
  stars: [0, 0, 0, 0, 0],
})

/** The whole below one organisation, or below all that the reader may see: totals, and a row for each directly below. */
export async function overview(
  house: House,
  actor: Actor,
  { under, after }: { under?: string | undefined; after?: string | undefined },
): Promise<Static<typeof Overview>> {
  let found = await requireUnder(house, actor, under)
  const tops = found ? [] : await topsFor(house, actor)
  // Whoever answers for one line begins with what is below its head.
  if (!found && tops.length === 1) found = await partyOrganisation(house.db, tops[0]!.id)
  const below = found ? sql<boolean>`s.path <@ ${found.path}::ltree` : sql<boolean>`${reach(actor, 's')}`
  const { rows: children } = await sql<Top>`
      select o.id, o.name, b.form, b.path::text as path from organisations o join party_organisations b on b.organisation_id = o.id
      where ${found ? sql`o.parent_id = ${found.id}` : sql`o.id = any(${tops.map(({ id }) => id)}::uuid[])`}
        and o.active_to is null and b.form <> 'group' ${after ? sql`and o.id > ${after}::uuid` : sql``}
      order by o.id limit ${rowsAPage + 1}`.execute(house.db)
  const page = children.slice(0, rowsAPage)
  const counted = await countsOf(house, found ? found.path : null, page)
  const total = found && found.form !== 'branch' ? sumOf([...counted.values()]) : await totalOf(house, below)
  const { rows: coverage } = await sql<Static<typeof Overview>['coverage']>`
    select count(*) as units, count(*) filter (where care = 'own') as own, count(*) filter (where care = 'attached') as attached,
      count(*) filter (where care = 'none') as none
    from coverage_units u where u.ended_on is null and ${
      found
        ? found.areaPath
          ? sql`u.area_path <@ ${found.areaPath}::ltree`
          : sql`false`
        : scopePredicate(actor, 'coverage.read', {
            organisationId: sql`u.branch_id`,
            organisationPath: sql`null::ltree`,
            areaPath: sql`u.area_path`,
          })
    }`.execute(house.db)
  return {
    under: found ? { id: found.id, name: found.name, form: found.form } : null,
    way: found ? await wayTo(house, actor, found.path) : [],
    total,
    rows: page.map(({ id, name, form, path }) => ({
      id,
      name,
      form,
      below: form !== 'branch',
      ...(counted.get(path) ?? emptyCounts()),
    })),
    next: children.length > rowsAPage ? page.at(-1)!.id : null,
    stars: await starRows(house),
    coverage: coverage[0]!,
  }
}

function sumOf(all: Static<typeof Counts>[]): Static<typeof Counts> {
  const sum = emptyCounts()
  for (const one of all) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) if (key !== 'stars') sum[key] += one[key]
    sum.stars = sum.stars.map((stars, index) => stars + one.stars[index]!)
  }
  return sum
}

async function totalOf(house: House, below: RawBuilder<boolean>): Promise<Static<typeof Counts>> {
  const { rows } = await sql<
    Static<typeof Counts>
  >`select ${countColumns} from branch_states s where ${below}`.execute(house.db)
  return rows[0] ?? emptyCounts()
}

/** The counts of the organisations of one page, by their paths. */
async function countsOf(
  house: House,
  above: string | null,
  page: Top[],
): Promise<Map<string, Static<typeof Counts>>> {
  const paths = page.map(({ path }) => path)
  const depth = above ? above.split('.').length : 0
  // Directly below one organisation a single pass over all that lies under it serves every row, however many there are.
  const { rows } = above
    ? await sql<Static<typeof Counts> & { at: string }>`
        select subpath(s.path, 0, ${depth + 1})::text as at, ${countColumns} from branch_states s
        where s.path <@ ${above}::ltree and nlevel(s.path) > ${depth} group by 1`.execute(house.db)
    : await sql<Static<typeof Counts> & { at: string }>`
        select t.path::text as at, ${countColumns} from unnest(${paths}::text[]::ltree[]) as t (path)
        join branch_states s on s.path <@ t.path group by 1`.execute(house.db)
  return new Map(rows.map(({ at, ...counts }) => [at, counts]))
}

async function wayTo(house: House, actor: Actor, path: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from party_organisations b join organisations o on o.id = b.organisation_id
    where b.path @> ${path}::ltree and ${reach(actor, 'b')} order by nlevel(b.path)`.execute(house.db)
  return rows
}

const onlyWhere: Record<Only, RawBuilder<boolean>> = {
  over: sql<boolean>`s.term = 'over'`,
  due: sql<boolean>`s.term = 'due'`,
  small: sql<boolean>`'below_minimum' = any(s.size_findings)`,
  no_secretary: sql<boolean>`not s.has_secretary`,
  quiet: sql<boolean>`s.quiet > 0`,
  behind: sql<boolean>`s.stars <= 2`,
  missing: sql<boolean>`cardinality(s.missing) > 0`,
}

interface ListedState {
  id: string
  name: string
  area: string | null
  full: number
  probationary: number
  points: number | null
  stars: number | null
  term: string
  has_secretary: boolean
  quiet: number
  size_findings: string[]
  indicators: IndicatorResult[]
  needs: number
}

/** Branches, those that want most help first. */
export async function branchList(
  house: House,
  actor: Actor,
  {
    under,
    only,
    area,
    after,
  }: {
    under?: string | undefined
    only?: Only | undefined
    area?: string | undefined
    after?: string | undefined
  },
): Promise<Static<typeof BranchList>> {
  const found = await requireUnder(house, actor, under)
  const mark = after?.split('~')
  if (mark && !(mark.length === 2 && /^\d+$/.test(mark[0]!) && /^[0-9a-f-]{36}$/.test(mark[1]!)))
    throw new Problem('input.invalid', { zh: '翻页标记无效', en: 'The page cursor is not valid' })
  const rules = soundRulesOf(await house.rulesNow())
  const { rows } = await sql<ListedState>`
    select s.branch_id as id, o.name, a.name as area, s.full_members as full, s.probationary, s.points, s.stars, s.term, s.has_secretary,
      s.quiet, s.size_findings, s.indicators, s.needs
    from branch_states s join organisations o on o.id = s.branch_id left join areas a on a.id = s.area_id
    where ${found ? sql`s.path <@ ${found.path}::ltree` : reach(actor, 's')} ${only ? sql`and ${onlyWhere[only]}` : sql``}
      ${area ? sql`and s.area_path <@ (select path from areas where id = ${area})` : sql``}
      ${mark ? sql`and (s.needs < ${Number(mark[0])} or (s.needs = ${Number(mark[0])} and s.branch_id > ${mark[1]}::uuid))` : sql``}
    order by s.needs desc, s.branch_id limit ${pageLength + 1}`.execute(house.db)
  const page = rows.slice(0, pageLength)
  const last = page.at(-1)
  return {
    items: page.map((row) => ({
      id: row.id,
      name: row.name,
      area: row.area,
      full: row.full,
      probationary: row.probationary,
      points: row.points,
      stars: row.stars,
      needs: needsOf(row, rules),
    })),
    next: rows.length > pageLength && last ? `${last.needs}~${last.id}` : null,
  }
}

/** One branch's indicators, each explained. */
export async function branchSound(
  house: House,
  actor: Actor,
  id: string,
): Promise<Static<typeof BranchSound>> {
  const found = (await requireUnder(house, actor, id))!
  const rules = soundRulesOf(await house.rulesNow())
  const { rows } = await sql<ListedState & { on: string }>`
    select s.points, s.stars, s.term, s.has_secretary, s.quiet, s.size_findings, s.indicators,
      greatest(s.refreshed_on, (select day from branch_states_all)) as on
    from branch_states s where s.branch_id = ${id}`.execute(house.db)
  const state = rows[0]
  if (!state)
    throw new Problem('not_found', {
      zh: '只有党支部才有标准化指标；新建的支部稍候片刻就有',
      en: 'Only branches have indicators; a new one has them in a moment',
    })
  const byId = new Map(state.indicators.map((one) => [one.id, one]))
  return {
    id,
    name: found.name,
    points: state.points,
    stars: state.stars,
    on: state.on,
    indicators: rules.sound_indicators.flatMap((indicator) => {
      const result = byId.get(indicator.id)
      if (!result) return []
      const { share: _, ...shown } = result
      const kind = rules.gathering_kinds.find((row) => row.id === indicator.gathering)
      return [
        {
          ...shown,
          zh: indicator.zh,
          en: indicator.en,
          why: whyOf(indicator, result, rules),
          source: kind ? `${kind.source}；${indicator.source}` : indicator.source,
          unverified: indicator.unverified ?? false,
        },
      ]
    }),
    needs: needsOf(state, rules),
    star_rows: await starRows(house),
  }
}

/** What happened behind one indicator, the latest first. */
export async function factsBehind(
  house: House,
  actor: Actor,
  id: string,
  indicatorId: string,
): Promise<Static<typeof Facts>> {
  await requireUnder(house, actor, id)
  const rules = soundRulesOf(await house.rulesNow())
  const indicator = rules.sound_indicators.find((row) => row.id === indicatorId)
  if (!indicator) throw new Problem('not_found', { zh: '没有这项指标', en: 'There is no such indicator' })
  const year = house.now().toISOString().slice(0, 4)
  const { rows } = await sql<Static<typeof Facts>['items'][number]>`
    select f.id, o.name as held_by, f.day, f.counts_for, f.made_up, f.should_attend, f.attended
    from branch_facts f join organisations o on o.id = f.held_by
    where f.branch_id = ${id} and f.counts_for between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
      ${indicator.gathering ? sql`and f.kind = ${indicator.gathering}` : indicator.measure === 'attendance' ? sql`and f.should_attend > 0` : sql`and false`}
    order by f.day desc, f.id limit 200`.execute(house.db)
  return { items: rows }
}

/** Where help is wanted: the areas of the branches, with their outlines. */
export async function needsMap(
  house: House,
  actor: Actor,
  under: string | undefined,
): Promise<Static<typeof NeedsMap>> {
  const found = await requireUnder(house, actor, under)
  const { rows } = await sql<Static<typeof NeedsMap>['areas'][number]>`
    with counted as (
      select s.area_id as id, count(*) as branches, count(*) filter (where s.needs > 0) as needing from branch_states s
      where s.area_id is not null and ${found ? sql`s.path <@ ${found.path}::ltree` : reach(actor, 's')}
      group by 1 order by 3 desc, 1 limit ${mostAreas}
    )
    select a.id, a.name, c.branches, c.needing,
      coalesce((select jsonb_agg(h.rings->0 order by h.id) from area_shapes h where h.area_id = a.id and h.valid_to is null), '[]') as rings
    from counted c join areas a on a.id = c.id order by a.code`.execute(house.db)
  return { areas: rows }
}
