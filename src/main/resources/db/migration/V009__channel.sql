-- owner: channel
create table inbound (
  id          bigint generated always as identity primary key,
  channel     text not null check (channel in ('email', 'web', 'phone', 'api')),
  dedupe_key  text not null unique,
  envelope    jsonb not null,
  size        bigint not null,
  sha256      bytea not null,
  raw         bytea not null,
  received_at timestamptz not null,
  state       text not null check (state in ('stored', 'done', 'unreadable', 'ignored')),
  attempts    integer not null default 0,
  not_before  timestamptz not null,
  reason      text not null default '',
  walled      boolean not null default true,
  ticket_id   bigint,
  message_id  bigint
);
create index inbound_waiting on inbound (not_before, id) where state = 'stored';
create index inbound_listed on inbound (id) where state = 'unreadable';
-- A large mail is kept in further pieces of 1 MiB, so that no process holds it whole in memory.
create table inbound_piece (
  inbound_id bigint not null references inbound,
  number     integer not null,
  bytes      bytea not null,
  primary key (inbound_id, number)
);

create table outbound (
  id            bigint generated always as identity primary key,
  ticket_id     bigint references ticket,
  message_id    bigint unique references message,
  purpose       text not null check (purpose in ('reply', 'automatic', 'alert', 'notice')),
  mail_id       text not null unique,
  sender        text not null,
  recipients    text[] not null,
  cc            text[] not null default '{}',
  subject       text not null,
  body          text not null,
  in_reply_to   text,
  refs          text[] not null default '{}',
  state         text not null check (state in ('queued', 'sending', 'sent', 'failed', 'withheld')),
  attempts      integer not null default 0,
  not_before    timestamptz not null,
  claimed_until timestamptz,
  reason        text not null default '',
  created_at    timestamptz not null,
  sent_at       timestamptz
);
create index outbound_waiting on outbound (not_before, id) where state in ('queued', 'sending');
create index outbound_ticket on outbound (ticket_id) where ticket_id is not null;

-- Mail that a demo desk without a relay would have sent, kept to be looked at.
create table demo_mail (
  id          bigint generated always as identity primary key,
  outbound_id bigint not null unique references outbound,
  at          timestamptz not null,
  raw         bytea not null
);

alter table inbound enable row level security;
create policy seen on inbound using ((select clearance()) in ('safety', 'system')
  or ((select clearance()) = 'desk' and state = 'unreadable' and not walled));
alter table inbound_piece enable row level security;
create policy seen on inbound_piece using ((select clearance()) in ('safety', 'system'));
alter table outbound enable row level security;
create policy seen on outbound using ((select clearance()) in ('safety', 'system')
  or ((select clearance()) = 'desk' and purpose in ('reply', 'automatic') and exists (select from ticket where ticket.id = ticket_id)));
alter table demo_mail enable row level security;
create policy seen on demo_mail using ((select clearance()) in ('safety', 'system') or exists (select from outbound where outbound.id = outbound_id));
grant select, insert, update on inbound, outbound to nightlight_app;
grant select, insert on inbound_piece, demo_mail to nightlight_app;

-- What makes this desk's mail ids its own: a second desk of the same make never matches them.
create table instance (
  one    boolean primary key default true check (one),
  id     text not null,
  secret bytea not null
);
insert into instance (id, secret) values (gen_random_uuid()::text, sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea));
grant select on instance to nightlight_app;
