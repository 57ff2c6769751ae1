-- 述职评议: once a year an organisation of the party hears the secretaries of those directly below it.
create table review_rounds (
  id uuid primary key,
  superior_id uuid not null references organisations,
  superior_path ltree not null,
  area_path ltree,
  year int not null,
  state text not null check (state in ('collecting', 'meeting', 'graded', 'public', 'closed')),
  hand_in_by date not null,
  grading text not null check (grading in ('secret', 'signed')),
  opened_by uuid references people,
  opened_at timestamptz not null,
  begun_at timestamptz,
  graded_at timestamptz,
  summary text,
  public_from date,
  public_until date,
  -- Those who had not handed in by the end of the day were told, once.
  late_told_at timestamptz,
  rules_hash text not null,
  version int not null default 1,
  head_seq int not null,
  head_hash bytea not null,
  unique (superior_id, year),
  check ((state in ('meeting', 'graded', 'public', 'closed')) = (begun_at is not null)),
  check ((state in ('graded', 'public', 'closed')) = (graded_at is not null)),
  check ((state in ('public', 'closed')) = (summary is not null and public_until is not null))
);
create index review_rounds_recent on review_rounds (year desc, id);
create index review_rounds_path on review_rounds using gist (superior_path);
create index review_rounds_late on review_rounds (hand_in_by) where state = 'collecting' and late_told_at is null;
create index review_rounds_public on review_rounds (public_until) where state = 'public';

create table review_reports (
  id uuid primary key,
  round_id uuid not null references review_rounds,
  -- The organisation whose secretary reports.
  organisation_id uuid not null references organisations,
  place int not null,
  -- What the year says, as it stood when it was handed in; before that it is worked out whenever it is looked at.
  record jsonb,
  went_badly text,
  comes_next text,
  handed_in_at timestamptz,
  handed_in_by uuid references people,
  heard_at timestamptz,
  -- While grades are given they lie here, locked with a key that is not in the database.
  running_counts bytea,
  counts jsonb,
  graded int,
  graders int,
  -- What the organisation above makes of it; public_words may be read by everybody while it is published.
  grade text,
  comment text,
  public_words text,
  version int not null default 1,
  unique (round_id, organisation_id),
  check ((handed_in_at is null) = (record is null)),
  check (counts is null or running_counts is null)
);
create index review_reports_of_organisation on review_reports (organisation_id, round_id);

create table review_questions (
  id uuid primary key,
  report_id uuid not null references review_reports,
  asked_by uuid references people,
  asked_at timestamptz not null,
  words text not null,
  answer text,
  answered_by uuid references people,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null))
);
create index review_questions_of_report on review_questions (report_id, asked_at, id);

-- Who may grade: made for all when the meeting begins, so that no order of rows tells who graded when.
-- `grade` only where grades are signed.
create table review_rights (
  report_id uuid not null references review_reports,
  person_id uuid not null references people,
  used boolean not null default false,
  grade text,
  primary key (report_id, person_id),
  check (grade is null or used)
);
create index review_rights_of_person on review_rights (person_id);

create table review_follow_ups (
  matter_id uuid primary key references matters,
  report_id uuid not null references review_reports,
  created_at timestamptz not null
);
create index review_follow_ups_of_report on review_follow_ups (report_id);
