-- owner: staff
-- What a member of staff wants to be told by mail, and between which hours of the desk's zone not at all. Safety alerts do not ask.
create table staff_wish (
  staff_id    bigint primary key references staff_member,
  mentioned   boolean not null,
  assigned    boolean not null,
  quiet_from  time,
  quiet_until time,
  check ((quiet_from is null) = (quiet_until is null))
);
grant select, insert, update, delete on staff_wish to nightlight_app;
