-- A posting is decided weeks before its first day: until then it is planned, has no duty in the village, and may be called off.
alter table postings drop constraint postings_state_check;
alter table postings add constraint postings_state_check check (state in ('planned', 'running', 'ended', 'called_off'));
alter table postings alter column duty_id drop not null;
alter table postings add constraint postings_duty_from_first_day
  check ((state in ('planned', 'called_off')) = (duty_id is null));
comment on column postings.ended_on is 'the day on which it ended, or was called off';

-- One person is in one village at a time, and awaited in no other.
drop index postings_running;
create unique index postings_running on postings (person_id) where state in ('planned', 'running');
drop index postings_to_forget;
create index postings_to_forget on postings (ended_on) where state in ('ended', 'called_off') and words_gone_at is null;
