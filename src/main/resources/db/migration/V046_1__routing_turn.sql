-- owner: sla
-- When a team last gave somebody a ticket by itself: whose turn it is.
create table routing_turn (
  team     text not null,
  staff_id bigint not null references staff_member,
  given_at timestamptz not null,
  primary key (team, staff_id)
);
grant select, insert, update on routing_turn to nightlight_app;
