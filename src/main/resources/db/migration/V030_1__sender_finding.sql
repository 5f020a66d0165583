-- owner: channel
-- Whether the domain of a mail's sender vouches for it (SPF, DKIM, DMARC; ARC as a trusted server said). No name, no domain.
create table sender_finding (
  message_id bigint primary key,
  ticket_id  bigint not null references ticket,
  verdict    text not null check (verdict in ('vouched', 'unproven', 'denied')),
  spf        text not null,
  dkim       text not null,
  dmarc      text not null,
  arc        text not null,
  found_by   text not null check (found_by in ('desk', 'server'))
);
create index sender_finding_ticket on sender_finding (ticket_id);
alter table sender_finding enable row level security;
create policy seen on sender_finding using ((select clearance()) in ('safety', 'system')
  or exists (select from ticket where ticket.id = ticket_id));
grant select, insert, delete on sender_finding to nightlight_app;
