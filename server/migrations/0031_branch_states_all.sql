-- A state that comes out as it stands is not written again: by its fingerprint it is known.
alter table branch_states add column fingerprint text;

-- The day for which all states of branches were last worked out. A row holds for it, though it was written earlier.
create table branch_states_all (
  one boolean primary key default true check (one),
  day date not null
);
