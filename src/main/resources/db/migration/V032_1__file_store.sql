-- owner: seal
-- One data key for each object of the file store, wrapped with the key file's key. Behind the wall the key itself lies under the
-- ticket's seal instead; without either nobody can read the object again.
create table file_key (
  address text primary key,
  wrapped bytea not null,
  key_id  bigint not null
);
create index file_key_key on file_key (key_id, address);
alter table file_key enable row level security;
create policy seen on file_key using ((select clearance()) = 'system'
  or exists (select from attachment where attachment.address = file_key.address));
grant select, insert, update, delete on file_key to nightlight_app;

-- Where the folder of the store was last seen, for a second process on the same machine.
create table file_folder (
  one  boolean primary key default true check (one),
  path text not null
);
grant select, insert, update on file_folder to nightlight_app;
