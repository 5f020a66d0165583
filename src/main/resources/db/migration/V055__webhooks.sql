-- owner: webhook
-- A machine that is told what happens to tickets. None is ever deleted: one that was removed stands aside, switched off.
-- secret, old_secret: sealed, each under a key of its own in file_key; the older one signs too until old_until. off_because: why the desk
-- itself switched it off. last_*: what came of the last call. told_at: when administrators were told that calls ended unheard, until
-- somebody looks.
create table webhook (
  id             bigint generated always as identity primary key,
  version        integer not null,
  name           text not null,
  address        text not null,
  events         text[] not null,
  active         boolean not null,
  secret         bytea not null,
  secret_key     text not null,
  old_secret     bytea,
  old_secret_key text,
  old_until      timestamptz,
  made_at        timestamptz not null,
  off_because    text not null default '' check (off_because in ('', 'gone')),
  last_at        timestamptz,
  last_fault     text not null default '',
  last_status    integer not null default 0,
  told_at        timestamptz,
  removed_at     timestamptz,
  check (not (active and removed_at is not null)),
  check ((old_secret is null) = (old_secret_key is null) and (old_secret is null) = (old_until is null))
);
grant select, insert, update on webhook to nightlight_app;

-- Something that happened to a ticket, as it is told: numbers, times and keys of the playbook, no word of anybody. The id is drawn by lot,
-- so that one that is missing is not missed.
create table webhook_event (
  id        uuid primary key,
  ticket_id bigint not null references ticket on delete cascade,
  type      text not null,
  at        timestamptz not null,
  body      text not null
);
create index webhook_event_ticket on webhook_event (ticket_id);
create index webhook_event_at on webhook_event (at);
grant select, insert, delete on webhook_event to nightlight_app;

-- That event on its way to that machine. attempts: all there were; tries: those since it was last set on its way. give_up_at: after the
-- first attempt beyond it, nobody tries any more.
create table webhook_delivery (
  webhook_id    bigint not null references webhook,
  event_id      uuid not null references webhook_event on delete cascade,
  ticket_id     bigint not null,
  state         text not null check (state in ('queued', 'sending', 'sent', 'dead')),
  attempts      integer not null default 0,
  tries         integer not null default 0,
  not_before    timestamptz not null,
  give_up_at    timestamptz not null,
  claimed_until timestamptz,
  tried_at      timestamptz,
  fault         text not null default '',
  status        integer not null default 0,
  created_at    timestamptz not null,
  primary key (webhook_id, event_id)
);
create index webhook_delivery_waiting on webhook_delivery (webhook_id, not_before, created_at) where state in ('queued', 'sending');
create index webhook_delivery_open on webhook_delivery (webhook_id, state) where state <> 'sent';
create index webhook_delivery_page on webhook_delivery (webhook_id, created_at, event_id);
create index webhook_delivery_event on webhook_delivery (event_id);
grant select, insert, update, delete on webhook_delivery to nightlight_app;

-- The wall holds here as on the ticket.
do $$
declare t text;
begin
  foreach t in array array['webhook_event', 'webhook_delivery'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I using ((select clearance()) = ''system'' or exists (select from ticket where ticket.id = ticket_id))', t);
  end loop;
end $$;
