-- owner: desk
-- Lists that people keep: a filter by name, for one member of staff or, without an owner, for everybody. No customer's address is kept in one.
create table list_view (
  id         bigint generated always as identity primary key,
  owner_id   bigint references staff_member,
  name       text not null,
  filter     text not null,
  newest     boolean not null,
  place      integer not null,
  created_by bigint not null references staff_member,
  created_at timestamptz not null
);
create index list_view_owner on list_view (owner_id);
grant select, insert, update, delete on list_view to nightlight_app;
