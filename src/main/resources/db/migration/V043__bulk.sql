-- owner: ticket
-- One change to many tickets, asked for by a member of staff; which tickets was settled when it was asked for.
create table bulk_job (
  id           bigint generated always as identity primary key,
  staff_id     bigint not null references staff_member,
  change       jsonb not null,
  undoes       bigint references bulk_job on delete set null,
  state        text not null check (state in ('running', 'done', 'cancelled')),
  total        integer not null,
  changed      integer not null default 0,
  refused      integer not null default 0,
  asked_at     timestamptz not null,
  ended_at     timestamptz,
  leased_until timestamptz not null
);
create index bulk_job_running on bulk_job (leased_until, id) where state = 'running';
create index bulk_job_of on bulk_job (staff_id, id);
grant select, insert, update, delete on bulk_job to nightlight_app;

-- One ticket of it. An outcome is written in the transaction of the change itself, so that nothing is changed twice.
create table bulk_row (
  job_id    bigint not null references bulk_job on delete cascade,
  number    integer not null,
  ticket_id bigint not null references ticket on delete cascade,
  change    jsonb,
  expects   integer,
  outcome   text check (outcome in ('changed', 'refused')),
  reason    text not null default '',
  before    jsonb,
  version   integer,
  primary key (job_id, number),
  unique (job_id, ticket_id)
);
create index bulk_row_ticket on bulk_row (ticket_id);
create index bulk_row_waiting on bulk_row (job_id, number) where outcome is null;
alter table bulk_row enable row level security;
create policy seen on bulk_row using ((select clearance()) = 'system' or exists (select from ticket where ticket.id = ticket_id));
grant select, insert, update, delete on bulk_row to nightlight_app;
