-- owner: channel
-- Addresses to which customers' mail is not sent any more: they do not exist, or their owner called our mail spam. Nothing here says
-- on which conversation that came out, and nothing comes here from one behind the wall.
create table suppressed (
  id            bigint generated always as identity primary key,
  address       text not null check (address = lower(address)),
  why           text not null check (why in ('bounced', 'complaint')),
  status        text not null default '',
  since         timestamptz not null,
  lifted_at     timestamptz,
  lifted_by     bigint references staff_member,
  lifted_reason text check (lifted_reason <> ''),
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_reason is null))
);
create unique index suppressed_now on suppressed (address) where lifted_at is null;
alter table suppressed enable row level security;
create policy seen on suppressed using ((select clearance()) in ('desk', 'safety', 'system'));
grant select, insert, delete on suppressed to nightlight_app;
grant update (lifted_at, lifted_by, lifted_reason) on suppressed to nightlight_app;
