-- owner: ticket
-- Ticket numbers skip at random, so that a number one never sees means nothing (a walled ticket leaves no hole to find).
create sequence ticket_number start 1001;
create function next_ticket_number() returns bigint language plpgsql volatile as $$
begin
  for i in 1 .. floor(random() * 3)::int loop
    perform nextval('ticket_number');
  end loop;
  return nextval('ticket_number');
end $$;

create table ticket (
  id               bigint primary key default next_ticket_number(),
  subject          text not null,
  state            text not null check (state in ('new', 'open', 'pending', 'hold', 'solved', 'closed')),
  category         text not null,
  issue            text,
  confidence       real not null,
  needs_person     boolean not null default false,
  tier             text not null,
  team             text not null,
  level            integer not null,
  assignee_id      bigint references staff_member,
  requester_id     bigint not null references customer,
  channel          text not null check (channel in ('email', 'web', 'phone', 'api')),
  priority         text check (priority in ('urgent', 'high', 'normal', 'low')),
  external_id      text,
  walled           boolean not null default false,
  last_line        text not null default '',
  due_at           timestamptz,
  due_metric       text,
  act_by           timestamptz,
  playbook_version integer not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  solved_at        timestamptz,
  version          integer not null default 1
);
create index ticket_open_by_team on ticket (team, due_at, id) where state in ('new', 'open', 'pending', 'hold');
create index ticket_open_by_assignee on ticket (assignee_id, due_at, id) where state in ('new', 'open', 'pending', 'hold');
create index ticket_open_unassigned on ticket (due_at, id) where assignee_id is null and state in ('new', 'open', 'pending', 'hold');
create index ticket_open_by_due on ticket (due_at, id) where state in ('new', 'open', 'pending', 'hold');
-- Paused tickets have no time that runs; lists show them last, by number.
create index ticket_undated on ticket (id) where due_at is null and state in ('new', 'open', 'pending', 'hold');
create index ticket_undated_by_team on ticket (team, id) where due_at is null and state in ('new', 'open', 'pending', 'hold');
create index ticket_undated_by_assignee on ticket (assignee_id, id) where due_at is null and state in ('new', 'open', 'pending', 'hold');
create index ticket_requester on ticket (requester_id, id desc);
create index ticket_updated on ticket (updated_at, id);
create index ticket_external on ticket (external_id) where external_id is not null;
create index ticket_walled on ticket (id) where walled;

create table message (
  id          bigint generated always as identity primary key,
  ticket_id   bigint not null references ticket,
  kind        text not null check (kind in ('customer', 'reply', 'note', 'automatic')),
  author      text not null,
  author_name text not null default '',
  text        text not null,
  quoted      text not null default '',
  html        text,
  channel     text not null,
  state       text not null check (state in ('received', 'queued', 'sent', 'failed', 'withheld', 'kept')),
  state_reason text not null default '',
  mail_id     text,
  inbound_id  bigint unique,
  created_at  timestamptz not null,
  sent_at     timestamptz
);
create index message_ticket on message (ticket_id, id);

create table attachment (
  id         bigint generated always as identity primary key,
  ticket_id  bigint not null references ticket,
  message_id bigint not null references message,
  name       text not null,
  type       text not null,
  size       bigint not null,
  sha256     bytea not null,
  inline_id  text,
  content    bytea not null
);
create index attachment_message on attachment (message_id);
create index attachment_ticket on attachment (ticket_id);

create table ticket_event (
  id        bigint generated always as identity primary key,
  ticket_id bigint not null references ticket,
  at        timestamptz not null,
  actor     text not null,
  kind      text not null,
  detail    jsonb not null default '{}'
);
create index ticket_event_ticket on ticket_event (ticket_id, id);

create table ticket_tag (
  ticket_id bigint not null references ticket,
  tag       text not null,
  primary key (ticket_id, tag)
);
create index ticket_tag_tag on ticket_tag (tag, ticket_id);

create table draft (
  ticket_id  bigint not null references ticket,
  staff_id   bigint not null references staff_member,
  kind       text not null check (kind in ('reply', 'note')),
  text       text not null,
  updated_at timestamptz not null,
  primary key (ticket_id, staff_id, kind)
);

-- Every mail id that this desk sent, received or saw referenced, and the ticket that it belongs to.
create table mail_thread (
  mail_id   text primary key,
  ticket_id bigint not null references ticket
);
create index mail_thread_ticket on mail_thread (ticket_id);

-- Search words live apart, without a policy, because text search under a policy loses its index. A walled ticket has no row.
create table ticket_search (
  ticket_id bigint primary key references ticket,
  words     tsvector not null
);
create index ticket_search_words on ticket_search using gin (words) with (fastupdate = off);

alter table ticket enable row level security;
create policy seen on ticket
  using ((select clearance()) in ('safety', 'system') or ((select clearance()) = 'desk' and not walled));
do $$
declare t text;
begin
  foreach t in array array['message', 'attachment', 'ticket_event', 'ticket_tag', 'draft', 'mail_thread'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy seen on %I using ((select clearance()) in ('safety', 'system')
      or exists (select from ticket where ticket.id = ticket_id))$p$, t);
  end loop;
end $$;

alter table audit_line enable row level security;
create policy seen on audit_line for select using ((select clearance()) in ('safety', 'system')
  or ((select clearance()) = 'desk' and not walled
      and (ticket_id is null or exists (select from ticket where ticket.id = ticket_id))));

grant usage on sequence ticket_number to nightlight_app;
grant select, insert, update on ticket, message, ticket_event, attachment, mail_thread to nightlight_app;
grant select, insert, update, delete on ticket_tag, draft, ticket_search to nightlight_app;
