-- The inbox kept under a name: which view, which filters, which words. One's own, or one's whole organisation's.
create table saved_views (
  id uuid primary key,
  person_id uuid not null references people,
  -- Shared with this organisation; null while it is its maker's alone.
  organisation_id uuid references organisations,
  name text not null,
  address jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index saved_views_own on saved_views (person_id, lower(name)) where organisation_id is null;
create unique index saved_views_shared on saved_views (organisation_id, lower(name)) where organisation_id is not null;
create index saved_views_person on saved_views (person_id);

-- Everybody puts the views they see in an order of their own.
create table saved_view_places (
  person_id uuid not null references people,
  view_id uuid not null references saved_views on delete cascade,
  position int not null,
  primary key (person_id, view_id)
);
create index saved_view_places_view on saved_view_places (view_id);

-- "Everything of this organisation", "everything of this colleague", the newest first.
create index matters_of_owner on matters (owner_id, id desc);
create index matters_of_handler on matters (handler_id, id desc) where handler_id is not null;
create index people_name on people (name text_pattern_ops);
