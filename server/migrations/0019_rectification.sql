-- 软弱涣散党组织：facts point, a person decides, a plan, residents judge, it is watched.
create table weak_cases (
  id uuid primary key,
  branch_id uuid not null references organisations,
  branch_path ltree not null,
  area_path ltree,
  state text not null check (state in ('candidate', 'rejected', 'listed', 'accepted', 'released')),
  version int not null default 1,
  -- What the facts said when it was found, and what they say now: situation, value, since when.
  reasons jsonb not null,
  opened_at timestamptz not null,
  refreshed_at timestamptz not null,
  decided_by uuid references people,
  decided_at timestamptz,
  decision_reason text,
  -- 限期: by the end of this day it shall be accepted.
  due_on date,
  plan text,
  accepted_by uuid references people,
  accepted_at timestamptz,
  watch_until date,
  ended_at timestamptz,
  rules_hash text not null,
  head_seq int not null,
  head_hash bytea not null,
  check ((state = 'candidate') = (decided_at is null)),
  check ((state in ('listed', 'accepted', 'released')) = (due_on is not null)),
  check ((state in ('rejected', 'released')) = (ended_at is not null))
);
-- A branch has one case at a time.
create unique index weak_cases_running on weak_cases (branch_id) where ended_at is null;
create index weak_cases_of_state on weak_cases (state, id desc);
create index weak_cases_of_branch on weak_cases (branch_id, opened_at desc);

-- What the house cannot know: entered by a person, with where it comes from.
create table weak_facts (
  id uuid primary key,
  branch_id uuid not null references organisations,
  situation text not null,
  since_day date not null,
  source text not null,
  entered_by uuid references people,
  entered_at timestamptz not null,
  withdrawn_by uuid references people,
  withdrawn_at timestamptz,
  withdrawn_because text
);
create unique index weak_facts_standing on weak_facts (branch_id, situation) where withdrawn_at is null;

-- 四个一
create table weak_helpers (
  case_id uuid not null references weak_cases,
  kind text not null,
  -- A person with a duty, or for the partner unit an organisation.
  person_id uuid references people,
  organisation_id uuid references organisations,
  named_at timestamptz not null,
  primary key (case_id, kind),
  check ((person_id is null) <> (organisation_id is null))
);

-- Each milestone is a task: owner, day, evidence and acceptance are the matter's.
create table weak_milestones (
  matter_id uuid primary key references matters,
  case_id uuid not null references weak_cases,
  created_at timestamptz not null
);
create index weak_milestones_of_case on weak_milestones (case_id, created_at);

-- 群众评议: counters, and which codes were used. No row, order or time links the two.
create table weak_polls (
  id uuid primary key,
  case_id uuid not null references weak_cases,
  opened_at timestamptz not null,
  closed_at timestamptz,
  issued int not null check (issued > 0),
  satisfied int not null default 0,
  dissatisfied int not null default 0,
  unsure int not null default 0
);
create unique index weak_polls_open on weak_polls (case_id) where closed_at is null;
create index weak_polls_of_case on weak_polls (case_id, opened_at);
create table weak_poll_codes (
  code_hash bytea primary key,
  poll_id uuid not null references weak_polls,
  used boolean not null default false
);
create index weak_poll_codes_of_poll on weak_poll_codes (poll_id);

-- The team when the branch was listed and when it was accepted: counts alone, nobody's name.
create table weak_teams (
  case_id uuid not null references weak_cases,
  moment text not null check (moment in ('before', 'after')),
  day date not null,
  seats int,
  officers int not null,
  ages jsonb not null,
  education jsonb not null,
  primary key (case_id, moment)
);

-- Kept by readers of the timeline, so that looking at every branch costs the same however much happened.
create table weak_missed (
  gathering_id uuid primary key,
  branch_id uuid not null,
  day date not null,
  made_up boolean not null default false
);
create index weak_missed_of_branch on weak_missed (branch_id, day);
create table weak_served (
  community_id uuid not null,
  month date not null,
  judged int not null,
  good int not null,
  primary key (community_id, month)
);
create table weak_surveys (
  id uuid primary key,
  asked_by uuid references people,
  started_at timestamptz not null,
  ended_at timestamptz,
  branches int,
  found int
);
create index weak_surveys_recent on weak_surveys (started_at desc);
