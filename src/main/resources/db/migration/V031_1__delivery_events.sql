-- owner: channel
-- What other mail systems said of a mail after the first hop had taken it. No word of anybody's and no address: both are the mail's.
create table delivery_event (
  id          bigint generated always as identity primary key,
  outbound_id bigint not null references outbound on delete cascade,
  -- The report or event that said so: told twice, it counts once.
  once_key    text not null unique,
  kind        text not null check (kind in ('delivered', 'deferred', 'bounced', 'returned', 'complaint')),
  -- Enhanced status code (RFC 3463); empty when none was told.
  status      text not null default '' check (status ~ '^([245]\.[0-9]{1,3}\.[0-9]{1,3})?$'),
  at          timestamptz not null
);
create index delivery_event_outbound on delivery_event (outbound_id, id);
alter table delivery_event enable row level security;
create policy seen on delivery_event using (exists (select from outbound where outbound.id = outbound_id));
grant select, insert on delivery_event to nightlight_app;
