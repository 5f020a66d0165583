-- owner: ticket
-- How two tickets belong together. "related" says no direction; of the others the one is the problem behind, the parent of, or the
-- ticket from which the other was split off. Whoever does not see both sees nothing of it.
create table ticket_link (
  id      bigint generated always as identity primary key,
  from_id bigint not null references ticket on delete cascade,
  to_id   bigint not null references ticket on delete cascade,
  kind    text not null check (kind in ('related', 'problem', 'parent', 'split')),
  made_by bigint not null references staff_member,
  made_at timestamptz not null,
  check (from_id <> to_id)
);
create unique index ticket_link_pair on ticket_link (least(from_id, to_id), greatest(from_id, to_id), kind);
create index ticket_link_from on ticket_link (from_id);
create index ticket_link_to on ticket_link (to_id);
alter table ticket_link enable row level security;
create policy seen on ticket_link using ((select clearance()) = 'system'
  or (exists (select from ticket where ticket.id = from_id) and exists (select from ticket where ticket.id = to_id)));
grant select, insert, delete on ticket_link to nightlight_app;
