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
