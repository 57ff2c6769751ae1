-- Grid administration: every change of the division with its date, reason and author; households as a dated fact.

alter table areas add column households_on date;
alter table areas add column households_source text;

create table grid_changes (
  id uuid primary key,
  kind text not null check (kind in ('draw', 'split', 'merge', 'boundary', 'hand_over', 'worker', 'households')),
  reason text not null,
  -- The paper that decided it, where there is one.
  document text,
  effective_from timestamptz not null,
  made_by uuid references people,
  made_by_organisation uuid references organisations,
  -- What was asked for, and what became of it: areas before and after, matters moved.
  asked jsonb not null,
  outcome jsonb not null
);

-- Which areas a change was about; a list by area or by community is a walk along this index.
create table grid_change_areas (
  change_id uuid not null references grid_changes,
  area_id uuid not null references areas,
  effective_from timestamptz not null,
  primary key (area_id, effective_from, change_id)
);
create index grid_change_areas_change on grid_change_areas (change_id);

-- Where what belonged to an ended or divided area went.
create table area_successions (
  area_id uuid not null references areas,
  successor_id uuid not null references areas,
  -- Takes what has no point of its own.
  takes_rest boolean not null,
  change_id uuid not null references grid_changes,
  primary key (area_id, successor_id, change_id)
);
create index area_successions_successor on area_successions (successor_id);

-- What a grid may be asked to do beyond the policy pack's list: admitted here, by whom, until when.
create table grid_admissions (
  id uuid primary key,
  item text not null,
  name_zh text not null,
  name_en text not null,
  -- Category prefixes that it covers; empty where it is named when the task is given.
  categories text[] not null default '{}',
  basis text not null,
  document text,
  -- Null: everywhere; else this area and what lies below it.
  area_id uuid references areas,
  effective_from date not null,
  effective_to date,
  state text not null check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  proposed_by uuid not null references people,
  proposed_by_organisation uuid not null references organisations,
  proposed_at timestamptz not null,
  decided_by uuid references people,
  decided_by_organisation uuid references organisations,
  decided_at timestamptz,
  decision_reason text,
  check ((state in ('approved', 'refused')) <= (decided_at is not null)),
  check (effective_to is null or effective_to >= effective_from)
);
create index grid_admissions_state on grid_admissions (state, proposed_at desc);
create index grid_admissions_area on grid_admissions (area_id) where area_id is not null;

-- Open matters of an area, whatever its history: for moving them, for the map and for the counts of each level.
create index matters_open_in_area on matters (area_id) where state <> 'closed';

-- Where on the map something lies, as one number: cells of zoom 22 along a Z-curve, so that a tile of any zoom is one range
-- of an index. Null beyond the map and where there is no point.
create function spread_bits(n bigint) returns bigint language plpgsql immutable strict parallel safe as $$
begin
  n := (n | (n << 16)) & 281470681808895;
  n := (n | (n << 8)) & 71777214294589695;
  n := (n | (n << 4)) & 1085102592571150095;
  n := (n | (n << 2)) & 3689348814741910323;
  return (n | (n << 1)) & 6148914691236517205;
end $$;
create function map_cell(spot point) returns bigint language plpgsql immutable strict parallel safe as $$
begin
  if not (abs(spot[0]) < 180 and abs(spot[1]) < 85.05) then
    return null;
  end if;
  -- Named with its schema: maintenance of the index runs without a search path. Adding and taking off rounds away what
  -- is too small to compute with.
  return public.spread_bits(floor((spot[0] + 180) / 360 * 4194304)::bigint)
    | (public.spread_bits(floor((1 - asinh(tan(radians((spot[1] + 90) - 90))) / pi()) / 2 * 4194304)::bigint) << 1);
end $$;
-- With the point in it, an index of an expression can answer alone.
-- How many points lie in a stretch is then known beforehand: a whole city is joined otherwise than one street.
create statistics matter_words_cells on (map_cell(spot)) from matter_words;
create index matter_words_cell on matter_words (map_cell(spot)) include (matter_id, spot) where spot is not null;

-- Changes with every change of an area or a shape: tiles carry it as their mark.
create table territory_state (
  only_row boolean primary key default true check (only_row),
  version bigint not null
);
insert into territory_state (version) values (1);
create function territory_changed() returns trigger language plpgsql as $$
begin
  update territory_state set version = version + 1;
  return null;
end $$;
create trigger areas_changed after insert or update or delete on areas
  for each statement execute function territory_changed();
create trigger area_shapes_changed after insert or update or delete on area_shapes
  for each statement execute function territory_changed();

-- What is published of who looks after an area: the number on which they are reached on duty, and the office's hours.
alter table duties add column public_phone text;
alter table organisations add column hours text;
