-- owner: desk
-- Words that are written again and again, with what is done on sending: of one member of staff or, without an owner, for everybody.
-- One that was taken away can be brought back for 30 days.
create table macro (
  id         bigint generated always as identity primary key,
  owner_id   bigint references staff_member,
  name       text not null,
  kind       text not null check (kind in ('reply', 'note')),
  text       text not null,
  does       text not null,
  place      integer not null,
  created_by bigint not null references staff_member,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index macro_owner on macro (owner_id);
grant select, insert, update, delete on macro to nightlight_app;
