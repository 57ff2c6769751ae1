-- 吹哨报到: who was called, who came, who kept silent, and what each side says of the other.

create sequence whistle_numbers;

create table whistles (
  id uuid primary key,
  number text not null unique,
  -- An id of the pack's `whistle_kinds`.
  kind text not null,
  state text not null check (state in ('running', 'ended', 'called_off')),
  version int not null default 1,
  -- What it is about; each organisation called has a part of it.
  matter_id uuid not null references matters,
  -- Blown by itself: the matter was opened with it.
  alone boolean not null,
  organisation_id uuid not null references organisations,
  organisation_path ltree not null,
  area_id uuid references areas,
  area_path ltree,
  -- Where to meet, where that is not the place of the matter; goes with the matter's words.
  meet_at text,
  policy_hash text not null references policy_snapshots,
  -- The codes that the caller shows are made from it.
  code_key bytea not null,
  blown_at timestamptz not null,
  ended_at timestamptz,
  head_seq int not null,
  head_hash bytea not null,
  check ((state = 'running') = (ended_at is null))
);
create unique index whistles_one_running on whistles (matter_id) where state = 'running';
create index whistles_matter on whistles (matter_id);
create index whistles_of_caller on whistles (organisation_id, blown_at desc, id desc);
create index whistles_newest on whistles (blown_at desc, id desc);
create index whistles_running on whistles (blown_at, id) where state = 'running';
create index whistles_area_path on whistles using gist (area_path);
create index whistles_caller_path on whistles using gist (organisation_path);

create table whistle_calls (
  id uuid primary key,
  whistle_id uuid not null references whistles,
  organisation_id uuid not null references organisations,
  organisation_path ltree not null,
  -- Its part of the work.
  matter_id uuid not null unique references matters,
  state text not null check (state in ('called', 'acknowledged', 'arrived', 'released', 'excused', 'called_off')),
  version int not null default 1,
  called_at timestamptz not null,
  acknowledge_due_at timestamptz not null,
  arrive_due_at timestamptz not null,
  acknowledged_at timestamptz,
  comes_id uuid references people,
  -- The first arrival, and whether it was in time; worked out, never typed.
  arrived_at timestamptz,
  arrived_way text check (arrived_way in ('code', 'position', 'caller')),
  arrived_metres int,
  arrived_id uuid references people,
  in_time boolean,
  times_left int not null default 0,
  designated boolean not null default false,
  -- Rungs of the ladder that were climbed for it.
  escalated int not null default 0,
  step text,
  due_at timestamptz,
  ended_at timestamptz,
  code_failures int not null default 0,
  code_failed_at timestamptz,
  head_seq int not null,
  head_hash bytea not null,
  check ((state in ('called', 'acknowledged', 'arrived')) = (ended_at is null)),
  check ((state in ('called', 'acknowledged')) = (step is not null)),
  check ((step is null) = (due_at is null)),
  check ((arrived_at is null) = (in_time is null)),
  check (state <> 'arrived' or arrived_at is not null)
);
create unique index whistle_calls_once on whistle_calls (whistle_id, organisation_id) where ended_at is null;
create index whistle_calls_of_whistle on whistle_calls (whistle_id);
create index whistle_calls_open on whistle_calls (organisation_id, called_at) where ended_at is null;
create index whistle_calls_called on whistle_calls (organisation_id, called_at desc);
create index whistle_calls_path on whistle_calls using gist (organisation_path);
create index whistle_calls_to_erase on whistle_calls (arrived_at) where arrived_id is not null or arrived_metres is not null;

create table whistle_objections (
  id uuid primary key,
  -- Once.
  call_id uuid not null unique references whistle_calls,
  ground text not null,
  made_at timestamptz not null,
  due_at timestamptz not null,
  decided_at timestamptz,
  -- `moot`: the call ended before it was decided.
  outcome text check (outcome in ('upheld', 'refused', 'moot')),
  decided_by uuid references people,
  check ((decided_at is null) = (outcome is null))
);
create index whistle_objections_open on whistle_objections (due_at) where decided_at is null;

-- The caller of who was called, and who was called of the call: never anybody of themselves.
create table whistle_judgements (
  call_id uuid not null references whistle_calls,
  side text not null check (side in ('caller', 'called')),
  did boolean,
  solved boolean,
  fair boolean,
  -- 考核建议
  proposal text check (proposal in ('commend', 'criticise')),
  recorded_by uuid references people,
  organisation_id uuid not null references organisations,
  created_at timestamptz not null,
  primary key (call_id, side),
  check ((side = 'caller') = (did is not null and solved is not null)),
  check ((side = 'called') = (fair is not null)),
  check (side = 'caller' or proposal is null)
);
