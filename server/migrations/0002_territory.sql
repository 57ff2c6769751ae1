-- Areas from city to micro-grid, organisations, people and their duties. Nothing is deleted: periods end.

-- Pairs of neighbouring characters: finds 清河 inside 临江市清河区 by index, whatever the locale of the server.
create function bigrams(words text) returns text[] language plpgsql immutable strict parallel safe cost 2000 as $$
declare
  pairs text[] := '{}';
begin
  for place in 1 .. length(words) - 1 loop
    pairs := pairs || substr(lower(words), place, 2);
  end loop;
  return pairs;
end $$;

create table areas (
  id uuid primary key,
  code text not null unique,
  name text not null,
  name_en text,
  kind text not null check (kind in ('city', 'district', 'street', 'community', 'grid', 'micro_grid', 'dedicated_grid')),
  -- For dedicated grids: 商圈, 市场, 楼宇, 企业, 机关, 学校, 医院.
  dedicated_to text,
  parent_id uuid references areas,
  path ltree not null,
  households int check (households >= 0),
  active_from timestamptz not null default now(),
  active_to timestamptz,
  check ((kind = 'city') = (parent_id is null)),
  check ((kind = 'dedicated_grid') = (dedicated_to is not null))
);
create index areas_path on areas using gist (path);
create index areas_parent on areas (parent_id, code);
create index areas_kind on areas (kind, code);
create index areas_name on areas using gin (bigrams(name));

-- One row for each part of a shape. Coordinates are WGS-84, x = longitude, y = latitude.
create table area_shapes (
  id bigint generated always as identity primary key,
  area_id uuid not null references areas,
  outline polygon not null,
  holes polygon[] not null default '{}',
  rings jsonb not null,
  valid_from timestamptz not null default now(),
  valid_to timestamptz
);
-- GiST knows no `polygon @> point`; it finds the boxes, and the outline decides.
create index area_shapes_current on area_shapes using gist (box(outline)) where valid_to is null;
create index area_shapes_area on area_shapes (area_id);

create table organisations (
  id uuid primary key,
  code text not null unique,
  name text not null,
  name_en text,
  kind text not null,
  function text,
  parent_id uuid references organisations,
  path ltree not null,
  area_id uuid references areas,
  phone text,
  address text,
  active_from timestamptz not null default now(),
  active_to timestamptz
);
create index organisations_path on organisations using gist (path);
create index organisations_area on organisations (area_id) where active_to is null;
create index organisations_kind on organisations (kind, function) where active_to is null;
create index organisations_parent on organisations (parent_id, code);
create index organisations_name on organisations using gin (bigrams(name));

create table people (
  id uuid primary key,
  name text not null,
  phone text,
  email text,
  user_id text unique,
  created_at timestamptz not null default now(),
  erased_at timestamptz
);
create index people_phone on people (phone) where phone is not null;

create table duties (
  id uuid primary key,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  role text not null,
  area_id uuid references areas,
  active_from timestamptz not null default now(),
  active_to timestamptz,
  check (active_to is null or active_to > active_from)
);
create index duties_person on duties (person_id);
create index duties_organisation on duties (organisation_id);
create index duties_area on duties (area_id);

-- Places with a code on the wall: scanning it says where one is.
create table place_codes (
  code text primary key,
  area_id uuid not null references areas,
  name text not null,
  address text,
  spot point not null,
  active_to timestamptz
);
create index place_codes_area on place_codes (area_id);
create index place_codes_name on place_codes using gin (bigrams(name || ' ' || coalesce(address, '')));

-- The current area that holds a point; the finest kind wins (micro-grid, grid, community, street …), and a
-- dedicated grid wins over the grid it lies in. Its plan is kept for the session.
create function area_at(lng float8, lat float8) returns uuid language plpgsql stable parallel safe as $$
declare
  found_area uuid;
begin
  select s.area_id into found_area
  from area_shapes s join areas a on a.id = s.area_id
  where s.valid_to is null and a.active_to is null
    and box(s.outline) @> box(point(lng, lat), point(lng, lat))
    and s.outline @> point(lng, lat)
    and not exists (select 1 from unnest(s.holes) hole where hole @> point(lng, lat))
  order by (a.kind = 'dedicated_grid') desc, nlevel(a.path) desc, s.id
  limit 1;
  return found_area;
end $$;
