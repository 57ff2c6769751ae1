-- What operators work with: whose reload of the rules counts for all servers, who changed a template, how the audit
-- log is searched, and which backups were made.

-- Packs lie on each server's own disk. One server that took a pack over says so here; the others follow.
create table policy_reloads (
  id bigint generated always as identity primary key,
  pack text not null,
  hash text not null,
  by_person uuid,
  at timestamptz not null default now()
);

alter table answer_templates add column changed_at timestamptz;
alter table answer_templates add column changed_by uuid;

create index audit_log_of_person on audit_log (person_id, id desc);
create index audit_log_of_action on audit_log (action, id desc);
create index audit_log_at on audit_log (at);

-- Whoever was registered and has neither account nor duty yet is found again; residents always have an account.
create index people_unplaced on people (id) where user_id is null;

create table backups_made (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  bytes bigint not null
);
