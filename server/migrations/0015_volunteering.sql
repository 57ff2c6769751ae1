-- 双报到、社区吹哨党员报到、服务记录、共驻共建.

-- What members offer of their own will: for being called, until the day that they named, and gone when they take it back.
create table member_offers (
  person_id uuid primary key references people,
  -- Ids of the pack's `skills`.
  skills text[] not null,
  -- When they may be called: weekday_day, weekday_evening, weekend_day, weekend_evening.
  hours text[] not null,
  -- How far from the community with which they are registered.
  radius_km int not null check (radius_km between 0 and 50),
  until_day date not null,
  offered_at timestamptz not null
);
create index member_offers_until on member_offers (until_day);

-- 双报到: a unit with the community where it is, a member with the community where they live.
create table registrations (
  id uuid primary key,
  kind text not null check (kind in ('unit', 'member')),
  -- The unit; of a member the branch at the time.
  organisation_id uuid not null references organisations,
  -- Null for a unit; erased when the person is.
  person_id uuid references people,
  community_id uuid not null references organisations,
  community_path ltree not null,
  area_id uuid not null references areas,
  state text not null check (state in ('proposed', 'confirmed', 'refused', 'withdrawn', 'moved')),
  proposed_as text not null check (proposed_as in ('self', 'branch', 'community')),
  proposed_at timestamptz not null,
  decided_at timestamptz,
  reason text,
  ended_at timestamptz,
  -- Of a unit: whom the community speaks to. Given for the directory.
  contact_name text,
  contact_phone text,
  head_seq int not null default 0,
  head_hash bytea,
  check ((kind = 'unit') <= (person_id is null)),
  check ((state in ('confirmed', 'refused', 'moved')) <= (decided_at is not null)),
  check ((state in ('withdrawn', 'moved')) = (ended_at is not null))
);
create unique index registrations_one_member on registrations (person_id) where state = 'confirmed' and kind = 'member';
create unique index registrations_one_asked on registrations (person_id) where state = 'proposed' and kind = 'member';
create unique index registrations_one_unit on registrations (organisation_id, community_id)
  where state in ('proposed', 'confirmed') and kind = 'unit';
create index registrations_of_community on registrations (community_id, kind, state, id);
create index registrations_of_organisation on registrations (organisation_id, kind, state, id);
create index registrations_of_person on registrations (person_id, proposed_at) where person_id is not null;
create index registrations_below on registrations using gist (community_path) where state = 'confirmed';

-- 共驻共建: what a unit offers and what it or the community needs.
create table unit_statements (
  id uuid primary key,
  community_id uuid not null references organisations,
  -- Null: the community's own.
  registration_id uuid references registrations,
  kind text not null check (kind in ('resource', 'need')),
  words text not null,
  until_day date,
  made_at timestamptz not null,
  closed_at timestamptz,
  outcome text
);
create index unit_statements_open on unit_statements (community_id, made_at) where closed_at is null;
create index unit_statements_of on unit_statements (registration_id) where registration_id is not null;

-- What a unit and a community agreed that the unit does, by when; the community says when it is done.
create table unit_duties (
  id uuid primary key,
  registration_id uuid not null references registrations,
  words text not null,
  due_on date not null,
  state text not null check (state in ('proposed', 'agreed', 'done', 'dropped')),
  proposed_as text not null check (proposed_as in ('unit', 'community')),
  made_at timestamptz not null,
  agreed_at timestamptz,
  done_on date,
  done_words text,
  check ((state = 'done') = (done_on is not null))
);
create index unit_duties_of on unit_duties (registration_id, due_on);

-- Once a year each way: the community speaks of the unit or the member, the unit of the community.
create table registration_evaluations (
  registration_id uuid not null references registrations,
  year int not null,
  direction text not null check (direction in ('of_reporter', 'of_community')),
  grade text not null,
  words text,
  made_at timestamptz not null,
  primary key (registration_id, year, direction)
);

-- 社区吹哨. Two kinds that never mix: a volunteer's task, which nobody can be made to take, and a call of the party.
create table service_calls (
  id uuid primary key,
  kind text not null check (kind in ('volunteer', 'party')),
  community_id uuid not null references organisations,
  community_path ltree not null,
  area_id uuid not null references areas,
  title text not null,
  words text not null,
  place text not null,
  spot point not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  wanted int not null check (wanted between 1 and 1000),
  skills text[] not null,
  radius_km int not null check (radius_km between 0 and 50),
  -- The communities whose registered members it reaches.
  reached uuid[] not null,
  dangerous boolean not null,
  -- Who insures those who come, and under which number. 志愿服务条例 §17
  insurance text,
  duty_id uuid references unit_duties,
  state text not null check (state in ('open', 'cancelled', 'ended')),
  reason text,
  -- What the codes shown on site are made of.
  secret bytea not null,
  taken int not null default 0,
  called_by uuid references people,
  called_at timestamptz not null,
  thanks text,
  thanked_at timestamptz,
  head_seq int not null default 0,
  head_hash bytea,
  check (ends_at > starts_at),
  check (not dangerous or insurance is not null),
  check (taken between 0 and wanted)
);
create index service_calls_of_community on service_calls (community_id, starts_at desc, id desc);
create index service_calls_reached on service_calls using gin (reached) where state = 'open';
create index service_calls_ending on service_calls (ends_at) where state = 'open';
create index service_calls_of_duty on service_calls (duty_id) where duty_id is not null;

-- Who comes. Of a volunteer's task only who signed up stands here: who takes it back, or never came forward, leaves no row.
create table service_answers (
  id uuid primary key,
  call_id uuid not null references service_calls,
  kind text not null check (kind in ('volunteer', 'party')),
  person_id uuid references people,
  branch_id uuid references organisations,
  community_id uuid not null references organisations,
  answer text not null check (answer in ('asked', 'yes', 'waiting', 'no')),
  reason text,
  answered_at timestamptz,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  signed_in_at timestamptz,
  signed_in_as text check (signed_in_as in ('code', 'caller')),
  signed_out_at timestamptz,
  signed_out_as text check (signed_out_as in ('self', 'caller', 'house')),
  wrong_codes int not null default 0,
  check (kind = 'party' or answer in ('yes', 'waiting')),
  check (answer = 'yes' or signed_in_at is null),
  check (signed_out_at is null or signed_out_at >= signed_in_at),
  -- Nobody is in two places at once; whoever has signed out is free again.
  constraint service_answers_one_place exclude using gist (person_id with =, tstzrange(starts_at, ends_at) with &&)
    where (answer = 'yes' and person_id is not null and signed_out_at is null)
);
create unique index service_answers_once on service_answers (call_id, person_id) where person_id is not null;
create index service_answers_of_call on service_answers (call_id, answer, answered_at, id);
create index service_answers_of_person on service_answers (person_id, starts_at) where person_id is not null;

-- 服务记录: who served, when, how long. From calls, and from the mobilisation room.
create table service_records (
  id uuid primary key,
  source text not null check (source in ('call', 'mobilisation')),
  source_id uuid not null,
  call_id uuid references service_calls,
  -- Erased with the person: that so much was served stays.
  person_id uuid references people,
  branch_id uuid references organisations,
  -- Who recorded it, and who proves it: 谁记录谁证明.
  organisation_id uuid not null references organisations,
  organisation_path ltree not null,
  title text not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  minutes int not null check (minutes >= 0),
  -- The house ended it, because nobody signed out.
  ended_by_house boolean not null,
  recorded_at timestamptz not null,
  objection text,
  objected_at timestamptz,
  objection_answer text,
  objection_answered_at timestamptz,
  head_seq int not null default 0,
  head_hash bytea,
  unique (source, source_id),
  check (ended_at >= started_at),
  check ((objection_answer is not null) <= (objection is not null))
);
create index service_records_of_person on service_records (person_id, started_at desc, id desc) where person_id is not null;
create index service_records_of_branch on service_records (branch_id, started_at) where branch_id is not null;
create index service_records_objected on service_records (organisation_id, objected_at)
  where objection is not null and objection_answer is null;
create index service_records_of_call on service_records (call_id) where call_id is not null;

-- 服务证明: what it said on the day, so that a third party who was given the code can check it.
create table service_certificates (
  id uuid primary key,
  code text not null unique,
  person_id uuid references people,
  from_day date not null,
  to_day date not null,
  content jsonb,
  issued_at timestamptz not null,
  withdrawn_at timestamptz
);
create index service_certificates_of_person on service_certificates (person_id, issued_at) where person_id is not null;

-- 每季度反馈: assembled from the record, shown to the member before it goes.
create table service_feedback (
  id uuid primary key,
  quarter text not null,
  person_id uuid references people,
  branch_id uuid not null references organisations,
  content jsonb not null,
  shown_at timestamptz not null,
  goes_at timestamptz not null,
  sent_at timestamptz
);
create unique index service_feedback_once on service_feedback (quarter, person_id, branch_id) where person_id is not null;
create index service_feedback_of_branch on service_feedback (branch_id, quarter, id);
create index service_feedback_to_go on service_feedback (goes_at) where sent_at is null;
create index service_feedback_of_person on service_feedback (person_id, shown_at) where person_id is not null;
