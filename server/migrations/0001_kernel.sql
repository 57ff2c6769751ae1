-- The house itself: the timeline, deadlines, cursors, files, notices. Everything here knows no feature.
create extension if not exists ltree;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

revoke create on schema public from public;
grant usage on schema public to lianxin_serving;
alter default privileges in schema public grant select, insert, update, delete on tables to lianxin_serving;
alter default privileges in schema public grant usage, select on sequences to lianxin_serving;
grant select on migrations to lianxin_serving;

-- Rules in force are kept whole: a matter is pinned to the snapshot under which it was accepted.
create table policy_snapshots (
  hash text primary key,
  pack text not null,
  on_date date not null,
  rules jsonb not null,
  loaded_at timestamptz not null default now()
);

create table calendar_amendments (
  day date primary key,
  working boolean not null,
  reason_zh text not null,
  reason_en text not null,
  amended_by uuid,
  amended_at timestamptz not null default now()
);

create table timeline (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  stream uuid not null,
  stream_kind text not null,
  seq int not null check (seq > 0),
  kind text not null,
  at timestamptz(3) not null,
  actor_id uuid,
  actor_organisation_id uuid,
  payload jsonb not null,
  personal_hash bytea,
  digest text not null check (digest in ('sha256', 'sm3')),
  previous bytea,
  hash bytea not null,
  unique (stream, seq),
  check ((seq = 1) = (previous is null))
);
-- Consumers read in the order in which transactions became visible.
create index timeline_position on timeline (xid, id);
revoke update, delete, truncate on timeline from lianxin_serving;

-- Personal words beside the chain. Erasing one leaves the chain whole: only its salted hash stands in it.
create table timeline_personal (
  event_id bigint primary key references timeline,
  salt bytea not null,
  data jsonb not null
);
revoke update, truncate on timeline_personal from lianxin_serving;

-- Even the owner of the tables is stopped from a careless update; who disables this trigger leaves it to be found.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the timeline is append-only (%)', tg_op;
end $$;
create trigger timeline_append_only before update or delete or truncate on timeline
  for each statement execute function refuse_change();

create table timeline_cursors (
  name text primary key,
  xid xid8 not null default '0',
  event_id bigint not null default 0,
  moved_at timestamptz not null default now()
);

-- One row a day over all chain heads; signed, exportable.
create table timeline_seals (
  day date primary key,
  through_event bigint not null,
  streams bigint not null,
  digest text not null,
  root bytea not null,
  previous bytea,
  signature bytea not null,
  public_key text not null,
  sealed_at timestamptz not null default now()
);
revoke update, delete, truncate on timeline_seals from lianxin_serving;

create table deadlines (
  id uuid primary key,
  subject_id uuid not null,
  step text not null,
  rule_id text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  explanation jsonb not null,
  rung int not null default 0,
  sweep_at timestamptz,
  missed_at timestamptz,
  ended_at timestamptz,
  ended_as text check (ended_as in ('met', 'late', 'superseded')),
  check ((ended_at is null) = (ended_as is null))
);
create unique index deadlines_one_running on deadlines (subject_id) where ended_at is null;
create index deadlines_to_sweep on deadlines (sweep_at) where ended_at is null and sweep_at is not null;
create index deadlines_of_subject on deadlines (subject_id, started_at);
-- Counting the overdue reads this index alone.
create index deadlines_running_due on deadlines (due_at) where ended_at is null;

create table idempotency_keys (
  scope text not null,
  key text not null,
  request_hash bytea not null,
  -- Filled in by the transaction that inserted the row, so nobody else ever sees them empty.
  status int,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

create table files (
  id uuid primary key,
  subject_id uuid,
  purpose text not null,
  media_type text not null,
  bytes int not null,
  width int,
  height int,
  sha256 bytea not null,
  storage_key text not null,
  thumbnail_key text,
  -- Its place among the photos of its subject.
  position int not null default 0,
  uploaded_by uuid,
  -- Proof that whoever attaches an anonymous upload is the one who sent it.
  claim_hash bytea,
  visibility text not null default 'staff' check (visibility in ('staff', 'person', 'public')),
  created_at timestamptz not null default now(),
  erased_at timestamptz
);
create index files_of_subject on files (subject_id) where subject_id is not null;
create index files_unclaimed on files (created_at) where subject_id is null;

-- In-app notices and what went out by mail or message, to a person or to the phone of somebody without an account.
create table notices (
  id uuid primary key,
  person_id uuid,
  kind text not null,
  subject_id uuid,
  words jsonb not null,
  link text,
  urgent boolean not null default false,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  mailed_at timestamptz
);
create index notices_of_person on notices (person_id, created_at desc, id desc);
create index notices_unread on notices (person_id) where read_at is null;
create index notices_to_mail on notices (created_at) where mailed_at is null and read_at is null;

create table outbox_messages (
  id uuid primary key,
  channel text not null check (channel in ('sms', 'mail')),
  recipient text not null,
  text text not null,
  purpose text not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  failure text
);
create index outbox_messages_recent on outbox_messages (created_at desc, id desc);

-- Every look at masked data, and every refusal worth keeping.
create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  person_id uuid,
  action text not null,
  subject_id uuid,
  reason text,
  outcome text not null
);
create index audit_log_of_subject on audit_log (subject_id, id desc);
revoke update, delete, truncate on audit_log from lianxin_serving;
