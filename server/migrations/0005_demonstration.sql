-- The demonstration city. Outside demonstration mode these tables stay empty and nothing reads them.
create table demonstration (
  only_one boolean primary key default true check (only_one),
  -- Where its invented past ends and the visitor's present begins.
  present_at timestamptz not null,
  -- Null while it has none.
  past text check (past in ('small', 'full')),
  loaded_at timestamptz,
  -- Whether invented people go on asking and working by themselves.
  simulating boolean not null default false,
  switched_at timestamptz,
  switched_by uuid,
  next_act_at timestamptz
);

-- One row for each story of the past that stands, written in the story's own transaction.
create table demonstration_stories (number int primary key);
