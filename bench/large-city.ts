import type pg from 'pg'

/** As many as 郑州 has: community grids, micro-grids, village grids and dedicated ones together. */
export const grids = 70_818
export const west = 112.7
export const south = 34.27
/** Degrees: about 300 m each way. */
export const size = 0.0033
export const across = 267

const rows = Math.ceil(grids / across)
/** Grids that a district, a street and a community are wide and high: communities of twenty, eighteen to a street, sixteen streets to a district. */
const blocks = { d: [60, 96], s: [15, 24], c: [5, 4] } as const
const numberIn = ([wide, high]: readonly [number, number]) =>
  `(n / ${across}) / ${high} * ${Math.ceil(across / wide)} + (n % ${across}) / ${wide}`

/** A city without a hole: corners of a net pushed about a little, each border with a bend in it. Neighbours share their points. */
const grounds = `
create temporary table cells as
  select n, n % ${across} as x, n / ${across} as y, ${numberIn(blocks.c)} as community, ${numberIn(blocks.s)} as street, ${numberIn(blocks.d)} as district
  from generate_series(0, ${grids - 1}) n;
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
`

type Point = [number, number]

/** The same corner as in SQL. */
const corner = (x: number, y: number): Point => [
  west + size * (x + 0.2 * Math.sin(x * 12.9898 + y * 78.233)),
  south + size * (y + 0.2 * Math.sin(x * 39.346 + y * 11.135)),
]

/** Along the borders of cells from one corner to the next, in half steps, without the last. */
function along([x0, y0]: Point, [x1, y1]: Point): Point[] {
  const steps = 2 * (Math.abs(x1 - x0) + Math.abs(y1 - y0))
  return Array.from({ length: steps }, (_, step) =>
    corner(x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps),
  )
}

/** The outline of a block: the city's last row of grids is not full, its areas are. */
function outlineOf(number: number, [wide, high]: readonly [number, number]): Point[] {
  const blocksAcross = Math.ceil(across / wide)
  const [x0, y0] = [(number % blocksAcross) * wide, Math.floor(number / blocksAcross) * high]
  const [x1, y1] = [Math.min(across, x0 + wide), Math.min(rows, y0 + high)]
  const corners: Point[] = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ]
  return corners.flatMap((at, i) => along(at, corners[(i + 1) % 4]!))
}

/** Loads the ground of the city with the shapes of every level. */
export async function loadLargeCity(client: pg.Client): Promise<void> {
  await client.query(grounds)
  for (const [mark, block] of Object.entries(blocks)) {
    const number = { d: 'district', s: 'street', c: 'community' }[mark]!
    const { rows: numbers } = await client.query<{ n: number }>(`select distinct ${number} as n from cells`)
    const shapes = numbers.map(({ n }) => {
      const ring = outlineOf(n, block)
      return {
        key: `${mark}${n}`,
        outline: `(${ring.map((at) => `(${at.join(',')})`).join(',')})`,
        rings: [[...ring, ring[0]]],
      }
    })
    await client.query(
      `insert into area_shapes (area_id, outline, rings, valid_from)
        select md5(key)::uuid, outline::polygon, rings, '2020-01-01' from jsonb_to_recordset($1) as r(key text, outline text, rings jsonb)`,
      [JSON.stringify(shapes)],
    )
  }
  await client.query('analyze areas')
  await client.query('analyze area_shapes')
}

/** An office for each district, street and community, below those of the demonstration. */
export const offices = `
insert into organisations (id, code, name, kind, path, area_id, parent_id)
  select md5('o' || a.code)::uuid, 'OB' || a.code, a.name || case a.kind when 'district' then '人民政府' when 'street' then '办事处' else '居委会' end,
    case a.kind when 'district' then 'district_government' when 'street' then 'street_office' else 'community_committee' end,
    gov.path || regexp_replace(subpath(a.path, 1)::text, '(^|\\.)', '\\1OB', 'g')::ltree, a.id,
    case a.kind when 'district' then gov.id else md5('o' || up.code)::uuid end
  from areas a left join areas up on up.id = a.parent_id, (select o.* from organisations o join organisations d on d.parent_id = o.id where d.kind = 'district_government' order by d.code limit 1) gov
  where a.path <@ '410100' and a.kind in ('district', 'street', 'community') order by nlevel(a.path);
insert into people (id, name) select id, '经办' || code from organisations on conflict do nothing`
