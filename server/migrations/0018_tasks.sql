-- A task: what one organisation asks another to do, a matter without a parent, judged by who gave it.
alter table matters drop constraint matters_kind_check;
alter table matters add constraint matters_kind_check check (kind in ('request', 'part', 'task'));
-- The day by whose end a task is to be done, where one was set.
alter table matters add column due_day date check (due_day is null or kind = 'task');
create index matters_tasks_to_accept on matters (desk_id) where kind = 'task' and state = 'answered';
