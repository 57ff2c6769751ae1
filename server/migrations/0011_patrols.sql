-- 网格巡查: what shall be looked at and how often, who walked it, and what phones sent from where there was no signal.

create table patrol_plans (
  id uuid primary key,
  area_id uuid not null references areas,
  area_path ltree not null,
  -- The community whose grid it is.
  organisation_id uuid not null references organisations,
  organisation_path ltree not null,
  -- The latest version; earlier ones stay.
  version int not null,
  -- The last day on which anything of it is due.
  ends_on date,
  made_at timestamptz not null,
  head_seq int not null,
  head_hash bytea not null
);
create index patrol_plans_area on patrol_plans using gist (area_path);
create index patrol_plans_of_area on patrol_plans (area_id);
create index patrol_plans_of_organisation on patrol_plans (organisation_id, id);

create table patrol_plan_versions (
  plan_id uuid not null references patrol_plans,
  version int not null,
  name text not null,
  -- Null: whoever works the grid on the day.
  worker_id uuid references people,
  frequency jsonb not null,
  holidays text not null check (holidays in ('walk', 'skip')),
  from_day date not null,
  until_day date,
  made_by uuid references people,
  made_at timestamptz not null,
  primary key (plan_id, version),
  check (until_day is null or until_day >= from_day)
);
create index patrol_plan_versions_worker on patrol_plan_versions (worker_id) where worker_id is not null;

-- A point keeps its id from version to version, so that its coverage is one row over time.
create table patrol_points (
  plan_id uuid not null,
  version int not null,
  id uuid not null,
  position int not null,
  name text not null,
  spot point not null,
  place_code text,
  checks jsonb not null,
  primary key (plan_id, version, id),
  foreign key (plan_id, version) references patrol_plan_versions
);

create table patrol_walks (
  id uuid primary key,
  -- Erased by the retention rule: that it was walked stays known, not by whom.
  worker_id uuid references people,
  organisation_id uuid not null references organisations,
  organisation_path ltree not null,
  area_id uuid references areas,
  area_path ltree,
  day date not null,
  started_at timestamptz not null,
  started_received_at timestamptz not null,
  ended_at timestamptz,
  -- The house ends what was never ended; what its worker still sends of it is taken.
  ended_as text check (ended_as in ('worker', 'house')),
  head_seq int not null,
  head_hash bytea not null,
  check ((ended_at is null) = (ended_as is null))
);
create unique index patrol_walks_one_running on patrol_walks (worker_id) where ended_at is null;
create index patrol_walks_of_worker on patrol_walks (worker_id, started_at, id) where worker_id is not null;
create index patrol_walks_running on patrol_walks (started_at) where ended_at is null;
create index patrol_walks_to_erase on patrol_walks (day) where worker_id is not null;

create table patrol_marks (
  id uuid primary key,
  walk_id uuid not null references patrol_walks,
  plan_id uuid not null references patrol_plans,
  version int not null,
  point_id uuid not null,
  -- The round: the day on which it opened, and its number.
  round_day date not null,
  round_number int not null,
  result text not null check (result in ('seen', 'nothing_wrong', 'finding', 'not_reached')),
  obstacle text,
  -- What the worker wrote, and how each check was: erased with the worker's name.
  words text,
  checks jsonb,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  time_note text not null check (time_note in ('as_told', 'adjusted', 'bounded')),
  -- Where the worker stood, if they let it be recorded: shown to them alone, and soon erased.
  spot point,
  accuracy real,
  foreign key (plan_id, version, point_id) references patrol_points,
  check ((result = 'not_reached') = (obstacle is not null))
);
create index patrol_marks_of_round on patrol_marks (plan_id, round_day);
create index patrol_marks_of_walk on patrol_marks (walk_id, happened_at);
create index patrol_marks_positions on patrol_marks (received_at) where spot is not null;

-- Matters that were found on a patrol or in the field, and where.
create table patrol_findings (
  matter_id uuid primary key references matters,
  walk_id uuid references patrol_walks,
  plan_id uuid,
  point_id uuid,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  time_note text not null
);
create index patrol_findings_of_walk on patrol_findings (walk_id) where walk_id is not null;
create index patrol_findings_of_point on patrol_findings (plan_id, point_id) where plan_id is not null;

-- What a phone sent, once for its id: what came of it is answered again when it sends it again.
create table field_entries (
  person_id uuid not null references people,
  id uuid not null,
  device uuid not null,
  kind text not null,
  content_hash bytea not null,
  told_at timestamptz not null,
  happened_at timestamptz not null,
  time_note text not null,
  received_at timestamptz not null,
  -- Filled in by the transaction that inserted the row.
  result jsonb,
  primary key (person_id, id)
);
create index field_entries_age on field_entries (received_at);
create index field_entries_recent on field_entries (person_id, received_at, id);
