-- owner: channel
-- Calls to the Safety Team's own machine: case number, level code and link, nothing else.
create table webhook_call (
  id            bigint generated always as identity primary key,
  body          text not null,
  state         text not null check (state in ('queued', 'sending', 'sent', 'failed')),
  attempts      integer not null default 0,
  not_before    timestamptz not null,
  claimed_until timestamptz,
  reason        text not null default '',
  created_at    timestamptz not null,
  sent_at       timestamptz
);
create index webhook_call_waiting on webhook_call (not_before, id) where state in ('queued', 'sending');
alter table webhook_call enable row level security;
create policy seen on webhook_call using ((select clearance()) in ('safety', 'system'));
grant select, insert, update on webhook_call to nightlight_app;
