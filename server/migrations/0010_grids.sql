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
