-- owner: privacy
-- A parent wants to see what is held of their children: a mail with a link goes to an address that a parent here has. Of the link
-- the hash alone is kept, for as long as it opens something. An address that is no parent's is forgotten in the same moment.
create table family_visit (
  id          bigint generated always as identity primary key,
  address     text not null,
  asked_at    timestamptz not null,
  state       text not null default 'due' check (state in ('due', 'queued', 'sent', 'failed', 'withheld')),
  mail_id     text unique,
  ended_at    timestamptz,
  customer_id bigint references customer,
  hash        bytea unique check (octet_length(hash) = 32),
  link_until  timestamptz,
  check ((hash is null) = (link_until is null) and (hash is null) = (customer_id is null))
);
create index family_visit_due on family_visit (asked_at, id) where state = 'due';
create index family_visit_address on family_visit (address, asked_at);
create index family_visit_customer on family_visit (customer_id) where customer_id is not null;
alter table family_visit enable row level security;
create policy seen on family_visit using ((select clearance()) = 'system');
grant select, insert, update, delete on family_visit to nightlight_app;

-- A copy that a parent asked for on their own page; nobody of the staff did.
alter table personal_copy alter column asked_by drop not null;
alter table personal_copy add column asked_by_parent bigint;
alter table personal_copy add check ((asked_by is null) <> (asked_by_parent is null));
