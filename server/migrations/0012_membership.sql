-- 党组织与党员. Membership is sensitive: what stands here is read by those who answer for the branch, and each look is kept.

create table party_organisations (
  organisation_id uuid primary key references organisations,
  -- The timeline's; the organisation's own belongs to the register.
  stream_id uuid not null unique,
  -- Of the organisation and of the area that it serves; neither ever changes for an organisation of the party.
  path ltree not null,
  area_path ltree,
  form text not null check (form in ('committee', 'general_branch', 'branch', 'group')),
  type text not null check (type in ('ordinary', 'joint', 'temporary', 'mobile')),
  -- 村、社区: its term is longer.
  in_community boolean not null,
  founded_on date,
  term_from date,
  -- The last day of the term.
  term_until date,
  -- How many the committee shall have, as the members decided.
  committee_seats int check (committee_seats > 0),
  -- What a temporary one is for, and until when.
  purpose text,
  stands_until date,
  version int not null default 1,
  head_seq int not null,
  head_hash bytea not null,
  check (term_until is null or term_from is not null and term_until > term_from)
);
create index party_organisations_path on party_organisations using gist (path);
create index party_organisations_area on party_organisations using gist (area_path);
create index party_organisations_term on party_organisations (term_until) where term_until is not null;

-- The units that share a joint branch.
create table party_branch_units (
  organisation_id uuid not null references party_organisations,
  name text not null,
  primary key (organisation_id, name)
);

create table party_members (
  -- Also the stream on the timeline.
  id uuid primary key,
  person_id uuid not null unique references people,
  branch_id uuid references organisations,
  group_id uuid references organisations,
  stage text not null check (stage in ('applicant', 'activist', 'prospect', 'probationary', 'full')),
  applied_on date,
  activist_on date,
  prospect_on date,
  -- 入党: from when on they are a probationary member.
  admitted_on date,
  -- 转正
  full_on date,
  unit text,
  -- The community in which they live.
  community_id uuid references areas,
  birth_year smallint check (birth_year between 1900 and 2100),
  -- An id of the pack's `education_levels`.
  education text,
  -- 流动党员: where, since when.
  away_to text,
  away_since date,
  -- From when on the house knows what they took part in: silence is counted from here.
  watched_from date not null,
  last_dues_month date,
  last_activity_on date,
  last_work_on date,
  left_on date,
  left_as text check (left_as in ('moved', 'withdrew', 'removed', 'died', 'not_admitted')),
  version int not null default 1,
  head_seq int not null,
  head_hash bytea not null,
  check ((left_on is null) = (branch_id is not null)),
  check ((left_on is null) = (left_as is null)),
  check ((away_to is null) = (away_since is null)),
  check ((stage in ('probationary', 'full')) <= (admitted_on is not null)),
  check ((stage = 'full') <= (full_on is not null))
);
create index party_members_branch on party_members (branch_id, id) where left_on is null;
create index party_members_group on party_members (group_id) where left_on is null and group_id is not null;
create index party_members_community on party_members (community_id) where left_on is null and community_id is not null;

-- Who belonged to which branch on which day. Nobody is in two branches: the database itself refuses it.
create table party_memberships (
  person_id uuid not null references people,
  branch_id uuid not null references organisations,
  from_day date not null,
  -- The first day on which it is no longer so.
  until_day date,
  check (until_day is null or until_day >= from_day),
  exclude using gist (person_id with =, daterange(from_day, until_day) with &&)
);
create index party_memberships_branch on party_memberships (branch_id, from_day);

create table party_transfers (
  id uuid primary key,
  person_id uuid not null references people,
  from_branch_id uuid references organisations,
  to_branch_id uuid references organisations,
  -- Where one end lies in another installation: its name there.
  elsewhere text,
  reason text not null,
  state text not null check (state in ('proposed', 'received', 'refused', 'withdrawn')),
  proposed_by uuid references people,
  proposed_at timestamptz not null,
  decided_by uuid references people,
  decided_at timestamptz,
  decision_reason text,
  check (from_branch_id is not null or to_branch_id is not null),
  check ((elsewhere is null) = (from_branch_id is not null and to_branch_id is not null)),
  check ((state = 'proposed') = (decided_at is null))
);
create unique index party_transfers_one_open on party_transfers (person_id) where state = 'proposed';
create index party_transfers_from on party_transfers (from_branch_id, proposed_at desc);
create index party_transfers_to on party_transfers (to_branch_id, proposed_at desc);

-- For which months dues are settled; no amounts, no income.
create table party_dues (
  person_id uuid not null references people,
  month date not null check (extract(day from month) = 1),
  noted_by uuid references people,
  noted_at timestamptz not null,
  primary key (person_id, month)
);
