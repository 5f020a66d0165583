-- owner: customer
create table household (
  id         bigint generated always as identity primary key,
  name       text not null,
  tier       text,
  created_at timestamptz not null
);

create table customer (
  id           bigint generated always as identity primary key,
  name         text not null,
  tier         text,
  household_id bigint references household,
  relation     text not null default 'unknown'
               check (relation in ('parent', 'guardian', 'child', 'teacher', 'other', 'unknown')),
  birth_year   integer,
  external_id  text unique,
  language     text,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  version      integer not null default 1
);
create index customer_household on customer (household_id) where household_id is not null;
-- Any word of a name, from its beginning: no wall stands before this table, so the index is used as it is.
create index customer_words on customer using gin (to_tsvector('simple', name));

create table customer_address (
  customer_id bigint not null references customer on delete cascade,
  kind        text not null check (kind in ('email', 'phone')),
  value       text not null,
  proven_at   timestamptz,
  position    integer not null default 0, -- the first is where we write to
  primary key (kind, value)
);
create index customer_address_start on customer_address (value text_pattern_ops);
create index customer_address_customer on customer_address (customer_id);

grant select, insert, update on household, customer to nightlight_app;
grant select, insert, update, delete on customer_address to nightlight_app;
