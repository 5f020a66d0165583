-- owner: ticket
-- Who has a ticket open right now, one row for an open screen. Worth nothing after a crash, hence unlogged. The wall holds here as on the ticket.
create unlogged table presence (
  staff_id  bigint not null references staff_member,
  screen    text not null,
  ticket_id bigint not null references ticket on delete cascade,
  writing   boolean not null,
  seen_at   timestamptz not null,
  primary key (staff_id, screen)
);
create index presence_ticket on presence (ticket_id);
alter table presence enable row level security;
create policy seen on presence using ((select clearance()) = 'system' or exists (select from ticket where ticket.id = ticket_id));
grant select, insert, update, delete on presence to nightlight_app;
