-- 组织生活与会议: one thing with kinds from the pack. The plan writes itself; what happens appends to the timeline.

-- The relatively fixed day that an organisation has chosen for a kind; the pack's where there is none.
create table gathering_usual_days (
  organisation_id uuid not null references organisations,
  kind text not null,
  day int not null check (day between 1 and 31),
  primary key (organisation_id, kind)
);

-- Each time plans are written: of one organisation, or of all in the background. Also a stream of the timeline.
create table gathering_plan_runs (
  id uuid primary key,
  year int not null,
  -- Null: of every organisation that holds gatherings by rule.
  organisation_id uuid references organisations,
  asked_by uuid references people,
  asked_at timestamptz not null,
  -- The last organisation that is done: a run that was cut off goes on behind it.
  reached uuid,
  organisations int not null,
  done int not null default 0,
  planned int not null default 0,
  ended_at timestamptz,
  head_seq int not null,
  head_hash bytea not null
);
create unique index gathering_plan_runs_one on gathering_plan_runs (year) where ended_at is null and organisation_id is null;
create index gathering_plan_runs_recent on gathering_plan_runs (asked_at desc);

create table gatherings (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  organisation_path ltree not null,
  -- An id of the pack's `gathering_kinds`.
  kind text not null,
  title text not null,
  state text not null check (state in ('planned', 'called', 'running', 'held', 'missed', 'cancelled')),
  -- What the rules ask for: `general_meeting/2026-Q1/1`. Null: a person called it besides.
  plan_key text,
  -- The last day on which it still fulfils what the rules ask for.
  period_end date,
  day date not null,
  -- A person chose the day: writing the plan anew leaves it.
  moved boolean not null default false,
  starts_at timestamptz,
  ends_at timestamptz,
  place text,
  remote boolean not null default false,
  meeting_link text,
  chair_id uuid references people,
  recorder_id uuid references people,
  made_by uuid references people,
  cancelled_because text,
  -- 补开: which missed one this makes up for.
  makes_up uuid references gatherings,
  made_up_by uuid references gatherings,
  opened_at timestamptz,
  closed_at timestamptz,
  -- Codes for signing in are made from it; gone when the gathering is over.
  sign_in_secret bytea,
  -- Counted when it was closed.
  should_attend int,
  attended int,
  remote_attended int,
  on_leave int,
  hours real,
  rules_hash text not null,
  version int not null default 1,
  head_seq int not null default 0,
  head_hash bytea,
  check ((plan_key is null) = (period_end is null)),
  check (state not in ('called', 'running', 'held') or starts_at is not null),
  check (state <> 'held' or (opened_at is not null and closed_at is not null and should_attend is not null))
);
create unique index gatherings_planned_once on gatherings (organisation_id, plan_key) where plan_key is not null;
create index gatherings_of_organisation on gatherings (organisation_id, day, id);
create index gatherings_below on gatherings using gist (organisation_path);
create index gatherings_to_miss on gatherings (period_end, id) where state in ('planned', 'called');
create index gatherings_running on gatherings (starts_at) where state in ('called', 'running');
create unique index gatherings_made_up_once on gatherings (makes_up) where makes_up is not null and state <> 'cancelled';

create table gathering_agenda (
  id uuid primary key,
  gathering_id uuid not null references gatherings,
  position int not null,
  title text not null,
  unique (gathering_id, position) deferrable initially deferred
);

create table gathering_materials (
  id uuid primary key,
  gathering_id uuid not null references gatherings,
  position int not null,
  title text not null,
  -- One of: words to read, an address, a picture of the files room.
  words text,
  link text,
  photo_id uuid references files
);
create index gathering_materials_of on gathering_materials (gathering_id, position);

-- Who should attend, as it was when the gathering was called, and who else was invited.
create table gathering_attendees (
  id uuid primary key,
  gathering_id uuid not null references gatherings,
  person_id uuid references people,
  -- An organisation that was invited may send whom it will.
  organisation_id uuid references organisations,
  guest_name text,
  should_attend boolean not null,
  may_vote boolean not null,
  -- The personal link for attending from elsewhere: only its hash.
  link_hash bytea unique,
  leave_reason text,
  leave_asked_at timestamptz,
  leave_granted boolean,
  signed_in_at timestamptz,
  signed_in_as text check (signed_in_as in ('on_site', 'remote', 'by_chair', 'late')),
  -- 补课: read afterwards, with notes of what was learnt.
  made_up_at timestamptz,
  made_up_words text,
  unique (gathering_id, person_id),
  check (person_id is not null or organisation_id is not null or guest_name is not null),
  check ((signed_in_at is null) = (signed_in_as is null))
);
create index gathering_attendees_of_person on gathering_attendees (person_id, gathering_id) where person_id is not null;

create table gathering_speakers (
  id uuid primary key,
  gathering_id uuid not null references gatherings,
  attendee_id uuid not null references gathering_attendees,
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'speaking', 'done'))
);
create index gathering_speakers_of on gathering_speakers (gathering_id, asked_at);
create unique index gathering_speakers_waits_once on gathering_speakers (attendee_id) where state <> 'done';

-- Asked at random moments of those who attend from elsewhere: are you still there?
create table gathering_presence_questions (
  id uuid primary key,
  gathering_id uuid not null references gatherings,
  asked_at timestamptz not null,
  closes_at timestamptz not null,
  -- Which line of the agenda is the right answer.
  position int not null,
  options jsonb not null
);
create index gathering_presence_questions_of on gathering_presence_questions (gathering_id, asked_at);
create table gathering_presence_answers (
  question_id uuid not null references gathering_presence_questions,
  attendee_id uuid not null references gathering_attendees,
  answered_at timestamptz not null,
  was_right boolean not null,
  primary key (question_id, attendee_id)
);

create table gathering_votes (
  id uuid primary key,
  gathering_id uuid not null references gatherings,
  agenda_id uuid references gathering_agenda,
  words text not null,
  way text not null check (way in ('show', 'secret')),
  -- 民主评议: whom it is about.
  about_person_id uuid references people,
  options jsonb not null,
  -- The voting rule as it stood in the pack.
  rule jsonb not null,
  state text not null check (state in ('open', 'closed')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- While it is open, counts lie here, locked with a key that is not in the database: whoever holds a copy reads nothing.
  running_counts bytea,
  -- Once it is closed.
  counts jsonb,
  voted int,
  voters_due int,
  voters_present int,
  passed boolean,
  check ((state = 'closed') = (counts is not null and closed_at is not null and running_counts is null))
);
create index gathering_votes_of on gathering_votes (gathering_id, opened_at);
create unique index gathering_votes_one_appraisal on gathering_votes (gathering_id, about_person_id) where about_person_id is not null;

-- That a right was used: made for everybody when the vote opens, so that no order of rows tells who voted when.
-- `choice` only where hands are shown.
create table gathering_vote_rights (
  vote_id uuid not null references gathering_votes,
  attendee_id uuid not null references gathering_attendees,
  used boolean not null default false,
  choice text,
  primary key (vote_id, attendee_id),
  check (choice is null or used)
);

create table gathering_minutes (
  gathering_id uuid primary key references gatherings,
  version int not null,
  content jsonb not null,
  edited_by uuid references people,
  edited_at timestamptz not null,
  recorder_id uuid references people,
  recorder_signed_at timestamptz,
  chair_id uuid references people,
  chair_signed_at timestamptz,
  -- Of the content, at the first signature; the second must be to the same.
  content_hash bytea,
  check ((recorder_signed_at is null) = (recorder_id is null)),
  check ((chair_signed_at is null) = (chair_id is null)),
  check (content_hash is not null or (recorder_signed_at is null and chair_signed_at is null))
);

-- 谈心谈话: that it happened, for the two; what was said lies sealed to both of them.
create table gathering_talk_keys (
  person_id uuid primary key references people,
  public_key bytea not null,
  -- The private key, locked in the browser with a passphrase that never comes here.
  wrapped_key bytea not null,
  salt bytea not null,
  version int not null,
  made_at timestamptz not null
);
create table gathering_talks (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  organisation_path ltree not null,
  between text not null check (between in ('committee_committee', 'committee_member', 'member_member')),
  one_id uuid not null references people,
  other_id uuid not null references people,
  day date not null,
  -- { nonce, box, keys: { person: sealed key } }, made in the browser.
  sealed jsonb,
  version int not null default 1,
  head_seq int not null,
  head_hash bytea not null,
  check (one_id <> other_id)
);
create index gathering_talks_of_one on gathering_talks (one_id, day desc, id);
create index gathering_talks_of_other on gathering_talks (other_id, day desc, id);
create index gathering_talks_of_organisation on gathering_talks (organisation_id, day);

-- A reminder is given once.
create table gathering_reminders (
  gathering_id uuid not null references gatherings,
  hours int not null,
  primary key (gathering_id, hours)
);
