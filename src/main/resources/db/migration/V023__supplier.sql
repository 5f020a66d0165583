-- owner: privacy
-- Every recipient outside the desk to which data can flow. `way` is set where the desk itself sends there; nothing here is about
-- a customer, so these tables have no walls.
create table supplier (
  id           bigint generated always as identity primary key,
  way          text unique check (way in ('mail-relay', 'webhook', 'cybertipline', 'key-service')),
  name         text not null check (btrim(name) <> ''),
  kind         text not null check (kind in ('internal_operations', 'third_party', 'authority')),
  own          boolean not null,
  purposes     text not null check (btrim(purposes) <> ''),
  gets         text not null check (btrim(gets) <> ''),
  machine      text not null default '',
  owner_id     bigint references staff_member,
  confirmed_by bigint references staff_member,
  confirmed_at timestamptz,
  ended_at     timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (not own or kind = 'internal_operations')
);

-- Written assurances, only added to; the newest of a supplier counts.
create table supplier_assurance (
  id          bigint generated always as identity primary key,
  supplier_id bigint not null references supplier,
  reference   text not null,
  file_name   text,
  content     bytea,
  expires     date not null,
  checked_by  bigint not null references staff_member,
  checked_at  timestamptz not null,
  check (btrim(reference) <> '' or content is not null),
  check ((file_name is null) = (content is null))
);
create index supplier_assurance_supplier on supplier_assurance (supplier_id, id);

-- What admins were told about the registers, so that they are told once.
create table privacy_notice (
  about   text primary key,
  told_at timestamptz not null
);

grant select, insert, update on supplier to nightlight_app;
grant select, insert on supplier_assurance, privacy_notice to nightlight_app;

-- Mail is the desk's one way to its customers and to the Safety Team: a fresh desk has its entry before it is first used.
insert into supplier (way, name, kind, own, purposes, gets) values ('mail-relay', 'Our own mail server', 'internal_operations',
  true, 'Delivers our answers to customers and what the desk tells its staff.',
  'The mail itself: addresses, subject and text. It keeps no copy for uses of its own.');
