-- What came up: a matter that an organisation below carried up to this one, and when it last did. With it each level's
-- "came up to us" is one walk along an index, as "what we passed on" is.
alter table matter_hands add column came_up_at timestamptz;
create index matter_hands_came_up on matter_hands (organisation_id, matter_id) where came_up_at is not null;

update matter_hands h set came_up_at = t.at
from (
  select stream, (payload->>'to')::uuid as organisation_id, max(at) as at
  from timeline where kind = 'matter.carried_up' group by 1, 2
) t
where h.matter_id = t.stream and h.organisation_id = t.organisation_id;

-- Calls through a temporary number. The person's own number is not in it; what was lent goes when it ends.
create table masked_calls (
  id uuid primary key,
  matter_id uuid not null references matters,
  asked_by uuid not null references people,
  organisation_id uuid not null references organisations,
  asked_at timestamptz not null,
  -- Filled in once the service has lent it, emptied when it has been given back.
  number text,
  extension text,
  binding_id text,
  lives_until timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('over', 'closed', 'not_lent')),
  given_back_at timestamptz,
  check ((ended_at is null) = (ended_because is null)),
  check (number is null or binding_id is not null)
);
-- One at a time for one person and one matter: whoever asks again is told the same number.
create unique index masked_calls_running on masked_calls (matter_id, asked_by) where ended_at is null;
create index masked_calls_to_end on masked_calls (lives_until) where ended_at is null;
