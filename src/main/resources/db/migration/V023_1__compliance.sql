-- owner: privacy
-- Who keeps the programme for children's data, and the days of its last yearly duties. Only added to; the newest row counts.
create table compliance (
  id           bigint generated always as identity primary key,
  owner_id     bigint references staff_member,
  assessed_on  date,
  tested_on    date,
  evaluated_on date,
  changed_by   bigint not null references staff_member,
  changed_at   timestamptz not null
);
grant select, insert on compliance to nightlight_app;
