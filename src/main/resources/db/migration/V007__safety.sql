-- owner: safety
create table safety_case (
  id              bigint generated always as identity primary key,
  ticket_id       bigint not null unique references ticket,
  level           text not null check (level in ('S0', 'S1', 'S2', 'S3', 'S4')),
  types           text[] not null,
  held            boolean not null,
  state           text not null check (state in ('open', 'acknowledged', 'released', 'closed')),
  suspect         text not null default 'unknown' check (suspect in ('unknown', 'household', 'staff', 'none')),
  opened_at       timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by bigint references staff_member,
  ended_at        timestamptz,
  ended_by        bigint references staff_member,
  ended_reason    text,
  version         integer not null default 1
);
create index safety_case_open on safety_case (opened_at) where state in ('open', 'acknowledged');

-- The verdict on every message that came in, S0 included: what the engine saw and which engine it was.
create table screening (
  message_id bigint primary key references message,
  ticket_id  bigint not null references ticket,
  level      text not null,
  types      text[] not null,
  held       boolean not null,
  reasons    jsonb not null,
  engine     text not null,
  micros     integer not null,
  at         timestamptz not null
);
create index screening_ticket on screening (ticket_id);
create index screening_concern on screening (at desc) where level = 'S1';

alter table safety_case enable row level security;
create policy seen on safety_case using ((select clearance()) in ('safety', 'system'));
alter table screening enable row level security;
create policy seen on screening using ((select clearance()) in ('safety', 'system'));
grant select, insert, update on safety_case, screening to nightlight_app;
