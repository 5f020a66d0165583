-- owner: ticket
-- Who of the staff follows a ticket. The wall holds here as on the ticket.
create table follower (
  ticket_id bigint not null references ticket on delete cascade,
  staff_id  bigint not null references staff_member,
  since     timestamptz not null,
  primary key (ticket_id, staff_id)
);
create index follower_staff on follower (staff_id, ticket_id);
alter table follower enable row level security;
create policy seen on follower using ((select clearance()) = 'system' or exists (select from ticket where ticket.id = ticket_id));
grant select, insert, update, delete on follower to nightlight_app;

-- What a member of staff is told: that somebody mentioned them in a note, or gave them a ticket. Numbers alone, no word of either.
-- mail_waits: it has not been decided yet whether a mail goes out for it.
create table notice (
  id         bigint generated always as identity primary key,
  staff_id   bigint not null references staff_member,
  kind       text not null check (kind in ('mentioned', 'assigned')),
  ticket_id  bigint not null references ticket on delete cascade,
  message_id bigint references message on delete cascade,
  by_id      bigint not null references staff_member,
  at         timestamptz not null,
  seen_at    timestamptz,
  mail_waits boolean not null
);
create index notice_staff on notice (staff_id, id);
create index notice_unseen on notice (staff_id) where seen_at is null;
create index notice_waiting on notice (id) where mail_waits;
create index notice_ticket on notice (ticket_id);
create index notice_message on notice (message_id);
alter table notice enable row level security;
create policy seen on notice using ((select clearance()) = 'system' or exists (select from ticket where ticket.id = ticket_id));
grant select, insert, update, delete on notice to nightlight_app;
