-- owner: staff
-- How many tickets somebody has room for, and whether they are away, with the moment of their return if it is known.
alter table staff_member
  add column capacity integer not null default 8 check (capacity between 0 and 100),
  add column away_since timestamptz,
  add column back_at timestamptz,
  add constraint back_from_away check (away_since is not null or back_at is null);
