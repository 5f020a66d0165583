-- owner: sla
-- What happened to each clock. Deadlines are computed from these lines and the calendar; history is never rewritten.
create table clock_event (
  id               bigint generated always as identity primary key,
  ticket_id        bigint not null references ticket,
  metric           text not null check (metric in ('first_response', 'resolution', 'escalation')),
  kind             text not null check (kind in ('started', 'paused', 'resumed', 'met', 'missed', 'cancelled', 'warned', 'rearmed')),
  at               timestamptz not null,
  detail           text not null default '',
  playbook_version integer not null
);
create index clock_event_ticket on clock_event (ticket_id, id);

-- One row per ticket with clocks running: the one next moment at which something falls due.
create table clock (
  ticket_id          bigint primary key references ticket,
  policy             text not null,
  playbook_version   integer not null,
  first_response_due timestamptz,
  resolution_due     timestamptz,
  escalation_due     timestamptz,
  act_by             timestamptz,
  next_at            timestamptz,
  attempts           integer not null default 0
);
create index clock_next on clock (next_at) where next_at is not null;

alter table clock_event enable row level security;
create policy seen on clock_event using ((select clearance()) in ('safety', 'system') or exists (select from ticket where ticket.id = ticket_id));
alter table clock enable row level security;
create policy seen on clock using ((select clearance()) in ('safety', 'system') or exists (select from ticket where ticket.id = ticket_id));
grant select, insert on clock_event to nightlight_app;
grant select, insert, update, delete on clock to nightlight_app;
