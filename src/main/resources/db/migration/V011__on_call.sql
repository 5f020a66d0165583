-- owner: staff
-- Who of the Safety Team is on duty, from when to when. The lead is no shift: teams have leads already.
create table on_call_shift (
  id        bigint generated always as identity primary key,
  staff_id  bigint not null references staff_member on delete cascade,
  place     text not null check (place in ('first', 'backup')),
  starts_at timestamptz not null,
  ends_at   timestamptz not null,
  check (starts_at < ends_at)
);
create index on_call_shift_ends on on_call_shift (ends_at, starts_at);
grant select, insert, update, delete on on_call_shift to nightlight_app;
