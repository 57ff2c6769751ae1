-- Documents beside photos: what a meeting is about may be a paper and not only words.

-- As its sender called it; photos have none.
alter table files add column name text;

alter table gathering_materials rename column photo_id to document_id;
comment on column gathering_materials.document_id is 'a document of the files room; each belongs to one material';
create unique index gathering_materials_document on gathering_materials (document_id) where document_id is not null;
