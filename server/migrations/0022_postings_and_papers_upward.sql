-- 群众评议（一码一票）不再只属于支部整顿：凡要群众当面评价的，都用同一种纸上的码。
alter table weak_polls rename to paper_polls;
alter table weak_poll_codes rename to paper_poll_codes;
alter table paper_polls rename column case_id to subject_id;
alter table paper_polls drop constraint weak_polls_case_id_fkey;
alter table paper_polls add column kind text not null default 'weak';
alter table paper_polls alter column kind drop default;
alter index weak_polls_open rename to paper_polls_open;
alter index weak_polls_of_case rename to paper_polls_of_subject;
alter index weak_poll_codes_of_poll rename to paper_poll_codes_of_poll;

-- 驻村第一书记、工作队：谁、由哪个单位、派到哪个村、多久。
create table postings (
  id uuid primary key,
  person_id uuid not null references people,
  sender_id uuid not null references organisations,
  sender_path ltree not null,
  -- The party organisation of the village or community where they serve.
  village_id uuid not null references organisations,
  village_path ltree not null,
  area_path ltree,
  kind text not null,
  team text,
  from_day date not null,
  until_day date not null,
  state text not null default 'running' check (state in ('running', 'ended')),
  version int not null default 1,
  -- The duty by which they may act in the village.
  duty_id uuid not null references duties,
  made_by uuid references people,
  made_by_organisation uuid not null references organisations,
  made_at timestamptz not null,
  extensions int not null default 0,
  ended_on date,
  ended_as text check (ended_as in ('completed', 'early')),
  ended_because text,
  replaces_id uuid references postings,
  sender_grade text,
  sender_words text,
  sender_graded_by uuid references people,
  sender_graded_at timestamptz,
  rules_hash text not null,
  head_seq int not null,
  head_hash bytea not null,
  check (until_day >= from_day),
  check ((state = 'ended') = (ended_on is not null and ended_as is not null)),
  check ((sender_grade is null) = (sender_graded_at is null))
);
-- One person is in one village at a time.
create unique index postings_running on postings (person_id) where state = 'running';
create unique index postings_successor on postings (replaces_id) where replaces_id is not null;
create index postings_of_village on postings (village_id, id desc);
create index postings_of_sender on postings (sender_id, id desc);
create index postings_of_person on postings (person_id, id desc);
create index postings_of_state on postings (state, id desc);
create index postings_below on postings using gist (village_path);

-- Each is a task of the village's party organisation in this person's hands.
create table posting_tasks (
  matter_id uuid primary key references matters,
  posting_id uuid not null references postings,
  given_at timestamptz not null
);
create index posting_tasks_of on posting_tasks (posting_id, given_at desc);

-- 走访: where and on which day, and what came up. Never who lives there.
create table posting_visits (
  id uuid primary key,
  posting_id uuid not null references postings,
  day date not null,
  area_id uuid not null references areas,
  households int check (households > 0),
  words text not null,
  -- The wish that it brought home, taken in at the ordinary door.
  matter_id uuid unique references matters,
  written_at timestamptz not null
);
create index posting_visits_of on posting_visits (posting_id, day desc, id desc);

create table posting_leaves (
  id uuid primary key,
  posting_id uuid not null references postings,
  from_day date not null,
  until_day date not null,
  reason text not null,
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused', 'withdrawn', 'ended')),
  asked_at timestamptz not null,
  decided_by uuid references people,
  decided_at timestamptz,
  decision_words text,
  -- 销假: the day on which they were back.
  back_on date,
  check (until_day >= from_day),
  check ((state in ('granted', 'refused', 'ended')) <= (decided_at is not null)),
  exclude using gist (posting_id with =, daterange(from_day, until_day, '[]') with &&) where (state in ('asked', 'granted'))
);
create index posting_leaves_of on posting_leaves (posting_id, from_day desc);

-- 请示报告：下级向上级请示或报告，各是上级手里的一件交办事项；正文和批复只在这里，双方看得到。
create table upward_papers (
  matter_id uuid primary key references matters,
  kind text not null,
  form text not null check (form in ('ask', 'report')),
  asker_id uuid not null references organisations,
  asker_path ltree not null,
  superior_id uuid not null references organisations,
  superior_path ltree not null,
  body text not null,
  -- 重报：the one before, which was returned as not theirs or refused.
  follows_id uuid references upward_papers,
  verdict text,
  verdict_words text,
  answered_by uuid references people,
  answered_at timestamptz,
  check ((verdict is null) = (answered_at is null)),
  check (verdict is null or verdict in ('agreed', 'conditions', 'refused', 'not_ours') and form = 'ask'
    or verdict in ('noted', 'not_ours') and form = 'report')
);
create unique index upward_papers_follow on upward_papers (follows_id) where follows_id is not null;
create index upward_papers_of_asker on upward_papers (asker_id, matter_id desc);
create index upward_papers_of_superior on upward_papers (superior_id, matter_id desc);
