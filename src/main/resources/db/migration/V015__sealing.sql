-- owner: seal
-- Which key wraps from now on, and where its file was last seen: a process that brings another key is not of this desk.
create table seal_keyset (
  one    boolean primary key default true check (one),
  key_id bigint not null,
  path   text not null
);

-- One data key for each ticket, wrapped with the key file's key. Without this row nothing of the ticket can be read again.
create table sealed_key (
  ticket_id bigint primary key references ticket,
  wrapped   bytea not null,
  key_id    bigint not null
);
create index sealed_key_key on sealed_key (key_id, ticket_id);

-- What was taken out of plain columns, in pieces of at most 1 MiB. Each is bound to its ticket, place, row and number.
create table sealed (
  ticket_id bigint not null references sealed_key,
  place     text not null,
  row_id    bigint not null,
  number    integer not null,
  bytes     bytea not null,
  primary key (ticket_id, place, row_id, number)
);

do $$
declare t text;
begin
  foreach t in array array['sealed_key', 'sealed'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy seen on %I using ((select clearance()) = 'system'
      or ((select clearance()) = 'safety' and ticket_id <> all ((select closed_to_viewer())::bigint[])))$p$, t);
  end loop;
end $$;
grant select, insert, update on seal_keyset to nightlight_app;
grant select, insert, update, delete on sealed_key to nightlight_app;
grant select, insert, delete on sealed to nightlight_app;

-- The further pieces of a sealed arrival, and copies of sealed mail, leave their tables.
grant delete on inbound_piece, demo_mail to nightlight_app;

-- What a reviewer wrote to the child in words of their own is sealed and keeps its hash. Approved answers stay plain: they stand
-- in the playbook for anybody to read.
do $$
declare c text;
begin
  for c in select conname from pg_constraint
           where conrelid = 'case_answer'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%sha256%' loop
    execute format('alter table case_answer drop constraint %I', c);
  end loop;
end $$;
alter table case_answer add constraint case_answer_hash_check
  check ((answer_key is null and text = 'Sealed') or hash = sha256(convert_to(text, 'UTF8')));

-- A sealed report keeps the hash of the bytes that were approved; the bytes themselves stand in sealed.
do $$
declare c text;
begin
  for c in select conname from pg_constraint
           where conrelid = 'report_version'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%sha256%' loop
    execute format('alter table report_version drop constraint %I', c);
  end loop;
end $$;
alter table report_version add constraint report_version_hash_check check (octet_length(pdf) = 0 or hash = sha256(pdf));
