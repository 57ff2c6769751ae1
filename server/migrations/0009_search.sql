-- A word is looked for within a reach: by one community, in one area, in the newest months. What is common in the city
-- and rare within the reach would otherwise be found by looking at every matter that has it. So beside its words a
-- matter's terms hold whom it concerns, where it lies and in which month it came, and one index meets them all at once.
-- No typed word can be taken for such a mark: words are letters and digits.
create function search_marks(organisations uuid[], area uuid, came timestamptz) returns tsvector
language sql stable parallel safe as $$
  select array_to_tsvector(array(
    select '@' || replace(id::text, '-', '') from unnest(organisations) id where id is not null
    union select '/' || replace(area::text, '-', '') where area is not null
    union select '#' || to_char(came at time zone 'UTC', 'YYYYMM') where came is not null))
$$;

/* A query for any of these: `@` organisations, `/` areas. Null where there are none. */
create function marked_any(mark text, ids uuid[]) returns tsquery language sql immutable parallel safe as $$
  select string_agg('''' || mark || replace(id::text, '-', '') || '''', ' | ')::tsquery from unnest(ids) id
$$;

update matter_words w set search = w.search || search_marks(
    array(select h.organisation_id from matter_hands h where h.matter_id = w.matter_id), m.area_id, m.created_at)
  from matters m where m.id = w.matter_id and w.erased_at is null;

-- What was written since the last tidying is read through at every search: kept short.
alter index matter_words_search set (gin_pending_list_limit = 512);

-- Followers and parts in their order: a page of five thousand is met without sorting or searching.
drop index matters_original;
create index matters_original on matters (original_id, id) where original_id is not null;
drop index matters_parent;
create index matters_parent on matters (parent_id, id) where parent_id is not null;
