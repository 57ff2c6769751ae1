-- A matter answers five questions: who asked, who owns it, by when, what was done, who judges it.
create sequence matter_numbers;

create table matters (
  id uuid primary key,
  number text not null unique,
  kind text not null check (kind in ('request', 'part')),
  state text not null check (state in ('received', 'triaged', 'dispatched', 'signed', 'in_hand', 'contested',
    'suspended', 'answered', 'judged', 'following', 'closed')),
  version int not null default 1,
  request_kind text,
  category text,
  urgency text not null,
  channel text not null,
  -- The desk that takes matters in and to which they come back; never the doer's own.
  desk_id uuid not null references organisations,
  owner_id uuid not null references organisations,
  owner_path ltree not null,
  handler_id uuid references people,
  area_id uuid references areas,
  area_path ltree,
  parent_id uuid references matters,
  original_id uuid references matters,
  policy_hash text not null references policy_snapshots,
  from_person boolean not null,
  reachable boolean not null default false,
  created_at timestamptz not null,
  dispatched_at timestamptz,
  contacted_at timestamptz,
  answered_at timestamptz,
  closed_at timestamptz,
  step text,
  due_at timestamptz,
  overdue boolean not null default false,
  outcome text,
  reworks int not null default 0,
  extensions int not null default 0,
  returned int not null default 0,
  designated boolean not null default false,
  proposal jsonb,
  resume jsonb,
  supervised_at timestamptz,
  open_parts int not null default 0 check (open_parts >= 0),
  head_seq int not null,
  head_hash bytea not null,
  check ((state = 'closed') = (closed_at is not null)),
  check ((state in ('closed', 'following')) = (step is null)),
  check ((step is null) = (due_at is null)),
  check ((kind = 'part') = (parent_id is not null)),
  check ((state = 'following') <= (original_id is not null))
);
-- The inbox: open matters of an organisation, the next due first.
create index matters_inbox on matters (owner_id, due_at, id) where step is not null;
create index matters_due on matters (due_at, id) where step is not null;
-- Lists narrowed to what is rare, the newest first: ids are ordered by time.
create index matters_of_state on matters (state, id desc);
create index matters_of_category on matters (category text_pattern_ops, id desc);
create index matters_of_urgency on matters (urgency, id desc);
create index matters_in_area on matters (area_id, id desc);
create index matters_handler on matters (handler_id, due_at) where step is not null;
create index matters_parent on matters (parent_id) where parent_id is not null;
create index matters_original on matters (original_id) where original_id is not null;
-- What the retention rule looks at next.
create index matters_closed on matters (closed_at) where closed_at is not null;
create index matters_supervised on matters (supervised_at desc) where supervised_at is not null and closed_at is null;
create index matters_proposed on matters (due_at) where proposal is not null;
create index matters_to_decide on matters (state, due_at) where state in ('contested', 'judged');
create index matters_parts_to_accept on matters (parent_id) where kind = 'part' and state = 'answered';

-- Words and place: what a person told us. Erasable; the timeline holds only salted hashes of it.
create table matter_words (
  matter_id uuid primary key references matters,
  title text not null,
  body text not null,
  address text,
  spot point,
  place_code text,
  exact_hash bytea,
  simhash bigint,
  search tsvector not null default '',
  -- With it the timeline's hash of these words can be checked; without it nothing can be guessed back.
  salt bytea not null,
  -- Erased by the retention rule: the timeline says so, and its hash of the words stays.
  erased_at timestamptz
);
create index matter_words_search on matter_words using gin (search);
create index matter_words_spot on matter_words using gist (spot);
create index matter_words_exact on matter_words (exact_hash);

-- Who asked. Masked wherever it is shown; each look is recorded.
create table matter_contacts (
  matter_id uuid primary key references matters,
  name text,
  phone text,
  anonymous boolean not null,
  person_id uuid references people,
  consent_history boolean not null default false,
  -- Only the hash: who reads the database cannot act as the person.
  code_hash bytea not null unique
);
create index matter_contacts_phone on matter_contacts (phone) where phone is not null;
create index matter_contacts_person on matter_contacts (person_id) where person_id is not null;

-- Organisations that a matter concerns: those that held it or worked on it, those above them, and those whose
-- territory it lies in. Who may read it and "what I passed on" are look-ups, not searches through history; ids are
-- ordered by time, so the index gives the newest first.
create table matter_hands (
  matter_id uuid not null references matters,
  organisation_id uuid not null references organisations,
  -- Was its desk or its owner.
  held boolean not null default false,
  -- Did work on it: never judges it.
  worked boolean not null default false,
  -- When it went on to another owner; null while it is here, or was never.
  passed_at timestamptz,
  since timestamptz not null,
  primary key (organisation_id, matter_id)
);
create index matter_hands_passed on matter_hands (organisation_id, matter_id) where passed_at is not null;
create index matter_hands_matter on matter_hands (matter_id);

create table judgements (
  id uuid primary key,
  matter_id uuid not null references matters,
  round int not null,
  solved boolean not null,
  satisfaction text not null,
  contacted boolean,
  channel text not null check (channel in ('link', 'code', 'account', 'call_back', 'desk')),
  recorded_by uuid,
  wants_rework boolean not null,
  created_at timestamptz not null,
  unique (matter_id, round)
);

create table answer_templates (
  id uuid primary key,
  organisation_id uuid references organisations,
  title text not null,
  text text not null,
  category text,
  created_by uuid,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);

-- What triage proposed and what the clerk then decided: what `lianxin train` learns from.
create table triage_decisions (
  matter_id uuid primary key references matters,
  suggested jsonb not null,
  category text not null,
  urgency text not null,
  owner_id uuid,
  decided_by uuid,
  decided_at timestamptz not null
);

-- A judging link sent to the phone or mail of the person; only its hash is kept.
create table matter_links (
  token_hash bytea primary key,
  matter_id uuid not null references matters,
  round int not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index matter_links_matter on matter_links (matter_id);
-- Erasure takes the notices of a matter with it.
create index notices_of_subject on notices (subject_id) where subject_id is not null;
