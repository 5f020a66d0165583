-- owner: privacy
-- Somebody is asked to show that an address is theirs: a mail with a link goes there. Of the link the hash alone is kept. The desk does
-- not see how far it has come: a mail that was withheld would tell of a case.
create table address_proof (
  id          bigint generated always as identity primary key,
  customer_id bigint not null references customer,
  address     text not null,
  asked_by    bigint not null references staff_member,
  asked_at    timestamptz not null,
  state       text not null default 'due' check (state in ('due', 'queued', 'sent', 'failed', 'withheld', 'dropped')),
  mail_id     text unique,
  ended_at    timestamptz,
  hash        bytea unique check (octet_length(hash) = 32),
  link_until  timestamptz,
  proven_at   timestamptz
);
create index address_proof_due on address_proof (asked_at, id) where state = 'due';
create index address_proof_customer on address_proof (customer_id, id);

create function proof_asked_at(customer bigint) returns timestamptz language sql stable security definer set search_path = public
  as $$ select max(asked_at) from address_proof where customer_id = $1 $$;
revoke execute on function proof_asked_at from public;
grant execute on function proof_asked_at to nightlight_app;

-- The organisation's own mail server found that a message here may not come from whom it says (DMARC, RFC 7489).
create table sender_doubt (
  ticket_id bigint primary key references ticket,
  since     timestamptz not null
);

alter table address_proof enable row level security;
create policy seen on address_proof using ((select clearance()) = 'system');
create policy added on address_proof for insert with check (true);
alter table sender_doubt enable row level security;
create policy seen on sender_doubt using ((select clearance()) = 'system'
  or exists (select from ticket where ticket.id = ticket_id));

grant select, insert, update, delete on address_proof to nightlight_app;
grant select, insert, delete on sender_doubt to nightlight_app;
