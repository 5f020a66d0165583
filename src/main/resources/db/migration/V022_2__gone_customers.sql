-- owner: customer
-- Whoever is being erased is nobody to the desk from the first moment on; their addresses are free, so that who writes again is new.
alter table customer add column erasure_id bigint;
alter table household add column erasure_id bigint;
create index customer_updated on customer (updated_at) where erasure_id is null;

-- Addresses and the number elsewhere of somebody who was put behind the wall instead of being erased.
create table customer_aside (
  customer_id bigint primary key references customer on delete cascade,
  details     jsonb not null
);
create index customer_aside_addresses on customer_aside using gin ((details -> 'addresses') jsonb_path_ops);
alter table customer_aside enable row level security;
create policy seen on customer_aside using ((select clearance()) in ('safety', 'system'));
grant select, insert, delete on customer_aside to nightlight_app;
grant delete on customer, household to nightlight_app;

drop policy seen on customer;
create policy seen on customer using ((erasure_id is null or (select clearance()) in ('safety', 'system'))
  and ((select clearance()) not in ('desk', 'safety') or household_id is not null or external_id is not null or version <> 1
    or not known_by_walled_tickets_alone(id)));
