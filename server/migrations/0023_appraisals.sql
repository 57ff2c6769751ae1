-- What was entered about a branch is told on a timeline of its own, as is its withdrawal.
alter table weak_facts add column head_seq int not null default 0, add column head_hash bytea;

-- 民主评议: what a member says of themselves and the grade of the committee. Beside the votes, which the others give.
create table gathering_appraisals (
  id uuid primary key,
  gathering_id uuid not null references gatherings,
  person_id uuid not null references people,
  -- Until it is settled both lie here, locked with a key that is not in the database.
  self_locked bytea,
  grade_locked bytea,
  self_written_at timestamptz,
  graded_at timestamptz,
  graded_by uuid references people,
  -- Once it is settled. The words go when the rules' time has run out; the grade stays.
  settled_at timestamptz,
  self_words text,
  self_grade text,
  grade text,
  grade_words text,
  words_gone_at timestamptz,
  version int not null default 1,
  unique (gathering_id, person_id),
  check (graded_by <> person_id),
  check (settled_at is null or (self_locked is null and grade_locked is null)),
  check (settled_at is not null or (self_words is null and self_grade is null and grade is null and grade_words is null))
);
create index gathering_appraisals_of_person on gathering_appraisals (person_id, settled_at desc);
create index gathering_appraisals_to_forget on gathering_appraisals (settled_at) where words_gone_at is null;
