-- The newest link is the one that counts: what ended an older one, and when, so that its page can say where to look.
alter table matter_links rename column used_at to ended_at;
alter table matter_links add column ended_by text check (ended_by in ('newer', 'judged'));

-- The sender agreed that people nearby may see the photo; it is shown once somebody at the desk has looked at it too.
alter table files add column may_show boolean not null default false;
