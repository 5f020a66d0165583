-- owner: ticket
-- A ticket that was merged into another is closed and keeps its words; what its customer writes later goes on in the other.
alter table ticket add column merged_into bigint references ticket on delete set null;
create index ticket_merged_into on ticket (merged_into) where merged_into is not null;

-- What undoing a merge needs to know, kept as a record after it.
create table ticket_merge (
  id        bigint generated always as identity primary key,
  source_id bigint not null references ticket on delete cascade,
  target_id bigint not null references ticket on delete cascade,
  merged_by bigint not null references staff_member,
  merged_at timestamptz not null,
  state     text not null,
  solved_at timestamptz,
  undone_at timestamptz,
  undone_by bigint references staff_member
);
create unique index ticket_merge_source on ticket_merge (source_id) where undone_at is null;
create index ticket_merge_target on ticket_merge (target_id) where undone_at is null;
alter table ticket_merge enable row level security;
create policy seen on ticket_merge using ((select clearance()) in ('safety', 'system')
  or (exists (select from ticket where ticket.id = source_id) and exists (select from ticket where ticket.id = target_id)));
grant select, insert on ticket_merge to nightlight_app;
grant update (undone_at, undone_by) on ticket_merge to nightlight_app;
