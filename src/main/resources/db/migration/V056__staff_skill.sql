-- owner: staff
-- What somebody can do beyond their teams, such as write Spanish: keys of the playbook's skills.
create table staff_skill (
  staff_id bigint not null references staff_member on delete cascade,
  skill    text not null,
  primary key (staff_id, skill)
);
grant select, insert, delete on staff_skill to nightlight_app;
