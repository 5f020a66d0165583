-- owner: safety
-- Since when drills come by themselves: the first is due when this is older than the playbook's interval.
create table drill_calendar (
  since timestamptz not null
);
insert into drill_calendar values (now());
grant select on drill_calendar to nightlight_app;

-- Messages in which nothing was found that a person reads all the same. Numbers only: the words stay where they are.
create table reread (
  message_id bigint primary key references message,
  ticket_id  bigint not null references ticket,
  chosen_at  timestamptz not null,
  answer     text check (answer in ('right', 'missed')),
  read_at    timestamptz,
  read_by    bigint references staff_member,
  check ((answer is null) = (read_at is null) and (answer is null) = (read_by is null))
);
create index reread_waiting on reread (chosen_at) where answer is null;
create index screening_at on screening (at);

-- Whose time to approve a version was over, and who was asked instead.
create table report_deputy (
  version_id bigint not null references report_version,
  step       text not null check (step in ('deputy', 'leads')),
  at         timestamptz not null,
  primary key (version_id, step)
);

alter table reread enable row level security;
create policy seen on reread using ((select clearance()) = 'system'
  or ((select clearance()) = 'safety' and ticket_id <> all ((select closed_to_viewer())::bigint[])));
alter table report_deputy enable row level security;
create policy seen on report_deputy using (exists (select from report_version where report_version.id = version_id));
grant select, insert on reread, report_deputy to nightlight_app;
grant update (answer, read_at, read_by) on reread to nightlight_app;

-- All that leaves the wall of a month's cases. A number below five is not told, and the others only in steps of five, the sum
-- as well, so that no two of them give one that was not told. Whoever asks, the days are whole ones that are over: a number that
-- moved in the moment when a case opened would tell of that case. Runs as the tables' owner, whom no policy binds.
create function safety_statistics(until date, zone text) returns table (level text, at_least integer)
  language sql stable security definer set search_path = public as $$
  with counted as (
    select c.level from safety_case c
    where c.opened_at >= ((least(until, (now() at time zone zone)::date) - 30)::timestamp at time zone zone)
      and c.opened_at < (least(until, (now() at time zone zone)::date)::timestamp at time zone zone)
      and not exists (select from drill where drill.ticket_id = c.ticket_id)
  )
  select coalesce(counted.level, 'all'), (count(*) / 5 * 5)::integer from counted
  group by grouping sets ((counted.level), ()) having count(*) >= 5
$$;
revoke execute on function safety_statistics from public;
grant execute on function safety_statistics to nightlight_app;
