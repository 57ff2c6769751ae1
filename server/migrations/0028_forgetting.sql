-- An appraisal that was never settled is forgotten too: by when its words were last written.
drop index gathering_appraisals_to_forget;
create index gathering_appraisals_to_forget on gathering_appraisals (coalesce(settled_at, graded_at, self_written_at))
  where words_gone_at is null;

-- What was written about a posting goes in its time.
alter table postings add column words_gone_at timestamptz;
create index postings_to_forget on postings (ended_on) where state = 'ended' and words_gone_at is null;
