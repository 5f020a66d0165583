-- owner: ticket
-- What staff have to do on a ticket: one line, for whom, and until the end of which day of the desk's zone. What was taken away keeps its
-- row, so that the ticket's story can still name it. The wall holds here as on the ticket.
create table ticket_task (
  id          bigint generated always as identity primary key,
  ticket_id   bigint not null references ticket on delete cascade,
  text        text not null check (char_length(text) between 1 and 200),
  assignee_id bigint references staff_member,
  due_on      date,
  made_by     bigint not null references staff_member,
  made_at     timestamptz not null,
  done_by     bigint references staff_member,
  done_at     timestamptz,
  removed_at  timestamptz,
  check ((done_by is null) = (done_at is null))
);
create index ticket_task_ticket on ticket_task (ticket_id);
create index ticket_task_mine on ticket_task (assignee_id, coalesce(due_on, 'infinity'::date), id)
  where done_at is null and removed_at is null;
alter table ticket_task enable row level security;
create policy seen on ticket_task using ((select clearance()) = 'system' or exists (select from ticket where ticket.id = ticket_id));
grant select, insert, update, delete on ticket_task to nightlight_app;

-- Which open tasks went along with a merge, so that they find their way home.
alter table ticket_merge add column tasks bigint[] not null default '{}';

-- Somebody gave somebody else a task.
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in ('mentioned', 'assigned', 'task', 'rule', 'rules-stopped'));
