-- owner: database
-- The desk's processes connect as members of this role, which owns nothing; row-level security therefore binds them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'nightlight_app') then
    create role nightlight_app nologin;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the same server made it in this moment
end $$;

-- What the running transaction has stated of its viewer: 'desk', 'safety' or 'system'. Unstated sees nothing.
create function clearance() returns text language sql stable parallel safe
  as $$ select coalesce(current_setting('nightlight.clearance', true), '') $$;
