-- Mobilisation: plans with posts and shifts, who takes which place, who came, and for how long.

create table mobilisations (
  id uuid primary key,
  name text not null,
  purpose text not null default '',
  -- A party mobilisation may assign people. A volunteer's place is only ever taken by oneself (志愿服务条例 §25).
  kind text not null check (kind in ('party', 'volunteer')),
  emergency boolean not null default false,
  state text not null check (state in ('prepared', 'running', 'ended', 'cancelled')),
  -- Practised: the same flow, but no hours.
  rehearsal boolean not null default false,
  organisation_id uuid not null references organisations,
  organisation_path ltree not null,
  area_id uuid references areas,
  area_path ltree,
  copied_from uuid references mobilisations,
  -- Rest between two shifts of one person, as the rules had it when the plan was made.
  rest_minutes int not null check (rest_minutes >= 0),
  made_by uuid references people,
  made_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  version int not null default 1,
  head_seq int not null,
  head_hash bytea not null,
  check ((state in ('running', 'ended')) <= (started_at is not null)),
  check ((state in ('ended', 'cancelled')) = (ended_at is not null))
);
create index mobilisations_of_organisation on mobilisations using gist (organisation_path);
create index mobilisations_newest on mobilisations (made_at desc, id desc);
create index mobilisations_running on mobilisations (started_at) where state = 'running';

-- Units that are called; everybody on duty in them or below them may take a place.
create table mobilisation_units (
  mobilisation_id uuid not null references mobilisations,
  organisation_id uuid not null references organisations,
  organisation_path ltree not null,
  called_at timestamptz,
  primary key (mobilisation_id, organisation_id)
);
create index mobilisation_units_path on mobilisation_units using gist (organisation_path);

create table mobilisation_posts (
  id uuid primary key,
  mobilisation_id uuid not null references mobilisations,
  position int not null,
  name text not null,
  address text,
  spot point,
  area_id uuid references areas,
  -- The unit that answers for the post, and its leader, who shows the code.
  organisation_id uuid not null references organisations,
  organisation_path ltree not null,
  leader_id uuid references people,
  skills text[] not null default '{}',
  equipment text,
  danger text,
  insurer text,
  policy_number text,
  insured_by uuid references people,
  insured_at timestamptz,
  -- From it the sign-in codes are worked out.
  secret bytea not null,
  check ((insurer is null) = (policy_number is null) and (insurer is null) = (insured_at is null))
);
create unique index mobilisation_posts_order on mobilisation_posts (mobilisation_id, position);
create index mobilisation_posts_of_leader on mobilisation_posts (leader_id) where leader_id is not null;

create table mobilisation_shifts (
  id uuid primary key,
  mobilisation_id uuid not null references mobilisations,
  post_id uuid not null references mobilisation_posts,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  needed int not null check (needed between 0 and 10000),
  -- How many places are held: counted under the lock of this row, which is the only one that takers wait for.
  taken int not null default 0,
  head_seq int not null default 0,
  head_hash bytea,
  check (taken between 0 and needed)
);
create index mobilisation_shifts_of on mobilisation_shifts (mobilisation_id, starts_at, id);
create index mobilisation_shifts_of_post on mobilisation_shifts (post_id, starts_at);
create unique index mobilisation_shifts_once on mobilisation_shifts (post_id, starts_at, ends_at);

create table mobilisation_places (
  id uuid primary key,
  mobilisation_id uuid not null references mobilisations,
  post_id uuid not null references mobilisation_posts,
  shift_id uuid not null references mobilisation_shifts,
  person_id uuid not null references people,
  -- The unit that they come from.
  organisation_id uuid not null references organisations,
  rehearsal boolean not null,
  -- The shift, and the rest after it.
  during tstzrange not null,
  state text not null default 'held' check (state in ('held', 'given_back', 'declined', 'replaced')),
  how text not null check (how in ('taken', 'nominated', 'assigned', 'moved_up', 'stand_in')),
  nominated_by uuid references people,
  -- A nominated person said yes; whoever took the place did so by taking it.
  accepted_at timestamptz,
  skills text[] not null default '{}',
  placed_at timestamptz not null,
  ended_at timestamptz,
  -- Why they gave it back or declined: goes with time.
  reason text,
  signed_in_at timestamptz,
  signed_in_heard_at timestamptz,
  signed_in_by text check (signed_in_by in ('code', 'offline_code', 'leader')),
  signed_out_at timestamptz,
  signed_out_by text check (signed_out_by in ('self', 'leader', 'house')),
  wrong_codes int not null default 0,
  wrong_code_at timestamptz,
  check ((state = 'held') = (ended_at is null)),
  check (signed_out_at is null or signed_out_at >= signed_in_at),
  check ((signed_in_at is null) = (signed_in_by is null)),
  check ((signed_out_at is null) = (signed_out_by is null)),
  -- Nobody twice at the same time, nor without rest; what is practised stands beside what is real.
  constraint mobilisation_nobody_twice exclude using gist (person_id with =, during with &&) where (state = 'held' and not rehearsal),
  constraint mobilisation_nobody_twice_rehearsing exclude using gist (person_id with =, during with &&) where (state = 'held' and rehearsal)
);
create index mobilisation_places_of_shift on mobilisation_places (shift_id, placed_at, id);
create index mobilisation_places_of_person on mobilisation_places (person_id, placed_at desc);
create index mobilisation_places_of on mobilisation_places (mobilisation_id, placed_at, id);
create index mobilisation_places_reasons on mobilisation_places (ended_at) where reason is not null;

-- Who would come if a place becomes free: moves up by itself, or stands in when called.
create table mobilisation_waiting (
  shift_id uuid not null references mobilisation_shifts,
  person_id uuid not null references people,
  mobilisation_id uuid not null references mobilisations,
  organisation_id uuid not null references organisations,
  as_what text not null check (as_what in ('waiting', 'stand_in')),
  skills text[] not null default '{}',
  turn bigint generated always as identity,
  since timestamptz not null,
  primary key (shift_id, person_id)
);
create index mobilisation_waiting_turns on mobilisation_waiting (shift_id, as_what, turn);
create index mobilisation_waiting_of_person on mobilisation_waiting (person_id);

-- Who said that they cannot come at all.
create table mobilisation_absences (
  mobilisation_id uuid not null references mobilisations,
  person_id uuid not null references people,
  organisation_id uuid not null references organisations,
  reason text,
  said_at timestamptz not null,
  primary key (mobilisation_id, person_id)
);
create index mobilisation_absences_reasons on mobilisation_absences (said_at) where reason is not null;
