-- Changes of grids that are decided today and in force on a later day. What was asked for and what was foreseen are kept
-- as they were; on the day it is carried out as any other change, or refused where the ground has changed meanwhile.
create table planned_grid_changes (
  id uuid primary key,
  kind text not null check (kind in ('draw', 'split', 'merge', 'boundary', 'hand_over', 'worker')),
  asked jsonb not null,
  reason text not null,
  document text,
  -- By area: what was seen when it was planned, and must still be so on the day.
  versions jsonb not null,
  -- Areas as they were to become, and what moves with them, as the author saw it.
  foreseen jsonb not null,
  area_ids uuid[] not null,
  community_ids uuid[] not null,
  on_day date not null,
  planned_by uuid not null references people,
  planned_by_organisation uuid references organisations,
  planned_at timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'done', 'refused', 'cancelled')),
  settled_at timestamptz,
  settled_by uuid references people,
  -- Why it was refused, in both languages, or why it was cancelled.
  settled_because jsonb,
  change_id uuid references grid_changes,
  head_seq int not null,
  head_hash bytea not null,
  check ((state = 'planned') = (settled_at is null)),
  check ((state = 'done') = (change_id is not null))
);
create index planned_grid_changes_due on planned_grid_changes (on_day) where state = 'planned';
create index planned_grid_changes_areas on planned_grid_changes using gin (area_ids);
create unique index planned_grid_changes_done on planned_grid_changes (change_id) where change_id is not null;
