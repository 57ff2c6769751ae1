-- 支部标准化规范化: what a sound branch looks like is worked out from what happened, and nobody fills it in.

-- What happened in a branch, one row for each gathering or talk: what an indicator opens to.
create table branch_facts (
  -- The gathering's, or the talk's, own stream.
  id uuid primary key,
  branch_id uuid not null references organisations,
  -- The branch itself, or the group of it that met.
  held_by uuid not null references organisations,
  -- An id of the pack's `gathering_kinds`.
  kind text not null,
  day date not null,
  -- The day for whose period it counts: where something missed was made up for, a day of that period.
  counts_for date not null,
  made_up boolean not null default false,
  should_attend int not null default 0,
  attended int not null default 0
);
create index branch_facts_of_branch on branch_facts (branch_id, counts_for);

-- The state of each branch as the facts and the rules have it; rebuilt from them at will.
create table branch_states (
  branch_id uuid primary key references organisations,
  path ltree not null,
  area_id uuid references areas,
  area_path ltree,
  full_members int not null,
  probationary int not null,
  coming int not null,
  away int not null,
  -- Members of whom nothing has been heard for so long that the branch should ask.
  quiet int not null,
  committee int not null,
  has_secretary boolean not null,
  term text not null check (term in ('unknown', 'running', 'due', 'over')),
  size_findings text[] not null,
  -- 0 to 100; null where nothing was due yet.
  points real,
  stars int,
  -- Ids of indicators: what is still to do by the end of this month, and of the next.
  missing text[] not null,
  missing_next text[] not null,
  indicators jsonb not null,
  -- How many things want somebody's help.
  needs int not null,
  refreshed_on date not null
);
-- Pages of the whole line add up slim rows; what is behind one branch lies beside them.
alter table branch_states set (toast_tuple_target = 128);
alter table branch_states alter column indicators set storage external;
create index branch_states_path on branch_states using gist (path);
create index branch_states_area on branch_states using gist (area_path);
create index branch_states_needs on branch_states (needs desc, branch_id);

-- 两新组织、新就业群体: entered once; which organisation of the party has them in its care.
create table coverage_units (
  id uuid primary key,
  -- An id of the pack's `coverage_sectors`, and its kind.
  sector text not null,
  kind text not null check (kind in ('enterprise', 'social_organisation', 'employment_group')),
  name text not null,
  -- 统一社会信用代码, or the number that the register gives to a group.
  register_code text not null unique,
  area_id uuid not null references areas,
  area_path ltree not null,
  people int not null check (people >= 0),
  full_members int not null check (full_members >= 0),
  -- It has a branch of its own, is attached to one, or nobody has it in care yet.
  care text not null check (care in ('own', 'attached', 'none')),
  branch_id uuid references organisations,
  contact_note text,
  entered_by uuid references people,
  entered_at timestamptz not null,
  ended_on date,
  version int not null default 1,
  head_seq int not null,
  head_hash bytea not null,
  check ((care = 'none') = (branch_id is null)),
  check (full_members <= people)
);
create index coverage_units_area on coverage_units using gist (area_path) where ended_on is null;
create index coverage_units_branch on coverage_units (branch_id) where branch_id is not null and ended_on is null;
