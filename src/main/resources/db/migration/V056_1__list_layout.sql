-- owner: desk
-- How somebody wants one of the desk's own lists to look; without a row as it always looks.
create table list_layout (
  staff_id bigint not null references staff_member on delete cascade,
  list     text not null,
  sorted   text not null check (sorted in ('due', 'newest', 'oldest', 'changed')),
  grouped  text not null,
  columns  text[] not null,
  primary key (staff_id, list)
);
grant select, insert, update, delete on list_layout to nightlight_app;

-- Where somebody has put a view in their own menu, or that they have it not there; without a row it stands where it was kept.
create table view_menu (
  staff_id bigint not null references staff_member on delete cascade,
  view_id  bigint not null references list_view on delete cascade,
  place    integer not null,
  hidden   boolean not null,
  primary key (staff_id, view_id)
);
create index view_menu_view on view_menu (view_id);
grant select, insert, update, delete on view_menu to nightlight_app;
