-- owner: privacy
-- Erasure, retention and export of what the desk keeps about people. What the desk sees of an erasure is the same whether a safety
-- case stands behind it or not: whatever would tell stands in erasure_hold alone, which no policy shows outside the wall.
create table erasure (
  id           bigint generated always as identity primary key,
  customer_id  bigint, -- or a household; both are forgotten once it is done, and refer to nothing, for rows go
  household_id bigint,
  for_id       bigint, -- the parent on whose word; null for the person's own
  state        text not null check (state in ('review', 'waiting', 'running', 'done', 'declined')),
  asked_at     timestamptz not null,
  asked_by     bigint not null references staff_member,
  reviewed_at  timestamptz,
  reviewed_by  bigint references staff_member,
  review       text not null default '',
  due_at       timestamptz not null,
  not_before   timestamptz not null,
  attempts     integer not null default 0,
  -- What it is about, frozen in the moment when it begins: what arrives later is new. Emptied when it is done.
  people       bigint[] not null default '{}',
  tickets      bigint[] not null default '{}',
  arrivals     bigint[] not null default '{}',
  certificate  text,
  sha256       text,
  done_on      date,
  check (state not in ('review', 'waiting', 'running') or (customer_id is null) <> (household_id is null)),
  check ((state = 'done') = (certificate is not null)),
  check (reviewed_by is distinct from asked_by or reviewed_by is null)
);
create index erasure_waiting on erasure (not_before, id) where state in ('waiting', 'running');
create unique index erasure_customer on erasure (customer_id) where state in ('review', 'waiting', 'running');
create unique index erasure_household on erasure (household_id) where state in ('review', 'waiting', 'running');

-- One room after the other. Counts are taken before the first step and told by class, nothing else.
create table erasure_step (
  erasure_id bigint not null references erasure on delete cascade,
  rank       integer not null,
  room       text not null,
  done_on    date,
  primary key (erasure_id, rank)
);
create table erasure_count (
  erasure_id   bigint not null references erasure on delete cascade,
  place        text not null,
  record_class text not null,
  number       bigint not null,
  primary key (erasure_id, place)
);

-- What was put behind the wall instead of being deleted, since a safety case or a legal hold stood in the way, until two people let
-- it go or nothing stands in the way any more. erasure_id is null for what retention would have deleted.
create table erasure_hold (
  id          bigint generated always as identity primary key,
  erasure_id  bigint references erasure on delete set null,
  about       bigint[] not null, -- whose case or hold is asked for
  people      bigint[] not null default '{}', -- who goes with it
  household_id bigint,
  tickets     bigint[] not null,
  arrivals    bigint[] not null default '{}',
  held_at     timestamptz not null,
  look_at     timestamptz not null,
  officer_id  bigint references staff_member,
  officer_at  timestamptz,
  legal_id    bigint references staff_member,
  legal_at    timestamptz,
  done_rank   integer not null default 0,
  done_at     timestamptz,
  sha256      text,
  check (officer_id is distinct from legal_id or officer_id is null)
);
create index erasure_hold_waiting on erasure_hold (look_at, id) where done_at is null;

-- Must be kept although its time is over: about whom, why, and until when. Placed by Legal or the Safety Team.
create table legal_hold (
  id           bigint generated always as identity primary key,
  customer_id  bigint,
  household_id bigint,
  reason       text not null check (btrim(reason) <> ''),
  until        date not null,
  placed_by    bigint not null references staff_member,
  placed_at    timestamptz not null,
  ended_by     bigint references staff_member,
  ended_at     timestamptz,
  check ((customer_id is null) <> (household_id is null)),
  check ((ended_at is null) = (ended_by is null))
);
create index legal_hold_standing on legal_hold (until) where ended_at is null;

-- What retention deleted: numbers, by class and day.
create table retention_day (
  day          date not null,
  record_class text not null,
  number       bigint not null,
  primary key (day, record_class)
);
-- The day on which retention last went through all classes.
create table retention_run (
  day     date primary key,
  done_at timestamptz
);

-- Who opened a ticket, for the policy below alone: run as the tables' owner, whom no policy binds.
create function requester_of(ticket bigint) returns bigint language sql stable security definer set search_path = public
  as $$ select requester_id from ticket t where t.id = $1 $$;
revoke execute on function requester_of from public;
grant execute on function requester_of to nightlight_app;

alter table erasure_hold enable row level security;
create policy seen on erasure_hold using ((select clearance()) = 'system'
  or ((select clearance()) = 'safety' and not tickets && (select closed_to_viewer())::bigint[]
      and not exists (select from unnest((select closed_to_viewer())::bigint[]) as closed (ticket_id)
                      where requester_of(closed.ticket_id) = any (people))));
alter table legal_hold enable row level security;
create policy seen on legal_hold using ((select clearance()) in ('safety', 'system'));

grant select, insert, update, delete on erasure, erasure_step, erasure_count to nightlight_app;
grant select, insert, update on erasure_hold, retention_day, retention_run to nightlight_app;
grant select, insert on legal_hold to nightlight_app;
grant update (ended_by, ended_at) on legal_hold to nightlight_app;

-- A copy of what is kept about somebody outside the wall, made room by room and short-lived. None of the desk's private notes.
create table personal_copy (
  id           bigint generated always as identity primary key,
  customer_id  bigint,
  household_id bigint,
  state        text not null check (state in ('waiting', 'ready')),
  asked_at     timestamptz not null,
  asked_by     bigint not null references staff_member,
  tickets      bigint[] not null default '{}', -- what it holds words of: a wall that rises around one of them takes it back
  done_rank    integer not null default 0,
  attempts     integer not null default 0,
  not_before   timestamptz not null,
  json         bytea,
  pdf          bytea,
  ready_at     timestamptz,
  check ((customer_id is null) <> (household_id is null)),
  check ((state = 'ready') = (pdf is not null) and (state = 'ready') = (ready_at is not null))
);
create index personal_copy_waiting on personal_copy (not_before, id) where state = 'waiting';
create index personal_copy_tickets on personal_copy using gin (tickets);
create table personal_copy_piece (
  copy_id bigint not null references personal_copy on delete cascade,
  rank    integer not null,
  json    text not null,
  primary key (copy_id, rank)
);
grant select, insert, update, delete on personal_copy, personal_copy_piece to nightlight_app;
