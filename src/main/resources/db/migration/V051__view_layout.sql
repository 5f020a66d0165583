-- owner: desk
-- How a view shows what it finds: in which order, grouped by what, and what of each ticket.
alter table list_view
  add column sorted  text not null default 'due' check (sorted in ('due', 'newest', 'oldest', 'changed')),
  add column grouped text not null default 'none',
  add column columns text[] not null default '{}';
update list_view set sorted = 'newest' where newest;
alter table list_view drop column newest;
