-- owner: channel
-- Who else is on a conversation besides its requester: named in To or Cc of a mail by somebody who is on it, or written down at the
-- desk. 'named' gets nothing until somebody at the desk has said so ('copied'); 'dropped' was left out of a later mail and gets no
-- more, but may still write here; 'removed' is off it. Nobody is on a ticket behind the wall.
create table participant (
  id        bigint generated always as identity primary key,
  ticket_id bigint not null references ticket,
  address   text not null,
  standing  text not null check (standing in ('named', 'copied', 'dropped', 'removed')),
  at        timestamptz not null,
  unique (ticket_id, address)
);
alter table participant enable row level security;
create policy seen on participant using ((select clearance()) in ('safety', 'system')
  or exists (select from ticket where ticket.id = ticket_id));
grant select, insert, update, delete on participant to nightlight_app;
